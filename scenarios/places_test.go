package scenarios

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diversim/sim"
)

// placesScenario says everything about places that a file can say.
const placesScenario = `
people: 1_000
intake: 10y
horizon: 2y
forces: all
areas:
  Thames Valley: {population: 2_000, contacts: 30}
  West Midlands: {population: 0, contacts: 0}
schemes: {West Midlands: 2y, Thames Valley: 0}
comparator: usual
arms:
  usual: {schemes: {}}
  wedge: {}
  eight: {schemes: eight}
  listed:
    schemes: [Devon and Cornwall, Thames Valley]
    shares: {Devon and Cornwall: 1/3, Thames Valley: 66.66666666666667%}
`

func TestPlacesAreRead(t *testing.T) {
	s := mustToy(t, placesScenario, Overrides{})
	if s.People != 1000 || s.Intake != 10*sim.Year || !slices.Equal(s.Forces, toyForces) {
		t.Errorf("wanted 1000 people a year over 10 years everywhere, got %d, %v years and %q", s.People, s.Intake.Years(), s.Forces)
	}
	for force, want := range map[string]Area{"Thames Valley": {2000, 30}, "West Midlands": {}, "Cumbria": {510_680, 1_712}} {
		if got := s.Area(force); got != want {
			t.Errorf("%s: wanted %+v, got %+v", force, want, got)
		}
	}
	for name, want := range map[string]Schemes{
		"usual": {Word: SchemesNone}, "eight": {Word: SchemesEight},
		"wedge":  {Starts: map[string]sim.Time{"West Midlands": 2 * sim.Year, "Thames Valley": 0}},
		"listed": {Starts: map[string]sim.Time{"Devon and Cornwall": 0, "Thames Valley": 0}},
	} {
		arm, _ := s.Arm(name)
		if arm.Schemes.Word != want.Word || !maps.Equal(arm.Schemes.Starts, want.Starts) {
			t.Errorf("%s: wanted %+v, got %+v", name, want, arm.Schemes)
		}
		if (arm.Shares != nil) != (name == "listed") {
			t.Errorf("%s: got the shares %v", name, arm.Shares)
		}
	}
	listed, _ := s.Arm("listed")
	if len(listed.Shares) != 2 || listed.Shares["Devon and Cornwall"] != 1.0/3 {
		t.Errorf("wanted a third for Devon and Cornwall, got %v", listed.Shares)
	}
	like, err := s.WithArm("like", "Like", "listed", nil)
	if err != nil {
		t.Fatal(err)
	}
	if arm, _ := like.Arm("like"); !maps.Equal(arm.Shares, listed.Shares) || !maps.Equal(arm.Schemes.Starts, listed.Schemes.Starts) {
		t.Errorf("an arm like another has other schemes or shares: %+v", arm)
	}
}

// What a file does not say about places is one year, published sizes, and every
// scheme from the start.
func TestPlacesByDefault(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{})
	if s.Intake != sim.Year || len(s.Areas) != 0 {
		t.Errorf("wanted a year and no sizes, got %v years and %v", s.Intake.Years(), s.Areas)
	}
	for _, arm := range s.Arms {
		if arm.Schemes.Word != SchemesAll || arm.Schemes.Starts != nil || arm.Shares != nil {
			t.Errorf("%s: wanted all and no shares, got %+v", arm.Name, arm)
		}
	}
}

// An arm's schemes are its own, else the file's, else those of the file that it
// extends; sizes and intake are the file's, else those of that file.
func TestPlacesAreInherited(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("parent.yaml", placesScenario)
	for _, c := range []struct {
		child        string
		intake       sim.Time
		contacts     int // of Thames Valley
		wedge, eight string
	}{
		{"", 10 * sim.Year, 30, "", SchemesEight},
		{"schemes: as-known\nintake: 5y\n", 5 * sim.Year, 30, SchemesAsKnown, SchemesEight},
		{"areas: {Thames Valley: {population: 9, contacts: 8}}\n", 10 * sim.Year, 8, "", SchemesEight},
		{"areas:\n", 10 * sim.Year, 4_814, "", SchemesEight},
		{"arms: {usual: {}, wedge: {schemes: all}, eight: {}}\n", 10 * sim.Year, 30, SchemesAll, ""},
	} {
		s, err := load(write("child.yaml", "extends: parent.yaml\n"+c.child), Overrides{}, toy)
		if err != nil {
			t.Fatal(err)
		}
		wedge, _ := s.Arm("wedge")
		eight, _ := s.Arm("eight")
		if s.Intake != c.intake || s.Area("Thames Valley").Contacts != c.contacts ||
			wedge.Schemes.Word != c.wedge || eight.Schemes.Word != c.eight {
			t.Errorf("%q: wanted %+v; got %v years, %+v, %+v and %+v",
				c.child, c, s.Intake.Years(), s.Area("Thames Valley"), wedge.Schemes, eight.Schemes)
		}
	}
}

