package threshold

import (
	"math"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

// A price is above 0; a mean below it whose Monte Carlo error reaches above is not
// resolved, and no price either.
func TestPrices(t *testing.T) {
	for _, c := range []struct {
		mean, mcse float64
		want       Verdict
		says       string
	}{
		{100, 10, Found, ""},
		{10, 100, Found, ""},
		{-10, 100, NotResolved, "each costs the others £10, and whether"},
		{0, 100, NotResolved, "whether any price"},
		{-100, 10, Infeasible, "each costs the others £100"},
		{0, 0, Infeasible, "no price"},
	} {
		r := blank()
		r.about(results.Estimate{Mean: results.Number(c.mean), MCSE: results.Number(c.mcse)})
		r.price()
		if r.Verdict != c.want || !strings.Contains(r.Note, c.says) {
			t.Errorf("%v ± %v: wanted %s, %q; got %s, %q", c.mean, c.mcse, c.want, c.says, r.Verdict, r.Note)
		}
		if priced := r.Verdict == Found; priced == math.IsNaN(r.Answer) || priced == math.IsNaN(r.High) {
			t.Errorf("%v ± %v: wanted a price where one is found alone; got %v (%v to %v)", c.mean, c.mcse, r.Answer, r.Low, r.High)
		}
	}
}
