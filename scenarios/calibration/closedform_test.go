package calibration

import (
	"math"
	"testing"

	"diversim/scenarios/results"
)

// By the curve alone the belief lies about the law that fits it best, which is where
// the priors lie too, and is narrower than they are.
func TestInClosedForm(t *testing.T) {
	in := moved(t, pilot(t, 100), "treatment.self_referral_rate", "frailty.offending_variance", "offending.sanctioned_rate")
	found, err := InClosedForm("possession", in)
	if err != nil {
		t.Fatal(err)
	}
	for k, best := range []float64{0.845, 5.2} {
		b := found[k]
		if !(b.Low < best && best < b.High) || math.Abs(b.Median/best-1) > 0.02 || b.High-b.Low > 0.7*(b.PriorHigh-b.PriorLow) || b.Verdict != results.Informed {
			t.Errorf("%+v", b)
		}
	}
	if one, err := InClosedForm("possession", in[:2]); one != nil || err != nil {
		t.Errorf("without the rate: %v, %v", one, err)
	}
	if other, err := InClosedForm("desistance", in); other != nil || err != nil {
		t.Errorf("another structure: %v, %v", other, err)
	}
}
