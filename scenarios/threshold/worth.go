package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios/results"
)

// perspectives are those whose price T5 gives, each with the column of its costs: all
// that is saved on average, and what can be cashed.
var perspectives = []struct{ view, column, words string }{
	{"public", "average", "the public purse, average costs"},
	{"public", "cashable", "the public purse, cashable alone"},
	{"society", "average", "society, average costs and health"},
}

// worth is T5: the most it is worth paying for a person who accepts.
func worth(ctx context.Context, a *Ask) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	b := f.Summary.Economics[a.Arm].BreakEven
	var rows []Row
	for _, p := range perspectives {
		r := blank()
		r.Unit, r.Replications = "pounds per accepted person", f.Summary.Replications
		e := b.BenefitPerAccepted[p.view][p.column]
		r.Note = p.words
		if !e.Mean.Known() {
			r.Verdict, r.Note = NotAsked, r.Note+"; nobody accepts"
			rows = append(rows, r)
			continue
		}
		r.Note += fmt.Sprintf(", over %s from contact; £%.0f is spent on each who accepts", years(a.Scenario.Horizon.Years()), float64(b.SpentPerAcceptedGBP))
		r.about(e)
		r.price()
		rows = append(rows, r)
	}
	return rows, nil
}

// price judges an answer that is a price: one that is not above 0 is none, and not
// resolved where its Monte Carlo error leaves one.
func (r *Row) price() {
	switch {
	case r.Answer > 0:
		r.Verdict = Found
		return
	case r.High <= 0:
		r.Verdict = Infeasible
		r.Note += fmt.Sprintf("; no price is worth paying, each costs the others £%.0f", -r.Answer)
	default:
		r.Verdict = NotResolved
		r.Note += fmt.Sprintf("; on average each costs the others £%.0f, and whether any price is worth paying is within the Monte Carlo error", -r.Answer)
	}
	r.Answer, r.Low, r.High = math.NaN(), math.NaN(), math.NaN()
}

// about makes an estimate the answer, within two Monte Carlo errors.
func (r *Row) about(e results.Estimate) {
	r.Answer, r.MCSE = float64(e.Mean), float64(e.MCSE)
	r.Low, r.High = r.Answer-2*r.MCSE, r.Answer+2*r.MCSE
}

func years(x float64) string {
	if x == 1 {
		return "1 year"
	}
	return fmt.Sprintf("%.3g years", x)
}

// widening is T8: the share of people who would have had no action, among them and those
// who would have been charged, that cancels the benefit.
func widening(ctx context.Context, a *Ask) ([]Row, error) {
	f, err := a.facts(ctx)
	if err != nil {
		return nil, err
	}
	r := blank()
	r.Unit, r.Replications = "share", f.Summary.Replications
	s := f.Summary.Strata
	if s == nil || s.Arm != a.Arm {
		r.Verdict, r.Note = NotAsked, "people are not known by what would have been done without the scheme, which takes an arm that diverts and follow-up of 18 months"
		return []Row{r}, nil
	}
	var rows []Row
	for _, measure := range []string{"latent", "proven"} {
		t, known := s.Tipping[measure]
		if !known {
			continue
		}
		one := r
		one.Measure, one.MCSE = "reoffending_12m_"+measure, float64(t.MCSE)
		one.Note = measure + " reoffending: " + t.Text
		if s.NetWidening.Mean.Known() {
			one.Note += fmt.Sprintf("; of those diverted %.0f%% would have had no action or a warning", 100*float64(s.NetWidening.Mean))
		}
		switch t.Verdict {
		case "found":
			one.Verdict = Found
			one.about(results.Estimate{Mean: t.Share, MCSE: t.MCSE})
			one.Low, one.High = clamped(one.Low), clamped(one.High)
		case "none":
			one.Verdict = NoTippingPoint
		default:
			one.Verdict = NotResolved
		}
		rows = append(rows, one)
	}
	return rows, nil
}
