package oracle

import (
	"math"
	"strings"
	"testing"
)

// Each kind of answer at its tolerance and just beyond.
func TestJudge(t *testing.T) {
	sd := 2.0
	for name, c := range map[string]struct {
		answer answer
		found  finding
		pass   bool
	}{
		"computed":              {answer{Value: 1000, Tolerance: 1e-9}, finding{number: 1000 + 0.9e-6}, true},
		"computed, off":         {answer{Value: 1000, Tolerance: 1e-9}, finding{number: 1000 + 1.1e-6}, false},
		"computed, absolute":    {answer{Value: 1, Tolerance: 1e-3}, finding{number: 1.0009}, true},
		"exact":                 {answer{Value: 23, Exact: true}, finding{number: 23}, true},
		"exact, off":            {answer{Value: 23, Exact: true, Tolerance: 1}, finding{number: 23.5}, false},
		"estimated, known sd":   {answer{Value: 5, SD: &sd}, finding{number: 5.89, estimated: true, units: 100, standardError: 9}, true},
		"known sd, off":         {answer{Value: 5, SD: &sd}, finding{number: 5.91, estimated: true, units: 100, standardError: 9}, false},
		"estimated":             {answer{Value: 5}, finding{number: 4.56, estimated: true, standardError: 0.1}, true},
		"estimated, off":        {answer{Value: 5}, finding{number: 4.54, estimated: true, standardError: 0.1}, false},
		"no spread":             {answer{Value: 0, Tolerance: 1e-9}, finding{number: 0, estimated: true}, true},
		"no spread, off":        {answer{Value: 0, Tolerance: 1e-9}, finding{number: 1e-3, estimated: true}, false},
		"no number":             {answer{Value: 5, Tolerance: 1}, finding{number: math.NaN(), text: "why"}, false},
		"an error of no number": {answer{Value: 5}, finding{number: math.NaN(), estimated: true, standardError: math.NaN()}, false},
		"text":                  {answer{Text: "infeasible"}, finding{text: "infeasible"}, true},
		"text, off":             {answer{Text: "infeasible"}, finding{text: "feasible"}, false},
	} {
		if got := c.answer.judge("P00", c.found); got.Pass != c.pass {
			t.Errorf("%s: got pass %v, want %v: %+v", name, got.Pass, c.pass, got)
		}
	}
	z := answer{Value: 5, SD: &sd}.judge("P00", finding{number: 5.4, estimated: true, units: 100}).Z
	if math.Abs(z-2) > 1e-12 {
		t.Errorf("0.4 away with a spread of 2 over 100 units: got z %v, want 2", z)
	}
	row := answer{Text: "a"}.judge("P00", finding{text: "b"})
	if !strings.Contains(row.Text, "got b; want a") {
		t.Errorf("got %q, want both texts", row.Text)
	}
}

// The jackknife of a mean is its textbook standard error, and the estimate of
// a variance is that of all units together.
func TestJackknife(t *testing.T) {
	values := []float64{3, 1, 4, 1, 5, 9, 2, 6}
	var s sample
	sum, squares := 0.0, 0.0
	for _, x := range values {
		one := tally{people: 1}
		one.count("N", x)
		s = append(s, one)
		sum, squares = sum+x, squares+x*x
	}
	n := float64(len(values))
	wantVariance := squares/n - sum/n*sum/n
	got, se := s.estimate(mean("N"))
	if want := math.Sqrt(wantVariance / (n - 1)); math.Abs(got-sum/n) > 1e-12 || math.Abs(se-want) > 1e-12 {
		t.Errorf("mean: got %v with error %v, want %v with %v", got, se, sum/n, want)
	}
	if got, _ := s.estimate(variance("N")); math.Abs(got-wantVariance) > 1e-12 {
		t.Errorf("variance: got %v, want %v", got, wantVariance)
	}
}

// The suite objects to scores that are too wide and to scores that are too
// good. Of 100 scores the sum lies within 61.9 and 149.4 with probability 0.998.
func TestSuite(t *testing.T) {
	for score, pass := range map[float64]bool{0.7: false, 0.8: true, 1: true, 1.2: true, 1.3: false} {
		var s suite
		e := estimated{}
		for k := range 100 {
			e.bySeed = append(e.bySeed, finding{number: 7 + 0.5*score*float64(1-2*(k%2)), standardError: 0.5})
		}
		s.add(answer{Value: 7}, e)
		if got := s.row(); got.Pass != pass {
			t.Errorf("100 z-scores of %v: got %+v, want pass %v", score, got, pass)
		}
	}
}
