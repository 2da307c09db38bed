package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Contradiction is a set of inputs that are each in their range and together
// mean nothing.
type Contradiction struct {
	Keys []string // of the inputs concerned
	What string   // what was wanted and what was got
}

// Contradictions lists what is wrong with the parameters of an arm in a force
// area; force is empty where the scenario names none.
func (p *Params) Contradictions(force string) []Contradiction {
	var all []Contradiction
	add := func(wrong bool, what string, keys ...string) {
		if wrong {
			all = append(all, Contradiction{Keys: keys, What: what})
		}
	}
	for _, c := range []struct {
		key   string
		value evidence.Count
	}{
		{"programme.sessions", p.Engagement.Sessions},
		{"programme.repeat_sessions", p.Engagement.RepeatSessions},
		{"programme.max_misses", p.Engagement.MaxMisses},
		{"programme.outreach_attempts", p.Engagement.OutreachTimes},
		{"programme.years", evidence.Count(p.Programme.Years)},
	} {
		add(float64(c.value) != math.Trunc(float64(c.value)), "wanted a whole number", c.key)
	}
	stated := 0.0
	for _, share := range p.Police.Stated {
		stated += float64(share)
	}
	add(p.Police.Mix == MixStated && stated == 0, "the shares of the stated mix sum to 0", "police.comparator_mix")
	_, known := evidence.AsRecorded(force, evidence.All)
	add((p.Police.Mix == MixAsRecorded || p.Police.Mix == MixByForce) && !known, "a mix of the force's own needs a force whose outcomes are known", "police.comparator_mix")
	sentences := 0.0
	for _, share := range p.Court.Sentence {
		sentences += float64(share)
	}
	add(sentences == 0, "the shares of the sentences sum to 0", "court.sentence.fine")
	add(p.Effect.Scale == ScaleIndividual && -math.Expm1(float64(p.Effect.ForceLogHR)) >= float64(p.Effect.Uptake),
		"an effect on a force cannot be larger than the share of suspects that it diverts", "effect.force_log_hr", "effect.uptake", "effect.scale")
	p.contradictingRates(add)
	p.contradictingPlaces(add)
	add(p.Deterrence.Elasticity != 0 && p.Police.Mix == MixStated && sanctionedShare(p.Police.comparatorMix(force, evidence.All)) == 0,
		"certainty has no reference where the comparator sanctions nobody", "deterrence.elasticity", "police.comparator_mix")
	p.Covariates.contradictions(add)
	add(p.Effect.YouthEvidence == YouthNone && p.Covariates.hasYouths(), "some people are under 18, and no evidence is taken for them",
		"covariates.youth_share", "covariates.stated_age", "effect.youth_evidence")
	p.contradictingCareers(add)
	return all
}

func (p *Params) contradictingRates(add func(wrong bool, what string, keys ...string)) {
	o, d := &p.Offending, &p.Detection
	harm := o.SanctionedRate > 0 && o.PossessionShare < 1
	types := 0.0
	for _, share := range o.TypeShare[ledger.Acquisitive:] {
		types += float64(share)
	}
	add(harm && types == 0, "the shares of the types of offence sum to 0, but some sanctioned reoffences are not possession",
		"offending.type_share.other")
	add(harm && float64(d.Detected)*float64(d.Proved) == 0,
		"offences that are never detected or never proved cannot be sanctioned at the stated rate; latent rates would be infinite",
		"detection.probability", "proof.probability")
	seen := p.Index.Mode == ModeWindow || p.Index.Mode == ModeStream
	add(seen && (o.SanctionedRate == 0 || o.PossessionShare == 0), "people who are recruited by contacts must have contacts", "index.mode")
}
