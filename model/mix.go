package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// mixes is the comparator mix for each drug and band of prior offences.
//
// Published outcomes tell cannabis from other drugs, and nothing of the person.
// A longer record makes a charge likelier by a slope on the log-odds:
//
//	logit P(charge | band b) = α + tilt·b
//
// with the other outcomes in their proportions, and α such that the mean over
// the index contacts with a drug is exactly the published mix of that drug. The
// record is the one at the index contact, and so is the drug.
type mixes [ledger.Drugs][ledger.PriorBands]evidence.Mix

func (p *Police) declareMixes(r *evidence.Registry) {
	evidence.Switch(r, &p.MixByDrug, evidence.SwitchSpec{
		Key: "police.mix_by_drug", Label: "Cannabis and other drugs have comparator mixes of their own",
		Value: true, Status: evidence.Derived, Source: "police-outcomes-2024-25",
		Note: "other drugs are charged twice as often as cannabis; off, or with a stated mix, one mix serves for all",
	})
	evidence.Var(r, &p.ChargeTilt, evidence.Spec{
		Key: "police.charge_tilt", Label: "Rise in the log-odds of a charge per band of prior offences",
		Value: 0.3, Range: evidence.Between(0, 5), Prior: evidence.NormalPositive{Mean: 0.3, SD: 0.2},
		Status: evidence.Assumed, Note: "a record counts for a charge; outcomes are not published by record",
	})
}

// settleMixes works the mixes out.
func (s *settings) settleMixes() {
	for d := range s.mix {
		scope := s.Police.scopeFor(ledger.Drug(d))
		pooled := s.Police.comparatorMix(s.Force, scope)
		s.mix[d] = tilted(pooled, float64(s.Police.ChargeTilt), s.bandsWith(scope, s.recruitedBands()))
	}
}

// contactsSanctioned is the share of the cohort's contacts that end in a caution
// or a charge where there is no scheme, each person counted in proportion to
// their frailty.
func (s *settings) contactsSanctioned() float64 {
	if !s.Police.MixByDrug && s.Police.ChargeTilt == 0 {
		return sanctionedShare(evidence.WithoutScheme(evidence.All))
	}
	var mix mixes
	for d := range mix {
		scope := s.Police.scopeFor(ledger.Drug(d))
		bands := s.bandsWith(scope, shares(s.Covariates.Prior[:]))
		mix[d] = tilted(evidence.WithoutScheme(scope), float64(s.Police.ChargeTilt), bands)
	}
	law := gammaLaw(float64(s.Frailty.Offending), false)
	scores, weights := normalNodes()
	all, sanctioned := 0.0, 0.0
	for k, x := range scores {
		theirs := weights[k] * law(x)
		for b, band := range s.census.bandsAt(x) {
			for d, drug := range s.census.drugShare[b] {
				contacts := theirs * band * drug
				all += contacts
				sanctioned += contacts * sanctionedShare(mix[d][b])
			}
		}
	}
	return sanctioned / all
}

// scopeFor is the class of drugs whose mix serves for a drug.
func (p *Police) scopeFor(d ledger.Drug) evidence.Scope {
	if p.MixByDrug {
		return scopeOf(d)
	}
	return evidence.All
}

// scopeOf is the class of drugs in which outcomes are published.
func scopeOf(d ledger.Drug) evidence.Scope {
	if d == ledger.Cannabis {
		return evidence.Cannabis
	}
	return evidence.OtherDrug
}

// bandsWith is the distribution of prior bands among people with drugs of one
// class, given that among people with any.
func (s *settings) bandsWith(scope evidence.Scope, all []float64) []float64 {
	bands := make([]float64, ledger.PriorBands)
	for b, recruited := range all {
		for d, share := range s.census.drugShare[b] {
			if scope == evidence.All || scopeOf(ledger.Drug(d)) == scope {
				bands[b] += recruited * share
			}
		}
	}
	return shares(bands)
}

// recruitedBands is the distribution of prior bands in the cohort: that of the
// inputs but in a stream, where the inputs speak of users and people of higher
// frailty, and so of longer records, are recruited more readily.
func (s *settings) recruitedBands() []float64 {
	bands := shares(s.Covariates.Prior[:])
	if s.Index.Mode != ModeStream {
		return bands
	}
	clear(bands)
	scores, weights := normalNodes()
	for k, x := range scores {
		seen := -math.Expm1(-s.contactRate() * s.Intake.Years() * s.offendingLaw(x))
		for b, share := range s.census.bandsAt(x) {
			bands[b] += weights[k] * seen * share
		}
	}
	return shares(bands)
}

// tilted is the mix of each band whose mean over the bands is the pooled mix.
func tilted(pooled evidence.Mix, tilt float64, bands []float64) (by [ledger.PriorBands]evidence.Mix) {
	charge := pooled[evidence.Charge]
	if tilt == 0 || charge == 0 || charge == 1 || math.IsNaN(bands[0]) {
		for b := range by {
			by[b] = pooled
		}
		return by
	}
	at := func(intercept float64, band int) float64 { return logistic(intercept + tilt*float64(band)) }
	intercept := bisect(-farApart, farApart, func(intercept float64) bool {
		mean := 0.0
		for b, share := range bands {
			mean += share * at(intercept, b)
		}
		return mean >= charge
	})
	for b := range by {
		p := at(intercept, b)
		for o, share := range pooled {
			by[b][o] = share * (1 - p) / (1 - charge)
		}
		by[b][evidence.Charge] = p
	}
	return by
}
