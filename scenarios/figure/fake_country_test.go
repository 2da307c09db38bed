package figure

import (
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/scenarios/results"
)

// firstEight are the forces that the invented patchwork has a scheme in.
var firstEight = []string{
	"Durham", "Avon and Somerset", "Thames Valley", "West Midlands", "Dyfed-Powys", "North Wales", "South Wales", "Cleveland",
}

const (
	fakeContacts     = 40_000 // a replication
	fakeReplications = 200
	fakeYears        = 5
)

// fakeCountry is an invented run over the 43 forces: usual practice, a
// patchwork of eight, and a scheme everywhere from the second year on.
func fakeCountry() *results.Run {
	r := fakeRun()
	r.Arms = []results.Arm{
		{Name: "usual", Label: "Usual practice", Comparator: true},
		{Name: "eight", Label: "Eight forces", Diverts: true, Scheme: "deferred-prosecution"},
		{Name: "national", Label: "National approach (from the second year)", Diverts: true, Scheme: "deferred-prosecution"},
	}
	r.Summary.Scenario, r.Summary.Title = "national", "A national approach"
	r.Summary.People, r.Summary.HorizonYears, r.Summary.IntakeYears = fakeContacts/fakeYears, fakeYears, fakeYears
	c := &results.Country{}
	forces := evidence.Forces()
	all := 0
	for _, f := range forces {
		all += f.Possession()
	}
	for i, f := range forces {
		n := fakeContacts * f.Possession() / all
		c.Places = append(c.Places, results.Place{
			Code: f.GSS, Name: f.Name, Short: f.Short, Row: f.TileRow, Column: f.TileColumn,
			Population: f.Population, Contacts: n, Status: f.Known().String(),
		})
		for _, a := range r.Arms {
			c.Rows = append(c.Rows, fakePlace(a.Name, f.GSS, i, n, fakeRuns(a.Name, f.Name))...)
		}
	}
	r.Country = c
	fakeOverTime(c)
	r.Summary.Inequality = map[string]map[string]results.Inequality{
		"usual":    {"completion": fakeInequality(0, 0, math.NaN()), results.Coverage: fakeInequality(0, 0, math.NaN())},
		"eight":    {"completion": fakeInequality(0.049, 0.0021, 0.867)},
		"national": {"completion": fakeInequality(0.271, 0.0045, 0.168)},
	}
	r.Summary.Differences = map[string]map[string]results.Estimate{
		"eight":    {"reoffending_12m_latent": fakeEstimate(-0.0027, 0.0034)},
		"national": {"reoffending_12m_latent": fakeEstimate(-0.0142, 0.0061)},
	}
	settle(r, "national", -0.03, 0.01, fakeReplications, results.StoppedAsStated, nil)
	return r
}

func fakeRuns(arm, force string) bool {
	return arm == "national" || arm == "eight" && slices.Contains(firstEight, force)
}

// fakePlace are the measures of the i-th force with n index contacts.
func fakePlace(arm, code string, i, n int, runs bool) []results.PlaceRow {
	// A low-discrepancy sequence stands for the quality of the places' schemes.
	_, quality := math.Modf(float64(i+1) * math.Phi)
	_, own := math.Modf(float64(i+1) * math.Sqrt2)
	spread := func(p float64) float64 { return 1.96 * math.Sqrt(p*(1-p)*(1/float64(n)+5e-5)) }
	row := func(measure string, value, difference, halfDifference float64) results.PlaceRow {
		p := results.PlaceRow{Arm: arm, Place: code, Measure: measure, Value: fakeEstimate(value, spread(value)), Runs: 0}
		if runs {
			p.Runs = 1
		}
		if arm == "usual" {
			p.Difference = fakeEstimate(math.NaN(), math.NaN())
			return p
		}
		p.Difference = fakeEstimate(difference, halfDifference)
		return p
	}
	coverage, completion, effect, half := 0.0, 0.0, 0.0, 0.0
	if runs {
		coverage = 0.55 + 0.25*quality
		completion = coverage * (0.28 + 0.27*own)
		effect = 0.018 - 0.062*own
		half = 1.1 / math.Sqrt(float64(n))
	}
	return []results.PlaceRow{
		row("completion", completion, completion, spread(completion)),
		row(results.Coverage, coverage, coverage, spread(coverage)),
		row("reoffending_12m_latent", 0.46+effect, effect, half),
	}
}

func fakeEstimate(mean, half float64) results.Estimate {
	return results.Estimate{
		Mean: results.Number(mean), Low: results.Number(mean - half), High: results.Number(mean + half),
		MCSE: results.Number(half / 1.96 / math.Sqrt(fakeReplications)),
	}
}

func fakeInequality(mean, half, gini float64) results.Inequality {
	return results.Inequality{
		Mean: results.Number(mean), Gini: results.Number(gini),
		Estimates: map[string]results.Estimate{"mean": fakeEstimate(mean, half), "gini": fakeEstimate(gini, 0.012)},
	}
}

// fakeOverTime has contacts that fall a little, money that is short under the
// national arm from the third year on, and adoption over the second year.
func fakeOverTime(c *results.Country) {
	for year := 1.0; year <= fakeYears; year++ {
		add := func(arm, quantity string, mean, half float64) {
			c.Years = append(c.Years, results.YearRow{Arm: arm, Quantity: quantity, Year: year, Value: fakeEstimate(mean, half)})
		}
		for _, a := range []struct {
			arm           string
			fall, schemes float64
		}{{"usual", 0, 0}, {"eight", 0.006, 8}, {"national", 0.022, min(43, 43*max(0, year-1))}} {
			contacts := 135_168 * (1 - a.fall*year)
			offered := contacts * a.schemes / 43 * 0.62
			add(a.arm, results.YearContacts, contacts, 900)
			add(a.arm, results.YearNew, contacts*math.Pow(0.83, year-1), 700)
			add(a.arm, results.YearOffers, offered, 0.02*offered)
			add(a.arm, results.YearSchemes, a.schemes, 0)
			if a.schemes > 0 {
				add(a.arm, results.YearWait, 21+a.schemes*year*0.12, 2+0.4*year)
				add(a.arm, results.YearInCourse, offered*0.14, offered*0.006)
				add(a.arm, results.YearCompleted, offered*0.43, offered*0.011)
			} else {
				add(a.arm, results.YearWait, math.NaN(), math.NaN())
			}
			add(a.arm, results.YearSpend, min(offered*148, 9_600_000), offered*3)
			add(a.arm, results.YearTurnedAway, max(0, offered-64_800)*0.4, offered*0.02)
			if offered > 64_800 {
				add(a.arm, results.YearBroke, 31-year, 4)
				add(a.arm, results.YearBrokeDay, 290+6*year, 9)
			} else {
				add(a.arm, results.YearBroke, 0, 0)
				add(a.arm, results.YearBrokeDay, math.NaN(), math.NaN())
			}
		}
	}
	for month := range 12*fakeYears + 1 {
		_, part := math.Modf(float64(month) / 12)
		growing := 0.0
		switch {
		case month >= 24:
			growing = 43
		case month >= 12:
			growing = math.Round(43 * part * part * (3 - 2*part))
		}
		half := 0.11 * growing * (43 - growing) / 43
		add := func(arm string, e results.Estimate) {
			c.Adoption = append(c.Adoption, results.YearRow{Arm: arm, Quantity: results.YearSchemes, Year: float64(month) / 12, Value: e})
		}
		add("usual", fakeEstimate(0, 0))
		add("eight", fakeEstimate(8, 0))
		add("national", fakeEstimate(growing, half))
	}
}
