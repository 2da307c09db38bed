package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/sim"
)

// Areas is how force areas differ beyond what is recorded of them. In a run of one
// known force none of it acts, and the pooled effect is used. Where areas are
// distinct each draws, in each replication and alike in every arm,
//
//   - its level of offending, log-normal of mean 1, times every rate;
//   - its own effect, ln HR ~ N(μ, τ²): the pooled mean is what a force expects
//     before it knows which of these it is. It departs by what the scheme does;
//     usual disposals do the same everywhere;
//   - the quality of its course, log-normal of mean 1, times the depth of the
//     course's effect.
//
// Quality and cost then follow experience, in people n who have started a course:
//
//	q(n) = q_∞ − (q_∞ − q)·e^(−n/n_L),  c(n) = c·(1 + n/n_0)^(−b),  b = −log2(rate),
//
// where stated costs c are those of a scheme that begins, n_0 the planned people.
// Experience counts the starts that money and contacts allow for, so that no force
// must know what another's people did: its own, or pooled over the country.
type Areas struct {
	Distinct      bool
	LevelSpread   evidence.Number
	StopRate      evidence.Number
	QualitySpread evidence.Number
	QualityShrink evidence.Number
	QualityLimit  evidence.Ratio
	Learning      string
	LearnPeople   evidence.Count
	LearnRate     evidence.Ratio
}

// Whose experience counts.
const (
	LearningNone   = "none"
	LearningOwn    = "own"
	LearningPooled = "pooled"
)

func (a *Areas) declare(r *evidence.Registry) {
	evidence.Switch(r, &a.Distinct, evidence.SwitchSpec{
		Key: "areas.distinct", Label: "Force areas differ in their level of offending, effect and quality, and people are found outside their own",
		Value: false, Status: evidence.Assumed, Note: "one known force is taken at the mean of all",
	})
	evidence.Var(r, &a.LevelSpread, evidence.Spec{
		Key: "areas.level_spread", Label: "Standard deviation of the log level of offending between force areas",
		Value: 0.312, Range: evidence.Between(0, 3), Prior: evidence.HalfNormal{SD: 0.5},
		Status: evidence.Calibrated, Source: "pdd-2026",
		Note: "fitted to the spread of proven reoffending after a drug offence, 3.1 points around 21.1% over 42 forces; their level is no target",
	})
	evidence.Var(r, &a.StopRate, evidence.Spec{
		Key: "areas.stop_rate", Label: "Exponent with which recorded possession a head of population raises the rate of later contacts",
		Value: 0, Range: evidence.Between(0, 1), Prior: evidence.Uniform{Low: 0, High: 1},
		Status: evidence.Assumed, Note: "0: an area with much recorded possession has more people found, not people found more often; at 1 twice the stops are twice the contacts of everybody. Population is that of residents, so City of London is an artefact",
	})
	evidence.Var(r, &a.QualitySpread, evidence.Spec{
		Key: "areas.quality_spread", Label: "Standard deviation of the log quality of the course between schemes",
		Value: 0.2, Range: evidence.Between(0, 3), Prior: evidence.HalfNormal{SD: 0.2},
		Status: evidence.Assumed, Note: "no study has measured it; it comes on top of the spread of the effect",
	})
	evidence.Var(r, &a.QualityShrink, evidence.Spec{
		Key: "areas.quality_shrink", Label: "Spread of quality under the arm's standard, relative to none",
		Value: 1, Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "1: no standard; a national one would bring schemes closer to each other, by how much is not known",
	})
	evidence.Var(r, &a.QualityLimit, evidence.Spec{
		Key: "areas.quality_limit", Label: "Quality that experience leads to, relative to the mean of new schemes",
		Value: 1, Range: evidence.Between(0, 5), Prior: evidence.Uniform{Low: 0.8, High: 1.4},
		Status: evidence.Assumed, Note: "1: experience brings schemes together without lifting their mean",
	})
	evidence.Choose(r, &a.Learning, evidence.ChoiceSpec{
		Key: "areas.learning", Label: "Whose experience quality and cost follow", Value: LearningNone,
		Options: []string{LearningNone, LearningOwn, LearningPooled}, Status: evidence.Assumed,
		Note: "own: each scheme starts from nothing; pooled: what one learns all know",
	})
	evidence.Var(r, &a.LearnPeople, evidence.Spec{
		Key: "areas.learning_people", Label: "People started after which most of the way to the limit of quality is gone",
		Value: 1000, Range: evidence.AtLeast(1), Prior: evidence.LogNormalAt(1000, 0.5),
		Status: evidence.Assumed, Note: "about the first year of a pilot",
	})
	evidence.Var(r, &a.LearnRate, evidence.Spec{
		Key: "areas.learning_rate", Label: "Cost of a step after a doubling of experience, relative to before",
		Value: 0.9, Range: evidence.Between(0.5, 1), Prior: evidence.Beta{A: 90, B: 10},
		Status: evidence.Assumed, Note: "services learn less than factories; no figure for courses",
	})
}

// area is what a force area is like in one replication.
type area struct {
	level    float64 // of offending
	stops    float64 // of possession contacts, beside the level
	quality  float64 // of a course without experience
	contrast contrasts
}

// found is the rate of possession contacts, relative to the mean of all.
func (a area) found() float64 { return a.level * a.stops }

// area draws it; the draws are of the force alone, so the same in every arm.
func (s *settings) area(d *sim.Draws) area {
	a := area{level: 1, stops: 1, quality: 1, contrast: s.contrast}
	if !s.Areas.Distinct {
		return a
	}
	normal := func(what sim.Decision) float64 { return sim.NormalScore(d.Uniform(sim.Force, s.number, what, 0)) }
	meanOne := func(spread, score float64) float64 { return math.Exp(spread*score - spread*spread*half) }
	a.level = meanOne(float64(s.Areas.LevelSpread), normal(drawAreaLevel))
	a.quality = meanOne(float64(s.Areas.QualitySpread*s.Areas.QualityShrink), normal(drawAreaQuality))
	a.stops = s.stops
	if s.effects != nil {
		a.contrast = s.effects.at(float64(s.Effect.BetweenForces) * normal(drawAreaEffect))
	}
	return a
}

// people are the inputs that decide what people of an area are like.
func (a *Areas) people() Areas {
	return Areas{Distinct: a.Distinct, LevelSpread: a.LevelSpread, StopRate: a.StopRate}
}

// experienced is the quality of a course after people have started it.
func (a *Areas) experienced(quality, people float64) float64 {
	limit := float64(a.QualityLimit)
	return limit - (limit-quality)*math.Exp(-people/float64(a.LearnPeople))
}

// price is what a step costs after people have started, relative to the stated cost.
func (a *Areas) price(people, planned float64) float64 {
	return math.Pow(1+people/planned, math.Log2(float64(a.LearnRate)))
}

// EffectIsNull says whether the effect on adults of the area last run, as drawn,
// leaves offending where it was or raises it. Simulation-only.
func (w *World) EffectIsNull() bool { return w.area.contrast[adults].LogContrast >= 0 }
