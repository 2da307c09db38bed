package validation

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Options is how the worlds are run. Progress counts replications over all of them,
// those of matching left out.
type Options = study.Options

// DefaultReplications are just enough for an interval.
const DefaultReplications = estimate.MinimumForInterval

// processReplications are those of a process of places, which simulates no people.
const processReplications = 1000

// Verdict is what became of a row.
type Verdict string

// The verdicts. Unmatched is a row whose world cannot be brought to the level at which
// it is to be tested; it counts as a miss.
const (
	Hit       Verdict = "hit"
	Miss      Verdict = "miss"
	Examined  Verdict = "claim"
	Unmatched Verdict = "unmatched"
)

// Scored is a row and what the model says of it. A hit is a simulated mean within the
// row's low and high; Overlaps says whether the simulated interval and the row's meet.
type Scored struct {
	Row
	Simulated  estimate.Interval // over replications, each a cohort of the world's people
	Comparator float64           // mean of the term beside; NaN for none
	Matched    float64           // value of the matched input; NaN for none
	Unmatched  string            // why there is none though one was to be matched
	Overlaps   bool
	Verdict    Verdict
}

// Report is every row scored, in order, and what identifies the comparison: the rows,
// their worlds with the evidence, and the seed and replications.
type Report struct {
	Rows   []Scored
	Digest string
}

