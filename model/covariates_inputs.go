package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Covariates is who the people are, at the index contact.
//
// Age band, sex, drug and band of prior proven offences follow a joint table:
// a log-linear seed of assumed associations, raked to the margins. Dependence
// follows from the drug, and within a band age is uniform. The margins are
// those of the cohort, however it is recruited; in a stream they are those of
// the users from whom it is recruited.
//
// The record is no multiplier of offending. Its band is that of the quantile
// of a normal score correlated with the frailty's score, so that the frailty
// keeps its law, and people with a long record reoffend more because they are
// who they are.
type Covariates struct {
	Female           evidence.Probability
	Cannabis         evidence.Probability
	Opiate           evidence.Probability // of those found with another drug
	Youth            evidence.Probability
	Age              [ageBands - 1]evidence.Probability // of the adults, without the youngest band
	Prior            [ledger.PriorBands]evidence.Probability
	Dependent        [ledger.Drugs]evidence.Probability
	Harmful          [ledger.Drugs]evidence.Probability // of those not dependent
	StatedAge        evidence.Years
	PriorCorrelation evidence.Number
	Association      [associations]evidence.Ratio
}

// The bands of age, of which the first is the people under 18.
const ageBands = 5

// ageTable is the bands of age: where each begins, and its part of the adults.
var ageTable = [ageBands]struct {
	key         string
	from, until float64
	share       float64
}{
	{from: 10, until: adulthood},
	{"18_24", adulthood, 25, 0.36},
	{"25_34", 25, 35, 0.31},
	{"35_44", 35, 45, 0.20},
	{"45_64", 45, 65, 0.13},
}

// adulthood is the age from which the law deals with a person as an adult.
const adulthood = 18

// priorTable is the bands of prior proven offences, the fewest offences in each,
// and its part of the cohort.
var priorTable = [ledger.PriorBands]struct {
	key, label    string
	fewest, share float64
}{
	{"none", "no prior proven offence", 0, 0.40},
	{"1_2", "1 or 2 prior proven offences", 1, 0.20},
	{"3_6", "3 to 6 prior proven offences", 3, 0.16},
	{"7_10", "7 to 10 prior proven offences", 7, 0.08},
	{"11_plus", "11 or more prior proven offences", 11, 0.16},
}

// The associations of the seed.
const (
	ageWithPrior = iota
	ageWithOpiate
	priorWithOpiate
	priorWithFemale
	associations
)

func (c *Covariates) declare(r *evidence.Registry) {
	c.declarePeople(r)
	c.declareDrugs(r)
	c.declareRecord(r)
	for k, a := range [associations]struct {
		key, label  string
		value, wide float64
		note        string
	}{
		ageWithPrior:    {"age_prior", "a band of age up and a band of priors up", 1.25, 0.1, "records grow with age"},
		ageWithOpiate:   {"age_opiate", "a band of age up and an opiate rather than cannabis", 1.8, 0.2, "opiate users in treatment are an ageing cohort"},
		priorWithOpiate: {"prior_opiate", "a band of priors up and an opiate rather than cannabis", 1.5, 0.2, "people dependent on opiates have long records"},
		priorWithFemale: {"prior_female", "a band of priors up and being female", 0.85, 0.1, "women have shorter records"},
	} {
		evidence.Var(r, &c.Association[k], evidence.Spec{
			Key: "covariates.association." + a.key, Label: "Odds ratio in the seed of the joint table: " + a.label,
			Value: a.value, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(a.value, a.wide),
			Status: evidence.Assumed, Note: a.note + "; no joint table was found",
		})
	}
}

func (c *Covariates) declarePeople(r *evidence.Registry) {
	evidence.Var(r, &c.Female, evidence.Spec{
		Key: "covariates.female", Label: "Share of the cohort who are female", Value: 0.12,
		Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 12, B: 88}, Status: evidence.Read, Source: "mwenda-2005",
		Note: "everybody found guilty of or cautioned for a drug offence in 2004: old, and not possession alone",
	})
	youth := evidence.YouthCautionShare()
	evidence.Var(r, &c.Youth, evidence.Spec{
		Key: "covariates.youth_share", Label: "Share of the cohort who are under 18", Value: youth,
		Range: evidence.Between(0, 1), Prior: evidence.Beta{A: youth * 100, B: (1 - youth) * 100},
		Status: evidence.Derived, Source: "police-outcomes-2024-25",
		Note: "youth cautions among cautions for possession, 385 of 6,734; outcomes are not split by age otherwise",
	})
	for k, band := range ageTable[1:] {
		evidence.Var(r, &c.Age[k], evidence.Spec{
			Key: "covariates.age." + band.key, Label: "Share of the adults in the band of age " + band.key,
			Value: band.share, Range: evidence.Between(0, 1), Prior: evidence.DirichletPart{Share: band.share, Total: 50},
			Status: evidence.Assumed, Note: "no table of suspects by age was found; young, as users are. The four are scaled to sum to one",
		})
	}
	evidence.Var(r, &c.StatedAge, evidence.Spec{
		Key: "covariates.stated_age", Label: "One age for everybody, instead of the bands; 0: drawn", Value: 0,
		Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "for comparisons; the share under 18 then follows from it",
	})
}

