package threshold

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"diversim/sim/estimate"
)

// confidence is that of every interval.
const confidence = 0.95

// search finds the least value of an input at which a share of cohorts meets a
// target. The same cohorts are run at every value, so that the chance of meeting the
// target moves with the input alone. It is smoothed by cohort: one that has the same
// answer at two values is taken to have it between them, and is not run there.
type search struct {
	// meets runs cohorts at a value and says which of them meet the target.
	meets    func(value float64, cohorts []int) ([]bool, error)
	falling  bool // values are tried from high to low
	cohorts  int
	points   []point // in the order in which values are tried
	simulate int     // cohorts run so far, over all values
}

// point is a value and the cohorts that meet the target there.
type point struct {
	value float64
	met   []bool
}

func (p point) count() int {
	n := 0
	for _, m := range p.met {
		if m {
			n++
		}
	}
	return n
}

func (p point) share() float64 { return float64(p.count()) / float64(len(p.met)) }

// interval is the exact one of the chance at a point.
func (p point) interval() (low, high float64) {
	return estimate.ClopperPearson(p.count(), len(p.met), confidence)
}

// widen runs the search's values on more cohorts.
func (s *search) widen(cohorts int) error {
	more := make([]int, 0, cohorts)
	for c := s.cohorts; c < cohorts; c++ {
		more = append(more, c)
	}
	for i := range s.points {
		met, err := s.run(s.points[i].value, more)
		if err != nil {
			return err
		}
		s.points[i].met = append(s.points[i].met, met...)
	}
	s.cohorts = cohorts
	return nil
}

func (s *search) run(value float64, cohorts []int) ([]bool, error) {
	if len(cohorts) == 0 {
		return nil, nil
	}
	s.simulate += len(cohorts)
	return s.meets(value, cohorts)
}

// try adds a value between those tried, or beyond them.
func (s *search) try(value float64) error {
	at, tried := slices.BinarySearchFunc(s.points, value, func(p point, v float64) int {
		if s.falling {
			return cmp.Compare(v, p.value)
		}
		return cmp.Compare(p.value, v)
	})
	if tried {
		return nil
	}
	met := make([]bool, s.cohorts)
	var open []int
	for c := range met {
		if at > 0 && at < len(s.points) && s.points[at-1].met[c] == s.points[at].met[c] {
			met[c] = s.points[at].met[c]
			continue
		}
		open = append(open, c)
	}
	found, err := s.run(value, open)
	if err != nil {
		return err
	}
	for k, c := range open {
		met[c] = found[k]
	}
	s.points = slices.Insert(s.points, at, point{value, met})
	return nil
}

// crossing narrows down the first value at which at least so many cohorts meet the
// target, until it lies within step of one at which fewer do, and returns both; the
// second is NaN where no value is enough, the first where the first value is.
func (s *search) crossing(count int, step float64) (below, enough float64, err error) {
	for {
		i := slices.IndexFunc(s.points, func(p point) bool { return p.count() >= count })
		switch {
		case i < 0:
			return s.points[len(s.points)-1].value, math.NaN(), nil
		case i == 0:
			return math.NaN(), s.points[0].value, nil
		}
		below, enough = s.points[i-1].value, s.points[i].value
		middle := below + (enough-below)/2
		if math.Abs(enough-below) <= step || middle == below || middle == enough {
			return below, enough, nil
		}
		if err := s.try(middle); err != nil {
			return below, enough, err
		}
	}
}

// counts are the numbers of cohorts that make up a share: just so, and so few or so
// many that the share in truth is surely below it, or surely not.
func (s *search) counts(share float64) (fewest, just, surely int) {
	just = estimate.CountAtLeast(share, s.cohorts)
	fewest, surely = just, just
	for fewest > 0 {
		if _, high := estimate.ClopperPearson(fewest-1, s.cohorts, confidence); high < share {
			break
		}
		fewest--
	}
	for surely <= s.cohorts {
		if low, _ := estimate.ClopperPearson(surely, s.cohorts, confidence); low >= share {
			break
		}
		surely++
	}
	return fewest, just, surely
}

// surelyBelow says whether at every value tried the share in truth is below the one
// wanted.
func (s *search) surelyBelow(share float64) bool {
	return !slices.ContainsFunc(s.points, func(p point) bool {
		_, high := p.interval()
		return high >= share
	})
}

// bracket is what a search found: the least value that is enough, and the ends
// between which it lies but for the chance of the cohorts.
type bracket struct {
	verdict           Verdict
	answer, low, high float64
	at                point // at the answer, or the last value
}

// smallest searches between two values, and those given between them, for the least at
// which a share of the cohorts meets the target. It begins with few cohorts and goes
// on to all of them unless the few settle that nothing is enough. The first value is
// met at the start where the chance is surely that share; where it only seems to be, it
// is an answer like any other if some value surely is enough, and not resolved if none is.
func (s *search) smallest(share float64, from, to float64, between []float64, few, all int, step float64) (bracket, error) {
	s.falling = from > to
	s.cohorts = min(few, all)
	for _, value := range slices.Concat([]float64{from}, between, []float64{to}) { // each beyond the last: run in full
		if err := s.try(value); err != nil {
			return bracket{}, err
		}
	}
	nan := math.NaN()
	last := func() point { return s.points[len(s.points)-1] }
	if s.surelyBelow(share) {
		return bracket{Infeasible, nan, nan, nan, last()}, nil
	}
	if err := s.widen(all); err != nil {
		return bracket{}, err
	}
	fewest, just, surely := s.counts(share)
	if s.points[0].count() >= surely {
		return bracket{MetAtStart, nan, nan, nan, s.points[0]}, nil
	}
	_, answer, err := s.crossing(just, step)
	if err != nil {
		return bracket{}, err
	}
	low, _, err := s.crossing(fewest, step)
	if err != nil {
		return bracket{}, err
	}
	_, high, err := s.crossing(surely, step)
	if err != nil {
		return bracket{}, err
	}
	if math.IsNaN(low) {
		low = from
	}
	b := bracket{Feasible, answer, low, high, last()}
	switch {
	case answer == from && math.IsNaN(high):
		b.verdict, b.answer, b.low, b.at = NotResolved, nan, nan, s.points[0]
	case !math.IsNaN(answer):
		b.at = s.points[slices.IndexFunc(s.points, func(p point) bool { return p.value == answer })]
	case s.surelyBelow(share):
		b.verdict, b.low, b.high = Infeasible, nan, nan
	default:
		b.verdict = NotResolved
	}
	return b, nil
}

// doubtAtStart is what is to be said where the first value may be enough.
func (s *search) doubtAtStart(b bracket) string {
	start := s.points[0]
	if b.verdict == MetAtStart || b.at.value != start.value {
		return ""
	}
	low, high := start.interval()
	return fmt.Sprintf("at the start of the range the chance is %.2f (%.2f to %.2f): whether anything beyond it is needed is within the Monte Carlo error", start.share(), low, high)
}
