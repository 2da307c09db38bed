package study

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"diversim/scenarios"
)

// country is a few people in 43 force areas over three years: under the schemes that
// are known, and under none.
const country = `
title: A small country
question: Does an input of the country change anything?
extends: national
intake: 3y
set:
  index.mode: {value: open, because: "contacts of every year"}
  programme.years: {value: 3y, because: "as long as the intake"}
arms:
  usual: {schemes: none}
  patchwork:
    schemes: as-known
    set: {programme.scheme: {value: deferred-prosecution, because: "any scheme"}}
`

// countryNeeds are the modes of the inputs that act between force areas, in the
// scenario above. The first that fits holds.
var countryNeeds = []struct {
	key string
	set []string
}{
	{"areas.distinct", []string{"areas.distinct=false"}},
	{"areas.", nil},
	{"borders.", nil},
	{"effect.between_forces", nil},
	{"national.concentrated_on", []string{"national.rule=concentrated"}},
	{"national.funding_after", []string{"national.funding_years=1 year"}},
	{"national.floor", []string{"national.rule=even"}},
	{"national.", nil},
	{"adoption.report_lag", []string{"adoption.process=true", "adoption.imitation=20 per year"}},
	{"adoption.imitation", []string{"adoption.process=true", "adoption.report_lag=1 year"}},
	{"adoption.push_from", []string{"adoption.process=true", "adoption.push=2 per year"}},
	{"adoption.drop_funding", []string{"adoption.process=true", "adoption.drop=2 per year"}},
	{"adoption.process", nil},
	{"adoption.unknown_running", nil},
	{"adoption.", []string{"adoption.process=true"}},
}

// aCountry writes the scenario down and returns its file.
func aCountry(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "country.yaml")
	if err := os.WriteFile(file, []byte(country), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// areasLast is the library, runs over many force areas last: they take longer.
func areasLast(t *testing.T) []string {
	t.Helper()
	var one, many []string
	for _, e := range scenarios.Library() {
		if len(libraryScenario(t, e.Name, nil).Forces) > 1 {
			many = append(many, e.Name)
		} else {
			one = append(one, e.Name)
		}
	}
	return slices.Concat(one, many)
}
