package evidence

import "fmt"

// SchemeKnowledge is what is known of a diversion scheme in a force area.
type SchemeKnowledge uint8

const (
	// SchemeUnknown is said of 31 areas: at most that a scheme was once considered,
	// proposed or being developed.
	SchemeUnknown SchemeKnowledge = iota
	// SchemeNone is said of 3 areas, which had none in 2022-23 and were compared with
	// areas that had.
	SchemeNone
	// SchemeRunning is said of 9 areas, where a source confirms it.
	SchemeRunning
)

var knowledgeWords = [...]string{SchemeUnknown: "unknown", SchemeNone: "none", SchemeRunning: "running"}

// String returns "unknown", "none" or "running".
func (k SchemeKnowledge) String() string { return knowledgeWords[k] }

func knowledgeNamed(word string) SchemeKnowledge {
	for k, w := range knowledgeWords {
		if w == word {
			return SchemeKnowledge(k)
		}
	}
	panic(fmt.Sprintf("evidence: no knowledge of a scheme is called %q", word))
}

// NamedIn2019 are the eight force areas that were named in 2019 as running a
// diversion scheme or developing one, in the order of [Forces]. Of two of them it
// is not known whether it came to run.
func NamedIn2019() []string {
	var names []string
	for _, f := range forceAreas() {
		if f.namedIn2019 {
			names = append(names, f.Name)
		}
	}
	return names
}

// SchemeCount is how many forces had a diversion scheme, as published at the time.
type SchemeCount struct {
	Date   string // "2019", "2020-03" or "2020-10-26": as much as is known of it
	Forces int
	What   string // what was counted
	Source string // key of the bibliography
}

// Patchwork returns the published counts of forces with a scheme, in order of
// date. Each counts something else, so they are no series.
func Patchwork() []SchemeCount {
	rows := readTable(patchworkTable)
	all := make([]SchemeCount, len(rows))
	for i, r := range rows {
		all[i] = SchemeCount{r.text("date"), r.whole("forces"), r.text("what"), r.text("reference")}
	}
	return all
}
