package design

import (
	"fmt"
	"slices"
)

// Saltelli is the settings from which first-order and total Sobol' indices are
// estimated (Saltelli and others 2010): two independent samples, and for each
// input, or group of them, the first with that input taken from the second.
type Saltelli struct {
	A, B  [][]float64
	Mixed [][][]float64 // by group
}

// NewSaltelli splits points with two coordinates for each input. Groups list
// the inputs that are moved together, counted from 0; nil is each by itself. An
// input on which no output depends makes a dummy, whose indices show
// what chance alone makes of one.
func NewSaltelli(points [][]float64, groups [][]int) Saltelli {
	var s Saltelli
	for i, point := range points {
		if len(point) == 0 || len(point)%2 != 0 || len(point) != len(points[0]) {
			panic(fmt.Sprintf("design: want points with two coordinates for each input, got %d in point %d", len(point), i+1))
		}
		inputs := len(point) / 2
		s.A, s.B = append(s.A, point[:inputs:inputs]), append(s.B, point[inputs:])
	}
	if groups == nil && len(points) > 0 {
		for d := range s.A[0] {
			groups = append(groups, []int{d})
		}
	}
	for _, group := range groups {
		s.Mixed = append(s.Mixed, s.mixed(group))
	}
	return s
}

// mixed is the first sample with some inputs of the second.
func (s Saltelli) mixed(group []int) [][]float64 {
	all := make([][]float64, len(s.A))
	for j := range all {
		all[j] = slices.Clone(s.A[j])
		for _, d := range group {
			all[j][d] = s.B[j][d]
		}
	}
	return all
}

// Points is every setting to run: the first sample, the second, and then the
// mixed ones by group.
func (s Saltelli) Points() [][]float64 {
	return slices.Concat(append([][][]float64{s.A, s.B}, s.Mixed...)...)
}

// Split parts the outputs of Points, in their order.
func (s Saltelli) Split(outputs []float64) (a, b []float64, mixed [][]float64) {
	n := len(s.A)
	if want := n * (2 + len(s.Mixed)); len(outputs) != want {
		panic(fmt.Sprintf("design: want %d outputs, one for each point, got %d", want, len(outputs)))
	}
	part := func(k int) []float64 { return outputs[k*n : (k+1)*n : (k+1)*n] }
	for k := range s.Mixed {
		mixed = append(mixed, part(2+k))
	}
	return part(0), part(1), mixed
}
