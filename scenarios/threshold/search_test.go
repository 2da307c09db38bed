package threshold

import (
	"math"
	"testing"
)

// A target is met at the start where that is sure. Where the chance there only seems
// to be enough the start is an answer, up to where it is sure, and no answer where it
// nowhere is: of 100 cohorts 92 have an interval from 0.848, 97 one from 0.915.
func TestMetAtStart(t *testing.T) {
	for _, c := range []struct {
		what         string
		start, later int // cohorts in 100 that meet it at 0, and beyond 5
		want         Verdict
		answer, high float64
	}{
		{"surely", 97, 97, MetAtStart, math.NaN(), math.NaN()},
		{"surely beyond 5", 92, 100, Feasible, 0, 5},
		{"nowhere surely", 92, 92, NotResolved, math.NaN(), math.NaN()},
	} {
		s := &search{meets: func(value float64, cohorts []int) ([]bool, error) {
			all := make([]bool, len(cohorts))
			for k, n := range cohorts {
				all[k] = n < c.start || value > 5 && n < c.later
			}
			return all, nil
		}}
		b, err := s.smallest(0.9, 0, 10, nil, 30, 100, 0.01)
		if err != nil {
			t.Fatal(err)
		}
		same := func(got, want float64) bool { return math.Abs(got-want) <= 0.01 || math.IsNaN(got) && math.IsNaN(want) }
		if b.verdict != c.want || !same(b.answer, c.answer) || !same(b.high, c.high) || b.at.value != 0 {
			t.Errorf("%s: wanted %s, %v up to %v; got %s, %v up to %v, at %v", c.what, c.want, c.answer, c.high, b.verdict, b.answer, b.high, b.at.value)
		}
		if says := s.doubtAtStart(b) != ""; says == (c.want == MetAtStart) {
			t.Errorf("%s: wanted the doubt said where there is one; got %q", c.what, s.doubtAtStart(b))
		}
	}
}
