package calibration

import (
	"context"
	"errors"
	"fmt"
	"math"

	"diversim/scenarios/study"
	"diversim/sim/design"
	"diversim/sim/estimate"
)

// History is how values are ruled out. The zero value is ready for use.
type History struct {
	Points int // of a wave; 0: 500
	Waves  int // at most; 0: 3
	Seed   uint64
	// Done is told how many points of how many were run; nil: nobody is.
	Done func(done, planned int)
}

// What the zero value of History stands for, and the bounds of its settings.
const (
	UsualPoints = 500
	MostPoints  = 10_000
	usualWaves  = 3
)

// Cutoff is the implausibility from which on a value is ruled out.
const Cutoff = 3

const (
	probes     = 100_000 // points of the prior on which the share that is left is measured
	settled    = 0.9     // of the share that was left before: a wave that leaves more is the last
	candidates = 20_000  // of a batch from which a later wave takes its points
	batches    = 100     // at most
)

// Region is what history matching leaves of the prior.
type Region struct {
	Waves []Wave
	aims  []study.Aim
}

// Wave is one round of points, run and fitted.
type Wave struct {
	Points   int
	Left     float64 // share of the prior that this wave and those before leave
	SE       float64 // standard error of it
	Surfaces []Fit   // by aim
	frame    frame
}

// Fit is how well a surface stands in for the model.
type Fit struct {
	Aim     string
	Run     float64 // standard deviation of a run by chance
	Chance  float64 // standard error of the surface, in the middle of the wave
	Misses  float64 // standard deviation of what the surface misses
	surface *estimate.Quadratic
}

// ErrNothingLeft is why a match ends without a region.
var ErrNothingLeft = errors.New("nothing of the priors is left: no values of these inputs give these figures together")

// LeastPoints is the fewest points of a wave over so many inputs.
func LeastPoints(inputs int) int { return 2 * estimate.QuadraticTerms(inputs) }

// Match runs waves of Latin hypercubes. After each, quadratic surfaces through the
// runs of the wave say what the model would give anywhere, and a point of the prior
// is ruled out where some figure lies 3 or more standard deviations from it. What
// may keep them apart is the published error, what the model cannot represent,
// chance in the runs, and what the surface misses. Later waves lie in what is left,
// so that their surfaces have less to bend. It ends where a wave rules out less
// than a tenth of what was left.
//
// With ErrNothingLeft it returns the waves so far.
func (h History) Match(ctx context.Context, q *Question) (*Region, error) {
	h.fill()
	r := &Region{aims: q.Aims}
	probe := design.Halton(probes, len(q.Inputs), h.Seed)
	before := 1.0
	for wave := range h.Waves {
		points := h.points(r, len(q.Inputs), wave)
		if len(points) < LeastPoints(len(q.Inputs)) {
			return r, fmt.Errorf("%w (%d points found in what is left)", ErrNothingLeft, len(points))
		}
		found, err := h.run(ctx, q, points, wave)
		if err != nil {
			return r, err
		}
		w, err := fit(q.Aims, points, found)
		if err != nil {
			return r, err
		}
		r.Waves = append(r.Waves, w)
		last := &r.Waves[wave]
		inside := 0
		for _, point := range probe {
			if r.Contains(point) {
				inside++
			}
		}
		last.Left = float64(inside) / probes
		last.SE = math.Sqrt(last.Left * (1 - last.Left) / probes)
		if inside == 0 {
			return r, ErrNothingLeft
		}
		if last.Left > settled*before {
			break
		}
		before = last.Left
	}
	return r, nil
}

func (h *History) fill() {
	if h.Points == 0 {
		h.Points = UsualPoints
	}
	if h.Waves == 0 {
		h.Waves = usualWaves
	}
}

// points are those of a wave: a Latin hypercube, or as many of finer ones as lie in
// what is left.
func (h *History) points(r *Region, inputs, wave int) [][]float64 {
	if wave == 0 {
		return design.LatinHypercube(h.Points, inputs, h.Seed)
	}
	var all [][]float64
	for batch := range batches {
		seed := h.Seed + uint64(wave*batches+batch)<<streamBits
		for _, point := range design.LatinHypercube(candidates, inputs, seed) {
			if len(all) < h.Points && r.Contains(point) {
				all = append(all, point)
			}
		}
		if len(all) == h.Points {
			break
		}
	}
	return all
}

// streamBits keep the seeds of further designs apart from those that people type.
const streamBits = 32

// run runs the points of a wave, some at a time so that progress can be told.
func (h *History) run(ctx context.Context, q *Question, points [][]float64, wave int) ([]study.Matched, error) {
	const at = 20
	var all []study.Matched
	for from := 0; from < len(points); from += at {
		to := min(from+at, len(points))
		found, err := q.Run(ctx, points[from:to], wave*MostPoints+from)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if h.Done != nil {
			h.Done(wave*h.Points+to, h.Waves*h.Points)
		}
	}
	return all, nil
}

// Implausibility is the greatest of any figure under any wave, or at once that of
// the first that rules the point out.
func (r *Region) Implausibility(point []float64) float64 {
	at, most := scores(point), 0.0
	for w := range r.Waves {
		wave := &r.Waves[w]
		local := wave.frame.of(at)
		for k, aim := range r.aims {
			s := wave.Surfaces[k].surface
			spread := math.Hypot(s.MissSD(), s.ChanceSD(local))
			most = max(most, estimate.Implausibility(aim.Published, s.At(local), aim.SD, aim.Discrepancy, spread))
			if most >= Cutoff {
				return most
			}
		}
	}
	return most
}

// Contains says whether a point of the prior is left.
func (r *Region) Contains(point []float64) bool { return r.Implausibility(point) < Cutoff }

// Left is the share of the prior that is left.
func (r *Region) Left() float64 { return r.Waves[len(r.Waves)-1].Left }

// Predict is what the surfaces of the last wave say of a point, and the standard
// deviation with which they say it, by aim.
func (r *Region) Predict(point []float64) (figures, sds []float64) {
	wave := &r.Waves[len(r.Waves)-1]
	local := wave.frame.of(scores(point))
	for _, f := range wave.Surfaces {
		figures = append(figures, f.surface.At(local))
		sds = append(sds, math.Hypot(f.surface.MissSD(), f.surface.ChanceSD(local)))
	}
	return figures, sds
}
