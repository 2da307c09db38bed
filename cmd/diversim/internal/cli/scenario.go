package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"diversim/scenarios"
)

// scenarioFlags are the flags that change a scenario.
type scenarioFlags struct {
	set     []string
	people  int
	horizon string

	// otherPeople says that the command has found --people wrong by bounds of its own, so
	// that those of scenarios have nothing to add.
	otherPeople bool

	command *cobra.Command
}

// addScenario adds the flags that change a scenario, and the completion of its
// name, to a command.
func addScenario(c *cobra.Command) *scenarioFlags {
	f := &scenarioFlags{command: c}
	c.Flags().StringArrayVar(&f.set, "set", nil, "give an input a value in every arm: `key=value`; may be repeated")
	addCount(c, &f.people, "people", 0, "`number` of index contacts in each replication (default the scenario's)")
	c.Flags().StringVar(&f.horizon, "horizon", "", "follow-up of each person, as in 18 months (default the scenario's)")
	c.Args = cobra.ArbitraryArgs // load counts them, beside all else that is wrong
	c.ValidArgsFunction = completeScenario
	must(c.RegisterFlagCompletionFunc("set", func(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		keys, directive := completeKey(c, nil, typed)
		for i := range keys {
			key, label, _ := strings.Cut(keys[i], "\t")
			keys[i] = cobra.CompletionWithDesc(key+"=", label)
		}
		return keys, directive | cobra.ShellCompDirectiveNoSpace
	}))
	return f
}

// load reads the scenario that was named, with the flags laid over it, and
// reports what is wrong with either at once, together with complaints about the
// command's other flags. A scenario that is right is returned even then.
func (f *scenarioFlags) load(args []string, complaints ...error) (*scenarios.Scenario, error) {
	o := scenarios.Overrides{Set: f.set}
	if f.command.Flags().Changed("people") && !f.otherPeople {
		o.People = &f.people
	}
	if f.command.Flags().Changed("horizon") {
		o.Horizon = &f.horizon
	}
	s, err := scenarios.Load(f.named(args), o)
	return s, joined(append([]error{atMost(1, "scenario")(f.command, args), err}, complaints...)...)
}

// beneath is the scenario without those flags over it that are wrong, so that what else
// was typed can be held against it and all complaints come at once; nil where there is
// none.
func (f *scenarioFlags) beneath(args []string) *scenarios.Scenario {
	s, err := scenarios.Load(f.named(args), scenarios.Overrides{Set: f.set})
	if err != nil {
		s, err = scenarios.Load(f.named(args), scenarios.Overrides{})
	}
	if err != nil {
		return nil
	}
	return s
}

func (f *scenarioFlags) named(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return defaultScenario
}

// completeScenario offers the names of the library, and files.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, e := range scenarios.Library() {
		names = append(names, cobra.CompletionWithDesc(e.Name, e.Title))
	}
	return names, cobra.ShellCompDirectiveDefault
}
