package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// strongest is the end of the search for an effect: a hazard ratio of e^-5.
const strongest = -5

// effectsBetween are tried on the way: a strong effect of not being processed makes it
// worse for those who are charged after all, so that the strongest need not be the best.
var effectsBetween = []float64{-0.5, -1, -2}

// neededEffect is T3: the effect that would move the rate to the target, as a hazard
// ratio. On the simulator it is that of each diverted person at contact, the rest of the
// arm as it is; in closed form that of everybody under the comparator throughout.
func neededEffect(ctx context.Context, a *Ask) ([]Row, error) {
	closed, err := a.effectInClosedForm(ctx)
	if err != nil {
		return nil, err
	}
	r := a.aimed(AsStated)
	r.Unit, r.Vary = "hazard ratio", Range{statedKey, 0, strongest}.text()
	s := a.short()
	stated, err := s.Setting(scaleKey, "stated")
	if err != nil {
		return nil, err
	}
	l, why := a.look(ctx, s.At([]scenarios.Setting{stated}), a.Arm, statedKey)
	if why == "" && s.Overridden(scaleKey) {
		why = scaleKey + " is fixed by --set, so that no effect can be stated"
	}
	if why != "" {
		r.Verdict, r.Note = NotAsked, why
		return []Row{r, closed}, nil
	}
	search := &search{meets: l.meets}
	step := a.Options.step() * -strongest
	b, err := search.smallest(a.Target.Assurance, 0, strongest, effectsBetween, FewReplications, a.Options.Most(), step)
	if err != nil {
		return nil, err
	}
	r.Verdict, r.Answer, r.Low, r.High = b.verdict, math.Exp(b.answer), math.Exp(b.high), math.Exp(b.low)
	r.Tolerance = step
	r.Probability, r.MCSE, r.Replications = b.at.share(), b.at.chanceError(), len(b.at.met)
	r.AsStated, r.Comparator = closed.AsStated, closed.Comparator
	r.Note = joined(r.Note, fmt.Sprintf("of each diverted person at contact, wearing off as the scenario has it; at a hazard ratio of %.3g the chance is %.0f%%",
		math.Exp(b.at.value), 100*b.at.share()), search.doubtAtStart(b), search.falls())
	if r.Verdict == MetAtStart {
		r.Note = joined(r.Note, "no effect on anybody's conduct is needed")
	}
	return []Row{r, closed}, nil
}

// effectInClosedForm is for a gamma frailty of the scenario's variance and a constant
// intensity.
func (a *Ask) effectInClosedForm(ctx context.Context) (Row, error) {
	r := a.aimed(AsStated)
	r.Method, r.Unit = Analytic, "hazard ratio"
	f, err := a.facts(ctx)
	if err != nil {
		return r, err
	}
	n := f.Cohort()
	without := estimate.Summarise(f.values(a.Scenario.Comparator, everybody, a.Target.Measure))
	base := without.Mean
	r.AsStated = estimate.PassProbability(a.rates(f, a.Arm), a.Target.AtLeast)
	r.Comparator = estimate.PassProbability(f.values(a.Scenario.Comparator, everybody, a.Target.Measure), a.Target.AtLeast)
	if a.Target.Completed {
		r.Verdict, r.Note = NotAsked, joined(r.Note, "of how many people the share is differs from cohort to cohort")
		return r, nil
	}
	need := estimate.CountAtLeast(a.Target.AtLeast, n)
	if need == 0 || !(base > 0 && base < 1) {
		r.Verdict, r.Note = NotAsked, "there is no rate between none and all to start from"
		return r, nil
	}
	rate := estimate.RateForAssurance(n, need, a.Target.Assurance)
	variance := float64(a.Scenario.Params(a.Arm).Frailty.Offending)
	intensity := func(free float64) float64 {
		return estimate.FrailtyIntensity(free, variance, estimate.PopulationSampled)
	}
	from := func(base, to float64) float64 { // without limit from nobody who reoffends
		if base >= 1 {
			return math.Inf(1)
		}
		return intensity(to) / intensity(max(0, base))
	}
	ratio := func(to float64) float64 { return from(base, to) }
	r.Note = joined(r.Note, fmt.Sprintf("of everybody under the comparator (%.1f%%), to a true rate of %.2f%%; to one of %g%% exactly, which is observed half the time, it would be %.3f",
		100*base, 100*rate, 100*a.Target.AtLeast, ratio(a.Target.AtLeast)))
	r.Probability = a.Target.Assurance
	low, high := math.NaN(), math.NaN()
	if !math.IsNaN(without.MCSE) {
		low, high = from(base-2*without.MCSE, rate), from(base+2*without.MCSE, rate)
	}
	r.needs(ratio(rate), low, high)
	if r.Verdict != Feasible {
		r.Probability = estimate.BinomialUpperTail(n, need, base)
	}
	return r, nil
}

// needs judges a hazard ratio between its ends: from 1 on none is needed.
func (r *Row) needs(ratio, low, high float64) {
	switch {
	case low >= 1:
		r.Verdict = MetWithoutDiversion
	case high < 1:
		r.Verdict, r.Answer, r.Low, r.High = Feasible, ratio, low, high
	case math.IsNaN(low):
		r.Verdict, r.Note = NotResolved, r.Note+"; one replication has no Monte Carlo error"
	default:
		r.Verdict = NotResolved
		ends := fmt.Sprintf("%.3f to %.3f", low, high)
		if math.IsInf(high, 1) {
			ends = fmt.Sprintf("%.3f or more", low)
		}
		r.Note += fmt.Sprintf("; a hazard ratio of %.3f (%s), and whether it is below 1 is within the Monte Carlo error", ratio, ends)
	}
}
