package notebooks

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write notebooks, the README's answer and its figure anew")

// Every notebook runs without a word of complaint and shows what it is saved
// with.
func TestNotebooksAreCurrent(t *testing.T) {
	names, err := filepath.Glob("*.ipynb")
	if err != nil || len(names) == 0 {
		t.Fatalf("no notebooks: %v", err)
	}
	environment := kernel(t)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			saved, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			executed := execute(t, environment, name)
			for _, c := range complaints(executed) {
				t.Error(c)
			}
			if t.Failed() {
				return
			}
			now := encode(t, plain(executed))
			switch {
			case *update:
				err = os.WriteFile(name, now, 0o644)
			case !bytes.Equal(now, saved):
				err = fmt.Errorf("%s shows something else than it is saved with; first difference in line %d: make notebooks",
					name, firstDifference(now, saved))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// kernel builds the Go kernel and returns the environment in which Jupyter
// finds it.
func kernel(t *testing.T) []string {
	t.Helper()
	if _, err := exec.LookPath("jupyter-nbconvert"); err != nil {
		missing(t, "jupyter-nbconvert", "apt-get install --no-install-recommends jupyter-nbconvert jupyter-client jupyter-core python3-ipykernel")
	}
	place := t.TempDir()
	programs, data := filepath.Join(place, "bin"), filepath.Join(place, "jupyter")
	environment := append(os.Environ(),
		"PATH="+programs+string(os.PathListSeparator)+os.Getenv("PATH"),
		"JUPYTER_DATA_DIR="+data, "JUPYTER_PATH="+data, "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off",
	)
	command(t, os.Environ(), "go", "build", "-o", programs+string(filepath.Separator), "tool")
	command(t, environment, filepath.Join(programs, "gonb"), "--install", "--force_deps")
	return environment
}

// missing ends a test for want of a program: as skipped, or as failed where
// everything has to run.
func missing(t *testing.T, program, remedy string) {
	t.Helper()
	if os.Getenv("DIVERSIM_REQUIRE") != "" {
		t.Fatalf("%s is not installed: %s", program, remedy)
	}
	t.Skipf("%s is not installed: %s", program, remedy)
}

// execute runs a notebook and returns it as it then stands. A cell whose
// program fails does not make Jupyter fail; the outputs say so.
func execute(t *testing.T, environment []string, name string) map[string]any {
	t.Helper()
	out := t.TempDir()
	command(t, environment, "jupyter-nbconvert", "--to", "notebook", "--execute", name, "--output-dir", out,
		"--ExecutePreprocessor.timeout=600", "--log-level=WARN")
	text, err := os.ReadFile(filepath.Join(out, name))
	if err != nil {
		t.Fatal(err)
	}
	var notebook map[string]any
	if err := json.Unmarshal(text, &notebook); err != nil {
		t.Fatal(err)
	}
	return notebook
}

// command runs a program and fails the test with its output if it fails.
func command(t *testing.T, environment []string, program string, arguments ...string) {
	t.Helper()
	c := exec.Command(program, arguments...)
	c.Env = environment
	if output, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(arguments, " "), err, output)
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(a, b []byte) int {
	left, right := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(left), len(right)) {
		if !bytes.Equal(left[i], right[i]) {
			return i + 1
		}
	}
	return min(len(left), len(right)) + 1
}
