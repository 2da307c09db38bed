package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/scenarios"
)

// evidenceCommand prints the inputs of the model, one input in full, or the
// bibliography.
func (p *program) evidenceCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "evidence [KEY]", Short: "Every input: value, range, prior, status and source", GroupID: groupKnow,
		Long: `Lists every input of the model with its value, how far that value can be trusted,
and its source, the least certain first. KEY shows one input in full; the first
part of a key ("programme") lists the inputs of that process.

--targets prints the calibration panel: the published figures that the calibrated
sets were fitted to or checked against, and what the model shows on each set,
misses included.`,
		Example: `  diversim evidence effect.force_log_hr
  diversim evidence court --format csv
  diversim evidence --sources
  diversim evidence --targets`,
		Args:              atMost(1, "key"),
		ValidArgsFunction: completeKey,
	}
	form := addFormat(c)
	sources := c.Flags().Bool("sources", false, "the bibliography instead")
	targets := c.Flags().Bool("targets", false, "the calibration panel instead: published figures and what the model shows")
	c.PreRunE = func(_ *cobra.Command, args []string) error {
		switch {
		case *targets && *sources:
			return usage("wanted --sources or --targets; got both")
		case len(args) == 0:
			return nil
		case *targets:
			return notASet("", args[0])
		case *sources:
			return usage("--sources lists the whole bibliography; got a key as well: %q", args[0])
		}
		_, registry := model.New()
		if len(about(registry.Inputs(), args[0])) == 0 {
			return usage("wanted the key of an input, or its first part; got %q%s", args[0], evidence.DidYouMean(registry.Suggest(args[0])))
		}
		return nil
	}
	c.RunE = func(_ *cobra.Command, args []string) error {
		if *targets {
			return p.targets(*form, args)
		}
		if *sources {
			r := rows[evidence.Reference]{w: p.stdout, form: *form, fields: referenceFields, table: referenceTable}
			return r.all(evidence.References())
		}
		return p.inputs(*form, args)
	}
	return c
}

// inputs prints the inputs that the key, if there is one, is about.
func (p *program) inputs(form format, args []string) error {
	_, registry := model.New()
	all := inForce(registry)
	if len(args) > 0 {
		at := slices.IndexFunc(all, func(in evidence.Input) bool { return in.Key == args[0] })
		if at >= 0 && form == formatTable {
			return p.inputInFull(all[at])
		}
		all = about(all, args[0])
	}
	slices.SortStableFunc(all, func(a, b evidence.Input) int { return trust(a.Status) - trust(b.Status) })
	r := rows[evidence.Input]{w: p.stdout, form: form, fields: inputFields, table: inputTable(all)}
	return r.all(all)
}

// about are the inputs that a key, or its first part, is about.
func about(all []evidence.Input, key string) []evidence.Input {
	return slices.DeleteFunc(all, func(in evidence.Input) bool {
		return in.Key != key && !strings.HasPrefix(in.Key, strings.TrimSuffix(key, ".")+".")
	})
}

// inForce lists the inputs with their values as runs have them where no scenario
// says otherwise: fitted ones in place of the base values they were fitted from.
func inForce(registry *evidence.Registry) []evidence.Input {
	s, err := scenarios.Load(defaultScenario, scenarios.Overrides{})
	must(err)
	reasons := map[string]string{}
	for _, t := range s.Explain(s.Comparator) {
		if t.Layer == scenarios.LayerCalibrated {
			registry.Set(t.Key, t.Value)
			reasons[t.Key] = t.Because
		}
	}
	all := registry.Inputs()
	for i, in := range all {
		if reason, fitted := reasons[in.Key]; fitted {
			all[i].Status, all[i].Note = evidence.Calibrated, reason+". Base value: "+in.Note
		}
	}
	return all
}

// trustOrder lists the statuses, the least certain first, with what each means.
var trustOrder = []struct {
	status evidence.Status
	means  string
}{
	{evidence.Recalled, "Recalled: general knowledge, not checked against a source"},
	{evidence.Assumed, "Assumed: no source for the value; the reason is given with the key"},
	{evidence.Press, "Press: stated in a report behind which no evaluation was found"},
	{evidence.Calibrated, "Calibrated: fitted to published figures"},
	{evidence.Derived, "Derived: arithmetic on figures of the source"},
	{evidence.Read, "Read: stands in the source"},
}

// trust is the place of a status in trustOrder.
func trust(s evidence.Status) int {
	for i, t := range trustOrder {
		if t.status == s {
			return i
		}
	}
	return len(trustOrder)
}

