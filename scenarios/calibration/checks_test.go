package calibration

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// The settings of the committed checks.
const (
	checksFile     = "sbc.json"
	checksSeed     = 978
	closedTruths   = 1_000
	closedBins     = 20
	searchTruths   = 400
	searchBins     = 10
	searchPeople   = 300
	searchCloud    = 500 // particles
	searchPoints   = 300 // of the wave whose surfaces serve all truths, of two cohorts each
	surfacePeople  = 1_000
	falseAlarms    = 0.01 // of each chi-squared
	leastCovered   = 0.93 // of 95% intervals, over 1,000 truths; a right one is outside with a probability of 4 in 1,000
	mostCovered    = 0.97
	closedFormName = "closed form"
	searchName     = "search"
)

// checked is one row of the committed checks: an input at a stage.
type checked struct {
	Stage       string  `json:"stage"`
	Input       string  `json:"input"`
	Truths      int     `json:"truths"`
	People      int     `json:"people"` // whose figures each truth gives
	Particles   int     `json:"particles"`
	Ranks       []int   `json:"ranks"` // truths by the share of the posterior below them, in equal bins
	ChiSquared  float64 `json:"chi_squared"`
	P           float64 `json:"p"`
	FalseAlarms float64 `json:"false_alarms"`
	Covered     float64 `json:"covered"` // by central 95% intervals
	Seed        uint64  `json:"seed"`
	Digest      string  `json:"digest"` // of inputs, figures and settings
}

func rowOf(stage, input string, people, particles int, r estimate.RankCheck, digest string) checked {
	return checked{
		stage, input, r.Truths, people, particles, r.Counts, r.ChiSquared, r.P, falseAlarms, r.Covered, checksSeed, digest,
	}
}

// closedForm is the first stage on the set possession.
func closedForm(t *testing.T) ClosedForm {
	t.Helper()
	in := moved(t, pilot(t, searchPeople), "offending.sanctioned_rate", "frailty.offending_variance")
	curve, people, err := study.PublishedCurve(scenarios.DefaultCalibration)
	if err != nil {
		t.Fatal(err)
	}
	return ClosedForm{Rate: in[0], Variance: in[1], Curve: curve, People: people}
}

// digest is that of what the closed form rests on.
func (c ClosedForm) digest() string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(fmt.Appendf(nil, "%s %s %v %.0f %d", c.Rate.Prior, c.Variance.Prior, c.Curve, c.People, usualCells)))
}

// searched is the question of the second check: three inputs, on figures of one
// small cohort with the errors that so few people have.
func searched(t *testing.T) *Question {
	t.Helper()
	s := pilot(t, surfacePeople)
	q, err := Ask(s, searchedInputs(t, s), searchedAims, study.Options{Seed: checksSeed})
	if err != nil {
		t.Fatal(err)
	}
	for k := range q.Aims {
		a := &q.Aims[k]
		a.SD, a.Discrepancy = math.Sqrt(a.Published*(1-a.Published)/searchPeople), 0
	}
	return q
}

func searchedInputs(t *testing.T, s *scenarios.Scenario) []study.Moved {
	return moved(t, s, "offending.sanctioned_rate", "frailty.offending_variance", "treatment.self_referral_rate")
}

var searchedAims = []string{"risk_possession_3m", "risk_possession_12m", "risk_possession_36m", "treatment_possession_12m"}

// smallCohorts runs cohorts of the size that is checked, of other people than those
// of the surfaces.
func smallCohorts(t *testing.T) Simulator {
	t.Helper()
	s := pilot(t, searchPeople)
	m, err := study.NewMatching(s, searchedInputs(t, s), searchedAims, study.Options{Seed: checksSeed + 1})
	if err != nil {
		t.Fatal(err)
	}
	return onMatching(m, 1)
}

// TestCommittedChecks reads the verdicts of the simulation-based calibrations and
// whether they are of the inputs in force. With -update it makes them anew.
//
// Without, the first stage is checked on 200 further truths, in ten bins; each of
// its two chi-squared fails a right posterior with a probability of 1 in 10,000.
func TestCommittedChecks(t *testing.T) {
	if *update {
		remakeChecks(t)
		return
	}
	text, err := os.ReadFile(checksFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []checked
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	c, q := closedForm(t), searched(t)
	truths := map[string]int{}
	for _, r := range all {
		truths[r.Stage] += r.Truths
		if want := map[string]string{closedFormName: c.digest(), searchName: q.Digest()}[r.Stage]; r.Digest != want {
			t.Errorf("%s, %s: of other inputs or figures; make sbc", r.Stage, r.Input)
		}
		sum := 0
		for _, n := range r.Ranks {
			sum += n
		}
		if sum != r.Truths || r.FalseAlarms != falseAlarms || r.P < r.FalseAlarms {
			t.Errorf("%s, %s: ranks %v of %d truths are not uniform (p = %v)", r.Stage, r.Input, r.Ranks, r.Truths, r.P)
		}
		if r.Stage == closedFormName && (r.Covered < leastCovered || r.Covered > mostCovered) {
			t.Errorf("%s, %s: 95%% intervals cover %v", r.Stage, r.Input, r.Covered)
		}
	}
	if truths[closedFormName] != 2*closedTruths || truths[searchName] != 3*searchTruths {
		t.Errorf("truths by stage: %v", truths)
	}
	const few, bins, alarm = 200, 10, 1e-4
	rate, variance, err := c.Check(few, bins, checksSeed+1)
	if err != nil {
		t.Fatal(err)
	}
	if !rate.Uniform(alarm) || !variance.Uniform(alarm) {
		t.Errorf("the closed form on %d truths: %v (p = %v) and %v (p = %v)", few, rate.Counts, rate.P, variance.Counts, variance.P)
	}
}

func remakeChecks(t *testing.T) {
	t.Helper()
	c := closedForm(t)
	rate, variance, err := c.Check(closedTruths, closedBins, checksSeed)
	if err != nil {
		t.Fatal(err)
	}
	people := int(c.People + 0.5)
	all := []checked{
		rowOf(closedFormName, c.Rate.Key, people, 0, rate, c.digest()),
		rowOf(closedFormName, c.Variance.Key, people, 0, variance, c.digest()),
	}
	q := searched(t)
	ctx := context.Background()
	r, err := History{Points: searchPoints, Waves: 1, Seed: checksSeed}.Match(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	found, err := q.Check(ctx, r, smallCohorts(t), searchTruths, searchBins, searchCloud, checksSeed)
	if err != nil {
		t.Fatal(err)
	}
	for k, r := range found {
		all = append(all, rowOf(searchName, q.Inputs[k].Key, searchPeople, searchCloud, r, q.Digest()))
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	write(t, checksFile, string(text)+"\n")
}
