package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
)

// traceFlags are the flags of trace.
type traceFlags struct {
	scenario            *scenarioFlags
	form                *format
	person, replication int
	seed                uint64
	left, right         string
	inputs              inputs

	asked *scenarios.Scenario
}

// traceCommand prints the life of one person in two arms.
func (p *program) traceCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "trace [SCENARIO] [flags]", Short: "One person, two arms side by side, and where they part", GroupID: groupAsk,
		Long: `Prints what happens to one person of a replication in two arms, side by side, and
the draw or the rule at which the two lives part. People and replications are
numbered from 0, people over all force areas in alphabetical order; the person
keeps every draw whatever the arm.`,
		Example: `  diversim trace --person 3
  diversim trace --person 3 --replication 7 --left diversion --right charge`,
	}
	f := &traceFlags{scenario: addScenario(c), form: addFormat(c), inputs: inputsDrawn}
	addInputs(c, &f.inputs)
	addCount(c, &f.person, "person", 0, "`number` of the person, from 0")
	addCount(c, &f.replication, "replication", 0, "`number` of the replication, from 0")
	addSeed(c, &f.seed)
	c.Flags().StringVar(&f.left, "left", "", "`arm` on the left (default the comparator)")
	c.Flags().StringVar(&f.right, "right", "", "`arm` on the right (default diversion, or the first other arm)")
	c.PreRunE = func(_ *cobra.Command, args []string) error { return f.check(args) }
	c.RunE = func(*cobra.Command, []string) error { return p.trace(f) }
	return c
}

// check is everything that is wrong with what was asked.
func (f *traceFlags) check(args []string) error {
	var complaints []error
	if f.replication < 0 {
		complaints = append(complaints, usage("--replication: wanted 0 or more; got %d", f.replication))
	}
	if f.person < 0 {
		complaints = append(complaints, usage("--person: wanted 0 or more; got %d", f.person))
	}
	s, err := f.scenario.load(args, complaints...)
	of := s
	if of == nil {
		of = f.scenario.beneath(args)
	}
	if of != nil {
		err = joined(err, f.chooseArms(of))
	}
	f.asked = s
	return err
}

func (p *program) trace(f *traceFlags) error {
	s := f.asked
	if s.People == 0 {
		return usage("--person: wanted somebody; there is nobody in %s", s.Name)
	}
	t, err := study.TracePerson(s, study.Options{Seed: f.seed, Draw: f.inputs == inputsDrawn}, f.replication, f.person, f.left, f.right)
	if err != nil {
		return usage("--person: %w", err) // the arms are known to be there
	}
	return p.printTrace(s, t, *f.form)
}

// chooseArms fills in the arms that were not named, and checks those that were.
func (f *traceFlags) chooseArms(s *scenarios.Scenario) error {
	if f.left == "" {
		f.left = s.Comparator
	}
	if f.right == "" {
		f.right = otherArm(s)
	}
	var names []string
	for _, a := range s.Arms {
		names = append(names, a.Name)
	}
	var complaints []error
	for _, side := range [][2]string{{"--left", f.left}, {"--right", f.right}} {
		if _, known := s.Arm(side[1]); !known {
			complaints = append(complaints, fmt.Errorf("%s: wanted one of the arms %s; got %q%s", side[0], results.Listed(names), side[1],
				evidence.DidYouMean(evidence.Nearest(side[1], names))))
		}
	}
	return joined(errors.Join(complaints...))
}

// otherArm is the arm that the comparator is set against.
func otherArm(s *scenarios.Scenario) string {
	if _, there := s.Arm("diversion"); there {
		return "diversion"
	}
	for _, a := range s.Arms {
		if a.Name != s.Comparator {
			return a.Name
		}
	}
	return s.Comparator
}

func (p *program) printTrace(s *scenarios.Scenario, t *study.Trace, form format) error {
	r := rows[study.TraceLine]{
		w: p.stdout, form: form,
		fields: traceFields(t),
		table: layout[study.TraceLine]{columns: []column[study.TraceLine]{
			{heading: "day", width: 7, number: true, text: func(l study.TraceLine) string { return amount(l.AtDays, 1) }},
			{heading: armLabel(s, t.Left), width: 43, text: func(l study.TraceLine) string { return l.Left }},
			{width: 1, text: func(l study.TraceLine) string { return map[bool]string{true: "≠"}[l.Left != l.Right] }},
			{heading: armLabel(s, t.Right), width: 43, text: func(l study.TraceLine) string { return l.Right }},
		}},
	}
	in := ""
	if t.Force != "" {
		in = ", found in " + t.Force
	}
	if form != formatTable {
		return r.all(t.Lines)
	}
	first := t.FirstDifference
	if first == "" {
		first = "none: the two lives are the same"
	}
	heading := fmt.Sprintf("Person %d of replication %d%s; days count from the index contact.\nFirst difference: %s.", t.Person, t.Replication, in, first)
	if _, err := fmt.Fprintf(p.stdout, "%s\n\n", wrapLines(heading, pageWidth)); err != nil {
		return err
	}
	return r.all(t.Lines)
}

// traceFields are the permanent keys, and the force area where there are several.
func traceFields(t *study.Trace) []field[study.TraceLine] {
	fields := []field[study.TraceLine]{
		{"replication", func(study.TraceLine) any { return t.Replication }},
		{"person", func(study.TraceLine) any { return t.Person }},
		{"at_days", func(l study.TraceLine) any { return l.AtDays }},
		{"left_arm", func(study.TraceLine) any { return t.Left }},
		{"left", func(l study.TraceLine) any { return l.Left }},
		{"right_arm", func(study.TraceLine) any { return t.Right }},
		{"right", func(l study.TraceLine) any { return l.Right }},
		{"first_difference", func(study.TraceLine) any { return t.FirstDifference }},
	}
	if t.Force != "" {
		fields = append(fields, field[study.TraceLine]{"force", func(study.TraceLine) any { return t.Force }})
	}
	return fields
}