// Select takes the rows with the names, ignoring case, or all without names; a name is
// also that of the rows that go on from it with a hyphen. The error names those that are
// no row's.
func Select(rows []Row, names []string) ([]Row, error) {
	if len(names) == 0 {
		return rows, nil
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	wanted := func(id, name string) bool {
		return strings.EqualFold(id, name) || strings.HasPrefix(strings.ToLower(id), strings.ToLower(name)+"-")
	}
	var wrong []error
	for _, name := range names {
		if slices.ContainsFunc(ids, func(id string) bool { return wanted(id, name) }) {
			continue
		}
		wrong = append(wrong, fmt.Errorf("wanted a row, one of %s; got %q%s",
			strings.Join(ids, ", "), name, evidence.DidYouMean(evidence.Nearest(name, ids))))
	}
	chosen := slices.DeleteFunc(slices.Clone(rows), func(r Row) bool {
		return !slices.ContainsFunc(names, func(name string) bool { return wanted(r.ID, name) })
	})
	return chosen, errors.Join(wrong...)
}

// On returns the rows with every world on one calibrated set, whichever they name: the
// same figures held against another structure of offending. The error is a Problems.
func On(rows []Row, calibration string) ([]Row, error) {
	moved := slices.Clone(rows)
	for i := range moved {
		world, err := rows[i].World.WithCalibration(calibration)
		if err != nil {
			return nil, err
		}
		moved[i].World = world
	}
	return moved, nil
}

// Missed counts the rows that are scored and not hit.
func (r *Report) Missed() int {
	n := 0
	for _, s := range r.Rows {
		if s.Verdict == Miss || s.Verdict == Unmatched {
			n++
		}
	}
	return n
}

// Score runs the worlds of the rows and reads the rows off them; rows with one world and
// one match share it. Replications are those of Options, or DefaultReplications. The
// error is ctx.Err().
func Score(ctx context.Context, rows []Row, o Options) (*Report, error) {
	if o.Replications == 0 {
		o.Replications = DefaultReplications
	}
	report := &Report{Rows: make([]Scored, len(rows)), Digest: digest(rows, o)}
	worlds, done := group(rows), 0
	progress := o.Progress
	for _, members := range worlds {
		if progress != nil {
			before := done
			o.Progress = func(n, _ int) { progress(before+n, len(worlds)*o.Replications) }
		}
		if err := scoreWorld(ctx, rows, members, o, report.Rows); err != nil {
			return nil, err
		}
		done += o.Replications
	}
	return report, nil
}

// group lists the rows of each world, in order of its first.
func group(rows []Row) [][]int {
	var worlds [][]int
	at := map[string]int{}
	for i, r := range rows {
		key := r.World.Digest() + fmt.Sprintf("%+v", r.Match)
		if r.Match != nil {
			key = r.World.Digest() + fmt.Sprintf("%+v", *r.Match)
		}
		if _, known := at[key]; !known {
			at[key] = len(worlds)
			worlds = append(worlds, nil)
		}
		worlds[at[key]] = append(worlds[at[key]], i)
	}
	return worlds
}

// scoreWorld scores the rows of one world.
func scoreWorld(ctx context.Context, rows []Row, members []int, o Options, into []Scored) error {
	world, value, why := rows[members[0]].World, math.NaN(), ""
	var err error
	if match := rows[members[0]].Match; match != nil {
		if world, value, why, err = match.matched(ctx, world, o); err != nil {
			return err
		}
	}
	var terms []Term
	for _, i := range members {
		terms = append(terms, rows[i].terms()...)
	}
	values, _, err := simulate(ctx, world, terms, o)
	if err != nil {
		return err
	}
	for _, i := range members {
		into[i] = rows[i].score(values, value, why)
	}
	return nil
}

// score holds a row against the values of terms, by replication, at the matched value of
// the input or, unmatched, for a reason.
func (r *Row) score(values map[Term][]float64, matched float64, unmatched string) Scored {
	fewest := len(values[r.Term])
	for _, t := range r.terms() {
		fewest = min(fewest, len(values[t]))
	}
	each := make([]float64, fewest)
	for k := range each {
		each[k] = r.value(func(t Term) float64 { return values[t][k] })
	}
	s := Scored{Row: *r, Simulated: estimate.Summarise(each), Matched: matched, Unmatched: unmatched, Comparator: math.NaN(), Verdict: Miss}
	if r.Beside != nil {
		s.Comparator = estimate.Summarise(values[*r.Beside]).Mean
	}
	s.Overlaps = s.Simulated.HasInterval && s.Simulated.Low <= r.High && s.Simulated.High >= r.Low
	switch {
	case r.Claim:
		s.Verdict = Examined
	case unmatched != "":
		s.Verdict = Unmatched
	case r.Low <= s.Simulated.Mean && s.Simulated.Mean <= r.High:
		s.Verdict = Hit
	}
	return s
}

// replication is what one says of terms, and how busy its people are.
type replication struct {
	of             map[Term][]place
	events, people int64
}

// simulate is the values of terms in a world, by replication, and the events of a person
// of one arm, on average.
func simulate(ctx context.Context, world *scenarios.Scenario, terms []Term, o Options) (values map[Term][]float64, events float64, err error) {
	values = map[Term][]float64{}
	var ofPeople []Term
	var arms []string
	for _, t := range terms {
		if _, twice := values[t]; twice {
			continue
		}
		if t.Measure == forcesRunning {
			values[t] = running(world, t, o)
			continue
		}
		values[t] = nil
		ofPeople = append(ofPeople, t)
		if !slices.Contains(arms, t.Arm) {
			arms = append(arms, t.Arm)
		}
	}
	if len(ofPeople) == 0 {
		return values, 0, nil
	}
	asked := world.WithArms(arms...)
	if !slices.Contains(arms, asked.Comparator) {
		asked.Comparator = arms[0] // what would have been proven under the comparator is no measure here
	}
	var people int64
	err = study.Survey(ctx, asked, o, o.Replications,
		func() *replication { return &replication{of: map[Term][]place{}} },
		func(c *replication, v study.Visited) {
			c.events += v.Ledger.Events
			c.people += int64(len(v.Ledger.People))
			for _, t := range ofPeople {
				if t.Arm == v.Arm {
					c.of[t] = append(c.of[t], place{v.Force, t.in(&v)})
				}
			}
		},
		func(_ int, c *replication) error {
			for _, t := range ofPeople {
				values[t] = append(values[t], t.across(c.of[t]))
			}
			events += float64(c.events)
			people += c.people
			return nil
		})
	return values, events / max(1, float64(people)), err
}

// running is how many force areas have taken a scheme up by the horizon.
func running(world *scenarios.Scenario, t Term, o Options) []float64 {
	until := (t.Horizon + sim.Year - 1) / sim.Year * sim.Year
	var counts []float64
	for _, starts := range study.Adoptions(world, t.Arm, o.Seed, max(o.Replications, processReplications), until) {
		n := 0
		for _, at := range starts {
			if at <= t.Horizon {
				n++
			}
		}
		counts = append(counts, float64(n))
	}
	return counts
}

// digest identifies a comparison.
func digest(rows []Row, o Options) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "seed %d\nreplications %d\ndrawn %v\n", o.Seed, o.Replications, o.Draw)
	for _, r := range rows {
		fmt.Fprintf(hash, "%q %q %q %q %q %v %v %v %v %+v\n", r.ID, r.Quantity, r.Source, r.Population, r.Tolerance, r.Claim, r.Published, r.Low, r.High, r.terms())
		if r.Match != nil {
			fmt.Fprintf(hash, "match %+v\n", *r.Match)
		}
		fmt.Fprintf(hash, "world %s\n", r.World.Digest())
	}
	return fmt.Sprintf("sha256:%x", hash.Sum(nil))
}

// Sources are the references that the published rows cite.
func Sources() []string {
	keys := map[string]bool{}
	for _, r := range Published() {
		if _, known := evidence.Cite(r.Source); known {
			keys[r.Source] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

// days is a span in words.
func days(span sim.Time) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", span.Days()), ".0") + " days"
}
