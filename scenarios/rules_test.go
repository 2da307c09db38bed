package scenarios

import (
	"path/filepath"
	"strings"
	"testing"
)

// Each testdata/rules/*.bad.yaml has what it must be answered with beside it.
func TestBadRules(t *testing.T) {
	s, err := Load("west-midlands-pilot", Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/rules/*.bad.yaml")
	if err != nil || len(files) < 4 {
		t.Fatalf("wanted the corpus of bad rule files, got %d, %v", len(files), err)
	}
	for _, file := range files {
		rules, err := LoadRules(file, s)
		if rules != nil || err == nil {
			t.Fatalf("%s: wanted an error and no rules", file)
		}
		golden(t, strings.TrimSuffix(file, ".yaml")+".txt", err.Error()+"\n")
	}
	if _, err := LoadRules("commission", s); err == nil || !strings.Contains(err.Error(), `did you mean "commissioner"?`) {
		t.Errorf("a misspelt name: %v", err)
	}
}

// The rules that come with the program load for every scenario that has an arm to
// judge, with a reason for every rule and every condition.
func TestRulesLibrary(t *testing.T) {
	for _, e := range Library() {
		s, err := Load(e.Name, Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range RulesLibrary() {
			rules, err := LoadRules(name, s)
			if err != nil {
				t.Errorf("%s: %v", e.Name, err)
				continue
			}
			for _, rule := range rules.Rules {
				for _, c := range rule.When {
					if rule.Because == "" || c.Because == "" {
						t.Errorf("%s: %v has no reason", name, c)
					}
				}
			}
		}
	}
}
