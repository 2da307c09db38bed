package results

import (
	"math"
	"testing"
)

// A difference that two sums bring to either side of a tie is one number on the page.
func TestRounded(t *testing.T) {
	for _, c := range []struct {
		x      float64
		digits int
		want   float64
	}{
		{-0.95, 1, -1},
		{-0.95 + 1e-15, 1, -1},
		{100 * -0.0095, 1, -1},
		{0.949, 1, 0.9},
		{2.5, 0, 3},
		{-0.5, 0, -1},
		{0.125, 2, 0.13},
		{1e300, 2, 1e300},
		{math.Inf(-1), 1, math.Inf(-1)},
	} {
		if got := Rounded(c.x, c.digits); got != c.want {
			t.Errorf("wanted %v to %d decimals to be %v; got %v", c.x, c.digits, c.want, got)
		}
	}
	if got := Rounded(math.NaN(), 1); !math.IsNaN(got) {
		t.Errorf("wanted none of none; got %v", got)
	}
}

// A difference is resolved from two Monte Carlo errors on; none at all, in
// every replication, is resolved too.
func TestUnresolved(t *testing.T) {
	for _, c := range []struct {
		mean, mcse float64
		want       bool
	}{{1, 0.51, true}, {-1, 0.51, true}, {1, 0.5, false}, {0, 0, false}, {0, 0.1, true}, {math.NaN(), math.NaN(), false}} {
		if got := (Estimate{Mean: Number(c.mean), MCSE: Number(c.mcse)}).Unresolved(); got != c.want {
			t.Errorf("Unresolved(%v ± %v): want %v, got %v", c.mean, c.mcse, c.want, got)
		}
	}
}

// A saving is one where it is resolved and its interval does not have £0 in it.
func TestOneSign(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want bool
	}{
		{Estimate{Mean: 870, MCSE: 30, Low: -200, High: 2000}, false},
		{Estimate{Mean: 870, MCSE: 30, Low: 200, High: 2000}, true},
		{Estimate{Mean: 870, MCSE: 30, Low: Absent(), High: Absent()}, true},
		{Estimate{Mean: 50, MCSE: 30, Low: Absent(), High: Absent()}, false},
		{Estimate{Mean: -870, MCSE: 30, Low: -2000, High: -200}, true},
	} {
		if got := c.e.OneSign(); got != c.want {
			t.Errorf("OneSign of %+v: want %v, got %v", c.e, c.want, got)
		}
	}
}

func TestAmount(t *testing.T) {
	for want, got := range map[string]string{
		"−£1,500": Amount("£", -1500, 0), "£60,000.00": Amount("£", 6e4, 2), "0.0": Amount("", math.Copysign(0, -1), 1),
		"0": Amount("", -0.4, 0), "−1.0": Amount("", -0.95, 1), "1,500": Count(1500),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
