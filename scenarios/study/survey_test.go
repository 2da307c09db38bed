package study

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

// TestSurveyOverForces: every force area is seen once under every arm of every
// replication, in order, with a scheme where the arm has one, and all people are seen;
// the same whatever the workers.
func TestSurveyOverForces(t *testing.T) {
	s := someForces(t)
	type tally struct {
		seen   []string
		people int
	}
	survey := func(workers int) []string {
		var all []string
		err := Survey(context.Background(), s, Options{Seed: 4, Workers: workers}, 3,
			func() *tally { return &tally{} },
			func(n *tally, v Visited) {
				n.seen = append(n.seen, fmt.Sprintf("%s %s %v %d", v.Arm, v.Force, v.Scheme, v.Ledger.Events))
				if v.Arm == s.Comparator {
					n.people += v.People.Len()
				}
				if v.Scheme != (v.Arm == "two" && v.Force != "Kent") {
					t.Errorf("%s under %s: scheme %v", v.Force, v.Arm, v.Scheme)
				}
			},
			func(replication int, n *tally) error {
				if len(n.seen) != len(s.Arms)*len(s.Forces) || n.people != s.People {
					t.Errorf("replication %d: %d areas and %d people", replication, len(n.seen), n.people)
				}
				all = append(all, n.seen...)
				return nil
			})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if one, two := survey(1), survey(2); !slices.Equal(one, two) {
		t.Errorf("one worker saw\n%v\ntwo\n%v", one, two)
	}
}
