package model

import (
	"math"
	"reflect"
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/model/outcome"
	"diversim/sim"
)

// elastic makes offending depend on the certainty of a sanction.
func elastic(p *Params) { p.Deterrence.Elasticity = 0.5 }

// TestCertaintyUnchanged: where every contact ends in a sanction and certainty
// cannot change, an elasticity changes nothing, although everybody is then
// looked at in every cell and nothing is done ahead of the next.
func TestCertaintyUnchanged(t *testing.T) {
	sure := func(p *Params) {
		p.Police.Mix, p.Police.ChargeTilt = MixStated, 0
		p.Police.Stated = [outcomes]evidence.Probability{evidence.Caution: 0.6, evidence.Charge: 0.4}
	}
	still := world(400, 2*sim.Year, 75, 0, sure)
	moved := world(400, 2*sim.Year, 75, 0, sure, elastic)
	sameLatent(t, "an elasticity without a change of certainty", still, moved)
	if still.Events >= moved.Events {
		t.Error("nobody was looked at")
	}
}

// TestCertaintyMoves: fewer sanctions raise offending and more lower it, as far
// as the elasticity says; without one they do neither.
func TestCertaintyMoves(t *testing.T) {
	offences := func(set ...func(*Params)) float64 {
		n := 0
		for r := range 4 {
			n += len(world(1000, 2*sim.Year, 76, r, append(set, null, alone)...).Offences)
		}
		return float64(n)
	}
	warned := func(p *Params) { scheme(p); p.Programme.Course = false }
	charged := func(p *Params) { p.Police.ChargeEveryone = true }
	usual, fewer, more := offences(elastic), offences(elastic, warned), offences(elastic, charged)
	if !(more < 0.9*usual && usual < 0.98*fewer) {
		t.Errorf("%v offences with more certainty, %v with the usual one, %v with less", more, usual, fewer)
	}
	if a, b := offences(warned), offences(charged); a != b {
		t.Errorf("without an elasticity %v and %v offences", a, b)
	}
}

// TestCertainty: the weights by hand. A contact of a year ago counts e^−1 as
// much; a breach that is charged turns the contact it belongs to.
func TestCertainty(t *testing.T) {
	w := oneEngaged(t, elastic)
	reference := w.referenceCertainty(0, 0)
	w.certainty = certainty{expected: 2, sanctioned: 2}
	w.hearOf(&ledger.Contact{Disposal: ledger.Charge})
	w.hearOf(&ledger.Contact{Disposal: ledger.Diversion})
	w.hearOf(&ledger.Contact{Disposal: ledger.NoFurtherAction, At: sim.Year})
	w.hearOfBreach(0, sim.Year)
	w.perceive(sim.Year)
	old := math.Exp(-1)
	want := math.Pow((3*old+old)/(2*old+2*reference*old+reference), -0.5)
	if got := w.deterrence; math.Abs(got-want) > 1e-12 {
		t.Errorf("the factor is %v, want %v", got, want)
	}
	// Operational time runs at the factor times what the person's state makes of it.
	pace := func() float64 {
		p := w.people[0].pace
		return p.Elapsed(sim.Year+1) - p.Elapsed(sim.Year)
	}
	perceived := pace()
	w.deterrence = 1
	w.relevel(0, sim.Year)
	if got := perceived / pace(); math.Abs(got-want) > 1e-6 { // a second of some 3e7
		t.Errorf("the pace is that of no deterrence times %v, want %v", got, want)
	}
}

// TestStatedEffect: a stated log contrast is taken as it is, and a further
// ratio of processed routes is on top of the study's and on the same scale.
func TestStatedEffect(t *testing.T) {
	contrast := func(set func(*Params)) Contrast {
		p, _ := New()
		set(p)
		return Prepare(p, Config{People: 1, Horizon: sim.Year}, nil).Contrast()
	}
	c := contrast(func(p *Params) { p.Effect.Scale, p.Effect.StatedLogHR = ScaleStated, -0.37 })
	if c.LogContrast != -0.37 || !c.Attained {
		t.Errorf("stated −0.37, got %v, attained %v", c.LogContrast, c.Attained)
	}
	published := contrast(func(*Params) {})
	deterring := contrast(func(p *Params) { p.Effect.ProcessedRatio = 0.9 })
	if published.LogContrast != deterring.LogContrast || published.Course != deterring.Course {
		t.Error("what is on top of the study changes what the study gives")
	}
	mix := evidence.WithoutScheme(evidence.All)
	mean := 0.0
	for o, share := range mix {
		mean += share * math.Log(deterring.Route[disposalOf(evidence.Outcome(o))])
	}
	got := deterring.Route[ledger.Charge] / deterring.Route[ledger.Diversion]
	want := 0.9 * published.Route[ledger.Charge] / published.Route[ledger.Diversion]
	if math.Abs(mean) > 1e-12 || math.Abs(got-want) > 1e-12 {
		t.Errorf("charge against diversion %v, want %v; mean log ratio over the mix %v, want 0", got, want, mean)
	}
	if published.Route != contrast(func(p *Params) { p.Effect.ProcessedRatio = 1 }).Route {
		t.Error("a ratio of 1 changes something")
	}
}

// TestNobodyIsAheadOfCertainty: what is private need not wait in the calendar, but for
// the next moment at which people learn of certainty: each person's life is the one it
// is where everything waits, also of those who relapse.
//
// Planted fault: with nothing but others in bears, people who relapse live on at a
// certainty of months before.
func TestNobodyIsAheadOfCertainty(t *testing.T) {
	lives := func(waits bool) (all outcome.People) {
		p, _ := New()
		for _, set := range []func(*Params){scheme, elastic} {
			set(p)
		}
		p.Desistance.Rate, p.Desistance.Relapse = 1, 2
		m := Prepare(p, Config{People: 500, Horizon: 3 * sim.Year}, nil)
		m.set.exposed = waits
		var w World
		m.Run(&w, 5, 0)
		all.Read(&w.Ledger)
		return all
	}
	if one, other := lives(false), lives(true); !reflect.DeepEqual(one, other) {
		t.Error("people who go ahead of the calendar live otherwise than those who wait")
	}
}
