package study

import "diversim/model/outcome"

// talliedBy are the definitions by which groups of people are compared.
var talliedBy = [...]outcome.Definition{outcome.Latent, outcome.Sanctioned, outcome.Proven, outcome.BaselineEquivalent}

// tally is a group of people in an arm and in the comparator: how many there
// are, how many the arm diverts, and how many reoffend in each.
type tally struct {
	people, diverted float64
	arm, comparator  [len(talliedBy)]float64
}

// tallyOf counts the people of a set.
func tallyOf(arm, comparator *outcome.People, in func(i int) bool) (t tally) {
	for i := range arm.Len() {
		if !in(i) {
			continue
		}
		t.people++
		if arm.Diverted[i] {
			t.diverted++
		}
		for k, d := range talliedBy {
			if arm.Reoffended(d, i) {
				t.arm[k]++
			}
			if comparator.Reoffended(d, i) {
				t.comparator[k]++
			}
		}
	}
	return t
}

// effect is the difference in the share who reoffend by the k-th definition.
func (t tally) effect(k int) float64 { return (t.arm[k] - t.comparator[k]) / t.people }

func everybody(int) bool { return true }
