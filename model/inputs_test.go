package model_test

import (
	"slices"
	"strings"
	"testing"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios/validation"
)

// slotsWithoutInput are elements of arrays that stand for nothing. They hold
// no number that anybody could wish to change.
var slotsWithoutInput = []string{
	"Params.Offending.TypeShare[0]", // the types share what is left after possession, which has an input of its own
	"Params.Mortality.Phase[0]",     // likewise
	"Params.Utility.Phase[0]",       // likewise
	"Params.Effect.Phase[0]",        // outside every phase nothing acts
	"Params.Valuation.Crime[0]",     // possession has no victim
}

func TestEveryFieldIsDeclared(t *testing.T) {
	p, r := model.New()
	missing := evidence.Undeclared(r, p)
	for _, field := range missing {
		if !slices.Contains(slotsWithoutInput, field) {
			t.Errorf("%s has no declaration", field)
		}
	}
	for _, slot := range slotsWithoutInput {
		if !slices.Contains(missing, slot) {
			t.Errorf("%s is declared: take it off the list", slot)
		}
	}
}

func TestEveryInputHasItsSource(t *testing.T) {
	_, r := model.New()
	for _, complaint := range evidence.Unsourced(r) {
		t.Error(complaint)
	}
}

func TestEveryReferenceIsUsed(t *testing.T) {
	_, r := model.New()
	for _, key := range unusedReferences(r.Inputs(), cited()) {
		t.Errorf("nothing uses the reference %s", key)
	}
}

// Without the inputs and tables that use it, every reference is missed; so
// the list above is not empty by construction.
func TestAReferenceThatLosesItsUseIsSeen(t *testing.T) {
	_, r := model.New()
	for _, lost := range evidence.References() {
		var inputs []evidence.Input
		for _, in := range r.Inputs() {
			in.Source = strings.ReplaceAll(in.Source, lost.Key, "")
			inputs = append(inputs, in)
		}
		tables := slices.DeleteFunc(cited(), func(key string) bool { return key == lost.Key })
		if got := unusedReferences(inputs, tables); !slices.Contains(got, lost.Key) {
			t.Errorf("without any use of %s the unused are %q", lost.Key, got)
		}
	}
}

// cited are the references of the published tables and of the rows of validation.
func cited() []string { return append(evidence.DataSources(), validation.Sources()...) }

// unusedReferences are those of the bibliography that no input, no published
// table and no row of validation names.
func unusedReferences(inputs []evidence.Input, tables []string) []string {
	used := map[string]bool{}
	for _, in := range inputs {
		for _, key := range in.Sources() {
			used[key] = true
		}
	}
	for _, key := range tables {
		used[key] = true
	}
	var unused []string
	for _, reference := range evidence.References() {
		if !used[reference.Key] {
			unused = append(unused, reference.Key)
		}
	}
	return unused
}
