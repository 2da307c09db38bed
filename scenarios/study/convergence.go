package study

import (
	"math"

	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// seriesPoints is at how many numbers of replications the headline difference is
// given, at most.
const seriesPoints = 50

// rule is when the run stops by itself; nil where its replications are stated.
func (p *plan) rule() *results.StoppingRule {
	if p.options.Replications > 0 {
		return nil
	}
	rule := &results.StoppingRule{Precision: p.options.Precision, Fewest: fewest, Most: most}
	if rule.Precision == 0 {
		rule.Precision = DefaultPrecision
		if p.options.Draw {
			rule.ShareOfSpread = errorShare
		}
	}
	return rule
}

// tolerance is the Monte Carlo error that a rule allows a difference; NaN where it
// follows a spread that is not known.
func tolerance(rule *results.StoppingRule, difference estimate.Interval) float64 {
	if rule.ShareOfSpread == 0 {
		return rule.Precision
	}
	spread := difference.MCSE * math.Sqrt(float64(difference.N))
	return max(rule.Precision, rule.ShareOfSpread*spread)
}

// convergence is how the headline difference settled; nil where there is none, for
// want of another arm or of people it could be taken over.
func (g *gathering) convergence() *results.Convergence {
	p := g.plan
	if p.headline < 0 {
		return nil
	}
	differences := g.difference(p.headline, Headline)
	whole := estimate.Summarise(differences)
	if whole.Empty {
		return nil
	}
	c := &results.Convergence{Arm: p.arms[p.headline].name, Measure: Headline, Stopped: g.stopped(whole), Rule: p.rule()}
	for _, n := range stepsTo(g.done) {
		c.Points = append(c.Points, pointOf(c.Rule, n, estimate.Summarise(differences[:n])))
	}
	return c
}

// stepsTo are the numbers of replications at which a series is given, in equal steps
// but for the last, which is all of them.
func stepsTo(all int) (steps []int) {
	every := (all + seriesPoints - 1) / seriesPoints
	for n := every; n < all; n += every {
		steps = append(steps, n)
	}
	return append(steps, all)
}

func pointOf(rule *results.StoppingRule, replications int, difference estimate.Interval) results.ConvergencePoint {
	point := results.ConvergencePoint{
		Replications: replications, Mean: results.Number(difference.Mean), MCSE: results.Number(difference.MCSE), Tolerance: results.Absent(),
	}
	if rule != nil {
		point.Tolerance = results.Number(tolerance(rule, difference))
	}
	return point
}

// stopped is why there are no more replications.
func (g *gathering) stopped(headline estimate.Interval) string {
	rule := g.plan.rule()
	switch {
	case rule == nil && g.done >= g.plan.options.Replications:
		return results.StoppedAsStated
	case rule == nil || g.done < rule.Fewest:
		return results.StoppedEarly
	case headline.MCSE <= tolerance(rule, headline):
		return results.StoppedAtTolerance
	case g.done >= rule.Most:
		return results.StoppedAtLimit
	}
	return results.StoppedEarly
}
