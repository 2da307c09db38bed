package validation

import (
	"slices"
	"strings"
	"testing"

	"diversim/scenarios"
)

// row is a row like the published ones but for some lines.
func row(lines ...string) []byte {
	values := map[string]string{
		"id": "mine", "quantity": "a figure", "source": "pdd-2026", "population": "suspects", "measure": "reoffending_sanctioned",
		"cohort": "everyone", "horizon": "12 months", "published": "0.5", "low": "0", "high": "100", "tolerance": "a tenth", "tests": "this",
		"world": "{extends: west-midlands-pilot}",
	}
	for _, line := range lines {
		key, value, _ := strings.Cut(line, ": ")
		values[key] = value
		if value == "" {
			delete(values, key)
		}
	}
	var text strings.Builder
	text.WriteString("rows:\n  -\n")
	for _, key := range rowKeys {
		if value, given := values[key]; given {
			text.WriteString("    " + key + ": " + value + "\n")
		}
	}
	return []byte(text.String())
}

// A figure that something was fitted to is no validation, whatever it is called.
func TestFittedFiguresAreRefused(t *testing.T) {
	for what, c := range map[string]struct {
		lines []string
		says  string
	}{
		"a target by its key":         {[]string{"id: risk_possession_36m"}, "risk_possession_36m, which the calibrated sets possession, never-again, desistance, contagion are fitted to"},
		"by its figure":               {[]string{"published: 27.6%"}, "the target risk_possession_12m"},
		"by its complement":           {[]string{"published: 72.4%", "measure: non_reoffending_sanctioned"}, "the target risk_possession_12m"},
		"by its population":           {[]string{"population: adults suspected of possession in forces without a scheme"}, "calibrated sets"},
		"in another unit of time":     {[]string{"published: 27.6%", "horizon: 1y"}, "the target risk_possession_12m"},
		"of the wider group":          {[]string{"published: 47.7%"}, "the calibrated sets wider-offending are fitted to"},
		"a figure behind an input":    {[]string{"published: 21.1%", "measure: reoffending_proven"}, "the input areas.level_spread was worked out from"},
		"a count behind an input":     {[]string{"source: times-2022", "published: 13"}, "adoption.contagion"},
		"the level that is matched":   {[]string{"match: {input: offending.sanctioned_rate, value: 50%}"}, "the level that the row itself matches"},
		"the complement of it":        {[]string{"measure: non_reoffending_sanctioned", "match: {input: offending.sanctioned_rate, value: 50%, measure: reoffending_sanctioned}"}, "the level that the row itself matches"},
		"an interval about a target":  {[]string{"published: ", "low: 27%", "high: 28%"}, "the target risk_possession_12m"},
		"another figure":              {nil, ""},
		"by its figure elsewhere":     {[]string{"source: crc-rates", "published: 27.6%", "low: 26.8%", "high: 28.4%"}, "risk_possession_12m, which the calibrated sets possession,"},
		"by its complement elsewhere": {[]string{"source: crc-rates", "published: 72.4%", "measure: non_reoffending_12m_sanctioned"}, "the target risk_possession_12m"},
		"by its interval elsewhere":   {[]string{"source: crc-rates", "published: ", "low: 26.8%", "high: 28.4%"}, "the target risk_possession_12m"},
		"treatment elsewhere":         {[]string{"source: crc-rates", "published: 5.5%", "low: 5%", "high: 6%", "measure: treatment_entry_12m"}, "the target treatment_possession_12m"},
		"a ratio elsewhere":           {[]string{"source: crc-rates", "published: 4.476", "low: 4", "high: 5", "measure: reoffending_proven", "over: {cohort: completed}"}, "the target prior_gradient"},
		"the same figure of another":  {[]string{"source: crc-rates", "published: 27.6%", "measure: reoffending_proven"}, ""},
		"within it elsewhere":         {[]string{"source: crc-rates", "published: ", "low: 25%", "high: 30%"}, ""},
		"another horizon":             {[]string{"horizon: 24 months", "published: 27.6%"}, ""},
		"a figure that is checked":    {[]string{"source: moj-prs-2012", "published: 2.9"}, ""},
		"a match to another quantity": {[]string{"match: {input: offending.sanctioned_rate, value: 50%, horizon: 6 months}"}, ""},
	} {
		_, err := Read("rows.yaml", row(c.lines...))
		switch {
		case c.says == "" && err != nil:
			t.Errorf("%s: refused: %v", what, err)
		case c.says != "" && (err == nil || !strings.HasPrefix(err.Error(), "rows.yaml:3:9: ") || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v, want %q in the place of id", what, err, c.says)
		}
	}
}

// Each quantity that something is fitted to is known under any source.
func TestFittedQuantitiesAreKnown(t *testing.T) {
	for _, target := range scenarios.CalibrationPanel() {
		q, known := quantities[target.Measure]
		if target.UsedForFitting && !known {
			t.Errorf("%s: wanted %q among the quantities that a row may be of", target.Target, target.Measure)
		}
		if known && !slices.ContainsFunc(measureNames(), func(name string) bool { return name == q.measure || name == q.measure+"_12m" }) {
			t.Errorf("%s: wanted a measure; got %q", target.Target, q.measure)
		}
	}
}
