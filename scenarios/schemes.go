package scenarios

import (
	"fmt"
	"maps"
	"slices"

	"diversim/model/evidence"
	"diversim/sim"
)

// Schemes says which force areas run the scheme of an arm, and from when. Word
// is one of the words below; where it is "", Starts has the areas and the time
// from the start of the run at which each begins, and no other area begins.
type Schemes struct {
	Word   string
	Starts map[string]sim.Time
}

// The words of Schemes. As known means running where a source confirms it, none
// where a source says so, and drawn by the model where it is not known.
const (
	SchemesAll     = "all"
	SchemesNone    = "none"
	SchemesEight   = "eight" // the areas named in 2019
	SchemesAsKnown = "as-known"
)

var schemeWords = []string{SchemesAll, SchemesNone, SchemesEight, SchemesAsKnown}

// MayRun reports whether the force area runs the scheme at some time: for certain,
// or in some replications where that is drawn.
func (s Schemes) MayRun(force string) bool {
	switch s.Word {
	case SchemesAll:
		return true
	case SchemesNone:
		return false
	case "":
		_, starts := s.Starts[force]
		return starts
	}
	if s.Word == SchemesEight {
		return slices.Contains(evidence.NamedIn2019(), force)
	}
	area, _ := evidence.ForceNamed(force)
	return area.Known() != evidence.SchemeNone
}

// canonical is a text that is the same for the same schemes.
func (s Schemes) canonical() string {
	text := fmt.Sprintf("%q", s.Word)
	for _, force := range slices.Sorted(maps.Keys(s.Starts)) {
		text += fmt.Sprintf(" %q %d s", force, int64(s.Starts[force]))
	}
	return text
}

// Area is how large a force area is: its people, and the possession offences
// recorded in it in a year.
type Area struct {
	Population, Contacts int
}

// Area returns the size of a force area: the scenario's own, else that published,
// of mid-2024 and 2024/25. It panics if there is no such area.
func (s *Scenario) Area(force string) Area {
	if own, given := s.Areas[force]; given {
		return own
	}
	published, found := evidence.ForceNamed(force)
	if !found {
		panic(fmt.Sprintf("scenarios: no force area %q", force))
	}
	return Area{Population: published.Population, Contacts: published.Possession()}
}
