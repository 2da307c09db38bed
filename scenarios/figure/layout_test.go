package figure

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"diversim/scenarios/results"
)

func TestFormats(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Pounds(60_000), "£60,000"},
		{Pounds(1_234_567.8), "£1,234,568"},
		{Pounds(88.89), "£89"},
		{Pounds(5), "£5"},
		{Pounds(2.5), "£2.50"},
		{Pounds(-1200), "−£1,200"},
		{Pounds(-0.001), "£0"},
		{Percent(0.7934, 1), "79.3%"},
		{Percent(-0.02, 0), "−2%"},
		{Percent(math.NaN(), 1), "–"},
		{Points(0.0123), "+1.2"},
		{Points(-0.0042), "−0.4"},
		{Points(0.0001), "0.0"},
		{Points(-0.0001), "0.0"},
		{Count(1500), "1,500"},
		{Count(math.NaN()), "–"},
		{results.Listed([]string{"a", "b", "c"}), "a, b and c"},
		{results.Listed([]string{"a"}), "a"},
		{sentence("what."), "What."},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		span  float64
		count int
		want  float64
	}{{1, 5, 0.2}, {0.12, 6, 0.02}, {240_000, 5, 50_000}, {304, 6, 100}, {10, 10, 1}, {0.5, 5, 0.1}} {
		if got := step(c.span, c.count); got != c.want {
			t.Errorf("step(%v, %d) = %v, want %v", c.span, c.count, got, c.want)
		}
	}
}

// An axis covers what it is asked to cover, with at most count+2 evenly placed
// ticks (the two ends are moved out).
func TestWholeAxisCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e6, 1e6).Draw(t, "low")
		span := rapid.Float64Range(1e-3, 1e6).Draw(t, "span")
		count := rapid.IntRange(2, 9).Draw(t, "count")
		a := wholeAxis(low, low+span, count, Count)
		slack := 1e-6 * (a.max - a.min)
		if a.min > low+slack || a.max < low+span-slack || len(a.ticks) < 2 || len(a.ticks) > count+2 {
			t.Fatalf("axis %v to %v with %d ticks for %v to %v", a.min, a.max, len(a.ticks), low, low+span)
		}
	})
}

// Labels keep their order, do not overlap and stay inside the column whenever
// the column can hold them.
func TestSpreadLabels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "labels")
		var labels []label
		var height vg.Length
		for range n {
			l := label{point: vg.Point{Y: vg.Length(rapid.Float64Range(-50, 250).Draw(t, "y"))}, lines: []string{"name"}}
			if rapid.Bool().Draw(t, "two lines") {
				l.lines = append(l.lines, "value")
			}
			labels = append(labels, l)
			height += l.height()
		}
		middles := spread(labels, 0, 200)
		for i := range labels {
			half := labels[i].height() / 2
			if height <= 200 && (middles[i]+half > 200.001 || middles[i]-half < -0.001) {
				t.Fatalf("label %d at %v leaves the column", i, middles[i])
			}
			if i > 0 && middles[i]+half > middles[i-1]-labels[i-1].height()/2+0.001 {
				t.Fatalf("label %d at %v overlaps the one above at %v", i, middles[i], middles[i-1])
			}
		}
	})
}

func TestLabelsStayWhereThereIsRoom(t *testing.T) {
	labels := []label{{point: vg.Point{Y: 150}, lines: []string{"a"}}, {point: vg.Point{Y: 50}, lines: []string{"b"}}}
	got := spread(labels, 0, 200)
	if got[0] != 150 || got[1] != 50 {
		t.Errorf("labels with room moved to %v", got)
	}
}

func TestUncross(t *testing.T) {
	labels := []label{{point: vg.Point{X: 50, Y: 0}, lines: []string{"right"}}, {point: vg.Point{X: 10, Y: 0}, lines: []string{"left"}}}
	if !uncross(labels, []vg.Length{40, 20}, 100) || labels[0].lines[0] != "left" {
		t.Error("crossing leaders were left crossing")
	}
	if uncross(labels, []vg.Length{40, 20}, 100) {
		t.Error("leaders that do not cross were swapped")
	}
}

// However many arms there are, no two have the same line, as far as colours and dashes
// reach, and none that of the headline arm.
func TestArmsAreToldApart(t *testing.T) {
	r := &results.Run{Arms: []results.Arm{{Name: "usual", Comparator: true}, {Name: "diversion", Diverts: true}}}
	const most = 25
	for i := range most {
		r.Arms = append(r.Arms, results.Arm{Name: string(rune('a' + i))})
	}
	seen := map[string]string{}
	for name, s := range strokes(r) {
		look := fmt.Sprint(s)
		if other, there := seen[look]; there {
			t.Errorf("%s and %s are drawn alike", name, other)
		}
		seen[look] = name
	}
}

// That none of a few cohorts met a target is no chance of nearly nothing, and all of them
// none of nearly one.
func TestMetByNoneOrAll(t *testing.T) {
	r := &results.Run{Summary: results.Summary{Replications: 20}}
	for share, want := range map[float64]string{
		0: "true 76.0%, met by none of 20", 1: "true 76.0%, met by all of 20", 0.001: "true 76.0%, chance < 0.5%", 0.15: "true 76.0%, chance 15%",
	} {
		if got := operatingWords(r, results.PassPoint{TrueRate: 0.76, Probability: share}); got != want {
			t.Errorf("met in %v of 20 cohorts: %q, want %q", share, got, want)
		}
	}
}
