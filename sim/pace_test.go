package sim_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"diversim/sim"
)

const week = float64(sim.Year) / 52

// integral is the operational time from origin to at of a pace with the given
// level and effects, cell by cell as the definition says.
func integral(level float64, at sim.Time, effects ...sim.Fade) float64 {
	total := 0.0
	for cell := 0.0; cell*week < float64(at); cell++ {
		// The parts of the cell between the effects that begin within it.
		start, end := cell*week, min((cell+1)*week, float64(at))
		marks := []float64{start, end}
		for _, f := range effects {
			if from := float64(f.From); from > start && from < end {
				marks = append(marks, from)
			}
		}
		slices.Sort(marks)
		for k := 1; k < len(marks); k++ {
			rate := level
			for _, f := range effects {
				if float64(f.From) <= marks[k-1] {
					rate *= 1 + f.Depth*math.Exp(-max(0, (cell+0.5)*week-float64(f.From))/f.Decay)
				}
			}
			total += rate * (marks[k] - marks[k-1])
		}
	}
	return total
}

// TestPaceIsItsDefinition compares Elapsed with a sum over cells written from
// the definition.
func TestPaceIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := rapid.Int64Range(0, int64(sim.Year))
		depth := rapid.Float64Range(-0.9, 3)
		decay := rapid.Float64Range(week, 5*float64(sim.Year))
		first := sim.Fade{Depth: depth.Draw(t, "first"), From: sim.Time(span.Draw(t, "from")), Decay: decay.Draw(t, "decay")}
		second := sim.Fade{Depth: depth.Draw(t, "second"), Decay: decay.Draw(t, "decay")}
		second.From = first.From + sim.Time(span.Draw(t, "later"))
		at := second.From + sim.Time(span.Draw(t, "at"))
		var p sim.Pace
		p.Start(0, week)
		p.SetFade(0, first)
		p.SetFade(1, second)
		got, want := p.Elapsed(at), integral(1, at, first, second)
		if math.Abs(got-want) > 1e-9*max(want, 1) {
			t.Fatalf("operational time %v, want %v", got, want)
		}
	})
}

// TestPaceReach: Reach inverts Elapsed, to the second.
func TestPaceReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p sim.Pace
		p.Start(0, week)
		p.SetFade(0, sim.Fade{
			Depth: rapid.Float64Range(-0.9, 3).Draw(t, "depth"),
			Decay: rapid.Float64Range(week, 5*float64(sim.Year)).Draw(t, "decay"),
		})
		target := rapid.Float64Range(0, 2*float64(sim.Year)).Draw(t, "target")
		at := p.Reach(target, 20*sim.Year)
		if at == sim.Never {
			t.Fatal("not reached in twenty years")
		}
		if p.Elapsed(at) > target+1e-6 || p.Elapsed(at+1) < target-1e-6 {
			t.Fatalf("reached at %d, where operational time is %v of %v", at, p.Elapsed(at), target)
		}
		if p.Reach(target, at) != sim.Never {
			t.Fatal("reached at its limit")
		}
	})
}

// TestPacePath: when and how often a pace is advanced, and settings that change
// nothing, leave every date as it is, to the bit.
func TestPacePath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := func() *sim.Pace {
			p := new(sim.Pace)
			p.Start(0, week)
			p.SetFade(0, sim.Fade{Depth: 0.7, From: 1000, Decay: float64(sim.Year)})
			return p
		}
		plain, touched := start(), start()
		at := sim.Time(1000)
		for range rapid.IntRange(1, 20).Draw(t, "touches") {
			at += sim.Time(rapid.Int64Range(0, int64(sim.Year)/10).Draw(t, "step"))
			touched.Advance(at)
			touched.SetLevel(at, 1)
			touched.SetFade(1, sim.Fade{})
			touched.SetFade(0, sim.Fade{Depth: 0.7, From: 1000, Decay: float64(sim.Year)})
		}
		target := plain.Elapsed(at) + rapid.Float64Range(0, 1e8).Draw(t, "target")
		if a, b := plain.Reach(target, sim.Never/2), touched.Reach(target, sim.Never/2); a != b {
			t.Fatalf("reached at %d, and at %d when touched on the way", a, b)
		}
		if a, b := plain.Elapsed(at+sim.Year), touched.Elapsed(at+sim.Year); a != b {
			t.Fatalf("operational time %v, and %v when touched on the way", a, b)
		}
	})
}

// TestPaceNotBefore: whatever levels up to the one allowed for a pace is given on the
// way, it reaches nothing earlier; and at that level throughout, without effects, no
// more than a second later.
func TestPaceNotBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p sim.Pace
		p.Start(0, week)
		effects := rapid.Bool().Draw(t, "effects")
		if effects {
			p.SetFade(0, sim.Fade{
				Depth: rapid.Float64Range(-0.9, 3).Draw(t, "depth"), From: 1000,
				Decay: rapid.Float64Range(week, 5*float64(sim.Year)).Draw(t, "decay"),
			})
		}
		most := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0.01, 3)).Draw(t, "most")
		target := rapid.Float64Range(1e4, 2*float64(sim.Year)).Draw(t, "target")
		p.SetLevel(1000, most)
		early := p.NotBefore(target, most)
		if most == 0 {
			if early != sim.Never {
				t.Fatalf("at level 0, reached at %d", early)
			}
			return
		}
		if at := p.Reach(target, sim.Never/2); !effects && float64(at) > float64(early)+1001*(1+1/most) {
			t.Fatalf("not before %d, and reached at %d", early, at)
		}
		for at := sim.Time(1000); at < early; at += 7 * sim.Day {
			if got := p.Reach(target, early); got != sim.Never {
				t.Fatalf("not before %d, and reached at %d", early, got)
			}
			p.SetLevel(at, most*rapid.Float64Range(0, 1).Draw(t, "share"))
			if at > 2*sim.Year {
				return
			}
		}
	})
}

