package estimate

import (
	"fmt"
	"math"
	"slices"
)

// Bounds are the least and greatest value that a box allows of an input.
type Bounds struct{ Low, High float64 }

// Everywhere are bounds that allow anything.
func Everywhere() Bounds { return Bounds{math.Inf(-1), math.Inf(1)} }

func (b Bounds) holds(x float64) bool { return b.Low <= x && x <= b.High }

// Box is a part of the space of inputs: bounds of each.
type Box []Bounds

// WholeSpace is the box that holds everything.
func WholeSpace(inputs int) Box {
	box := make(Box, inputs)
	for d := range box {
		box[d] = Everywhere()
	}
	return box
}

// Holds says whether a point is in the box, its bounds included.
func (b Box) Holds(point []float64) bool {
	wantSameLength("a point", len(point), len(b))
	for d, x := range point {
		if !b[d].holds(x) {
			return false
		}
	}
	return true
}

// with is the box with other bounds of one input.
func (b Box) with(d int, bounds Bounds) Box {
	other := slices.Clone(b)
	other[d] = bounds
	return other
}

// Cases are the points that were run, and which of them are of interest: those
// where diversion increases reoffending, say.
type Cases struct {
	Points   [][]float64
	Interest []bool
}

// Catch is what a box holds of the cases.
type Catch struct {
	Points   int // in all
	Cases    int // of interest, in all
	Inside   int // points in the box
	Interest int // of interest, in the box
}

// Coverage is the share of the cases of interest that the box holds.
func (c Catch) Coverage() float64 { return ratio(float64(c.Interest), float64(c.Cases)) }

// Density is the share of what the box holds that is of interest.
func (c Catch) Density() float64 { return ratio(float64(c.Interest), float64(c.Inside)) }

// Mass is the share of all points that the box holds.
func (c Catch) Mass() float64 { return ratio(float64(c.Inside), float64(c.Points)) }

// BaseRate is the share of all points that is of interest.
func (c Catch) BaseRate() float64 { return ratio(float64(c.Cases), float64(c.Points)) }

// Catch counts what a box holds.
func (c Cases) Catch(box Box) Catch {
	c.check()
	caught := Catch{Points: len(c.Points)}
	for i, point := range c.Points {
		inside := box.Holds(point)
		if inside {
			caught.Inside++
		}
		if c.Interest[i] {
			caught.Cases++
			if inside {
				caught.Interest++
			}
		}
	}
	return caught
}

// QuasiP is, for each input that the box bounds, the probability that as many
// cases or more would be caught if the bounds of this input caught none but by
// chance: that of the binomial law with the density of the box without them
// (Bryant and Lempert 2010). A large one says that the box is as good without
// the input. It is no test, for the box was chosen to catch. NaN for inputs
// without bounds.
func (c Cases) QuasiP(box Box) []float64 {
	caught := c.Catch(box)
	all := make([]float64, len(box))
	for d, bounds := range box {
		all[d] = math.NaN()
		if bounds == Everywhere() {
			continue
		}
		if freed := c.Catch(box.with(d, Everywhere())); freed.Inside > 0 {
			all[d] = BinomialUpperTail(caught.Inside, caught.Interest, freed.Density())
		}
	}
	return all
}

func (c Cases) check() {
	wantSameLength("whether points are of interest", len(c.Interest), len(c.Points))
	for i, point := range c.Points {
		wantSameLength("each point", len(point), len(c.Points[0]))
		if slices.ContainsFunc(point, math.IsNaN) {
			panic(fmt.Sprintf("estimate: a coordinate of point %d is NaN", i+1))
		}
	}
}
