package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
)

// DependenceRatio is how much more acquisitive crime there is where a drug has
// to be paid for: the person's rate of it is multiplied by a ratio for the degree
// of dependence. The ratios are divided by their mean over the cohort's expected
// shares, so that the calibrated level of offending stays about where it is.
// Dependence goes with a record, and so with frailty: what is left of a shift the
// calibration takes up.
type DependenceRatio struct {
	Harmful   evidence.Ratio
	Dependent evidence.Ratio
}

func (d *DependenceRatio) declare(r *evidence.Registry) {
	for _, t := range []struct {
		field      *evidence.Ratio
		key, label string
		value      float64
	}{
		{&d.Harmful, "harmful", "a person whose use is harmful", 1.5},
		{&d.Dependent, "dependent", "a dependent person", 2.5},
	} {
		evidence.Var(r, t.field, evidence.Spec{
			Key: "offending.dependence_ratio." + t.key, Label: "Acquisitive offending of " + t.label + ", relative to one who is not dependent",
			Value: t.value, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(t.value, 0.4),
			Status: evidence.Assumed, Source: "bennett-2008",
			Note: "odds of offending of drug users are 2.8 to 3.8 times those of others, and highest for crack and heroin; size and degrees are assumed, because frailty holds part of the contrast",
		})
	}
}

// settleAcquisitive scales the ratios to a mean of 1 over the expected shares.
func (s *settings) settleAcquisitive() {
	d := &s.DependenceRatio
	s.acquisitive = [ledger.Dependences]float64{1, float64(d.Harmful), float64(d.Dependent)}
	mean := 0.0
	for k, share := range s.dependenceShares() {
		mean += share * s.acquisitive[k]
	}
	for k := range s.acquisitive {
		s.acquisitive[k] /= mean
	}
}

// dependenceShares is the expected share of the cohort by degree of dependence.
func (s *settings) dependenceShares() (shares [ledger.Dependences]float64) {
	c := &s.Covariates
	for drug, share := range c.drugs() {
		dependent := float64(c.Dependent[drug])
		harmful := (1 - dependent) * float64(c.Harmful[drug])
		shares[ledger.Dependent] += share * dependent
		shares[ledger.HarmfulUse] += share * harmful
		shares[ledger.NotDependent] += share * (1 - dependent - harmful)
	}
	return shares
}
