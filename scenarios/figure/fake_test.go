package figure

import (
	"math"

	"diversim/scenarios/results"
)

// fakeArm is one policy of the invented run: the monthly hazards of a first
// event at the start, and how fast they fade.
type fakeArm struct {
	results.Arm
	latent, proven float64
}

func fakeArms() []fakeArm {
	scheme := "deferred-prosecution"
	return []fakeArm{
		{results.Arm{Name: "usual", Label: "Usual practice", Comparator: true}, 0.062, 0.0252},
		{results.Arm{Name: "diversion", Label: "Diversion", Diverts: true, Scheme: scheme}, 0.057, 0.0212},
		{results.Arm{Name: "unfunded", Label: "Unfunded diversion", Diverts: true, Scheme: scheme}, 0.0615, 0.0219},
		{results.Arm{Name: "warning", Label: "Warning only"}, 0.061, 0.0226},
		{results.Arm{Name: "course-only", Label: "Course only"}, 0.0575, 0.0243},
		{results.Arm{Name: "charge", Label: "Charge everyone (not current practice)"}, 0.066, 0.0296},
	}
}

// fakeRun is invented, in the shape and size of the West Midlands pilot, so
// that figures can be drawn, and looked at, without a simulation.
func fakeRun() *results.Run {
	r := &results.Run{Summary: results.Summary{
		Scenario: "west-midlands-pilot", Title: "West Midlands pilot", Seed: 1, People: 1500, HorizonYears: 3,
		Replications: 200, Comparator: "usual", Interval: "cohort",
		Budget: map[string]results.Budget{"diversion": fakeBudget(60_000, 1), "unfunded": fakeBudget(0, 0.45)},
		Decomposition: map[string]results.Decomposition{
			"community-resolution": fakeDecomposition("community-resolution", 0.071, 0.012, 0.0385),
			"deferred-prosecution": fakeDecomposition("deferred-prosecution", 0.068, 0.014, 0.0152),
		},
	}}
	r.Calibration = fakeTargets()
	for _, a := range fakeArms() {
		r.Arms = append(r.Arms, a.Arm)
		r.Survival = append(r.Survival, fakeSurvival(a.Name, "latent", a.latent)...)
		r.Survival = append(r.Survival, fakeSurvival(a.Name, "proven", a.proven)...)
		rate := fakeCurve(a.proven, 12)
		r.PassPoints = append(r.PassPoints, results.PassPoint{
			Arm: a.Name, WithSpread: true, TrueRate: rate, Cohort: 1500, Target: 0.8,
			Probability: normalUpper((0.8 - rate) / fakeSpread(rate, true)),
		})
	}
	for b := 0.0; b <= 240_000; b += 20_000 {
		r.BudgetCurve = append(r.BudgetCurve, fakeBudgetPoint(b))
	}
	for _, spread := range []bool{false, true} {
		for i := range 121 {
			rate := 0.70 + float64(i)/600
			r.PassCurve = append(r.PassCurve, results.PassPoint{
				WithSpread: spread, TrueRate: rate, Cohort: 1500, Target: 0.8,
				Probability: normalUpper((0.8 - rate) / fakeSpread(rate, spread)),
			})
		}
	}
	fakeWorth(r)
	settle(r, "diversion", -0.083, -0.011, 200, results.StoppedAtTolerance, fakeRule(0.002, 0))
	r.Summary.Differences["diversion"]["reoffences_12m_latent"] = results.Estimate{Mean: -0.038, MCSE: 0.003}
	r.Summary.Differences["unfunded"] = map[string]results.Estimate{"reoffences_12m_latent": {Mean: 0.002, MCSE: 0.003}}
	return r
}

func fakeCurve(hazard, month float64) float64 {
	return math.Exp(-hazard * 30 * (1 - math.Exp(-month/30)))
}

func fakeSurvival(arm, measure string, hazard float64) []results.SurvivalRow {
	var rows []results.SurvivalRow
	for month := range 37 {
		s := fakeCurve(hazard, float64(month))
		half := 1.96 * math.Sqrt(s*(1-s)/1500)
		rows = append(rows, results.SurvivalRow{
			Arm: arm, Measure: measure, Month: float64(month), Survival: s, Low: s - half, High: s + half,
			AtRisk: math.Round(1500 * s),
		})
	}
	return rows
}

func fakeSpread(rate float64, wide bool) float64 {
	sampling := math.Sqrt(rate * (1 - rate) / 1500)
	if wide {
		return 1.7 * sampling
	}
	return sampling
}

