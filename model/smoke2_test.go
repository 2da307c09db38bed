package model

import (
	"fmt"
	"math"
	"testing"

	"diversim/sim"
)

func TestSmoke2(t *testing.T) {
	p, _ := New()
	m := Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
	base, _ := New()
	st := m.set.study(base)
	fmt.Println("thin", st.thinning, "meandose", st.meanDose)
	full := st
	st.diverts = false
	for _, a := range []float64{-.1, -.2, -.4, -.6, -.8, -1, -1.3} {
		fmt.Printf("A %.2f ind %.3f  behaviour %.4f  with thinning %.4f\n", a, math.Exp(a), st.Ratio(a), full.Ratio(a))
	}
	a := st.solve(math.Log(.884/.925))
	fmt.Println("literal A", a, math.Exp(a), "total", full.Ratio(a))
	p.Effect.RouteDecay = 1e9
	p.Effect.CourseDecay = 1e9
	m = Prepare(p, Config{People: 1500, Horizon: 3 * sim.Year, Force: "West Midlands"}, nil)
	fmt.Println("no decay", m.set.contrast)
}
