package estimate

import (
	"math"
	"testing"

	"diversim/sim"
)

// gridCases are those of P38: a corner of a grid of 20 by 20.
func gridCases() Cases {
	var c Cases
	for i := range 20 {
		for j := range 20 {
			x, y := (float64(i)+0.5)/20, (float64(j)+0.5)/20
			c.Points = append(c.Points, []float64{x, y})
			c.Interest = append(c.Interest, x > 0.60 && y < 0.35)
		}
	}
	return c
}

func TestP38ImplausibilityAndBox(t *testing.T) {
	caught := gridCases().Catch(Box{{0.55, math.Inf(1)}, {math.Inf(-1), 0.40}})
	agree(t, []answer{
		{"0.300", Implausibility(0.262, 0.300, 0.004, 0.015, 0.003), 2.4033310217279684, 0},
		{"0.268", Implausibility(0.262, 0.268, 0.004, 0.015, 0.003), 0.3794733192202055, 0},
		{"coverage", caught.Coverage(), 1, 0},
		{"density", caught.Density(), 0.7777777777777778, 0},
		{"mass", caught.Mass(), 0.18, 0},
		{"base rate", caught.BaseRate(), 0.14, 0},
	})
	if caught.Cases != 56 || caught.Inside != 72 {
		t.Errorf("%+v, want 56 positives and 72 in the box", caught)
	}
	if Implausibility(1, 1, 0, 0, 0) != 0 || !math.IsInf(Implausibility(1, 2, 0, 0, 0), 1) {
		t.Error("implausibility without spread")
	}
}

// The corner of P38 is found: the last box holds it and nothing else, and from
// box to box density rises.
func TestPeelFindsTheCorner(t *testing.T) {
	c := gridCases()
	boxes := Peeling{}.Peel(c)
	for i := 1; i < len(boxes); i++ {
		if c.Catch(boxes[i]).Density() <= c.Catch(boxes[i-1]).Density() {
			t.Errorf("box %d is no denser than the one before", i)
		}
	}
	last := boxes[len(boxes)-1]
	caught := c.Catch(last)
	if caught.Coverage() != 1 || caught.Density() != 1 || !(last[0].Low > 0.575 && last[0].Low < 0.625 && last[1].High > 0.325 && last[1].High < 0.375) {
		t.Errorf("the last box %+v holds %+v", last, caught)
	}
	for d, p := range c.QuasiP(last) {
		if !(p < 1e-10) {
			t.Errorf("quasi-p of input %d: %v", d, p)
		}
	}
}

// A box cut too small is pasted to the whole corner, and not beyond it.
func TestPaste(t *testing.T) {
	c := gridCases()
	small := Box{{0.70, 0.85}, {0.10, 0.20}}
	wide := Peeling{}.Paste(c, small)
	caught := c.Catch(wide)
	if caught.Coverage() != 1 || caught.Density() != 1 || !math.IsInf(wide[0].High, 1) || !math.IsInf(wide[1].Low, -1) {
		t.Errorf("pasted to %+v, which holds %+v", wide, caught)
	}
}

// With 20 inputs of which two matter and a tenth of the labels wrong, the box
// bounds the two, and its other bounds have large quasi-p. A switch of two
// values is peeled off whole.
func TestPeelAmongMany(t *testing.T) {
	const n, inputs = 2000, 20
	draws := sim.NewDraws(38, 0)
	var c Cases
	for i := range uint32(n) {
		point := make([]float64, inputs)
		for d := range point {
			point[d] = draws.Uniform(sim.Design, i, 1, uint32(d))
		}
		point[3] = math.Round(point[3])
		interest := point[3] == 1 && point[7] > 0.7
		if draws.Uniform(sim.Design, i, 2, 0) < 0.1 {
			interest = !interest
		}
		c.Points, c.Interest = append(c.Points, point), append(c.Interest, interest)
	}
	var box Box
	for _, b := range (Peeling{}).Peel(c) {
		if c.Catch(b).Mass() >= 0.14 {
			box = b
		}
	}
	if box[3].Low != 0.5 || math.Abs(box[7].Low-0.7) > 0.1 {
		t.Errorf("bounds of the two: %+v, %+v", box[3], box[7])
	}
	p := c.QuasiP(box)
	if !(p[3] < 1e-6 && p[7] < 1e-6) {
		t.Errorf("quasi-p of the two: %v, %v", p[3], p[7])
	}
	if caught := c.Catch(box); caught.Density() < 0.8 || caught.Coverage() < 0.5 {
		t.Errorf("%+v: density %v, coverage %v", caught, caught.Density(), caught.Coverage())
	}
	for d := range p {
		if d != 3 && d != 7 && p[d] < 1e-3 {
			t.Errorf("input %d does not matter and has quasi-p %v", d, p[d])
		}
	}
}

// Without cases of interest, or with nothing else, there is nothing to peel.
func TestPeelNothing(t *testing.T) {
	for _, interest := range []bool{false, true} {
		c := Cases{Points: [][]float64{{1}, {2}, {3}}, Interest: []bool{interest, interest, interest}}
		if boxes := (Peeling{}).Peel(c); len(boxes) != 1 || c.Catch(boxes[0]).Mass() != 1 {
			t.Errorf("all %v: peeled to %v", interest, boxes)
		}
	}
	mustPanic(t, "a coordinate without value", func() { Peeling{}.Peel(Cases{[][]float64{{math.NaN()}}, []bool{true}}) })
}

// Patience: a slice of ten points without a case goes before a switch that
// raises the density more but takes a hundred.
func TestPeelIsPatient(t *testing.T) {
	var c Cases
	for i := range 200 {
		c.Points = append(c.Points, []float64{float64(i % 2), float64(i) / 200})
		c.Interest = append(c.Interest, i >= 10 && i%10 != 9 && (i%2 == 1 || i%10 < 4))
	}
	box := Peeling{}.Peel(c)[1]
	if box[0] != Everywhere() || c.Catch(box).Inside != 190 {
		t.Errorf("the first peel leaves %+v, with %d points", box, c.Catch(box).Inside)
	}
}
