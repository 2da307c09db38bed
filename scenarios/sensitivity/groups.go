package sensitivity

import (
	"slices"
	"strings"
)

// group is inputs that belong together, by the beginnings of their keys. Of several
// groups the first that an input fits has it.
type group struct {
	name     string // permanent
	prefixes []string
}

// groupTable is the groups of all inputs that can be drawn.
var groupTable = []group{
	{"costs", []string{"cost.", "programme.cost."}},
	{"treatment and health", []string{"treatment.", "effect.treatment", "mortality.", "utility."}},
	{"deterrence", []string{"deterrence."}},
	{"records, work and education", []string{"record.", "effect.record", "effect.jobless", "effect.out_of_education", "employment.", "education."}},
	{"the effect of diversion", []string{"effect."}},
	{"who is reached", []string{"programme.", "provider.", "frailty.disengagement_variance", "frailty.correlation", "scheme.", "breach."}},
	{"police and courts", []string{"police.", "court.", "detection.", "proof."}},
	{"offending", []string{"offending.", "frailty.", "covariates.", "desistance.", "peers."}},
	{"places", []string{"areas.", "adoption.", "borders."}},
}

// groupOf is the name of the group of an input, "" if it fits none.
func groupOf(key string) string {
	for _, g := range groupTable {
		if slices.ContainsFunc(g.prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			return g.name
		}
	}
	return ""
}

// bundle is inputs that move together, by their places among those chosen.
type bundle struct {
	key, label string
	members    []int
}

// groups are the bundles of the chosen inputs, in the order of the table.
func (p *Plan) groups() []bundle {
	var all []bundle
	for _, g := range groupTable {
		b := bundle{key: g.name, label: g.name}
		for k, in := range p.inputs {
			if groupOf(in.key) == g.name {
				b.members = append(b.members, k)
			}
		}
		if b.members != nil {
			all = append(all, b)
		}
	}
	return all
}
