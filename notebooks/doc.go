// Package notebooks holds documents that run the program: Jupyter notebooks in
// Go, and the answer and figure of the README. Its tests run them again and
// fail where what they show is no longer what the program says; with -update
// they write it anew. Nothing imports it.
package notebooks

// What a notebook may use, so that this module requires it.
import (
	_ "diversim/model/evidence"
	_ "diversim/scenarios"
	_ "diversim/scenarios/figure"
	_ "diversim/scenarios/results"
	_ "diversim/scenarios/study"
	_ "diversim/scenarios/threshold"
	_ "diversim/scenarios/validation"
	_ "diversim/sim/estimate"

	_ "github.com/janpfeifer/gonb/gonbui"
)
