package model

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/mathext"

	"diversim/model/evidence"
	"diversim/sim"
)

// Frailty is how much people differ, for reasons that nobody records, in how
// often they offend and how readily they leave a programme.
//
// Both frailties are gamma with mean 1. They are linked by a normal copula:
// with X1, X2 standard normal and correlated, Z = F⁻¹(Φ(X1)) and W =
// F⁻¹(Φ(X2)). People who offend more then also complete less, and selection
// into completion arises without being typed in.
type Frailty struct {
	Offending     evidence.Ratio
	Disengagement evidence.Ratio
	Correlation   evidence.Number
	Shared        bool
}

func (f *Frailty) declare(r *evidence.Registry) {
	evidence.Var(r, &f.Offending, evidence.Spec{
		Key: "frailty.offending_variance", Label: "Variance of the offending frailty",
		Value: 5.2, Range: evidence.Between(0, 20), Prior: evidence.LogNormalAt(5.2, 0.10),
		Status: evidence.Derived, Source: "pdd-2026",
		Note: "Lomax curve through the control-force points of 3, 12 and 36 months; counts of proven reoffences give 5.3 independently",
	})
	evidence.Var(r, &f.Disengagement, evidence.Spec{
		Key: "frailty.disengagement_variance", Label: "Variance of the disengagement frailty",
		Value: 0.8, Range: evidence.Between(0, 20), Prior: evidence.Uniform{Low: 0.3, High: 1.5},
		Status: evidence.Assumed, Note: "no study follows attendance by person; a moderate spread",
	})
	evidence.Var(r, &f.Correlation, evidence.Spec{
		Key: "frailty.correlation", Label: "Copula correlation of the two frailties",
		Value: 0.4, Range: evidence.Between(-1, 1), Prior: evidence.Uniform{Low: 0, High: 0.8},
		Status: evidence.Assumed, Note: "non-compliance predicted reoffending in the one study found that records both, in Australia; by how much is unknown",
	})
	evidence.Switch(r, &f.Shared, evidence.SwitchSpec{
		Key: "frailty.shared", Label: "One frailty drives both offending and disengagement",
		Value: false, Status: evidence.Assumed, Note: "the extreme of selection, for tests and worst cases",
	})
}

// law maps a standard normal score to a frailty. It is increasing.
type law func(score float64) float64

// everybody is the law of people who are all alike.
func everybody(float64) float64 { return 1 }

// gammaLaw is the gamma law of the given variance and mean 1 or, where people
// are found in proportion to their frailty, its size-biased form: one more in
// the shape, and mean 1 + variance.
func gammaLaw(variance float64, sizeBiased bool) law {
	if variance == 0 {
		return everybody
	}
	shape, mean := 1/variance, 1.0
	if sizeBiased {
		shape, mean = shape+1, 1+variance
	}
	if shape > tableShape {
		return tabulate(func(z float64) float64 { return mathext.GammaIncReg(shape, shape*z/mean) })
	}
	table := gammaTables.of(shape)
	return func(score float64) float64 { return mean * table.AtScore(score) }
}

// tables are the tables of gamma laws used last, by shape: those of delays are the
// same in every arm, and those of frailties in the arms that run side by side.
type tables struct {
	sync.Mutex
	shape [remembered]float64
	table [remembered]*sim.Quantiles
	next  int
}

var gammaTables tables

func (t *tables) of(shape float64) *sim.Quantiles {
	t.Lock()
	defer t.Unlock()
	for k, s := range t.shape {
		if s == shape {
			return t.table[k]
		}
	}
	table := sim.GammaQuantiles(shape)
	t.shape[t.next], t.table[t.next] = shape, table
	t.next = (t.next + 1) % remembered
	return table
}

// seenLaw is the law of people seen at least once in a window in which a
// person of frailty 1 expects the given number of contacts: the density is
// proportional to f(z)(1-exp(-z*expected)), a gamma less a lighter gamma.
func seenLaw(variance, expected float64) law {
	if variance == 0 {
		return everybody
	}
	shape, seldom := 1/variance, 1+variance*expected
	unseen := math.Pow(seldom, -shape)
	below := func(z float64) float64 {
		all := mathext.GammaIncReg(shape, shape*z)
		return (all - unseen*mathext.GammaIncReg(shape, shape*z*seldom)) / (1 - unseen)
	}
	return tabulate(below)
}

// nature draws what a person brings along: the two frailties and the traits.
func (s *settings) nature(d *sim.Draws, entity uint32) nature {
	x := sim.NormalScore(d.Uniform(sim.Person, entity, drawFrailty, 0))
	n := nature{offending: s.offendingLaw(x)}
	n.disengage = n.offending
	if !s.Frailty.Shared {
		rho := float64(s.Frailty.Correlation)
		y := sim.NormalScore(d.Uniform(sim.Person, entity, drawDisengagement, 0))
		n.disengage = s.disengagementLaw(rho*x + math.Sqrt(1-rho*rho)*y)
	}
	n.Traits = s.traits(d, entity, x)
	return n
}

// settleFrailty chooses the laws from which frailties are drawn.
func (s *settings) settleFrailty() {
	variance := float64(s.Frailty.Offending)
	s.offendingLaw = gammaLaw(variance, s.Index.Mode == ModeEventSampled)
	if s.Index.Mode == ModeWindow {
		s.offendingLaw = seenLaw(variance, float64(s.Index.Window)*s.contactRate())
	}
	s.disengagementLaw = gammaLaw(float64(s.Frailty.Disengagement), false)
}

// quiet is the share of the population to whom nothing happens while a person
// of frailty 1 expects the given number of events.
func (f *Frailty) quiet(expected float64) float64 {
	if v := float64(f.Offending); v > 0 {
		return math.Pow(1+v*expected, -1/v)
	}
	return math.Exp(-expected)
}