func (c *Covariates) declareDrugs(r *evidence.Registry) {
	cannabis := float64(evidence.DecidedWithoutScheme(evidence.Cannabis)) / float64(evidence.DecidedWithoutScheme(evidence.All))
	evidence.Var(r, &c.Cannabis, evidence.Spec{
		Key: "covariates.cannabis", Label: "Share of the cohort who were found with cannabis", Value: cannabis,
		Range: evidence.Between(0, 1), Prior: evidence.Fixed{}, Status: evidence.Derived, Source: "police-outcomes-2024-25",
		Note: "possession offences decided in the forces of the comparator mix, so that the mixes of the drugs average to the pooled one",
	})
	evidence.Var(r, &c.Opiate, evidence.Spec{
		Key: "covariates.opiate", Label: "Share with heroin or crack of those found with a drug other than cannabis", Value: 0.3,
		Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 6, B: 14},
		Status: evidence.Assumed, Note: "recorded crime does not tell the other drugs apart; powder cocaine is the commonest",
	})
	for d, x := range [ledger.Drugs]struct{ dependent, harmful float64 }{
		ledger.Cannabis: {0.08, 0.15}, ledger.Stimulant: {0.15, 0.25}, ledger.Opiate: {0.70, 0.80},
	} {
		name := ledger.Drug(d).String()
		evidence.Var(r, &c.Dependent[d], evidence.Spec{
			Key: "covariates.dependent." + name, Label: "Dependent, of those found with: " + name, Value: x.dependent,
			Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 20 * x.dependent, B: 20 - 20*x.dependent},
			Status: evidence.Assumed, Note: "suspects are not screened; most who use cannabis are not dependent, most who use heroin are",
		})
		evidence.Var(r, &c.Harmful[d], evidence.Spec{
			Key: "covariates.harmful." + name, Label: "Harmful use, of those not dependent and found with: " + name, Value: x.harmful,
			Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 20 * x.harmful, B: 20 - 20*x.harmful},
			Status: evidence.Assumed, Note: "suspects are not screened",
		})
	}
}

func (c *Covariates) declareRecord(r *evidence.Registry) {
	for b, x := range priorTable {
		evidence.Var(r, &c.Prior[b], evidence.Spec{
			Key: "covariates.prior." + x.key, Label: "Share of the cohort with " + x.label, Value: x.share,
			Range: evidence.Between(0, 1), Prior: evidence.DirichletPart{Share: x.share, Total: 20}, Status: evidence.Assumed,
			Note: "no table of suspects by record was found. Of those sentenced for possession of cannabis in 2015, 14% had no conviction (Ministry of Justice, request 108280), but courts see the people with a record. Scaled to sum to one",
		})
	}
	evidence.Var(r, &c.PriorCorrelation, evidence.Spec{
		Key: "covariates.prior_correlation", Label: "Copula correlation of the offending frailty and the prior record", Value: 0.53,
		Range: evidence.Between(-0.99, 0.99), Prior: evidence.Uniform{Low: 0.43, High: 0.63},
		Status: evidence.Assumed, Source: "moj-prs-2012", Note: "such that proven reoffending with 11 or more prior offences is to that with none about as 47% is to 10.5%",
	})
}

// youngest is the age at which a person can be held responsible.
func youngest() evidence.Years { return evidence.Years(ageTable[0].from) }

// bandOf is the band of an age; those beyond the last band are in it.
func bandOf(age float64) int {
	for k, band := range ageTable {
		if age < band.until {
			return k
		}
	}
	return ageBands - 1
}

// contradictions says what is wrong with the margins.
func (c *Covariates) contradictions(add func(wrong bool, what string, keys ...string)) {
	sum := 0.0
	for _, share := range c.Prior {
		sum += float64(share)
	}
	add(sum == 0, "the shares of the prior bands sum to 0", "covariates.prior.none")
	adults := 0.0
	for _, share := range c.Age {
		adults += float64(share)
	}
	add(c.StatedAge == 0 && c.Youth < 1 && adults == 0, "the shares of the bands of age sum to 0, but some people are adults",
		"covariates.age."+ageTable[1].key)
	add(c.StatedAge > 0 && c.StatedAge < youngest(), "nobody under 10 can be held responsible; 0 draws the ages", "covariates.stated_age")
}
