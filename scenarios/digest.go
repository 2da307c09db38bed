package scenarios

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Digest identifies what a run of the scenario computes: "sha256:" and the hash
// of people, intake, horizon, forces, their sizes where stated, comparator,
// calibration, arms with their schemes, shares and every input's value and
// whether the scenario states it, measures, thresholds, budget levels, and of the
// evidence. Two files that say the same have the same digest however they are
// laid out and whatever they extend; name, title, question, labels, reasons,
// paths and the order of lists do not count.
func (s *Scenario) Digest() string { return s.digest(s.words.inputs().Digest()) }

// digest is Digest with the given digest of the evidence.
func (s *Scenario) digest(evidence string) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "people %d\nintake %d s\nhorizon %d s\nforces %q\ncomparator %q\ncalibration %q\n",
		s.People, int64(s.Intake), int64(s.Horizon), sorted(s.Forces), s.Comparator, s.Calibration)
	for _, force := range slices.Sorted(maps.Keys(s.Areas)) {
		fmt.Fprintf(hash, "area %q %v\n", force, s.Areas[force])
	}
	arms := slices.Clone(s.Arms)
	slices.SortFunc(arms, func(a, b Arm) int { return strings.Compare(a.Name, b.Name) })
	for _, arm := range arms {
		s.digestArm(hash, arm)
	}
	fmt.Fprintf(hash, "measures %q\n", sorted(s.Measures))
	var targets []string
	for _, t := range s.Thresholds {
		targets = append(targets, fmt.Sprintf("%s %v %s", t.Measure, t.AtLeast, t.Arm))
	}
	fmt.Fprintf(hash, "thresholds %q\n", sorted(targets))
	fmt.Fprintf(hash, "budget levels %v\n", slices.Sorted(slices.Values(s.BudgetLevels)))
	fmt.Fprintf(hash, "evidence %s\n", evidence)
	return fmt.Sprintf("sha256:%x", hash.Sum(nil))
}

// digestArm writes every input of the arm. An input that is stated is marked: it
// is not drawn from its prior, even if its value is the base one.
func (s *Scenario) digestArm(w io.Writer, arm Arm) {
	fmt.Fprintf(w, "arm %q\nschemes %s\n", arm.Name, arm.Schemes.canonical())
	for _, force := range slices.Sorted(maps.Keys(arm.Shares)) {
		fmt.Fprintf(w, "share %q %v\n", force, arm.Shares[force])
	}
	stated := map[string]bool{}
	for _, setting := range s.Stated(arm.Name) {
		stated[setting.Key] = true
	}
	var lines []string
	for _, in := range s.Registry(arm.Name).Inputs() {
		lines = append(lines, fmt.Sprintf("%s %q %v\n", in.Key, in.Current, stated[in.Key]))
	}
	io.WriteString(w, strings.Join(sorted(lines), ""))
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
