package figure

import (
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"diversim/scenarios/results"
)

// The words in the corners of the plane cross neither line of zero and lie over no
// point, wherever the points are.
func TestCornersStayInTheirQuadrants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := vg.Length(rapid.Float64Range(0.1, 0.3).Draw(t, "share"))
		var points []results.PlanePoint
		for _, v := range rapid.SliceOfN(rapid.Float64Range(-900, 900), 1, 9).Draw(t, "points") {
			points = append(points, results.PlanePoint{PublicAverage: v})
		}
		of := func(q results.PlanePoint) float64 { return q.PublicAverage }
		span := planeSpan(points, of, results.Estimate{Low: results.Absent(), High: results.Absent()})
		part := func(length float64, of reach) float64 { return length / (of.high - of.low) }
		const rounding = 1e-9
		beyond := span.beyond(share)
		for _, q := range points {
			if part(of(q)-beyond.low, beyond) < float64(share)-rounding || part(beyond.high-of(q), beyond) < float64(share)-rounding {
				t.Fatalf("a point at %v lies under words of %v of %v", of(q), share, beyond)
			}
		}
		around := span.aroundZero(share)
		if part(-around.low, around) < float64(share)-rounding || part(around.high, around) < float64(share)-rounding {
			t.Fatalf("words of %v cross 0 in %v", share, around)
		}
	})
}

// An axis has two numbers at least, or nobody can read a length off it.
func TestAxesHaveAScale(t *testing.T) {
	for _, ends := range [][2]float64{{-891, 706}, {-0.9, 0.9}, {-1, 1}, {3, 3}, {0.4, 0.6}} {
		if a := within(ends[0], ends[1], 3, shortPounds); len(a.ticks) < 2 {
			t.Errorf("from %v to %v: %v", ends[0], ends[1], a.ticks)
		}
	}
}

// What happens in no replication is not said to happen in under half a per cent of
// them, and the arm with the highest mean is named once.
func TestNoneOfTheReplications(t *testing.T) {
	r := fakeRun()
	arm, e, _ := comparedArm(r)
	for i := range e.ICER {
		e.ICER[i].Shares = [4]results.Number{0, 1, 0.004, 0}
	}
	for i, c := range r.Summary.Acceptability {
		r.Summary.Acceptability[i].Frontier = arm.Name
		c.Probability[arm.Name] = 0
	}
	picture, words := figureOf(t, r, "06-cost-effectiveness")
	for _, want := range []string{"does more in none, costs more and does more in all, costs less and does less in < 0.5% and", "in none at £20,000 a QALY (where it has the highest mean too)"} {
		if !strings.Contains(words, want) {
			t.Errorf("%s\nwant in it\n%s", words, want)
		}
	}
	if !strings.Contains(picture, ">none<") || !strings.Contains(picture, ">all<") {
		t.Error("the picture has neither none nor all")
	}
}
