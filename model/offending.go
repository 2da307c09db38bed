package model

import (
	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Offending is what people do. Each type of offence has its own clock, with
// intensity
//
//	λ_k(t) = Z · b_k · M(t)
//
// where Z is the person's frailty, b_k the base rate of the type and M the
// product of the effects of phase, route and course, 0 in custody. Possession
// is the hazard of a police contact: anybody who still uses possesses daily.
//
// The published curves count sanctioned reoffences. A sanctioned rate r with
// type shares q_k gives the latent base rates b_k = r·q_k/(p_det·p_prf) and,
// for possession, r·q/P(caution or charge) under the mix of the control forces, over
// the contacts of the cohort: those of people with long records, who have most of
// them, end in a charge more often than index contacts do.
type Offending struct {
	Kind            string
	SanctionedRate  evidence.PerYear
	PossessionShare evidence.Probability
	TypeShare       [ledger.OffenceTypes]evidence.Probability // of the others; that of possession is unused
	Recontacts      bool
}

// What the base rate of a person is multiplied by, or renewed at.
const (
	KindConstant = "constant"
	KindAgeCurve = "age_curve"
	KindWeibull  = "renewal_weibull"
)

func (o *Offending) declare(r *evidence.Registry) {
	evidence.Choose(r, &o.Kind, evidence.ChoiceSpec{
		Key: "offending.kind", Label: "How a person's intensity runs, effects aside",
		Value: KindConstant, Options: []string{KindConstant, KindAgeCurve, KindWeibull},
		Status: evidence.Assumed, Note: "frailty alone gives the published falling hazard; the others are for comparison",
	})
	evidence.Var(r, &o.SanctionedRate, evidence.Spec{
		Key: "offending.sanctioned_rate", Label: "Mean rate of sanctioned reoffences of a person of frailty 1",
		Value: 0.845, Range: evidence.Between(0, 1000), Prior: evidence.LogNormalAt(0.845, 0.08),
		Status: evidence.Derived, Source: "pdd-2026",
		Note: "Lomax curve through the control-force points of people suspected of possession",
	})
	evidence.Var(r, &o.PossessionShare, evidence.Spec{
		Key: "offending.possession_share", Label: "Share of sanctioned reoffences that are possession",
		Value: 0.15, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 3, B: 17},
		Status: evidence.Assumed, Note: "no source; it decides how much of the published effect measurement can explain",
	})
	mix := evidence.RecordedTypeMix()
	for _, k := range []struct {
		at    ledger.OffenceType
		share float64
	}{
		{ledger.Acquisitive, mix.Acquisitive},
		{ledger.Violent, mix.Violent},
		{ledger.Supply, mix.Supply},
		{ledger.Other, mix.Other},
	} {
		evidence.Var(r, &o.TypeShare[k.at], evidence.Spec{
			Key: "offending.type_share." + k.at.String(), Label: "Share of other sanctioned reoffences that are " + k.at.String(),
			Value: k.share, Range: evidence.Between(0, 1), Prior: evidence.DirichletPart{Share: k.share, Total: 50},
			Status: evidence.Derived, Source: "recorded-crime-2024-25",
			Note: "recorded crime of the 43 forces; that people cautioned for possession reoffend in this mix is assumed. The four are scaled to sum to one",
		})
	}
	evidence.Switch(r, &o.Recontacts, evidence.SwitchSpec{
		Key: "recontact.enabled", Label: "Later possession contacts are decided upon",
		Value: true, Status: evidence.Assumed, Note: "off, a later contact is an event without a decision, for tests",
	})
}

// settleRates turns the sanctioned rate into the base rates of the clocks, in
// events per year of a person of frailty 1.
func (s *settings) settleRates() {
	o := &s.Offending
	sanctioned := float64(o.SanctionedRate)
	possession := float64(o.PossessionShare)
	s.rate[ledger.Possession] = ratio(sanctioned*possession, s.contactsSanctioned())
	total := 0.0
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		total += float64(o.TypeShare[k])
	}
	visible := float64(s.Detection.Detected) * float64(s.Detection.Proved)
	for k := ledger.Acquisitive; int(k) < ledger.OffenceTypes; k++ {
		share := ratio(float64(o.TypeShare[k]), total)
		s.rate[k] = ratio(sanctioned*(1-possession)*share, visible)
	}
}

// sanctionedShare is the probability that a contact ends in a caution or a
// charge.
func sanctionedShare(m evidence.Mix) float64 { return m[evidence.Caution] + m[evidence.Charge] }

// ratio is a/b, and 0 where nothing is divided by nothing.
func ratio(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a / b
}

// contactRate is the yearly rate of possession contacts of a person of
// frailty 1.
func (s *settings) contactRate() float64 { return s.rate[ledger.Possession] }
