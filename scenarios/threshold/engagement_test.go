package threshold

import (
	"context"
	"fmt"
	"math"
	"testing"

	"diversim/scenarios"
	"diversim/sim/estimate"
)

// Of £100 for each who accepts, who does not reoffend if he engages and has a hazard
// ratio of 0.95 if he misses the appointment, a reoffence worth v is avoided 0.643 times
// where everybody engages and 0.0322 times where nobody does: the share who must is
// (100 − 0.0322v)/0.6108v, however many do in the arm as it is. 10 cohorts; at four
// errors one seed in 10,000 would fail.
func TestEngagement(t *testing.T) {
	for _, slope := range []string{"0", "-1"} { // some 70% and 46% attend
		s, err := scenarios.Load("testdata/planted.yaml", scenarios.Overrides{Set: []string{
			"programme.no_entry=0.3", "effect.phase.breached=0.95", "effect.phase.no_action=0.95",
			"programme.virtual=true", "programme.virtual_attendance=" + slope,
		}})
		if err != nil {
			t.Fatal(err)
		}
		a := &Ask{Scenario: s, Arm: "diversion", Options: Options{Seed: 1, Workers: 2, Replications: 10}}
		rows, err := Answer(context.Background(), a, []string{"T10"})
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range rows {
			if k < 2 { // to the public purse a reoffence that nobody sees is worth nothing
				if r.Verdict != NoTippingPoint {
					t.Errorf("attendance %s: wanted no tipping point; got %s", slope, r.Verdict)
				}
				continue
			}
			var worth float64
			if _, err := fmt.Sscanf(r.Note, "a reoffence avoided is worth £%g", &worth); err != nil {
				t.Fatal(err)
			}
			want := (100 - 0.0322*worth) / (0.6108 * worth)
			if r.Verdict != Found || !(math.Abs(r.Answer-want) < 4*r.MCSE && r.MCSE < 0.1*want) {
				t.Errorf("attendance %s, £%v: wanted a share of %.3f; got %s, %v ± %v", slope, worth, want, r.Verdict, r.Answer, r.MCSE)
			}
		}
	}
}

// A share is found between two net benefits that have a sign, within their errors.
func TestEngagementWithinItsError(t *testing.T) {
	for _, c := range []struct {
		none, full, mcse float64
		want             Verdict
	}{
		{-10, 30, 1, Found},
		{-10, 30, 6, NotResolved},
		{-30, 10, 6, NotResolved},
		{10, 30, 1, MetWithoutEngagement},
		{10, 30, 6, NotResolved},
		{-10, -30, 1, NoTippingPoint},
		{30, -10, 1, NoTippingPoint},
		{-10, 30, math.NaN(), NotResolved},
	} {
		r := blank()
		r.pays(estimate.Interval{Mean: c.none, MCSE: c.mcse}, estimate.Interval{Mean: c.full, MCSE: c.mcse}, estimate.Interval{Mean: 0.25, MCSE: 0.02})
		if r.Verdict != c.want || math.IsNaN(r.Answer) == (c.want == Found) || c.want == Found && !(r.Low < 0.25 && 0.25 < r.High) {
			t.Errorf("£%v to £%v ± %v: wanted %s; got %s, %v (%v to %v)", c.none, c.full, c.mcse, c.want, r.Verdict, r.Answer, r.Low, r.High)
		}
	}
}
