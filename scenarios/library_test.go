package scenarios

import (
	"slices"
	"strings"
	"testing"

	"diversim/model/evidence"
)

// Every file of the library loads, says what it asks, satisfies the schema and
// survives being resolved.
func TestLibraryLoads(t *testing.T) {
	schema := compiled(t, everyday)
	list := Library()
	if len(list) < 6 {
		t.Fatalf("wanted at least six scenarios, got %v", list)
	}
	for _, entry := range list {
		t.Run(entry.Name, func(t *testing.T) {
			if entry.Title == "" || !strings.HasSuffix(entry.Question, "?") {
				t.Errorf("wanted a title and a question, got %q and %q", entry.Title, entry.Question)
			}
			if err := schema.Validate(asJSON(t, libraryText(entry.Name))); err != nil {
				t.Error(err)
			}
			s, err := Load(entry.Name, Overrides{})
			if err != nil {
				t.Fatal(err)
			}
			if s.Name != entry.Name {
				t.Errorf("wanted the name %q, got %q", entry.Name, s.Name)
			}
			checkResolved(t, s)
			if err := schema.Validate(asJSON(t, s.Resolved())); err != nil {
				t.Errorf("resolved: %v", err)
			}
		})
	}
}

func checkResolved(t *testing.T, s *Scenario) {
	t.Helper()
	again, err := parse(string(s.Resolved()), Overrides{}, everyday)
	if err != nil {
		t.Fatalf("the resolved scenario does not load: %v", err)
	}
	if again.Digest() != s.Digest() || again.Name != s.Name {
		t.Errorf("the resolved scenario has the name %q and the digest %s; wanted %q and %s",
			again.Name, again.Digest(), s.Name, s.Digest())
	}
}

func TestLibraryOrder(t *testing.T) {
	var names []string
	for _, entry := range Library() {
		names = append(names, entry.Name)
	}
	if names[0] != "west-midlands-pilot" || names[1] != "thames-valley-80" {
		t.Errorf("wanted the pilot and Thames Valley first, got %q", names)
	}
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) != len(names) {
		t.Errorf("a scenario is listed twice: %q", names)
	}
}

// The pilot is the question as it was put; its numbers are permanent.
func TestPilotIsWhatWasAnnounced(t *testing.T) {
	s, err := Load("west-midlands-pilot", Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	var arms []string
	for _, a := range s.Arms {
		arms = append(arms, a.Name)
	}
	want := []string{"usual", "diversion", "unfunded", "warning", "course-only", "charge"}
	if s.People != 1500 || s.Horizon.Years() != 3 || !slices.Equal(arms, want) {
		t.Errorf("wanted 1500 people, 3 years and the arms %q, got %d, %v and %q", want, s.People, s.Horizon.Years(), arms)
	}
	diversion := s.Registry("diversion")
	for key, want := range map[string]string{
		"programme.scheme": "deferred-prosecution", "programme.budget": "£60,000", "programme.planned_people": "1,500",
		"police.offer.nfa": "100%", "police.comparator_mix": "without-scheme",
	} {
		if in, found := diversion.Lookup(key); !found || in.Current.String() != want {
			t.Errorf("%s: wanted %s, got %v", key, want, in.Current)
		}
	}
}

// Params and Registry of an arm are the same values.
func TestParamsFollowTheRegistry(t *testing.T) {
	s, err := Load("west-midlands-pilot", Overrides{Set: []string{"programme.planned_people=1,000"}})
	if err != nil {
		t.Fatal(err)
	}
	p := s.Params("unfunded")
	if p.Programme.Scheme != "deferred-prosecution" || p.Programme.Budget != 0 || p.Programme.PlannedPeople != 1000 {
		t.Errorf("wanted deferred-prosecution, £0 and 1000 people; got %q, £%v and %v",
			p.Programme.Scheme, p.Programme.Budget, p.Programme.PlannedPeople)
	}
	drawn := s.Drawn("unfunded", func(r *evidence.Registry) { r.Set("programme.scheme", r.Draw("programme.scheme", 0.5)) })
	if drawn.Programme.Scheme != p.Programme.Scheme {
		t.Errorf("a draw reached a stated input: %q", drawn.Programme.Scheme)
	}
}
