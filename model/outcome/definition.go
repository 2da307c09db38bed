package outcome

import (
	"diversim/model/ledger"
	"diversim/sim"
)

// Definition is one way to count an offence as a reoffence. The seven are
// nested: what a later one of proven, sanctioned, harmonised and recorded
// counts, the ones before it in the list below count too.
type Definition uint8

// The definitions.
const (
	Latent             Definition = iota // a harm offence happened; simulation-only
	Recorded                             // recorded with the person as suspect
	Harmonised                           // recorded, and closed by any sanction or diversion
	Sanctioned                           // recorded, and led to a charge or a caution, whenever that came
	Proven                               // a conviction or a caution within 18 months of the index contact
	ProvenExcluding                      // proven, possession left out
	BaselineEquivalent                   // proven, had it been processed as under the comparator; simulation-only
	definitions
)

// Definitions is how many definitions there are.
const Definitions = int(definitions)

// Window and Wait are the official rule: an offence in the first twelve
// months, proven within six more.
const (
	Window = sim.Year
	Wait   = sim.Year / 2
)

// Spans are the spans from the index contact over which reoffending is counted,
// each by the official rule: an event by its end, proven within six more months.
// A figure of six months is what a scheme reports early.
var Spans = [...]sim.Time{sim.Year / 2, Window, 2 * sim.Year, 3 * sim.Year}

// Months is a span in months.
func Months(span sim.Time) int { return int(span * monthsInYear / sim.Year) }

const monthsInYear = 12

// definitionTable names the definitions and says from when on they count an offence:
// from its own date or from that of its proof; Never for one that they do not count.
var definitionTable = [definitions]struct {
	name, label string
	since       func(o *ledger.Offence) sim.Time
}{
	Latent: {"latent", "latent", func(o *ledger.Offence) sim.Time {
		return dated(o.Type != ledger.Possession, o.At)
	}},
	Recorded: {"recorded", "recorded", func(o *ledger.Offence) sim.Time {
		return dated(o.Disposal != ledger.Unrecorded, o.At)
	}},
	Harmonised: {"harmonised", "harmonised", func(o *ledger.Offence) sim.Time {
		return dated(o.Disposal > ledger.NoFurtherAction, o.At)
	}},
	Sanctioned: {"sanctioned", "sanctioned", func(o *ledger.Offence) sim.Time {
		return dated(o.SanctionedAt != sim.Never, o.At)
	}},
	Proven: {"proven", "proven", func(o *ledger.Offence) sim.Time {
		return o.ProvenAt
	}},
	ProvenExcluding: {"proven_excl_possession", "proven, without possession", func(o *ledger.Offence) sim.Time {
		return dated(o.Type != ledger.Possession, o.ProvenAt)
	}},
	BaselineEquivalent: {"baseline_equivalent", "baseline-equivalent", func(o *ledger.Offence) sim.Time {
		return o.BaselineProven
	}},
}

// dated is a date if something is so, else Never.
func dated(so bool, at sim.Time) sim.Time {
	if so {
		return at
	}
	return sim.Never
}

func (d Definition) String() string { return definitionTable[d].name }

// Counts says whether the definition counts an offence, proof being counted until a
// date.
func (d Definition) Counts(o *ledger.Offence, until sim.Time) bool {
	since := d.since(o)
	return since != sim.Never && since <= until
}

// since is from when on the definition counts an offence; Never if it does not. What
// nobody recorded can only be latent.
func (d Definition) since(o *ledger.Offence) sim.Time {
	if d != Latent && o.Disposal == ledger.Unrecorded {
		return sim.Never
	}
	return definitionTable[d].since(o)
}

// proof says whether the definition needs the six months in which an offence
// can be proven.
func (d Definition) proof() bool { return d >= Proven }
