package cli

import (
	"github.com/spf13/cobra"

	"diversim/scenarios"
)

// showCommand prints a scenario fully resolved.
func (p *program) showCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "show [SCENARIO] [flags]", Short: "A scenario in full: each value with its layer and reason", GroupID: groupAsk,
		Long: `Prints a scenario as YAML that stands alone: nothing is inherited, and every input
has its value, the layer it comes from and the reason for it. The output is a
scenario file that gives the same results.`,
		Example: `  diversim show which-lever
  diversim show --set programme.budget=£90_000 > ninety.yaml`,
	}
	flags := addScenario(c)
	var s *scenarios.Scenario
	c.PreRunE = func(_ *cobra.Command, args []string) (err error) {
		s, err = flags.load(args)
		return err
	}
	c.RunE = func(*cobra.Command, []string) error {
		_, err := p.stdout.Write(s.Resolved())
		return err
	}
	return c
}
