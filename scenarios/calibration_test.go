package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// twoSets is the toy vocabulary with two calibrated sets that differ in one
// input and share none of the rest.
func twoSets() vocabulary {
	words := toy
	words.calibrated = func(name string) []byte {
		return []byte(map[string]string{
			"plain": "set: {effect.force_log_hr: {value: -0.3, because: fitted}}",
			"other": "set: {effect.force_log_hr: {value: -0.1, because: fitted}, police.offer.charge: {value: 0.7, because: fitted}}",
		}[name])
	}
	return words
}

// A named set holds in place of the default one, whether a file or a call
// names it, and both ways say the same; scenario, arm and flag stay above.
func TestCalibrationByFileAndByCall(t *testing.T) {
	words := twoSets()
	plain, err := parse(toyScenario, Overrides{Set: []string{"programme.first_wait=6d"}}, words)
	if err != nil {
		t.Fatal(err)
	}
	called, err := plain.WithCalibration("other")
	if err != nil {
		t.Fatal(err)
	}
	named, err := parse(toyScenario+"calibration: other\n", Overrides{Set: []string{"programme.first_wait=6d"}}, words)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Scenario{called, named} {
		if got := lookup(s, "usual", "effect.force_log_hr").Number(); got != -0.1 {
			t.Errorf("wanted the other set's -0.1, got %v", got)
		}
		if got := lookup(s, "usual", "programme.first_wait").Number(); got != 6 {
			t.Errorf("a flag gave way to a calibrated set: got a wait of %v days", got)
		}
	}
	if called.Digest() != named.Digest() || string(called.Resolved()) != string(named.Resolved()) {
		t.Error("a set named in the file and the same set by call are not the same scenario")
	}
	if plain.Digest() == named.Digest() {
		t.Error("two calibrated sets make no difference to the digest")
	}
	back, err := called.WithCalibration("plain")
	if err != nil {
		t.Fatal(err)
	}
	if back.Digest() != plain.Digest() || lookup(plain, "usual", "effect.force_log_hr").Number() != -0.3 {
		t.Error("going to another set and back leaves traces")
	}
	again, err := parse(string(named.Resolved()), Overrides{}, words)
	if err != nil || again.Digest() != named.Digest() || again.Calibration != "other" {
		t.Errorf("a resolved scenario loses its calibrated set: %v", err)
	}
}

func TestCalibrationIsInherited(t *testing.T) {
	words := twoSets()
	l := loader{words: words}
	child := l.read("child", []byte("people: 3\n"))
	child.inherit(l.read("parent", []byte(strings.TrimPrefix(toyScenario, "\n")+"calibration: other\n")))
	if child.calibration != "other" {
		t.Errorf("wanted the parent's set, got %q", child.calibration)
	}
}

func TestUnknownCalibrationIsRefused(t *testing.T) {
	s := mustToy(t, toyScenario, Overrides{})
	_, err := s.WithCalibration("othr")
	if err == nil || !strings.Contains(err.Error(), `wanted one of plain, other; got "othr"; did you mean "other"?`) {
		t.Errorf("got %v", err)
	}
}

// Every committed set loads beneath every scenario of the library.
func TestCommittedSetsLoad(t *testing.T) {
	names := Calibrations()
	if names[0] != DefaultCalibration || len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("wanted the default set first and each once, got %q", names)
	}
	for _, e := range Library() {
		s, err := Load(e.Name, Overrides{})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if _, err := s.WithCalibration(name); err != nil {
				t.Errorf("%s on %s: %v", e.Name, name, err)
			}
		}
	}
}
