package calibration

import (
	"math"

	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// frame moves scores to the middle of a wave and measures them in its spread, so
// that the terms of a surface over a small region are not nearly the same.
type frame struct{ middle, spread []float64 }

// framed is the frame of points, given by their scores.
func framed(points [][]float64) frame {
	f := frame{}
	column := make([]float64, len(points))
	for d := range points[0] {
		for i, point := range points {
			column[i] = point[d]
		}
		f.middle = append(f.middle, estimate.Mean(column))
		f.spread = append(f.spread, math.Sqrt(estimate.Variance(column)))
	}
	return f
}

func (f *frame) of(at []float64) []float64 {
	local := make([]float64, len(at))
	for d, x := range at {
		local[d] = (x - f.middle[d]) / f.spread[d]
	}
	return local
}

// fit puts a surface through what each figure was at the points.
func fit(aims []study.Aim, points [][]float64, found []study.Matched) (Wave, error) {
	w := Wave{Points: len(points)}
	all := make([][]float64, len(points))
	for i, point := range points {
		all[i] = scores(point)
	}
	w.frame = framed(all)
	for k, aim := range aims {
		var local [][]float64
		var figures []float64
		for i, m := range found {
			if !math.IsNaN(m.Figures[k]) {
				local, figures = append(local, w.frame.of(all[i])), append(figures, m.Figures[k])
			}
		}
		chance := chanceOf(found, k)
		s, err := estimate.NewQuadratic(local, figures, chance)
		if err != nil {
			return w, err
		}
		w.Surfaces = append(w.Surfaces, Fit{
			Aim: aim.Key, Run: chance, Chance: s.ChanceSD(make([]float64, len(all[0]))), Misses: s.MissSD(), surface: s,
		})
	}
	return w, nil
}

// chanceOf is the standard deviation of a figure of a point by chance, from how its
// cohorts differ; 0 where none has two.
func chanceOf(found []study.Matched, aim int) float64 {
	var variances []float64
	for _, m := range found {
		each := make([]float64, len(m.Cohorts))
		for c := range each {
			each[c] = m.Cohorts[c][aim]
		}
		if v := estimate.Variance(each); !math.IsNaN(v) {
			variances = append(variances, v/float64(len(each)))
		}
	}
	if len(variances) == 0 {
		return 0
	}
	return math.Sqrt(estimate.Mean(variances))
}
