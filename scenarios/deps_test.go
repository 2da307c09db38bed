package scenarios_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// module is the path below which the project's packages lie.
const module = "diversim"

// rule is what a package may import, besides the standard library.
type rule struct {
	project string // packages of the project, by path below the module
	outside string // packages of others, by prefix
	never   string // packages of the standard library that it must do without
}

// imports is the graph of the project's imports. An edge is a decision: what is
// not here is not allowed, and a new line or word says why in its commit. Tests
// may import whatever they test with.
var imports = map[string]rule{
	"sim": {never: "time os math/rand math/rand/v2"},
	// What to run and what it says know nothing of each other.
	"sim/design":     {project: "sim", outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2"},
	"sim/estimate":   {project: "sim", outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2"},
	"model/evidence": {outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2"},
	"model/ledger":   {project: "sim", never: "time os math/rand math/rand/v2"},
	// A measure sees facts and never the model that wrote them.
	"model/outcome": {project: "sim sim/estimate model/ledger", never: "time os math/rand math/rand/v2"},
	"model": {
		project: "sim model/evidence model/ledger",
		outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2",
	},
	"scenarios": {
		project: "sim model model/evidence model/outcome",
		outside: "go.yaml.in/yaml/v4", never: "time math/rand math/rand/v2",
	},
	"scenarios/results": {
		project: "scenarios", outside: "github.com/parquet-go/parquet-go golang.org/x/text", // how every page writes numbers
	},
	"scenarios/study": {
		project: "sim sim/estimate model model/evidence model/ledger model/outcome scenarios scenarios/results",
		never:   "os math/rand math/rand/v2",
	},
	// A figure reads results and runs nothing. What it works out of them, a Lorenz
	// curve or a percentile over places, is arithmetic that is tested in estimate.
	"scenarios/figure": {
		project: "sim/estimate scenarios/results", outside: "gonum.org/v1/plot golang.org/x/image/font", never: "time math/rand math/rand/v2",
	},
	"scenarios/oracle": {
		project: "sim sim/design sim/estimate model model/evidence model/ledger model/outcome scenarios scenarios/study",
		outside: "gonum.org/v1/gonum", never: "os math/rand math/rand/v2",
	},
	// What it would take: questions put to many runs, answered in rows.
	"scenarios/threshold": {
		project: "sim sim/estimate model model/evidence model/ledger model/outcome scenarios scenarios/results scenarios/study",
		outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2",
	},
	"scenarios/validation": {
		project: "sim sim/estimate model/evidence model/ledger model/outcome scenarios scenarios/study",
		never:   "os time math/rand math/rand/v2",
	},
	// What an answer depends on: designs run on the simulator, and what they say.
	"scenarios/sensitivity": {
		project: "sim sim/design sim/estimate model/evidence model/ledger model/outcome scenarios scenarios/results scenarios/study",
		outside: "gonum.org/v1/gonum", never: "time os math/rand math/rand/v2",
	},
	// What published figures leave of the inputs: it sees the model through study.
	"scenarios/calibration": {
		project: "sim sim/design sim/estimate scenarios scenarios/results scenarios/study",
		outside: "gonum.org/v1/gonum", never: "os math/rand math/rand/v2 time",
	},
	"cmd/diversim": {project: "cmd/diversim/internal/cli"},
	// What columns mean is words alone; a test of cli holds them to what is written.
	"cmd/diversim/internal/columns": {never: "os time math/rand math/rand/v2"},
	"cmd/diversim/internal/cli": {
		project: "cmd/diversim/internal/columns sim/estimate model model/evidence model/ledger model/outcome scenarios scenarios/results scenarios/study scenarios/calibration scenarios/figure scenarios/oracle scenarios/sensitivity scenarios/threshold scenarios/validation",
		outside: "github.com/spf13/cobra github.com/spf13/pflag github.com/jedib0t/go-pretty/v6 github.com/vbauerster/mpb/v8",
		never:   "math/rand math/rand/v2",
	},
}

func TestImportsFollowTheGraph(t *testing.T) {
	edges := importsOf(t, os.DirFS(".."))
	if len(edges) < 10 {
		t.Fatalf("found %d packages; the graph is of more", len(edges))
	}
	for _, complaint := range against(edges) {
		t.Error(complaint)
	}
}

// An edge that nothing uses is a decision that nobody stands by any more.
func TestEveryAllowedImportIsUsed(t *testing.T) {
	for _, complaint := range unused(importsOf(t, os.DirFS(".."))) {
		t.Error(complaint)
	}
}

// An edge of the project and a library without a user are both seen.
func TestUnusedEdgesAreSeen(t *testing.T) {
	edges := map[string][]string{}
	for pkg, r := range imports {
		for _, own := range strings.Fields(r.project) {
			edges[pkg] = append(edges[pkg], module+"/"+own)
		}
		for _, library := range strings.Fields(r.outside) {
			edges[pkg] = append(edges[pkg], library+"/part")
		}
	}
	edges["sim/design"] = nil
	want := "sim/design does not import sim; sim/design does not import gonum.org/v1/gonum"
	if got := strings.Join(unused(edges), "; "); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every kind of forbidden edge is seen, and the allowed ones are not.
func TestForbiddenImportsAreSeen(t *testing.T) {
	for name, c := range map[string]struct{ pkg, imported, says string }{
		"the clock in the engine":       {"sim", "time", "sim does without time"},
		"chance in the model":           {"model", "math/rand/v2", "model does without math/rand/v2"},
		"a measure that sees a model":   {"model/outcome", "diversim/model", "model/outcome must not import model"},
		"a figure that runs":            {"scenarios/figure", "diversim/scenarios/study", "scenarios/figure must not import scenarios/study"},
		"the engine on a library":       {"sim", "gonum.org/v1/gonum/stat", "sim must not import gonum.org/v1/gonum/stat"},
		"a neighbour in name only":      {"model", "gonum.org/v1/gonumplus", "model must not import gonum.org/v1/gonumplus"},
		"a package nobody decided on":   {"model/helpers", "fmt", "model/helpers has no line in the graph"},
		"an edge that is allowed":       {"model", "diversim/sim", ""},
		"a library that is allowed":     {"model", "gonum.org/v1/gonum/mathext", ""},
		"the standard library at large": {"sim", "math/bits", ""},
	} {
		file := "package x\nimport _ " + strconv.Quote(c.imported)
		got := against(importsOf(t, fstest.MapFS{c.pkg + "/x.go": {Data: []byte(file)}}))
		if strings.Join(got, "; ") != c.says {
			t.Errorf("%s: %q, want %q", name, got, c.says)
		}
	}
}

// importsOf lists what the packages below a folder import, tests left out.
func importsOf(t *testing.T, root fs.FS) map[string][]string {
	t.Helper()
	edges := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || otherModule(root, name)):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(name)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			edges[pkg] = append(edges[pkg], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return edges
}

// otherModule says whether a folder is a module of its own, as the tools and
// the notebooks are.
func otherModule(root fs.FS, folder string) bool {
	_, err := fs.Stat(root, folder+"/go.mod")
	return err == nil
}

// against lists the imports that the graph does not allow, in order.
func against(edges map[string][]string) (complaints []string) {
	for _, pkg := range slices.Sorted(maps.Keys(edges)) {
		r, decided := imports[pkg]
		if !decided {
			complaints = append(complaints, pkg+" has no line in the graph")
			continue
		}
		imported := slices.Compact(slices.Sorted(slices.Values(edges[pkg])))
		for _, name := range imported {
			if complaint := r.refuses(name); complaint != "" {
				complaints = append(complaints, pkg+" "+complaint)
			}
		}
	}
	return complaints
}

// unused lists the edges of the graph that no import takes, in order.
func unused(edges map[string][]string) (complaints []string) {
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		for _, own := range strings.Fields(imports[pkg].project) {
			if !slices.Contains(edges[pkg], module+"/"+own) {
				complaints = append(complaints, pkg+" does not import "+own)
			}
		}
		for _, library := range strings.Fields(imports[pkg].outside) {
			if !slices.ContainsFunc(edges[pkg], func(name string) bool { return within(name, library) }) {
				complaints = append(complaints, pkg+" does not import "+library)
			}
		}
	}
	return complaints
}

// within says whether a package is another or lies below it.
func within(imported, prefix string) bool {
	return imported == prefix || strings.HasPrefix(imported, prefix+"/")
}

// refuses says why a package may not be imported, "" if it may.
func (r rule) refuses(imported string) string {
	first, _, _ := strings.Cut(imported, "/")
	below := func(prefix string) bool { return within(imported, prefix) }
	switch own, inProject := strings.CutPrefix(imported, module+"/"); {
	case inProject && !slices.Contains(strings.Fields(r.project), own):
		return "must not import " + own
	case !inProject && strings.Contains(first, ".") && !slices.ContainsFunc(strings.Fields(r.outside), below):
		return "must not import " + imported
	case slices.Contains(strings.Fields(r.never), imported):
		return "does without " + imported
	}
	return ""
}
