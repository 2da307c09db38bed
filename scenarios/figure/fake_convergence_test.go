package figure

import (
	"math"

	"diversim/scenarios/results"
)

// fakeSettling is an invented headline difference of −2.4 points that settles over so
// many replications, whose standard deviation is 2.8 points.
func fakeSettling(arm string, replications int, stopped string, rule *results.StoppingRule) *results.Convergence {
	c := &results.Convergence{Arm: arm, Measure: "reoffending_12m_proven", Stopped: stopped, Rule: rule}
	point := func(n int) {
		root := math.Sqrt(float64(n))
		p := results.ConvergencePoint{
			Replications: n, Mean: results.Number(-0.024 + 0.025*math.Cos(float64(n)/9)/root),
			MCSE: results.Number(0.028 / root * (1 + 0.6*math.Sin(float64(n)/13)/root)), Tolerance: results.Absent(),
		}
		if n == 1 {
			p.MCSE = results.Absent()
		}
		if rule != nil {
			p.Tolerance = max(results.Number(rule.Precision), results.Number(rule.ShareOfSpread*root)*p.MCSE)
		}
		c.Points = append(c.Points, p)
	}
	every := (replications + 49) / 50
	for n := every; n < replications; n += every {
		point(n)
	}
	point(replications)
	return c
}

// settle gives a run a headline difference and how it settled.
func settle(r *results.Run, arm string, low, high float64, replications int, stopped string, rule *results.StoppingRule) {
	c := fakeSettling(arm, replications, stopped, rule)
	r.Summary.Convergence, r.Summary.Replications = c, replications
	e := results.Estimate{Mean: lastPoint(c).Mean, Low: results.Number(low), High: results.Number(high), MCSE: lastPoint(c).MCSE}
	if r.Summary.Differences == nil {
		r.Summary.Differences = map[string]map[string]results.Estimate{}
	}
	if r.Summary.Differences[arm] == nil {
		r.Summary.Differences[arm] = map[string]results.Estimate{}
	}
	r.Summary.Differences[arm][c.Measure] = e
}

func fakeRule(precision, share float64) *results.StoppingRule {
	return &results.StoppingRule{Precision: precision, ShareOfSpread: share, Fewest: 100, Most: 5000}
}

// settlingVariants are invented runs that stopped for every reason.
func settlingVariants() map[string]*results.Run {
	runs := map[string]*results.Run{}
	change := func(name string, f func(*results.Run)) {
		r := fakeRun()
		f(r)
		runs[name] = r
	}
	change("stopped by the spread", func(r *results.Run) {
		r.Summary.Interval = results.OverCohortsAndParameters
		settle(r, "diversion", -0.083, 0.033, 100, results.StoppedAtTolerance, fakeRule(0.001, 0.1))
	})
	change("stopped at the limit", func(r *results.Run) {
		settle(r, "diversion", -0.083, -0.002, 5000, results.StoppedAtLimit, fakeRule(0.0003, 0))
	})
	change("replications stated", func(r *results.Run) { settle(r, "diversion", -0.083, 0.033, 137, results.StoppedAsStated, nil) })
	change("interrupted", func(r *results.Run) {
		settle(r, "diversion", -0.083, 0.033, 57, results.StoppedEarly, fakeRule(0.001, 0.1))
	})
	change("interrupted before what was stated", func(r *results.Run) {
		settle(r, "diversion", -0.083, 0.033, 57, results.StoppedEarly, nil)
	})
	change("one arm", func(r *results.Run) {
		keepArms(r, "usual")
		r.Summary.Convergence = nil
	})
	change("identical arms", func(r *results.Run) {
		settle(r, "diversion", 0, 0, 100, results.StoppedAtTolerance, fakeRule(0.001, 0.1))
		for i := range r.Summary.Convergence.Points {
			p := &r.Summary.Convergence.Points[i]
			p.Mean, p.MCSE, p.Tolerance = 0, 0, 0.001
		}
	})
	return runs
}
