package model

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"diversim/model/ledger"
	"diversim/sim"
)

// census is the joint table of the people, as distributions from which one
// trait after another is drawn: the prior band from the score of the frailty,
// the drug given the prior band, the band of age given both, the sex given all
// three. Distributions are cumulative.
type census struct {
	link, rest float64 // of the frailty's score and of what is independent of it, in that of the record
	below      [ledger.PriorBands]float64
	drugShare  [ledger.PriorBands][ledger.Drugs]float64 // not cumulative
	drug       [ledger.PriorBands][ledger.Drugs]float64
	age        [ledger.PriorBands][ledger.Drugs][ageBands]float64
	sex        [ledger.PriorBands][ledger.Drugs][ageBands][ledger.Sexes]float64
}

// The occurrences of the draw of the covariates.
const (
	drawPrior uint32 = iota
	drawDrug
	drawAgeBand
	drawSex
	drawDependence
	drawAge
)

// traits draws who a person is; score is the normal score of the offending
// frailty.
func (s *settings) traits(d *sim.Draws, entity uint32, score float64) ledger.Traits {
	u := func(what uint32) float64 { return d.Uniform(sim.Person, entity, drawCovariates, what) }
	c := &s.census
	t := ledger.Traits{}
	record := c.link*score + c.rest*sim.NormalScore(u(drawPrior))
	for int(t.Prior) < ledger.PriorBands-1 && record >= c.below[t.Prior] {
		t.Prior++
	}
	t.Drug = ledger.Drug(classOf(c.drug[t.Prior][:], u(drawDrug)))
	band := classOf(c.age[t.Prior][t.Drug][:], u(drawAgeBand))
	t.Sex = ledger.Sex(classOf(c.sex[t.Prior][t.Drug][band][:], u(drawSex)))
	t.Dependence = s.Covariates.dependence(t.Drug, u(drawDependence))
	if t.Age = float64(s.Covariates.StatedAge); t.Age == 0 {
		t.Age = ageTable[band].from + u(drawAge)*(ageTable[band].until-ageTable[band].from)
	}
	t.Youth = t.Age < adulthood
	return t
}

// bandsAt is the distribution of prior bands among people of one score.
func (k *census) bandsAt(score float64) (bands [ledger.PriorBands]float64) {
	reached := 0.0
	for b, edge := range k.below {
		upTo := normalBelow((edge - k.link*score) / k.rest)
		bands[b], reached = upTo-reached, upTo
	}
	return bands
}

// dependence is the degree of dependence on a drug.
func (c *Covariates) dependence(d ledger.Drug, u float64) ledger.Dependence {
	dependent := float64(c.Dependent[d])
	switch harmful := float64(c.Harmful[d]); {
	case u < dependent:
		return ledger.Dependent
	case u < dependent+(1-dependent)*harmful:
		return ledger.HarmfulUse
	}
	return ledger.NotDependent
}

// classOf is the first class whose cumulative share lies above u.
func classOf(upTo []float64, u float64) int {
	for k, share := range upTo {
		if u < share {
			return k
		}
	}
	return len(upTo) - 1
}

// settleCovariates rakes the joint table and cuts it into distributions.
func (s *settings) settleCovariates() {
	c, k := &s.Covariates, &s.census
	k.link = float64(c.PriorCorrelation)
	k.rest = math.Sqrt(1 - k.link*k.link)
	priors := shares(c.Prior[:])
	sum := 0.0
	for b, share := range priors {
		sum += share
		k.below[b] = math.Inf(1)
		if sum < 1 {
			k.below[b] = mathext.NormalQuantile(sum)
		}
	}
	table, met := rake(c.seed(), priors, c.drugs(), c.ages(), c.sexes())
	if !met {
		panic("model: no table of people has the margins of the covariates")
	}
	cell := func(b, d, a, x int) float64 {
		return table[((b*ledger.Drugs+d)*ageBands+a)*ledger.Sexes+x]
	}
	for b := range ledger.PriorBands {
		for d := range ledger.Drugs {
			for a := range ageBands {
				for x := range ledger.Sexes {
					k.drug[b][d] += cell(b, d, a, x)
					k.age[b][d][a] += cell(b, d, a, x)
					k.sex[b][d][a][x] = cell(b, d, a, x)
				}
				accumulate(k.sex[b][d][a][:])
			}
			accumulate(k.age[b][d][:])
		}
		for d, weight := range k.drug[b] {
			k.drugShare[b][d] = ratio(weight, priors[b])
		}
		accumulate(k.drug[b][:])
	}
}

// accumulate turns weights into cumulative shares. Where all are 0 nobody is
// ever asked for.
func accumulate(weights []float64) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for k, w := range weights {
		sum += w
		weights[k] = ratio(sum, total)
	}
}

// shares scales weights to sum to one.
func shares[T ~float64](weights []T) []float64 {
	total := 0.0
	for _, w := range weights {
		total += float64(w)
	}
	scaled := make([]float64, len(weights))
	for k, w := range weights {
		scaled[k] = float64(w) / total
	}
	return scaled
}

// seed is the table before it is raked: a product of the associations, by
// prior band, drug, band of age and sex.
func (c *Covariates) seed() []float64 {
	var table []float64
	for b := range ledger.PriorBands {
		for d := range ledger.Drugs {
			for a := range ageBands {
				for x := range ledger.Sexes {
					log := float64(a*b) * c.logOdds(ageWithPrior)
					if ledger.Drug(d) == ledger.Opiate {
						log += float64(a)*c.logOdds(ageWithOpiate) + float64(b)*c.logOdds(priorWithOpiate)
					}
					if ledger.Sex(x) == ledger.Female {
						log += float64(b) * c.logOdds(priorWithFemale)
					}
					table = append(table, math.Exp(log))
				}
			}
		}
	}
	return table
}

func (c *Covariates) logOdds(association int) float64 {
	return math.Log(float64(c.Association[association]))
}

// drugs is the margin of drugs.
func (c *Covariates) drugs() []float64 {
	cannabis, opiate := float64(c.Cannabis), float64(c.Opiate)
	return []float64{
		ledger.Cannabis: cannabis, ledger.Stimulant: (1 - cannabis) * (1 - opiate), ledger.Opiate: (1 - cannabis) * opiate,
	}
}

// ages is the margin of bands of age.
func (c *Covariates) ages() []float64 {
	margin := make([]float64, ageBands)
	youth := float64(c.Youth)
	switch {
	case c.StatedAge > 0:
		margin[bandOf(float64(c.StatedAge))] = 1
	case youth == 1:
		margin[0] = 1
	default:
		margin[0] = youth
		for k, share := range shares(c.Age[:]) {
			margin[1+k] = (1 - youth) * share
		}
	}
	return margin
}

// sexes is the margin of sexes.
func (c *Covariates) sexes() []float64 {
	return []float64{ledger.Male: 1 - float64(c.Female), ledger.Female: float64(c.Female)}
}
