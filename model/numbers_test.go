package model_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// declaring is how the names of the functions begin in which inputs are
// declared: their numbers stand beside a unit, a range and a source.
const declaring = "declare"

// numbersHeld are the other places that may hold numbers. A line here needs a
// reason, and "a fact about the world" never is one.
var numbersHeld = []struct {
	file string
	name string // of a constant or variable; every constant of the file where empty
	why  string
}{
	{"scheme.go", "schemeTable", "the rows from which the inputs of the schemes are declared"},
	{"covariates_inputs.go", "ageTable", "the rows from which the inputs of age are declared"},
	{"covariates_inputs.go", "priorTable", "the rows from which the inputs of the record are declared"},
	{"covariates_inputs.go", "ageBands", "how many rows there are"},
	{"covariates_inputs.go", "adulthood", "a definition: the law's"},
	{"draws.go", "", "the permanent numbers of the draws, and how they are packed"},
	{"numerics.go", "", "methods of calculation and their resolution"},
	{"programme.go", "penceInPound", "a unit"},
	{"settings.go", "daysInWeek", "a unit"},
	{"account.go", "quarters", "a unit: a year has four"},
}

// A number of the model is a declared input, or 0, or 1.
func TestNumbersAreDeclared(t *testing.T) {
	strays, unused := strayNumbers(t, os.DirFS("."))
	for _, s := range strays {
		t.Errorf("%s: this number belongs to no declared input", s)
	}
	for _, place := range unused {
		t.Errorf("%s holds no number: take it off the list", place)
	}
}

// A number that hides is found, and one that is declared is not.
func TestStrayNumbersAreSeen(t *testing.T) {
	for name, c := range map[string]struct{ file, text, stray string }{
		"in a formula":           {"police.go", "func f(x float64) float64 { return 0.7 * x }", "police.go:2:36: 0.7"},
		"as a constant":          {"police.go", "const offered = 0.7", "police.go:2:17: 0.7"},
		"in a method":            {"draws.go", "func (w world) f() int { return 7 }", "draws.go:2:33: 7"},
		"as a variable":          {"numerics.go", "var offered = 1 / 2.", "numerics.go:2:19: 2."},
		"beside a unit":          {"programme.go", "const penceInPound, offered = 100, 7", "programme.go:2:36: 7"},
		"0, 1 and their writing": {"police.go", "var none, all = 0.0, -1.00", ""},
		"in a declaration":       {"police.go", "func (p police) declareOffers() { set(0.7) }", ""},
		"as a draw":              {"draws.go", "const drawOffer = 11", ""},
		"as the size of a table": {"police.go", "var mix [6]float64", "police.go:2:10: 6"},
		"in words":               {"police.go", `const title = "12 months"`, ""},
	} {
		strays, _ := strayNumbers(t, fstest.MapFS{c.file: {Data: []byte("package model\n" + c.text)}})
		if got := strings.Join(strays, "; "); got != c.stray {
			t.Errorf("%s: found %q, want %q", name, got, c.stray)
		}
	}
}

// strayNumbers lists the numbers in a directory of Go files that stand where
// none may, and the places of numbersHeld where none stands.
func strayNumbers(t *testing.T, dir fs.FS) (strays, unused []string) {
	t.Helper()
	names, err := fs.Glob(dir, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := make([]bool, len(numbersHeld))
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, literal := range numbersIn(file, name, used) {
			strays = append(strays, fmt.Sprintf("%v: %s", set.Position(literal.Pos()), literal.Value))
		}
	}
	for i, h := range numbersHeld {
		if !used[i] {
			unused = append(unused, h.file+" "+h.name)
		}
	}
	return strays, unused
}

// numbersIn lists the numbers of a file outside declarations and the places
// held, and notes which of these it met.
func numbersIn(file *ast.File, name string, used []bool) (found []*ast.BasicLit) {
	var visit func(n ast.Node, inConstant bool)
	visit = func(n ast.Node, inConstant bool) {
		ast.Inspect(n, func(below ast.Node) bool {
			switch below := below.(type) {
			case *ast.FuncDecl:
				return !strings.HasPrefix(below.Name.Name, declaring)
			case *ast.GenDecl:
				if below != n && below.Tok == token.CONST {
					visit(below, true)
					return false
				}
			case *ast.ValueSpec:
				for i, value := range below.Values {
					if !held(name, below.Names[i].Name, inConstant, used) {
						visit(value, inConstant)
					}
				}
				if below.Type != nil {
					visit(below.Type, inConstant)
				}
				return false
			case *ast.BasicLit:
				if !harmless(below) {
					found = append(found, below)
				}
			}
			return true
		})
	}
	visit(file, false)
	return found
}

// held says whether numbers may stand in a constant or variable.
func held(file, name string, inConstant bool, used []bool) bool {
	i := slices.IndexFunc(numbersHeld, func(h struct{ file, name, why string }) bool {
		return h.file == file && (h.name == name || h.name == "" && inConstant)
	})
	if i >= 0 {
		used[i] = true
	}
	return i >= 0
}

// harmless is what is no number, 0, and 1.
func harmless(literal *ast.BasicLit) bool {
	if literal.Kind != token.INT && literal.Kind != token.FLOAT {
		return true
	}
	value := constant.MakeFromLiteral(literal.Value, literal.Kind, 0)
	one := constant.MakeInt64(1)
	return constant.Sign(value) == 0 || constant.Compare(value, token.EQL, one)
}