func normalUpper(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

func fakeBudget(pounds, engagement float64) results.Budget {
	people := results.FunnelCounts{
		Eligible: 1500, Offered: 1500, Accepted: results.Number(1500 * 0.69),
		Attended: results.Number(1500 * 0.44 * engagement), Completed: results.Number(1500 * 0.27 * engagement * engagement),
	}
	b := results.Budget{
		BudgetGBP: pounds, PlannedPeople: 1500, PlannedPerPersonGBP: pounds / 1500, SpentGBP: results.Number(0.95 * pounds), People: people,
		PeopleEstimates: map[string]results.Estimate{},
	}
	b.PerPersonGBP = results.PerPerson{
		Hoped: b.SpentGBP / 1500, Offered: b.SpentGBP / people.Offered, Accepted: b.SpentGBP / people.Accepted,
		Attended: b.SpentGBP / people.Attended, Completed: b.SpentGBP / people.Completed,
	}
	for _, s := range stages {
		n := float64(s.count(people))
		half := 1.96 * math.Sqrt(n*(1-n/1500))
		b.PeopleEstimates[s.key] = results.Estimate{Mean: results.Number(n), Low: results.Number(n - half), High: results.Number(n + half), MCSE: results.Number(half / 28)}
	}
	return b
}

func fakeBudgetPoint(budget float64) results.BudgetPoint {
	spent := min(0.95*budget, 170_000)
	attendance := 0.16 + 0.42*(1-math.Exp(-budget/70_000))
	completion := 0.05 + 0.36*(1-math.Exp(-budget/80_000))
	avoided := 0.055*(1-math.Exp(-budget/60_000)) - 0.006
	p := results.BudgetPoint{
		Replications: 200, BudgetGBP: budget, Scenario: budget == 60_000, SpentGBP: spent, PlannedPerPersonGBP: budget / 1500,
		PerPersonGBP: results.PerPerson{
			Offered: results.Number(spent / 1500), Accepted: results.Number(spent / 1035),
			Attended: results.Number(spent / 1500 / attendance), Completed: results.Number(spent / 1500 / completion),
		},
		ReoffencesAvoided: results.Number(avoided), ReoffencesAvoidedMCSE: 0.003, PerReoffenceAvoided: results.Absent(),
		Attendance: results.Number(attendance), Completion: results.Number(completion),
	}
	if avoided > 1.96*0.003 {
		p.PerReoffenceAvoided = results.Number(spent / 1500 / avoided)
	}
	return p
}

func fakeDecomposition(scheme string, selection, causal, measurement float64) results.Decomposition {
	around := func(mean, half float64) results.Estimate {
		return results.Estimate{Mean: results.Number(mean), Low: results.Number(mean - half), High: results.Number(mean + half), MCSE: results.Number(half / 28)}
	}
	whole := selection + causal + measurement
	return results.Decomposition{
		Scheme: scheme, HeadlineMinusBaseline: results.Number(whole), Selection: results.Number(selection),
		Causal: results.Number(causal), Measurement: results.Number(measurement),
		Baseline: around(0.779, 0.021), Headline: around(0.779+whole, 0.034),
		Estimates: map[string]results.Estimate{
			"headline_minus_baseline": around(whole, 0.036), "selection": around(selection, 0.031),
			"causal": around(causal, 0.019), "measurement": around(measurement, 0.014),
		},
	}
}

// fakeTargets are a risk that is met, a ratio that is met and a count that is
// missed by far.
func fakeTargets() []results.Target {
	return []results.Target{
		{
			Set: "possession", Target: "risk_possession_12m", Label: "Risk of a first sanctioned reoffence by 12 months", Source: "pdd-2026",
			Measure: "first sanctioned reoffence", Population: "adults suspected of possession in forces without a scheme", Horizon: "12 months",
			Published: 0.276, Low: 0.268, High: 0.284, Tolerance: "published 95% interval", Simulated: 0.2743, MCSE: 0.0007, People: 400_000, Hit: true, UsedForFitting: true,
		},
		{
			Set: "possession", Target: "prior_gradient", Label: "Proven reoffending with 11 or more prior offences, over that with none", Source: "moj-prs-2012",
			Measure: "ratio", Population: "all people cautioned, convicted or released, England and Wales, 2011/12", Horizon: "12 months",
			Published: 4.476, Low: 3.581, High: 5.371, Tolerance: "20% either side", Simulated: 4.41, MCSE: 0.03, People: 400_000, Hit: true, UsedForFitting: true,
		},
		{
			Set: "possession", Target: "reoffences_per_reoffender", Label: "Reoffences of each person who reoffends", Source: "moj-prs-2012",
			Measure: "count", Population: "all people cautioned, convicted or released, England and Wales, 2011/12", Horizon: "12 months",
			Published: 2.9, Low: 2.32, High: 3.48, Tolerance: "20% either side", Simulated: 4.11, MCSE: 0.02, People: 400_000,
		},
	}
}
