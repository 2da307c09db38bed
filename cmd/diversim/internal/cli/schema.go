package cli

import (
	"github.com/spf13/cobra"

	"diversim/scenarios"
)

// schemaCommand prints the JSON Schema of scenario files.
func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "The JSON Schema of scenario files, for editors", GroupID: groupKnow,
		Long: `Prints the JSON Schema (draft 2020-12) of scenario files. Editors that are given
it complete keys, show what an input means, and mark what cannot be. For the YAML
language server, put this on the first line of a scenario file:

  # yaml-language-server: $schema=diversim.schema.json`,
		Example: "  diversim schema > diversim.schema.json",
		Args:    atMost(0, ""),
		RunE: func(*cobra.Command, []string) error {
			text, err := scenarios.Schema()
			if err != nil {
				return err
			}
			_, err = p.stdout.Write(text)
			return err
		},
	}
}