var inputFields = []field[evidence.Input]{
	{"key", func(in evidence.Input) any { return in.Key }},
	{"label", func(in evidence.Input) any { return in.Label }},
	{"value", func(in evidence.Input) any { return plain(in.Current) }},
	{"unit", func(in evidence.Input) any { return in.Unit }},
	{"low", func(in evidence.Input) any { return bound(in, in.Range.Low) }},
	{"high", func(in evidence.Input) any { return bound(in, in.Range.High) }},
	{"prior", func(in evidence.Input) any { return priorText(in) }},
	{"status", func(in evidence.Input) any { return in.Status.String() }},
	{"source", func(in evidence.Input) any { return in.Source }},
	{"note", func(in evidence.Input) any { return in.Note }},
	{"base", func(in evidence.Input) any { return plain(in.Base) }},
}

// inputTable is the table of inputs, under a heading for each status.
func inputTable(all []evidence.Input) layout[evidence.Input] {
	count := map[evidence.Status]int{}
	for _, in := range all {
		count[in.Status]++
	}
	return layout[evidence.Input]{
		group: func(in evidence.Input) string {
			return fmt.Sprintf("%s (%d of %d)", trustOrder[trust(in.Status)].means, count[in.Status], len(all))
		},
		columns: []column[evidence.Input]{
			{heading: "input", width: 50, text: func(in evidence.Input) string { return in.Key + "\n  " + wrapped(in.Label, "  ", 50) }},
			{heading: "value", width: 21, text: func(in evidence.Input) string { return valueText(in, rounded) }},
			{heading: "source", width: 25, text: func(in evidence.Input) string { return strings.Join(in.Sources(), "\n") }},
		},
	}
}

// inputInFull prints all that is known of an input, with its references.
func (p *program) inputInFull(in evidence.Input) error {
	list := [][2]string{
		{"input", in.Key},
		{"what", in.Label},
		{"value", valueText(in, strings.Clone)},
		{"unit", in.Unit},
		{"options", strings.Join(in.Options, ", ")},
		{"range", rangeText(in)},
		{"prior", priorText(in)},
		{"status", trustOrder[trust(in.Status)].means},
		{"note", in.Note},
	}
	for _, key := range in.Sources() {
		ref, _ := evidence.Cite(key) // every source of the registry is in the bibliography
		list = append(list, [2]string{"source", key}, [2]string{"", citation(ref)}, [2]string{"", ref.URL}, [2]string{"", ref.Read})
	}
	return facts(p.stdout, list)
}

var referenceFields = []field[evidence.Reference]{
	{"key", func(r evidence.Reference) any { return r.Key }},
	{"authors", func(r evidence.Reference) any { return r.Authors }},
	{"year", func(r evidence.Reference) any { return r.Year }},
	{"title", func(r evidence.Reference) any { return r.Title }},
	{"where", func(r evidence.Reference) any { return r.Where }},
	{"url", func(r evidence.Reference) any { return r.URL }},
	{"read", func(r evidence.Reference) any { return r.Read }},
}

var referenceTable = layout[evidence.Reference]{spaced: true, columns: []column[evidence.Reference]{
	{heading: "key, reference, and what was read there", width: pageWidth, text: func(r evidence.Reference) string {
		return strings.Join([]string{r.Key, "    " + citation(r), "    " + r.URL, "    " + r.Read}, "\n")
	}},
}}

// citation is a reference as a list of references has it.
func citation(r evidence.Reference) string {
	text := r.Authors + " (" + r.Year + "). " + r.Title
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	return text + " " + r.Where + "."
}

// valueText is the value in force, with the base value where they differ.
func valueText(in evidence.Input, write func(string) string) string {
	text := write(in.Current.String())
	if in.Current != in.Base {
		text += " (base " + write(in.Base.String()) + ")"
	}
	return text
}

// plain is a value as JSON and CSV have it: a number in the input's unit, a
// word, or true or false.
func plain(v evidence.Value) any {
	switch v.Kind() {
	case evidence.NumberKind:
		return v.Number()
	case evidence.SwitchKind:
		return v.On()
	}
	return v.Word()
}

// bound is an end of a number's range, nil where there is none.
func bound(in evidence.Input, x float64) any {
	if in.Kind != evidence.NumberKind || math.IsInf(x, 0) {
		return nil
	}
	return x
}

func rangeText(in evidence.Input) string {
	if in.Kind != evidence.NumberKind {
		return ""
	}
	return rounded(in.Range.String())
}

func priorText(in evidence.Input) string {
	if in.Prior == nil {
		return ""
	}
	return in.Prior.String()
}

// completeKey offers the keys of inputs to a shell.
func completeKey(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_, registry := model.New()
	var keys []string
	for _, in := range registry.Inputs() {
		if strings.HasPrefix(in.Key, typed) {
			keys = append(keys, cobra.CompletionWithDesc(in.Key, in.Label))
		}
	}
	return keys, cobra.ShellCompDirectiveNoFileComp
}
