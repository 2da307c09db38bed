package study

import (
	"diversim/model/ledger"
	"diversim/scenarios"
	"diversim/sim/estimate"
)

// Choice is the arms between which a decision about an arm is made: the comparator,
// which is what is done now, the arm, and charging everyone where the scenario has an
// arm of that name: enforcement without exception, which a force could adopt. Other arms
// take the arm apart (without money, without a course), or are another question.
func Choice(s *scenarios.Scenario, arm string) []string {
	all := []string{s.Comparator}
	if arm != s.Comparator {
		all = append(all, arm)
	}
	if _, found := s.Arm(chargeArm); found && arm != chargeArm && s.Comparator != chargeArm {
		all = append(all, chargeArm)
	}
	return all
}

// SecondCohorts is the number of draws, the first, that meet a second cohort: how far the
// two differ is what the luck of a cohort does.
const SecondCohorts = 100

// CohortsOf are the cohorts that a draw of n meets, its own and perhaps a second one.
func CohortsOf(draw, n int) []int {
	if draw < SecondCohorts {
		return []int{draw, n + draw}
	}
	return []int{draw}
}

// choosing gathers what the arms of a choice are worth in each draw, and how much of that
// is luck, for the value of information.
type choosing struct {
	names     []string // of the arms
	arms      []int    // their places in the experiment
	view      ledger.Perspective
	column    ledger.Column
	net, luck estimate.Options // pounds per person, and the variance of luck; by arm and draw
}

// add adds a draw, of which own is the mean over so many cohorts, and v has all cohorts.
func (w *choosing) add(own, v *Evaluated, cohorts int) {
	for k, arm := range w.arms {
		w.net[k] = append(w.net[k], own.NetBenefit(arm, w.view, w.column))
		if len(v.Cohorts) < 2 {
			continue
		}
		var alone []float64
		for _, one := range v.Cohorts {
			alone = append(alone, one.NetBenefit(arm, w.view, w.column))
		}
		w.luck[k] = append(w.luck[k], estimate.Variance(alone)/float64(cohorts))
	}
}
