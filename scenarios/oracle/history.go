package oracle

import (
	"fmt"

	"diversim/scenarios/study"
)

// beforeAfter is P03: the year before against the year after, with no effect.
var beforeAfter = world{
	file: "p03.yaml", units: 400_000, unit: people,
	observe: func(arms map[string]study.Observed, t tally) {
		cohort, contact := arms["cohort"], arms["contact"]
		for i, after := range cohort.People.Contacts {
			t[people]++
			before := cohort.Ledger.People[i].Before.Contacts
			t.seen(fmt.Sprintf("%d before", before), before, after)
			if before >= 2 {
				t.seen("2 or more before", before, after)
			}
		}
		for i, after := range contact.People.Contacts {
			// An evaluator who counts the index contact itself as one before.
			t.seen("found by a contact", contact.Ledger.People[i].Before.Contacts+1, after)
		}
	},
	quantities: []quantity{
		{"E[N1|N0=0]", ratio("0 before: after", "0 before")},
		{"E[N1|N0=1]", ratio("1 before: after", "1 before")},
		{"E[N1|N0=2]", ratio("2 before: after", "2 before")},
		{"E[N1|N0=3]", ratio("3 before: after", "3 before")},
		{"E[N1|N0=5]", ratio("5 before: after", "5 before")},
		{"E[N0|N0>=2]", ratio("2 or more before: before", "2 or more before")},
		{"E[N1|N0>=2]", ratio("2 or more before: after", "2 or more before")},
		{"spurious reduction, selected on >=2 contacts", fall("2 or more before")},
		{"spurious reduction, index event counted in 'before'", fall("found by a contact")},
	},
}

// seen adds a person's contacts before and after to a group.
func (t tally) seen(group string, before, after uint32) {
	t[group]++
	t[group+": before"] += float64(before)
	t[group+": after"] += float64(after)
}

// fall is the share by which a group's contacts fall.
func fall(group string) func(tally) float64 {
	return func(t tally) float64 { return 1 - t[group+": after"]/t[group+": before"] }
}
