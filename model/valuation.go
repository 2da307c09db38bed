package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Valuation is how costs and health are valued. None of it changes what
// happens: the facts of a run are the same whatever these inputs are.
//
//	PV = Σ c·(1+r)^−t, t from each person's index contact
//
// What crime costs is the Home Office's unit cost per estimated offence, so
// that it applies to latent offences. The unit cost contains the response of
// police and courts, which the ledger books for itself: only the rest, the cost
// to victims and of precautions, is added to it.
type Valuation struct {
	PriceYear       string
	CostRate        evidence.Ratio
	HealthRate      evidence.Ratio
	MarginalShare   evidence.Probability
	CashableShare   evidence.Probability
	LegalAidIsCash  bool
	SchemeUplift    evidence.Ratio
	BenefitDownlift evidence.Probability
	Displaced       evidence.Probability
	Death           string
	QALY            evidence.Pounds
	Fatality        evidence.Pounds
	Crime           [ledger.OffenceTypes]evidence.Pounds // that of possession is unused
	VictimShare     evidence.Probability
}

// How a death is valued, once.
const (
	DeathByQALY = "qaly"
	DeathByVPF  = "vpf"
)

func (v *Valuation) declare(r *evidence.Registry) {
	evidence.Choose(r, &v.PriceYear, evidence.ChoiceSpec{
		Key: "prices.year", Label: "Financial year in whose prices costs are reported", Value: evidence.PriceYear,
		Options: evidence.PriceYears(), Status: evidence.Read, Source: "gdp-deflators-2025",
		Note: "one of the years that have a deflator; the others cannot be reached",
	})
	rate := func(field *evidence.Ratio, key, label string, value float64, note string) {
		evidence.Var(r, field, evidence.Spec{
			Key: "discount." + key, Label: label, Value: value, Range: evidence.Between(0, 0.2), Prior: evidence.Fixed{},
			Status: evidence.Read, Source: "health-values-2023", Note: note,
		})
	}
	rate(&v.CostRate, "costs", "Yearly discount rate of costs", 0.035, "the standard rate of the Treasury and of NICE")
	rate(&v.HealthRate, "health", "Yearly discount rate of health", 0.015, "its use for health was read; that the Green Book prescribes it is recalled")
	evidence.Var(r, &v.MarginalShare, evidence.Spec{
		Key: "cost.marginal_share", Label: "Share of a saving in capacity that is released within a year",
		Value: 0.25, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 3, B: 9},
		Status: evidence.Assumed, Note: "most of what a case costs is staff and buildings that stay",
	})
	evidence.Var(r, &v.CashableShare, evidence.Spec{
		Key: "cost.cashable_share", Label: "Share of a saving in capacity that can be taken out of a budget",
		Value: 0.05, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 1, B: 19},
		Status: evidence.Assumed, Note: "no force or court closes a post for a few hundred cases",
	})
	v.declareAllowances(r)
	v.declareHealth(r)
	v.declareCrime(r)
}

