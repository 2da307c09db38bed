package figure

import (
	"maps"
	"math"

	"diversim/scenarios/results"
)

// variants are invented runs in which something is missing or extreme.
func variants() map[string]*results.Run {
	runs := map[string]*results.Run{"pilot": fakeRun(), "small": smallRun()}
	change := func(name string, f func(*results.Run)) {
		r := fakeRun()
		f(r)
		runs[name] = r
	}
	change("no calibrated set", func(r *results.Run) { r.Calibration = nil })
	change("no scheme", func(r *results.Run) {
		keepArms(r, "usual", "charge")
		r.Summary.Budget, r.Summary.Decomposition, r.BudgetCurve = nil, nil, nil
		r.Summary.Convergence.Arm = "charge"
	})
	change("nobody completes", func(r *results.Run) {
		for key, d := range r.Summary.Decomposition {
			r.Summary.Decomposition[key] = results.Decomposition{
				Scheme: d.Scheme, HeadlineMinusBaseline: results.Absent(),
				Headline: results.Estimate{Mean: results.Absent()}, Baseline: d.Baseline,
			}
		}
		for key, b := range r.Summary.Budget {
			b.People.Completed = 0
			b.PeopleEstimates = nil
			r.Summary.Budget[key] = b
		}
		for i := range r.BudgetCurve {
			r.BudgetCurve[i].PerPersonGBP.Completed = results.Absent()
		}
	})
	change("half a year", func(r *results.Run) {
		r.Summary.HorizonYears = 0.5
		r.Summary.Convergence = nil
		var kept []results.SurvivalRow
		for _, row := range r.Survival {
			if row.Month <= 6 {
				kept = append(kept, row)
			}
		}
		r.Survival = kept
		for i := range r.BudgetCurve {
			r.BudgetCurve[i].PerReoffenceAvoided = results.Absent()
			r.BudgetCurve[i].ReoffencesAvoided = results.Absent()
		}
	})
	change("no other budgets", func(r *results.Run) {
		r.BudgetCurve = nil
		r.Summary.Budget["course-only"] = fakeBudget(60_000, 0.9)
		r.Summary.Differences["course-only"] = map[string]results.Estimate{"reoffences_12m_latent": {Mean: 0.02, MCSE: 0.003}}
	})
	change("no other budgets, half a year", func(r *results.Run) {
		r.BudgetCurve, r.Summary.Differences, r.Summary.HorizonYears = nil, nil, 0.5
		r.Summary.Convergence = nil
	})
	change("no budget is clear", func(r *results.Run) {
		for i := range r.BudgetCurve {
			r.BudgetCurve[i].PerReoffenceAvoided = results.Absent()
			r.BudgetCurve[i].ReoffencesAvoided -= 0.03
			r.BudgetCurve[i].ReoffencesAvoidedMCSE = 0.03
		}
	})
	change("three replications", func(r *results.Run) {
		settle(r, "diversion", math.NaN(), math.NaN(), 3, results.StoppedAsStated, nil)
		for i := range r.Survival {
			r.Survival[i].Low, r.Survival[i].High = math.NaN(), math.NaN()
		}
		for _, d := range r.Summary.Decomposition {
			for key, e := range d.Estimates {
				e.Low, e.High = results.Absent(), results.Absent()
				d.Estimates[key] = e
			}
		}
		for _, e := range r.Summary.Economics {
			for _, columns := range e.Costs {
				for key, x := range columns {
					x.Low, x.High = results.Absent(), results.Absent()
					columns[key] = x
				}
			}
		}
	})
	change("nobody at all", func(r *results.Run) {
		r.Summary.People = 0
		r.Survival, r.BudgetCurve, r.PassCurve, r.Summary.Decomposition = nil, nil, nil, nil
		for i := range r.PassPoints {
			r.PassPoints[i].TrueRate = math.NaN()
		}
		r.Summary.Budget = map[string]results.Budget{"diversion": {BudgetGBP: 60_000}}
		r.Summary.Economics, r.Summary.Acceptability, r.Plane = nil, nil, nil
		r.Summary.Convergence = nil
	})
	change("no gain", func(r *results.Run) {
		r.Summary.Interval = "cohort+parameters"
		for name, e := range r.Summary.Economics {
			for _, of := range []map[string]map[string]results.Estimate{e.Costs, e.Payers} {
				for _, columns := range of {
					columns["average"] = results.Estimate{Mean: 12, Low: -3_000, High: 2_500, MCSE: 40}
				}
			}
			e.QALYs.Mean = -0.0002
			r.Summary.Economics[name] = e
		}
		for i := range r.Plane {
			r.Plane[i].PublicAverage += 900
		}
	})
	change("another measure", func(r *results.Run) {
		r.Summary.Thresholds = []results.Threshold{{Arm: "usual", Measure: "non_reoffending_12m_latent", AtLeast: 0.8}}
		r.PassCurve = append(r.PassCurve, results.PassPoint{TrueRate: 0.75, Cohort: 1500, Target: 0.6, Probability: 1})
		r.BudgetCurve = nil
	})
	change("long names", func(r *results.Run) {
		r.Summary.People = 1_500_000
		for i := range r.Arms {
			r.Arms[i].Label += " in the whole of the force area"
		}
	})
	change("all arms alike", func(r *results.Run) {
		for i := range r.Survival {
			r.Survival[i].Survival, r.Survival[i].Low, r.Survival[i].High = 1, 1, 1
		}
		for i := range r.PassPoints {
			r.PassPoints[i].TrueRate, r.PassPoints[i].Probability = 1, 1
		}
	})
	maps.Copy(runs, countryVariants())
	maps.Copy(runs, settlingVariants())
	return runs
}

// keepArms leaves only the named arms in a run.
func keepArms(r *results.Run, names ...string) {
	keep := map[string]bool{}
	for _, n := range names {
		keep[n] = true
	}
	var arms []results.Arm
	for _, a := range r.Arms {
		if keep[a.Name] {
			arms = append(arms, a)
		}
	}
	r.Arms = arms
	var points []results.PassPoint
	for _, p := range r.PassPoints {
		if keep[p.Arm] {
			points = append(points, p)
		}
	}
	r.PassPoints = points
	fakeWorth(r)
}

// smallRun is the run of the golden figures: three arms, few points.
func smallRun() *results.Run {
	r := fakeRun()
	keepArms(r, "usual", "diversion", "charge")
	delete(r.Summary.Budget, "unfunded")
	var rows []results.SurvivalRow
	for _, row := range r.Survival {
		if math.Mod(row.Month, 3) == 0 {
			rows = append(rows, row)
		}
	}
	r.Survival = rows
	var curve []results.PassPoint
	for i, p := range r.PassCurve {
		if i%4 == 0 {
			curve = append(curve, p)
		}
	}
	r.PassCurve = curve
	return r
}
