package outcome

import (
	"math"
	"slices"

	"diversim/model/ledger"
	"diversim/sim"
)

// Measure is one outcome of a cohort.
type Measure struct {
	Name   string // permanent
	Label  string
	Unit   string
	Better string // "lower", "higher" or "neither"
	Means  string
	Needs  sim.Time // horizon from which it is defined
	of     reading
}

// Of is the value of the measure over the people in a set; a nil set is
// everybody. It is NaN for nobody, and where follow-up is too short.
func (m Measure) Of(p *People, in []bool) float64 {
	return m.over(p, p.among(in))
}

// All are the values of all measures, in the order of Measures, over the people in a
// set, as Of has them.
func All(p *People, in []bool) []float64 {
	values, who := make([]float64, 0, len(measures)), p.among(in)
	for _, m := range measures {
		values = append(values, m.over(p, who))
	}
	return values
}

func (m Measure) over(p *People, who []int) float64 {
	if p.Horizon < m.Needs {
		return math.NaN()
	}
	return m.of(p, who)
}

// measures is every measure, those by definition first.
var measures = slices.Concat(byDefinition(), bySpan(), atRisk(), cycles, []Measure{
	{
		"time_to_reoffence_rmst_12m", "Mean time to the first latent reoffence, up to 12 months", "days", "higher",
		"restricted mean over the first 12 months of the time from the index contact to the first harm offence",
		Window, restrictedMean,
	},
	{
		"contacts_12m", "Later possession contacts in 12 months", "contacts per person", "lower",
		"police contacts for possession after the index contact, in its first 12 months", Window,
		mean(func(p *People, i int) float64 { return float64(p.Contacts[i]) }),
	},
	{
		"reoffending_12m_proven_official", "Reoffending in 12 months, proven, on the official clock", "proportion", "lower",
		"share of the cohort with a conviction or a caution by 18 months after the disposal of the index case; offences of the 12 months from it",
		officialNeeds, officialRate,
	},
	{
		"proof_lost_12m", "Offences proven too late for the official rule", "proportion", "neither",
		"of the offences of the first 12 months that are ever proven, the share proven later than 18 months after the index contact", Window + Wait,
		lostProof,
	},
	{
		"custody_days", "Days in custody", "days per person", "neither",
		"days in custody during follow-up", 0,
		mean(func(p *People, i int) float64 { return p.Custody[i].Days() }),
	},
	{
		"court_wait_days", "Time from charge to the end of the case", "days per case", "lower",
		"mean over the cases of charges in follow-up, those that death ended left out", 0,
		func(p *People, who []int) float64 {
			days, cases := 0.0, 0
			for _, i := range who {
				cases += int(p.Cases[i])
				days += p.CourtWait[i].Days()
			}
			return over(days, cases)
		},
	},
	{
		"custody_receptions", "Receptions into custody", "stays per person", "neither",
		"stays in custody that begin during follow-up", 0,
		mean(func(p *People, i int) float64 { return float64(p.Receptions[i]) }),
	},
	{
		"life_years", "Years lived in follow-up", "years per person", "higher",
		"time from the index contact to death or the end of follow-up", 0,
		mean(func(p *People, i int) float64 { return min(p.Died[i], p.Horizon).Years() }),
	},
	{
		"deaths", "Deaths", "per 1,000 people", "lower",
		"died during follow-up, of any cause", 0,
		mean(func(p *People, i int) float64 {
			if p.Died[i] == sim.Never {
				return 0
			}
			return perThousand
		}),
	},
	{
		"treatment_entry_12m", "Entered drug treatment in 12 months", "proportion", "higher",
		"treatment began, by whatever way, in the 12 months from the index contact", Window,
		mean(func(p *People, i int) float64 {
			if p.Treated[i] < Window {
				return 1
			}
			return 0
		}),
	},
	{
		"treatment_days", "Days in drug treatment", "days per person", "neither",
		"days in treatment during follow-up", 0,
		mean(func(p *People, i int) float64 { return p.Treatment[i].Days() }),
	},
	{
		"others_treatment_wait_days", "Wait of others for drug treatment", "days per client", "lower",
		"mean wait of the service's clients who are not of the cohort and started after the intake year began; what an arm adds is what it takes from them", 0,
		func(p *People, _ []int) float64 { return over(p.OthersWaited.Days(), p.OthersStarted) },
	},
	{
		"criminal_record", "Left with a record of the index case", "proportion", "lower",
		"the index case ended in a caution or a conviction", 0,
		share(func(p *People) []bool { return p.Record }),
	},
	{
		"offered", "Offered the scheme at the index contact", "proportion", "neither",
		"share of the cohort", 0, share(func(p *People) []bool { return p.Offered }),
	},
	{
		"acceptance", "Accepted the offer", "proportion", "neither",
		"share of the cohort", 0, share(func(p *People) []bool { return p.Accepted }),
	},
	{
		"attendance", "Attended the first appointment", "proportion", "higher",
		"share of the cohort, offered or not", 0, share(func(p *People) []bool { return p.Attended }),
	},
	{
		"completion", "Completed the course", "proportion", "higher",
		"share of the cohort, offered or not", 0, share(func(p *People) []bool { return p.Completed }),
	},
	{
		"harm_12m", "Cost of latent offences of 12 months", "pounds per person", "lower",
		"latent harm offences of the first 12 months, each at the Home Office's full economic and social cost of its type; undiscounted. " +
			"No part of any other cost: it contains the response of police and courts", Window,
		mean(func(p *People, i int) float64 { return p.Harm[i] / penceInPound }),
	},
	{
		"qalys", "Quality-adjusted life-years", "QALYs per person", "higher",
		"quality of life over follow-up, 0 from death on, discounted at discount.health from the index contact", 0,
		mean(func(p *People, i int) float64 { return p.QALY[i] }),
	},
	{
		"cost_programme", "Cost of the scheme", "pounds per person", "lower",
		"what the scheme spends, per person of the cohort, over follow-up" + valued, 0, cost(ledger.ByProgramme),
	},
	{
		"cost_police", "Cost to the police", "pounds per person", "lower",
		"decisions, referrals, investigations and breaches" + valued, 0, cost(ledger.ByPolice),
	},
	{
		"cost_cjs", "Cost to criminal justice", "pounds per person", "lower",
		"police, prosecution service, courts, legal aid, prison and probation" + valued, 0, cost(ledger.ByJustice),
	},
	{
		"cost_public", "Cost to the public", "pounds per person", "lower",
		"criminal justice, the scheme, health and local authorities" + valued, 0, cost(ledger.ByPublic),
	},
	{
		"cost_exchequer", "Cost to the exchequer", "pounds per person", "lower",
		"the cost to the public less fines and penalty notices paid" + valued, 0, cost(ledger.ByExchequer),
	},
	{
		"cost_society", "Cost to society", "pounds per person", "lower",
		"the cost to the public and that of latent offences to their victims; fines are transfers and left out, productivity has no source and is left out" +
			valued, 0, cost(ledger.BySociety),
	},
})

