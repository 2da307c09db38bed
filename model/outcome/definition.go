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

// definitionTable names the definitions and says what they count. until is
// the last date of proof that counts.
var definitionTable = [definitions]struct {
	name, label string
	counts      func(o *ledger.Offence, until sim.Time) bool
}{
	Latent: {"latent", "latent", func(o *ledger.Offence, _ sim.Time) bool {
		return o.Type != ledger.Possession
	}},
	Recorded: {"recorded", "recorded", func(o *ledger.Offence, _ sim.Time) bool {
		return o.Disposal != ledger.Unrecorded
	}},
	Harmonised: {"harmonised", "harmonised", func(o *ledger.Offence, _ sim.Time) bool {
		return o.Disposal > ledger.NoFurtherAction
	}},
	Sanctioned: {"sanctioned", "sanctioned", func(o *ledger.Offence, _ sim.Time) bool {
		return o.SanctionedAt != sim.Never
	}},
	Proven: {"proven", "proven", func(o *ledger.Offence, until sim.Time) bool {
		return o.ProvenAt <= until
	}},
	ProvenExcluding: {"proven_excl_possession", "proven, without possession", func(o *ledger.Offence, until sim.Time) bool {
		return o.ProvenAt <= until && o.Type != ledger.Possession
	}},
	BaselineEquivalent: {"baseline_equivalent", "baseline-equivalent", func(o *ledger.Offence, until sim.Time) bool {
		return o.BaselineProven <= until
	}},
}

func (d Definition) String() string { return definitionTable[d].name }

// Counts says whether the definition counts an offence, proof being counted until a
// date.
func (d Definition) Counts(o *ledger.Offence, until sim.Time) bool {
	return (d == Latent || o.Disposal != ledger.Unrecorded) && definitionTable[d].counts(o, until)
}

// proof says whether the definition needs the six months in which an offence
// can be proven.
func (d Definition) proof() bool { return d >= Proven }
