package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/scenarios/figure"
	"diversim/scenarios/oracle"
	"diversim/scenarios/results"
)

// verifyCommand compares the program with exact answers.
func (p *program) verifyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "verify [ORACLE...] [flags]", Short: "The model against exact answers; status 1 if any is missed", GroupID: groupCheck,
		Long: `Compares the program with special cases whose answers are known exactly: z is how
many standard errors what was got lies from what was wanted, and the tolerance is
absolute. Without a name every oracle is tried. The exit status is 1 if an answer
is missed.`,
		Example: "  diversim verify\n  diversim verify P01 P02 --format json",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return oracle.Names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	form := addFormat(c)
	var workers int
	addCount(c, &workers, "workers", 0, "`number` of oracles tried at a time (default one for each processor)")
	c.PreRunE = func(c *cobra.Command, names []string) error {
		return joined(append(unknownOracles(names), fewWorkers(c, workers))...)
	}
	c.RunE = func(_ *cobra.Command, names []string) error { return p.verify(names, workers, *form) }
	return c
}

// unknownOracles are complaints about names that are none, and has the others as they
// are written.
func unknownOracles(names []string) (complaints []error) {
	for i, name := range names {
		known := slices.IndexFunc(oracle.Names(), func(n string) bool { return strings.EqualFold(n, name) })
		if known >= 0 {
			names[i] = oracle.Names()[known]
		} else {
			complaints = append(complaints, fmt.Errorf("wanted an oracle, one of %s; got %q%s", results.Listed(oracle.Names()), name,
				evidence.DidYouMean(evidence.Nearest(name, oracle.Names()))))
		}
	}
	return complaints
}

func (p *program) verify(names []string, workers int, form format) error {
	ctx, stop := p.interruptible()
	defer stop()
	r := rows[oracle.Row]{w: p.stdout, form: form, fields: verifyFields, table: verifyTable, live: true}
	tried, missed := 0, 0
	var broken error
	cut := oracle.Verify(ctx, names, workers, func(row oracle.Row) {
		tried++
		if !row.Pass {
			missed++
		}
		broken = errors.Join(broken, r.add(row))
	})
	if err := errors.Join(broken, r.close()); err != nil {
		return err
	}
	return verdict(cut, tried, missed)
}

// verdict is the error of a verification that did not hold or was cut short.
func verdict(cut error, tried, missed int) error {
	if cut != nil && !errors.Is(cut, context.Canceled) {
		return cut
	}
	held := fmt.Sprintf("%s of %s answers", figure.Count(float64(tried-missed)), figure.Count(float64(tried)))
	switch {
	case cut != nil:
		return fmt.Errorf("interrupted: so far %s were met", held)
	case missed > 0:
		return fmt.Errorf("does not hold: %s were met", held)
	}
	return nil
}

var verifyFields = []field[oracle.Row]{
	{"oracle", func(r oracle.Row) any { return r.Oracle }},
	{"quantity", func(r oracle.Row) any { return r.Quantity }},
	{"got", func(r oracle.Row) any { return r.Got }},
	{"want", func(r oracle.Row) any { return r.Want }},
	{"z", func(r oracle.Row) any { return r.Z }},
	{"tolerance", func(r oracle.Row) any { return r.Tolerance }},
	{"pass", func(r oracle.Row) any { return r.Pass }},
	{"text", func(r oracle.Row) any { return r.Text }},
}

var verifyTable = layout[oracle.Row]{columns: []column[oracle.Row]{
	{heading: "oracle", width: 6, text: func(r oracle.Row) string { return r.Oracle }},
	{heading: "quantity", width: 46, text: quantityText},
	{heading: "got", width: 13, number: true, text: func(r oracle.Row) string { return figures(r.Got) }},
	{heading: "want", width: 13, number: true, text: func(r oracle.Row) string { return figures(r.Want) }},
	{heading: "z", width: 5, number: true, text: func(r oracle.Row) string {
		if math.IsNaN(r.Z) {
			return ""
		}
		return amount(r.Z, 1)
	}},
	{heading: "", width: 6, text: func(r oracle.Row) string { return map[bool]string{true: "met", false: "MISSED"}[r.Pass] }},
}}

// listComma is a comma between the items of a list, and no comma within a number.
var listComma = regexp.MustCompile(`,([^\s\d])`)

// quantityText is the quantity, with room to break its lists, and the text that
// goes with it.
func quantityText(r oracle.Row) string {
	text := listComma.ReplaceAllString(r.Quantity, ", $1")
	if r.Text != "" {
		text += ":\n  " + r.Text
	}
	return text
}

// figures is a number to seven significant figures; nothing where there is none.
func figures(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return withMinus(fmt.Sprintf("%.7g", x))
}
