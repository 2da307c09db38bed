package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever the text, loading it gives either a scenario that survives its own
// round trip or problems with a place and a message; it never panics.
func FuzzLoad(f *testing.F) {
	f.Add(toyScenario)
	f.Add(sameAsToy)
	f.Add(placesScenario)
	bad, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil {
		f.Fatal(err)
	}
	ofTheModel, err := filepath.Glob("testdata/model/*.bad.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(bad, ofTheModel...) {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseToy(text, Overrides{})
		if err != nil {
			problems, ok := err.(Problems)
			if !ok || len(problems) == 0 {
				t.Fatalf("wanted Problems, got %T", err)
			}
			for _, p := range problems {
				if p.File == "" || p.Line < 1 || p.Column < 1 || strings.TrimSpace(p.What) == "" {
					t.Errorf("a problem without place or message: %+v", p)
				}
			}
			return
		}
		again, err := parseToy(string(s.Resolved()), Overrides{})
		if err != nil {
			t.Fatalf("the resolved scenario does not load: %v", err)
		}
		if again.Digest() != s.Digest() {
			t.Error("the resolved scenario has another digest")
		}
	})
}

// The same for the texts of --set.
func FuzzSet(f *testing.F) {
	for _, text := range []string{"programme.budget=£5", "=", "", "police.offer.charge=1/0", "x=y=z", "programme.first_wait=1e308d"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseToy(toyScenario, Overrides{Set: []string{text}})
		if (s == nil) == (err == nil) {
			t.Errorf("wanted either a scenario or problems, got %v and %v", s, err)
		}
	})
}
