package evidence

import (
	"fmt"
	"sync"
)

// Outcome is what the police decided about a suspect, from the least to the most
// formal.
type Outcome uint8

const (
	// NFA is no further action: not in the public interest, or evidential difficulties.
	NFA Outcome = iota
	// Warning is a cannabis or khat warning.
	Warning
	// CommunityResolution is outcome 8, and outcome 22 (a diversionary activity),
	// both without a criminal record.
	CommunityResolution
	// PND is a penalty notice for disorder.
	PND
	// Caution is a caution of an adult or of a person under 18.
	Caution
	// Charge is a charge or summons.
	Charge
)

// outcomeCount is the number of outcomes.
const outcomeCount = 6

// outcomes names each outcome and the columns of the recorded table that make it
// up. The columns no_suspect_18 and not_yet_assigned are in none: there nobody
// has been decided upon.
var outcomes = [outcomeCount]struct {
	name    string
	columns []string
}{
	NFA: {"no further action", []string{
		"not_public_interest_9_10", "police_not_public_interest_21",
		"evidential_difficulties_14_15_16", "other_4_5_11_12_13_17_20",
	}},
	Warning:             {"warning", []string{"cannabis_khat_warning"}},
	CommunityResolution: {"community resolution", []string{"community_resolution", "outcome22_diversionary"}},
	PND:                 {"penalty notice", []string{"pnd"}},
	Caution:             {"caution", []string{"adult_caution", "youth_caution"}},
	Charge:              {"charge", []string{"charged_summonsed"}},
}

// String returns the outcome in small letters: "no further action", "charge".
func (o Outcome) String() string {
	if int(o) >= len(outcomes) {
		return fmt.Sprintf("outcome %d", uint8(o))
	}
	return outcomes[o].name
}

// Scope says which possession offences are meant.
type Scope uint8

const (
	// All is possession of any controlled drug.
	All Scope = iota
	// Cannabis is possession of cannabis.
	Cannabis
	// OtherDrug is possession of any other controlled drug.
	OtherDrug
)

var scopeWords = [...]string{All: "all", Cannabis: "cannabis", OtherDrug: "other"}

// String returns "all", "cannabis" or "other".
func (s Scope) String() string { return scopeWords[s] }

// Counts is the number of offences with each outcome, among those in which a
// suspect was decided upon.
type Counts [outcomeCount]int

// Total is the number of offences decided.
func (c Counts) Total() int {
	total := 0
	for _, n := range c {
		total += n
	}
	return total
}

// Mix turns the counts into shares. It panics if nothing was decided.
func (c Counts) Mix() Mix {
	total := c.Total()
	if total == 0 {
		panic("evidence: no mix of no offences")
	}
	var m Mix
	for o, n := range c {
		m[o] = float64(n) / float64(total)
	}
	return m
}

// Mix is the share of each outcome; it sums to one.
type Mix [outcomeCount]float64

// CountsWithoutScheme pools the offences of 2024/25 over the 34 forces in which no
// scheme is confirmed to run. Some of them may run one: for 27 it is not known.
func CountsWithoutScheme(scope Scope) Counts { return countsWithoutScheme()[scope] }

var countsWithoutScheme = sync.OnceValue(func() (pooled [len(scopeWords)]Counts) {
	for _, f := range forceAreas() {
		if f.Running() {
			continue
		}
		for scope := range pooled {
			counts, _ := CountsAsRecorded(f.Name, Scope(scope))
			for o, n := range counts {
				pooled[scope][o] += n
			}
		}
	}
	return pooled
})

// CountsAsRecorded is one force's offences of 2024/25, with whatever scheme it ran
// then. It reports false when there is no force of that name.
func CountsAsRecorded(force string, scope Scope) (Counts, bool) {
	counts, found := recordedOutcomes()[place{force, scope}]
	return counts, found
}

// WithoutScheme is the mix of [CountsWithoutScheme].
func WithoutScheme(scope Scope) Mix { return CountsWithoutScheme(scope).Mix() }

// AsRecorded is the mix of [CountsAsRecorded].
func AsRecorded(force string, scope Scope) (Mix, bool) {
	counts, found := CountsAsRecorded(force, scope)
	if !found {
		return Mix{}, false
	}
	return counts.Mix(), true
}

// Decided is the number of one force's possession offences of 2024/25 in which a
// suspect was decided upon. It reports false when there is no force of that name.
func Decided(force string, scope Scope) (int, bool) {
	counts, found := CountsAsRecorded(force, scope)
	return counts.Total(), found
}

// DecidedWithoutScheme is the same, pooled over the 34 forces.
func DecidedWithoutScheme(scope Scope) int { return CountsWithoutScheme(scope).Total() }

// YouthCautionShare is the part of the cautions for possession of 2024/25 that
// were given to people under 18.
func YouthCautionShare() float64 {
	for _, r := range readTable(outcomesTable) {
		if r.text("name") == EnglandAndWales && scopeNamed(r.text("scope")) == All {
			youth := r.number("youth_caution")
			return youth / (youth + r.number("adult_caution"))
		}
	}
	panic("evidence: the table of outcomes has no sum of the forces")
}

// EnglandAndWales is the name under which the table of outcomes holds the sum of
// the 43 forces.
const EnglandAndWales = "England and Wales (43 forces)"

type place struct {
	force string
	scope Scope
}

var recordedOutcomes = sync.OnceValue(func() map[place]Counts {
	all := map[place]Counts{}
	for _, r := range readTable(outcomesTable) {
		var counts Counts
		for o, outcome := range outcomes {
			for _, column := range outcome.columns {
				counts[o] += r.whole(column)
			}
		}
		all[place{r.text("name"), scopeNamed(r.text("scope"))}] = counts
	}
	return all
})

func scopeNamed(word string) Scope {
	for s, w := range scopeWords {
		if w == word {
			return Scope(s)
		}
	}
	panic(fmt.Sprintf("evidence: no scope is called %q", word))
}
