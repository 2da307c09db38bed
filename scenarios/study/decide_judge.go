package study

import (
	"math"
	"slices"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// informationResamples are those of the error of the value of information.
const informationResamples = 200

// answer judges a condition by what was gathered.
func (d *deciding) answer(k int) ConditionAnswer {
	const reach = 2 // Monte Carlo errors
	c := d.conditions[k]
	a := ConditionAnswer{Condition: c}
	if w := d.choices[k]; w != nil {
		var worth estimate.Resampled // of nothing where the scenario states everything
		if len(d.experiment.inputs) > 0 {
			worth = w.net.KnowingInputs(w.luck, informationResamples, d.seed)
		}
		a.Among = w.names
		a.Mean, a.MeanMCSE, a.Low, a.High = worth.Value, worth.SE, worth.Low, worth.High
	} else {
		i := estimate.Summarise(d.values[k])
		a.Mean, a.MeanMCSE = i.Mean, i.MCSE
		a.Low, a.High = a.Mean-reach*a.MeanMCSE, a.Mean+reach*a.MeanMCSE
	}
	required := c.Bar
	a.Value, a.MCSE = a.Mean, a.MeanMCSE
	a.Holds = c.AtLeast && a.Mean >= c.Bar || !c.AtLeast && a.Mean <= c.Bar
	if c.Probability > 0 {
		required = c.Probability
		met, known := 0, 0
		for _, x := range d.values[k] {
			if math.IsNaN(x) {
				continue
			}
			known++
			if c.AtLeast && x >= c.Bar || !c.AtLeast && x <= c.Bar {
				met++
			}
		}
		a.Value = over(float64(met), float64(known))
		a.MCSE = math.Sqrt(a.Value * (1 - a.Value) / float64(known))
		a.Low, a.High = estimate.ClopperPearson(met, known, inSet)
		a.Holds = a.Value >= c.Probability
	}
	a.Resolved = required < a.Low || required > a.High || a.Low == a.High && a.MCSE == 0
	if math.IsNaN(a.Value) {
		a.Holds, a.Resolved = false, false
	}
	return a
}

// judge puts the rules to what was gathered.
func (d *deciding) judge(rules *scenarios.Rules) Decision {
	var all Decision
	k, settled := 0, false
	for _, rule := range rules.Rules {
		r := RuleAnswer{Rule: rule, Holds: true, Answer: Yes}
		for range rule.When {
			a := d.answer(k)
			k++
			r.Conditions = append(r.Conditions, a)
			r.Holds = r.Holds && a.Holds
			switch {
			case !a.Resolved && r.Answer == Yes:
				r.Answer = Unclear
			case a.Resolved && !a.Holds:
				r.Answer = No
			}
		}
		if all.Verdict == "" && r.Holds {
			all.Verdict = rule.Verdict
		}
		if !settled && r.Answer != No && !slices.Contains(all.Could, rule.Verdict) {
			all.Could = append(all.Could, rule.Verdict)
		}
		settled = settled || r.Answer == Yes
		all.Rules = append(all.Rules, r)
	}
	return all
}