// valued says how costs are valued.
const valued = "; at average cost in the prices of prices.year, discounted at discount.costs from the index contact"

func byDefinition() []Measure {
	var all []Measure
	for d := range definitions {
		needs := Window
		if d.proof() {
			needs += Wait
		}
		t := definitionTable[d]
		means := definitionMeans[d] + "; offences of the 12 months from the index contact"
		all = append(all,
			Measure{
				"reoffending_12m_" + t.name, "Reoffending in 12 months, " + t.label, "proportion", "lower",
				"share of the cohort with at least one event: " + means, needs,
				followed(d, func(p *People, who []int) float64 { return 1 - p.free(d, who) }),
			},
			Measure{
				"non_reoffending_12m_" + t.name, "No reoffending in 12 months, " + t.label, "proportion", "higher",
				"share of the cohort without an event: " + means, needs,
				followed(d, func(p *People, who []int) float64 { return p.free(d, who) }),
			},
			Measure{
				"reoffences_12m_" + t.name, "Reoffences in 12 months, " + t.label, "reoffences per person", "lower",
				"mean number of events: " + means, needs,
				followed(d, mean(func(p *People, i int) float64 { return float64(p.Within[d][i]) })),
			},
			Measure{
				"alive_and_free_12m_" + t.name, "Alive and without reoffending in 12 months, " + t.label, "proportion", "higher",
				"share of the cohort alive 12 months after the index contact and without an event: a death is no success; " + means, needs,
				followed(d, mean(func(p *People, i int) float64 { return indicator(p.Alive(i) && !p.Reoffended(d, i)) })),
			},
		)
	}
	return all
}

// definitionMeans says in words what a definition counts.
var definitionMeans = [definitions]string{
	Latent:             "a harm offence (acquisitive, violent, supply, other) happened, detected or not; known to the simulator alone",
	Recorded:           "recorded with the person as suspect, possession contacts included",
	Harmonised:         "recorded and closed by any sanction or diversion",
	Sanctioned:         "recorded and led to a charge, a caution or a court result, whenever that came",
	Proven:             "a conviction or a caution by 18 months after the index contact, the official rule",
	ProvenExcluding:    "proven by the official rule, possession left out",
	BaselineEquivalent: "would have been proven, had the event been processed as under the comparator; known to the simulator alone",
}

// Measures returns every measure.
func Measures() []Measure { return slices.Clone(measures) }

// Named returns the measure with a name, if there is one.
func Named(name string) (Measure, bool) {
	for _, m := range measures {
		if m.Name == name {
			return m, true
		}
	}
	return Measure{}, false
}

var restrictedMean = mean(func(p *People, i int) float64 { return min(p.First[Latent][i], Window).Days() })

// lostProof is the share of eventually proven offences that the official rule
// does not count.
func lostProof(p *People, who []int) float64 {
	late, all := 0, 0
	for _, i := range who {
		late += int(p.Late[i])
		all += int(p.Late[i] + p.ByContact[i])
	}
	return over(float64(late), all)
}