// TestPaceFrozen: at level 0 nothing is reached, and the residual is kept.
func TestPaceFrozen(t *testing.T) {
	var p sim.Pace
	p.Start(0, week)
	p.SetLevel(10*sim.Day, 0)
	target := float64(15 * sim.Day)
	if at := p.Reach(target, sim.Never/2); at != sim.Never {
		t.Errorf("reached at %d while frozen", at)
	}
	p.SetLevel(40*sim.Day, 1)
	if at, want := p.Reach(target, sim.Never/2), 45*sim.Day; at != want {
		t.Errorf("reached at %d, want %d", at, want)
	}
}

// TestPaceThatStays: an effect that never wears off needs no cells and is
// exact.
func TestPaceThatStays(t *testing.T) {
	var p sim.Pace
	p.Start(0, week)
	p.SetFade(0, sim.Fade{Depth: -0.5, Decay: math.Inf(1)})
	if at, want := p.Reach(float64(10*sim.Day), sim.Never/2), 20*sim.Day; at != want {
		t.Errorf("reached at %d, want %d", at, want)
	}
}

// ageing is a drift of a made-up shape: a rise to 1 at two years and a fall.
func ageing(seconds float64) float64 {
	x := seconds / float64(2*sim.Year)
	return x * math.Exp(1-x)
}

// TestPaceDrifts compares a pace that drifts and fades with the sum over cells
// at their midpoints, and Reach with Elapsed.
func TestPaceDrifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lead := rapid.Float64Range(0, 3*float64(sim.Year)).Draw(t, "lead")
		level := rapid.Float64Range(0.1, 3).Draw(t, "level")
		from := sim.Time(rapid.Int64Range(0, int64(sim.Year)).Draw(t, "from"))
		at := from + sim.Time(rapid.Int64Range(0, int64(sim.Year)).Draw(t, "at"))
		fade := sim.Fade{
			Depth: rapid.Float64Range(-0.9, 3).Draw(t, "depth"), From: from,
			Decay: rapid.Float64Range(week, 5*float64(sim.Year)).Draw(t, "decay"),
		}
		var p sim.Pace
		p.Start(0, week)
		p.SetDrift(ageing, lead)
		p.SetFade(0, fade)
		p.SetLevel(from, level)
		want := 0.0
		for cell := 0.0; cell*week < float64(at); cell++ {
			before := max(0, min((cell+1)*week, float64(from))-cell*week)
			after := max(0, min((cell+1)*week, float64(at))-max(cell*week, float64(from)))
			middle := (cell + 0.5) * week
			effect := 1 + fade.Depth*math.Exp(-max(0, middle-float64(from))/fade.Decay)
			want += ageing(lead+middle) * (before + after*level*effect)
		}
		if got := p.Elapsed(at); math.Abs(got-want) > 1e-9*max(want, 1) {
			t.Fatalf("operational time %v, want %v", got, want)
		}
		target := p.Elapsed(from) + rapid.Float64Range(0, float64(sim.Year)).Draw(t, "target")
		if at := p.Reach(target, 50*sim.Year); at != sim.Never && (p.Elapsed(at) > target+1e-6 || p.Elapsed(at+1) < target-1e-6) {
			t.Fatalf("reached at %d, where operational time is %v of %v", at, p.Elapsed(at), target)
		}
	})
}

// TestPaceDriftPath: when and how often a drifting pace is advanced leaves
// every date as it is, and a drift that is 1 throughout changes no bit of a
// pace in the same cells.
func TestPaceDriftPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := func(drift sim.Drift) *sim.Pace {
			p := new(sim.Pace)
			p.Start(0, week)
			if drift != nil {
				p.SetDrift(drift, float64(sim.Year))
			}
			p.SetFade(0, sim.Fade{Depth: 0.7, Decay: float64(sim.Year)})
			return p
		}
		plain, touched := start(ageing), start(ageing)
		bare, unmoved := start(nil), start(func(float64) float64 { return 1 })
		at := sim.Time(0)
		for range rapid.IntRange(1, 20).Draw(t, "touches") {
			at += sim.Time(rapid.Int64Range(0, int64(sim.Year)/10).Draw(t, "step"))
			touched.Advance(at)
			touched.SetLevel(at, 1)
		}
		target := rapid.Float64Range(0, 1e8).Draw(t, "target")
		later := plain.Elapsed(at) + target
		if a, b := plain.Reach(later, sim.Never/2), touched.Reach(later, sim.Never/2); a != b {
			t.Fatalf("reached at %d, and at %d when touched on the way", a, b)
		}
		if a, b := bare.Reach(target, sim.Never/2), unmoved.Reach(target, sim.Never/2); a != b || bare.Elapsed(at) != unmoved.Elapsed(at) {
			t.Fatalf("reached at %d, and at %d under a drift of 1", a, b)
		}
	})
}
