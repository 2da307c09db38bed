package threshold

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// facts are a run of the arm and the comparator alone, on the inputs as stated.
type facts struct{ *results.Run }

// factReplications is how many replications the facts have, unless a number is asked for.
const factReplications = 100

// facts runs the arm and the comparator once for all questions.
func (a *Ask) facts(ctx context.Context) (*facts, error) {
	if a.known != nil {
		return a.known, nil
	}
	o := a.Options.study()
	o.Replications, o.Lean = cmp.Or(a.Options.Replications, factReplications), true
	run, err := study.Run(ctx, a.Scenario.WithArms(a.Scenario.Comparator, a.Arm), o)
	if err != nil {
		return nil, err
	}
	a.known = &facts{run}
	return a.known, nil
}

// Strata of people.
const (
	everybody     = "all"
	wouldComplete = "would-complete"
)

// values are those of a measure by replication.
func (f *facts) values(arm, stratum, measure string) []float64 {
	var all []float64
	for r := range f.Replications.All() {
		if r.Arm == arm && r.Stratum == stratum && r.Measure == measure {
			all = append(all, r.Value)
		}
	}
	return all
}

// rates are those that the target is held against.
func (a *Ask) rates(f *facts, arm string) []float64 {
	if arm == a.Arm && a.Target.Completed {
		return f.values(arm, wouldComplete, a.Target.Measure)
	}
	return f.values(arm, everybody, a.Target.Measure)
}

// likely is T1: how likely it is that the target is observed under the arm, with the
// inputs as stated and drawn.
func likely(ctx context.Context, a *Ask) ([]Row, error) {
	rows, err := a.likelyUnder(ctx, a.Arm, "")
	if err != nil {
		return nil, err
	}
	drawn, err := a.likelyDrawn(ctx)
	return append(rows, drawn), err
}

// withoutDiversion is T2: the same under the comparator.
func withoutDiversion(ctx context.Context, a *Ask) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	arm, comparator := a.rates(f, a.Arm), f.values(a.Scenario.Comparator, everybody, a.Target.Measure)
	note := ""
	if d := estimate.PairedDifference(arm, comparator).Difference; !d.Empty {
		than := "the comparator's on the same people"
		if a.Target.Completed {
			than = "everybody's under the comparator"
		}
		note = fmt.Sprintf("the arm's rate is %s%s points from %s (± two Monte Carlo errors)", results.Change(100*d.Mean, 1), plusMinus("%.1f", 200*d.MCSE), than)
	}
	if a.Target.Completed {
		same := estimate.Mean(f.values(a.Scenario.Comparator, wouldComplete, a.Target.Measure))
		note = joined(note, fmt.Sprintf("the very people who would complete have %.1f%% under the comparator", 100*same))
	}
	rows, err := a.likelyUnder(ctx, a.Scenario.Comparator, note)
	for k := range rows {
		if rows[k].Verdict == Met {
			rows[k].Verdict = MetWithoutDiversion
		}
	}
	return rows, err
}

// likelyUnder is the chance under an arm, by counting replications and by the binomial
// law at the mean rate.
func (a *Ask) likelyUnder(ctx context.Context, arm, note string) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	rates, without := a.rates(f, arm), f.values(a.Scenario.Comparator, everybody, a.Target.Measure)
	mean := estimate.Summarise(rates)
	if mean.Empty {
		r := a.aimed(AsStated)
		r.Arm, r.Verdict, r.Note = arm, NotAsked, "nobody counts: there is no rate"
		return []Row{r}, nil
	}
	r := a.aimed(AsStated)
	r.Arm, r.Unit, r.Replications = arm, "probability", len(rates)
	r.Note = joined(r.Note, note, fmt.Sprintf("the rate is %.1f%%%s; %.1f%% under the comparator", 100*mean.Mean, plusMinus("%.1f", 200*mean.MCSE), 100*estimate.Mean(without)))
	r.Comparator = estimate.PassProbability(without, a.Target.AtLeast)
	passed := point{met: make([]bool, len(rates))}
	for k, x := range rates {
		passed.met[k] = meets(x, a.Target.AtLeast)
	}
	r.AsStated = estimate.PassProbability(a.rates(f, a.Arm), a.Target.AtLeast)
	r.settle(passed.share())
	r.MCSE = passed.chanceError()
	r.Low, r.High = passed.interval()
	r.judge(a.Target.Assurance)
	if a.Target.Completed {
		return []Row{r}, nil // of how many people the share is, differs from cohort to cohort
	}
	b := r
	b.Method, b.Replications, b.Note = Analytic, 0, "binomial at the simulated rate"
	n := f.Cohort()
	need := estimate.CountAtLeast(a.Target.AtLeast, n)
	chance := func(rate float64) float64 {
		if math.IsNaN(rate) { // one replication has no Monte Carlo error
			return rate
		}
		return estimate.BinomialUpperTail(n, need, clamped(rate))
	}
	b.AsStated = chance(estimate.Mean(a.rates(f, a.Arm)))
	b.settle(chance(mean.Mean))
	b.MCSE = math.NaN()
	b.Low, b.High = chance(mean.Mean-2*mean.MCSE), chance(mean.Mean+2*mean.MCSE)
	b.Comparator = chance(estimate.Mean(without))
	b.judge(a.Target.Assurance)
	return []Row{r, b}, nil
}

// plusMinus is an error as it follows a number, "" where there is none.
func plusMinus(form string, x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return " ± " + fmt.Sprintf(form, x)
}

// settle is a chance as the answer.
func (r *Row) settle(chance float64) { r.Answer, r.Probability = chance, chance }

// judge holds the interval of a chance against the assurance.
func (r *Row) judge(assurance float64) {
	switch {
	case r.Low >= assurance:
		r.Verdict = Met
	case r.High < assurance:
		r.Verdict = NotMet
	default:
		r.Verdict = NotResolved
	}
}