func TestPlacesChangeTheDigest(t *testing.T) {
	seen := map[string]string{mustToy(t, placesScenario, Overrides{}).Digest(): "the original"}
	for _, edit := range [][2]string{
		{"intake: 10y", "intake: 11y"},
		{"contacts: 30", "contacts: 31"},
		{"population: 2_000", "population: 2_001"},
		{"  West Midlands: {population: 0, contacts: 0}\n", ""},
		{"West Midlands: 2y", "West Midlands: 2.5y"},
		{"West Midlands: 2y, ", ""},
		{"schemes: {West Midlands: 2y, Thames Valley: 0}\n", ""},
		{"schemes: eight", "schemes: as-known"},
		{"usual: {schemes: {}}", "usual: {schemes: all}"},
		{"1/3", "0.3333333333"},
		{"    shares: {Devon and Cornwall: 1/3, Thames Valley: 66.66666666666667%}\n", ""},
	} {
		if !strings.Contains(placesScenario, edit[0]) {
			t.Fatalf("the scenario has no %q to edit", edit[0])
		}
		digest := mustToy(t, strings.Replace(placesScenario, edit[0], edit[1], 1), Overrides{}).Digest()
		if before, twice := seen[digest]; twice {
			t.Errorf("%q for %q has the digest of %s", edit[1], edit[0], before)
		}
		seen[digest] = edit[1]
	}
	for _, same := range [][2]string{
		{"forces: all", "forces: [Thames Valley, West Midlands, Devon and Cornwall]"},
		{"schemes: {}", "schemes: []"},
		{"schemes: {}", "schemes: none"},
		{"[Devon and Cornwall, Thames Valley]", "{Thames Valley: 0y, Devon and Cornwall: 0 days}"},
		{"West Midlands: 2y", "West Midlands: 24 months"},
	} {
		if !strings.Contains(placesScenario, same[0]) {
			t.Fatalf("the scenario has no %q to edit", same[0])
		}
		if digest := mustToy(t, strings.Replace(placesScenario, same[0], same[1], 1), Overrides{}).Digest(); seen[digest] != "the original" {
			t.Errorf("%q for %q has another digest", same[1], same[0])
		}
	}
}

func TestPlacesResolve(t *testing.T) {
	schema := compiled(t, toy)
	for _, text := range []string{placesScenario, strings.ReplaceAll(placesScenario, "usual: {schemes: {}}", "usual: {}")} {
		s := mustToy(t, text, Overrides{})
		resolved := s.Resolved()
		again := mustToy(t, string(resolved), Overrides{})
		if again.Digest() != s.Digest() {
			t.Errorf("the resolved scenario has another digest:\n%s", resolved)
		}
		for name, written := range map[string][]byte{"as written": []byte(text), "resolved": resolved} {
			if err := schema.Validate(asJSON(t, written)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	golden(t, "testdata/places.resolved.txt", string(mustToy(t, placesScenario, Overrides{}).Resolved()))
}

// The schema marks what it can see to be wrong in what is said about places.
func TestSchemaOfPlaces(t *testing.T) {
	schema := compiled(t, toy)
	for _, wrong := range []string{
		"intake: 2", "intake: 0", "intake: 5 fortnights", "forces: some", "forces: [all]", "forces: [Thames Vally]",
		"schemes: each", "schemes:", "schemes: {Thames Valley: 2}", "schemes: {Thames Vally: 2y}", "schemes: [Thames Vally]",
		"areas: {Thames Valley: {population: 1}}", "areas: {Thames Valley: {population: -1, contacts: 1}}",
		"areas: {Thames Vally: {population: 1, contacts: 1}}", "arms: {a: {shares: {Thames Valley: 2}}}",
		"arms: {a: {shares: {Thames Vally: 1}}}", "arms: {a: {shares: {}}}", "arms: {a: {schemes: each}}", "shares: {Thames Valley: 1}",
	} {
		if schema.Validate(asJSON(t, []byte("extends: x\n"+wrong+"\n"))) == nil {
			t.Errorf("the schema accepts %q", wrong)
		}
	}
}

// Words stand for the areas that the published table says.
func TestMayRun(t *testing.T) {
	count := func(s Schemes) (n int) {
		for _, force := range everyday.forces() {
			if s.MayRun(force) {
				n++
			}
		}
		return n
	}
	for word, want := range map[string]int{SchemesAll: 43, SchemesNone: 0, SchemesEight: 8, SchemesAsKnown: 40} {
		if got := count(Schemes{Word: word}); got != want {
			t.Errorf("%s: wanted %d force areas, got %d", word, want, got)
		}
	}
	if got := count(Schemes{Starts: map[string]sim.Time{"Kent": sim.Year}}); got != 1 {
		t.Errorf("Kent alone: wanted 1, got %d", got)
	}
}
