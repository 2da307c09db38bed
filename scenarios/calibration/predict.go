package calibration

import (
	"context"
	"fmt"
	"math"

	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Prediction is what the model shows of one figure under what is believed.
type Prediction struct {
	Aim       string  `json:"target"`
	Simulated float64 `json:"simulated"` // mean over the particles that were run
	SE        float64 `json:"mc_se"`     // of that mean, by chance and by which particles were run
	Median    float64 `json:"median"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"` // Low and High: 95%; with Median by the surfaces at all particles and the error of the published figure
}

// Predict runs some particles of equal weight and says what figures they give
// together; the median and the interval are of figures
// that could have been published: the surfaces of the region at all of them, with the
// error of the published figure and what the model cannot represent.
func (q *Question) Predict(ctx context.Context, r *Region, even [][]float64, runs int, seed uint64) ([]Prediction, error) {
	if runs < 2 || runs > len(even) {
		return nil, fmt.Errorf("wanted 2 to %d runs; got %d", len(even), runs)
	}
	some := make([][]float64, runs)
	for k := range some {
		some[k] = even[k*len(even)/runs]
	}
	const first = 1 << 19 // after all waves
	found, err := q.Run(ctx, some, first)
	if err != nil {
		return nil, err
	}
	all := meansOf(q.Aims, found)
	heights := make([][]float64, len(q.Aims))
	draws := sim.NewDraws(seed, 0)
	for i, point := range even {
		figures, _ := r.Predict(point)
		for k, aim := range q.Aims {
			off := math.Hypot(aim.SD, aim.Discrepancy) * sim.NormalScore(draws.Uniform(sim.Design, uint32(i), drawFigure, uint32(k)))
			heights[k] = append(heights[k], figures[k]+off)
		}
	}
	for k := range all {
		all[k].Median, _ = estimate.Percentile(heights[k], middle)
		all[k].Low, _ = estimate.Percentile(heights[k], lowTail)
		all[k].High, _ = estimate.Percentile(heights[k], highTail)
	}
	return all, nil
}

// meansOf are the figures of points together, with their standard errors.
func meansOf(aims []study.Aim, found []study.Matched) []Prediction {
	all := make([]Prediction, len(aims))
	for k, aim := range aims {
		var each []float64
		for _, m := range found {
			if !math.IsNaN(m.Figures[k]) {
				each = append(each, m.Figures[k])
			}
		}
		all[k] = Prediction{Aim: aim.Key, Simulated: estimate.Mean(each), SE: estimate.StandardError(each)}
	}
	return all
}
