package cli

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary stand in for the program in the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"diversim": func() { os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the command line as people do: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "jsonkeys": jsonKeys, "fits": fits,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// status runs a command and checks its exit status: status 2 diversim run x. Its
// output is then in the files out and err.
func status(ts *testscript.TestScript, _ bool, args []string) {
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	ts.Check(os.WriteFile(ts.MkAbs("out"), []byte(ts.ReadFile("stdout")), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("err"), []byte(ts.ReadFile("stderr")), 0o644))
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("want exit status %s, got %d", args[0], got)
	}
}

// jsonKeys checks that a file is a JSON array of objects, or one object, with
// exactly the keys, in any order: jsonkeys out name title.
func jsonKeys(ts *testscript.TestScript, _ bool, args []string) {
	text := []byte(ts.ReadFile(args[0]))
	var list []map[string]any
	if err := json.Unmarshal(text, &list); err != nil {
		var one map[string]any
		ts.Check(json.Unmarshal(text, &one))
		list = append(list, one)
	}
	if len(list) == 0 {
		ts.Fatalf("%s has no rows", args[0])
	}
	want := slices.Sorted(slices.Values(args[1:]))
	for _, object := range list {
		var got []string
		for key := range object {
			got = append(got, key)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			ts.Fatalf("want the keys %q, got %q", want, got)
		}
	}
}

// fits checks that no line of a file is wider than the page, addresses apart.
func fits(ts *testscript.TestScript, _ bool, args []string) {
	for i, line := range strings.Split(ts.ReadFile(args[0]), "\n") {
		if n := utf8.RuneCountInString(line); n > pageWidth && !strings.Contains(line, "https://") {
			ts.Fatalf("line %d has %d columns, want at most %d:\n%s", i+1, n, pageWidth, line)
		}
		if strings.HasSuffix(line, " ") {
			ts.Fatalf("line %d ends with a space:\n%q", i+1, line)
		}
	}
}