func (v *Valuation) declareAllowances(r *evidence.Registry) {
	evidence.Switch(r, &v.LegalAidIsCash, evidence.SwitchSpec{
		Key: "cost.legal_aid_cash", Label: "Legal aid is paid by the claim, so that a claim less is money less",
		Value: true, Status: evidence.Assumed,
		Note: "fees are paid for each claim; that every case has one is assumed too. Off, it is capacity like the courts",
	})
	evidence.Var(r, &v.SchemeUplift, evidence.Spec{
		Key: "cost.optimism_scheme", Label: "Optimism: uplift on the cost of the scheme",
		Value: 0, Range: evidence.Between(0, 5), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none; a decision of the appraiser",
	})
	evidence.Var(r, &v.BenefitDownlift, evidence.Spec{
		Key: "cost.optimism_benefit", Label: "Optimism: share taken off the benefits of the scheme",
		Value: 0, Range: evidence.Between(0, 1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none; a decision of the appraiser",
	})
	evidence.Var(r, &v.Displaced, evidence.Spec{
		Key: "offending.displacement", Label: "Share of acquisitive and supply offences prevented that others commit instead",
		Value: 0, Range: evidence.Between(0, 1), Prior: evidence.Uniform{Low: 0, High: 0.3},
		Status: evidence.Assumed, Note: "no figure; a line of the comparison of arms, and nothing that anybody in the model does",
	})
}

func (v *Valuation) declareHealth(r *evidence.Registry) {
	evidence.Choose(r, &v.Death, evidence.ChoiceSpec{
		Key: "values.death", Label: "What a death is valued by", Value: DeathByQALY,
		Options: []string{DeathByQALY, DeathByVPF}, Status: evidence.Assumed,
		Note: "the QALYs lost to it within follow-up, or the value of preventing a fatality; never both",
	})
	qaly, fatality := evidence.UnitCost("qaly_hmt"), evidence.UnitCost("vpf")
	evidence.Var(r, &v.QALY, evidence.Spec{
		Key: "values.qaly", Label: "Value of a quality-adjusted life-year", Value: qaly.Published,
		Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{}, Status: evidence.Read, Source: qaly.Source,
		Note: "the Treasury's figure as published; NICE has 20,000 to 30,000. A decision, so that it is never drawn",
	})
	evidence.Var(r, &v.Fatality, evidence.Spec{
		Key: "values.fatality", Label: "Value of preventing a fatality", Value: fatality.Pounds,
		Range: evidence.Between(0, 1e8), Prior: evidence.Fixed{}, Status: evidence.Derived, Source: fatality.Source,
		Note: "the Department for Transport's figure of " + fatality.PriceYear + ", uprated by the GDP deflator; used with values.death: vpf",
	})
}

func (v *Valuation) declareCrime(r *evidence.Registry) {
	acquisitive, violent, other := declareCrimeCosts()
	for _, c := range []struct {
		kind   ledger.OffenceType
		pounds float64
		note   string
	}{
		{
			ledger.Acquisitive, acquisitive,
			"thefts, burglary and robbery as recorded in 2024/25; of vehicle offences one in three is taken as theft of a vehicle, " +
				"burglary as domestic, other theft as from the person. The unit costs of shoplifting, burglary and theft from the person are recalled; those that were read are of 2000 and 2003, or of the shop's loss alone",
		},
		{
			ledger.Violent, violent,
			"as recorded in 2024/25; harassment as violence without injury, whose unit cost is recalled, and sexual offences without rape: a floor",
		},
		{ledger.Supply, 0, "no unit cost exists for crimes against society: a floor"},
		{
			ledger.Other, other,
			"criminal damage; public order, weapons and the rest have no unit cost and count nothing: a floor",
		},
	} {
		s := evidence.Spec{
			Key: "cost.crime." + c.kind.String(), Label: "Economic and social cost of an offence that is " + c.kind.String(),
			Value: c.pounds, Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{},
			Status: evidence.Assumed, Source: "heeks-2018, recorded-crime-2024-25", Note: c.note,
		}
		if c.pounds > 0 {
			s.Prior = evidence.Gamma{Mean: c.pounds, CV: 0.3}
		}
		evidence.Var(r, &v.Crime[c.kind], s)
	}
	evidence.Var(r, &v.VictimShare, evidence.Spec{
		Key: "cost.crime_victim_share", Label: "Share of that cost that is no response of police and courts",
		Value: 0.8, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 16, B: 4},
		Status: evidence.Assumed, Source: "heeks-2018",
		Note: "police are 20% of the cost of a vehicle theft, police and courts 25% of that of a homicide; other types were not found",
	})
}

// declareCrimeCosts are mean unit costs over the recorded offences of 2024/25 by
// subgroup, 43 forces; a subgroup without a unit cost takes that of the nearest.
func declareCrimeCosts() (acquisitive, violent, other float64) {
	cost := func(id string) float64 { return evidence.UnitCost(id).Pounds }
	const (
		shoplifting, person, otherTheft, bicycles = 525_833, 137_217, 428_808, 55_820
		burglary, vehicles, robbery               = 166_316 + 78_332, 348_282, 77_603
		injury, noInjury, harassment, sexual      = 516_757, 804_983, 598_830, 206_842
		damage, disorder                          = 455_004, 440_119 + 56_830 + 122_978
	)
	vehicle := (cost("crime_vehicle_theft") + 2*cost("crime_theft_from_vehicle")) / 3
	acquisitive = shoplifting*cost("crime_commercial_theft") + (person+otherTheft+bicycles)*cost("crime_theft_person") +
		burglary*cost("crime_domestic_burglary") + vehicles*vehicle + robbery*cost("crime_robbery")
	violent = injury*cost("crime_violence_injury") + (noInjury+harassment)*cost("crime_violence_no_injury") + sexual*cost("crime_other_sexual")
	return acquisitive / (shoplifting + person + otherTheft + bicycles + burglary + vehicles + robbery),
		violent / (injury + noInjury + harassment + sexual), damage * cost("crime_damage_other") / (damage + disorder)
}

// settleValues is what outcomes are worked out with.
func (s *settings) settleValues() {
	v := &s.Valuation
	values := ledger.Values{
		CostRate: float64(v.CostRate), HealthRate: float64(v.HealthRate),
		Price:         evidence.Reprice(1, v.PriceYear),
		MarginalShare: float64(v.MarginalShare), CashableShare: float64(v.CashableShare),
		LegalAidIsCash: v.LegalAidIsCash, Displaced: float64(v.Displaced),
		QALY: float64(v.QALY), Fatality: float64(v.Fatality), FatalityCounts: v.Death == DeathByVPF,
		SchemeUplift: float64(v.SchemeUplift), BenefitDownlift: float64(v.BenefitDownlift),
	}
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		values.Crime[k] = float64(v.Crime[k])
		values.Victims[k] = float64(v.Crime[k]) * float64(v.VictimShare)
	}
	s.values = values
}

// Values is how the arm's parameters value what happens.
func (m *Model) Values() ledger.Values { return m.set.values }
