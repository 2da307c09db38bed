package figure

import (
	"math"
	"slices"

	"diversim/scenarios/results"
)

// fakeWorth gives an invented run costs and effects: a saving in most replications,
// a small gain in health, and shares for each arm of being the best.
func fakeWorth(r *results.Run) {
	r.Summary.Economics = map[string]results.Economics{}
	r.Summary.Acceptability, r.Plane = nil, nil
	for i, a := range r.Arms {
		if a.Comparator {
			continue
		}
		size := float64(i) / 2
		r.Summary.Economics[a.Name] = fakeEconomics(size)
		for n := range 120 {
			x, y := normalUpper(float64(n%11-5)/2)-0.5, normalUpper(float64(n%13-6)/2)-0.5
			r.Plane = append(r.Plane, results.PlanePoint{
				Replication: n, Arm: a.Name, QALYs: 0.001*size + 0.004*x, PublicAverage: -400*size - 900*y - 300*x,
			})
		}
	}
	for worth := 0.0; worth <= 100_000; worth += 5_000 {
		c := results.Acceptability{
			Effect: "qalys", Perspective: "public", Column: "average", PerUnitGBP: worth, Probability: map[string]results.Number{},
		}
		sum := 0.0
		for i, a := range r.Arms {
			weight := math.Exp(-math.Abs(float64(i)-1-worth/50_000) * 1.5)
			c.Probability[a.Name] = results.Number(weight)
			sum += weight
		}
		for name := range c.Probability {
			c.Probability[name] /= results.Number(sum)
		}
		best := slices.MaxFunc(r.Arms, func(a, b results.Arm) int {
			return int(math.Copysign(1, float64(c.Probability[a.Name]-c.Probability[b.Name])))
		})
		c.Frontier, c.FrontierProbability = best.Name, c.Probability[best.Name]
		r.Summary.Acceptability = append(r.Summary.Acceptability, c)
	}
}

func fakeEconomics(size float64) results.Economics {
	around := func(mean, half float64) results.Estimate {
		return results.Estimate{Mean: results.Number(mean), Low: results.Number(mean - half), High: results.Number(mean + half), MCSE: results.Number(half / 28)}
	}
	columns := func(mean, half, marginal, cashable float64) map[string]results.Estimate {
		return map[string]results.Estimate{"average": around(mean, half), "marginal": around(mean*marginal, half*marginal), "cashable": around(mean*cashable, half*cashable)}
	}
	e := results.Economics{
		PriceYear: "2024-25", MarginalShare: 0.25, CashableShare: 0.05, QALYs: around(0.001*size, 0.0018),
		Payers: map[string]map[string]results.Estimate{
			"programme": columns(38, 1, 1, 1), "police": columns(-400*size, 90, 0.25, 0.05), "courts": columns(-60*size, 80, 0.25, 0.05),
			"legal aid": columns(-120*size, 40, 1, 1), "prison": columns(-90*size, 60, 0.25, 0.05), "health": columns(12, 5, 0.25, 0.05),
			"probation": columns(0, 0, 0, 0), "victims": columns(-9_000*size, 3_000, 1, 0), "fines paid": columns(-19, 7, 1, 1),
		},
		Costs: map[string]map[string]results.Estimate{
			"programme": columns(38, 1, 1, 1), "public": columns(-620*size+50, 210, 0.4, 0.2), "society": columns(-9_600*size, 3_200, 0.97, 0.01),
		},
	}
	e.ICER = []results.ICER{{Effect: "qalys", Perspective: "public", Column: "average", Shares: [4]results.Number{0.78, 0.06, 0.13, 0.03}}}
	return e
}
