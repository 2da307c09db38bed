package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"diversim/model"
)

// build is what a copy of the program says of itself.
type build struct {
	Version, Revision string
	Modified          bool // the sources differed from the revision
	Go, OS, Arch      string
	Evidence          string // digest of the inputs and the published tables
}

// thisBuild reads the build information that the Go linker left, and the
// evidence in force.
func thisBuild() build {
	_, inputs := model.New()
	b := build{
		Version: "unknown", Revision: "unknown", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
		Evidence: inputs.Digest(),
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// versionCommand prints what this copy of the program is.
func (p *program) versionCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "version", Short: "Version, revision, Go version and evidence digest", GroupID: groupCheck,
		Args: atMost(0, ""),
	}
	form := addFormat(c)
	c.RunE = func(*cobra.Command, []string) error {
		b := thisBuild()
		if *form == formatTable {
			return facts(p.stdout, [][2]string{
				{"diversim", b.Version},
				{"revision", b.Revision + map[bool]string{true: " and changes since"}[b.Modified]},
				{"go", b.Go + " " + b.OS + "/" + b.Arch},
				{"evidence", b.Evidence},
			})
		}
		r := rows[build]{w: p.stdout, form: *form, fields: buildFields}
		return r.all([]build{b})
	}
	return c
}

var buildFields = []field[build]{
	{"version", func(b build) any { return b.Version }},
	{"revision", func(b build) any { return b.Revision }},
	{"modified", func(b build) any { return b.Modified }},
	{"go", func(b build) any { return b.Go }},
	{"os", func(b build) any { return b.OS }},
	{"arch", func(b build) any { return b.Arch }},
	{"evidence", func(b build) any { return b.Evidence }},
}
