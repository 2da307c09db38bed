package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/scenarios/threshold"
)

// auditFlags are those of an audit.
type auditFlags struct {
	claim       string
	correlation float64
	falsePass   string

	audit threshold.Audit
}

func (f *auditFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.claim, "claim", "", "audit a `claim`, as in \"80% of 1,500 in 12 months\", instead of answering questions")
	addShare(c, &f.correlation, "icc", math.NaN(),
		"with --claim, the intraclass `correlation` by which places differ (default from the spread between force areas)")
	c.Flags().Lookup("icc").DefValue = "0" // of a number this is no default to help, which has it in words
	c.Flags().StringVar(&f.falsePass, "false-pass", "5%", "with --claim, the greatest `chance` of a pass at the lower of two rates")
}

// claimForm is how a claim is written.
var claimForm = regexp.MustCompile(`^\s*([0-9.]+%?)\s+of\s+([0-9][0-9,_]*)(?:\s+(?:people\s+)?in\s+([0-9]+)\s+months)?\s*$`)

// mostClaimed bounds the people of a claim.
const mostClaimed = 1_000_000

// read reads the flags of an audit.
func (f *auditFlags) read(all *thresholdFlags) (complaints []error) {
	complain := func(form string, args ...any) { complaints = append(complaints, usage(form, args...)) }
	changed := all.running.command.Flags().Changed
	if !changed("claim") {
		for _, flag := range []string{"icc", "false-pass"} {
			if changed(flag) {
				complain("--%s: wanted with --claim alone", flag)
			}
		}
		return complaints
	}
	for _, flag := range []string{"question", "at-least", "vary", "belief", "step", "among"} {
		if changed(flag) {
			complain("--%s: wanted without --claim, which says all of it", flag)
		}
	}
	f.audit = threshold.Audit{Correlation: f.correlation, Draws: threshold.DefaultDraws}
	if all.running.replications > 0 {
		f.audit.Draws = all.running.replications
	}
	m := claimForm.FindStringSubmatch(f.claim)
	if m == nil {
		complain("--claim: wanted a share, people and months, as in \"80%% of 1,500 in 12 months\"; got %q", f.claim)
	} else {
		share, ok := readShare(m[1])
		if f.audit.AtLeast = share; !ok || share < 0 || share > 1 {
			complain("--claim: wanted a share from 0 to 1, as in 80%%; got %q", m[1])
		}
		people, err := strconv.Atoi(strings.NewReplacer(",", "", "_", "").Replace(m[2]))
		if f.audit.People = people; err != nil || people < 1 || people > mostClaimed {
			complain("--claim: wanted from 1 to %d people; got %q", mostClaimed, m[2])
		}
		if m[3] != "" && m[3] != "12" {
			complain("--claim: wanted 12 months, the span of the measures; got %q", m[3])
		}
	}
	if changed("icc") && !(f.correlation >= 0 && f.correlation < 1) {
		complain("--icc: wanted a correlation from 0 and below 1; got %v", f.correlation)
	}
	x, ok := readShare(f.falsePass)
	if f.audit.FalsePass = x; !ok || x <= 0 || x >= 0.5 {
		complain("--false-pass: wanted a chance above 0 and below 50%%; got %q", f.falsePass)
	}
	return complaints
}

// audit prints a claim held against the scenario.
func (p *program) audit(ctx context.Context, f *thresholdFlags) error {
	f.ask.Target.AtLeast = f.audit.audit.AtLeast
	found, err := threshold.Examine(ctx, &f.ask, f.audit.audit)
	switch {
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted before the claim was audited")
	case errors.As(err, new(study.Undrawable)):
		return usageError{err}
	case err != nil:
		return err
	}
	if *f.form == formatTable {
		m, _ := outcome.Named(f.ask.Target.Measure)
		text := fmt.Sprintf("%q held against %s, by %q (%s): %q beside %q. A pass is a count of at least what the claim needs. "+
			"Three layers, each with those before it: people who chance to reoffend; places that differ, each with a true rate of its own; inputs that are not known, drawn from their distributions (%d draws, seed %d).",
			f.audit.claim, f.ask.Scenario.Name, results.InSentence(m.Label), m.Name, f.ask.Arm, f.ask.Scenario.Comparator, f.audit.audit.Draws, f.ask.Options.Seed)
		if _, err := fmt.Fprintln(p.stdout, paragraph(text, "")+"\n"); err != nil {
			return err
		}
	}
	r := rows[threshold.AuditRow]{w: p.stdout, form: *f.form, fields: auditFields, table: auditTable}
	return r.all(found)
}

var auditFields = []field[threshold.AuditRow]{
	{"quantity", func(r threshold.AuditRow) any { return r.Quantity }},
	{"words", func(r threshold.AuditRow) any { return r.Words }},
	{"rate", func(r threshold.AuditRow) any { return r.Rate }},
	{"rate_comparator", func(r threshold.AuditRow) any { return r.Comparator }},
	{"sampling", func(r threshold.AuditRow) any { return r.Sampling }},
	{"sampling_first", func(r threshold.AuditRow) any {
		if r.First == 0 {
			return nil
		}
		return r.First
	}},
	{"between_places", func(r threshold.AuditRow) any { return r.Between }},
	{"parameters", func(r threshold.AuditRow) any { return r.Parameters }},
	{"unit", func(r threshold.AuditRow) any { return r.Unit }},
	{"verdict", func(r threshold.AuditRow) any { return string(r.Verdict) }},
	{"note", func(r threshold.AuditRow) any { return r.Note }},
}

var auditTable = layout[threshold.AuditRow]{
	spaced: true,
	columns: []column[threshold.AuditRow]{
		{heading: "quantity", width: 42, text: func(r threshold.AuditRow) string {
			text := wrapped(r.Words, "", 42)
			if r.Note != "" {
				text += "\n  " + wrapped(r.Note, "  ", 40)
			}
			return text
		}},
		{heading: "true\nrate", width: 7, number: true, text: func(r threshold.AuditRow) string { return rateText(r.Rate) }},
		{heading: "com-\nparator", width: 7, number: true, text: func(r threshold.AuditRow) string { return rateText(r.Comparator) }},
		{heading: "chance\nalone", width: 8, number: true, text: func(r threshold.AuditRow) string { return layerText(r, r.Sampling) }},
		{heading: "places\ndiffer", width: 10, number: true, text: func(r threshold.AuditRow) string {
			if r.Verdict != "" {
				return string(r.Verdict)
			}
			return layerText(r, r.Between)
		}},
		{heading: "inputs\nunknown", width: 8, number: true, text: func(r threshold.AuditRow) string { return layerText(r, r.Parameters) }},
	},
}

// layerText is a number of a row with its unit.
func layerText(r threshold.AuditRow, x float64) string {
	switch {
	case math.IsNaN(x):
		return absent
	case r.Unit == "people":
		return amount(x, 0)
	case r.Unit == "rate":
		return rateText(x)
	}
	return chanceText(x)
}

func rateText(x float64) string {
	if math.IsNaN(x) {
		return absent
	}
	return amount(100*x, 1) + "%"
}
