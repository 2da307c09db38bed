package model

import (
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// TestMarks: what happens to the j-th offence of a type is decided by the draw
// of that type and number and by no other, so that the third theft is as
// detectable in every arm. The numbers are those of the permanent layout of
// keys, written out: decisions 24 to 28 detect, 29 to 33 sanction, by type; the
// occurrence is the type above 24 bits of ordinal.
func TestMarks(t *testing.T) {
	const seed, detect, prove, baseline = 51, 24, 29, 10
	p, _ := New()
	for _, arm := range pilotArms[:2] {
		draws := sim.NewDraws(seed, 2)
		l := world(1500, 3*sim.Year, seed, 2, arm.set, oneMix)
		seen := [3]int{} // undetected, without action, sanctioned
		for _, o := range l.Offences {
			if o.Type == ledger.Possession {
				continue
			}
			occurrence := uint32(o.Type)<<24 | o.Ordinal
			want := 0
			if draws.Uniform(sim.Person, o.Person, detect+sim.Decision(o.Type), occurrence) < float64(p.Detection.Detected) {
				want = 1
				if draws.Uniform(sim.Person, o.Person, prove+sim.Decision(o.Type), occurrence) < float64(p.Detection.Proved) {
					want = 2
				}
			}
			got := map[ledger.Disposal]int{ledger.Unrecorded: 0, ledger.NoFurtherAction: 1, ledger.Caution: 2, ledger.Charge: 2}[o.Disposal]
			seen[want]++
			if got != want {
				t.Fatalf("%s: person %d, %s %d: closed by %s; its draws say %d", arm.name, o.Person, o.Type, o.Ordinal, o.Disposal, want)
			}
		}
		if min(seen[0], seen[1], seen[2]) == 0 {
			t.Errorf("%s: something does not happen, so that nothing is tested: %v", arm.name, seen)
		}
		mix := p.Police.comparatorMix("", evidence.All)
		for _, c := range l.Contacts {
			u := draws.Uniform(sim.Person, c.Person, baseline, c.Number)
			want := len(mix) - 1
			for k, below := 0, mix[0]; k < len(mix)-1; k++ {
				if u < below {
					want = k
					break
				}
				below += mix[k+1]
			}
			if got := int(c.Baseline - ledger.NoFurtherAction); got != want {
				t.Fatalf("%s: person %d, contact %d: baseline outcome %d; its draw says %d", arm.name, c.Person, c.Number, got, want)
			}
		}
	}
}
