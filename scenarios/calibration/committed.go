package calibration

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	"diversim/scenarios/study"
)

// Digest identifies what an answer rests on besides the model: "sha256:" and the
// hash of the inputs with their priors, and of the figures with their errors.
func (q *Question) Digest() string { return digest(q.Inputs, q.Aims) }

func digest(inputs []study.Moved, aims []study.Aim) string {
	hash := sha256.New()
	for _, in := range inputs {
		fmt.Fprintf(hash, "input %s %s\n", in.Key, in.Prior)
	}
	for _, a := range aims {
		fmt.Fprintf(hash, "figure %s %v %v %v %q\n", a.Key, a.Published, a.SD, a.Discrepancy, a.Curve)
	}
	return fmt.Sprintf("sha256:%x", hash.Sum(nil))
}

// File is particles of equal weight as the file that scenarios.Posterior reads; made
// says how, in a line.
func (q *Question) File(set, made string, particles [][]float64) string {
	var text strings.Builder
	fmt.Fprintf(&text, "# set %s; %s\n", set, made)
	var keys []string
	for _, in := range q.Inputs {
		keys = append(keys, in.Key)
	}
	text.WriteString(strings.Join(keys, ",") + "\n")
	for _, point := range particles {
		var cells []string
		for k, in := range q.Inputs {
			const figures = 6
			cells = append(cells, strconv.FormatFloat(in.Quantile(point[k]), 'g', figures, 64))
		}
		text.WriteString(strings.Join(cells, ",") + "\n")
	}
	return text.String()
}
