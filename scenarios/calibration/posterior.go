package calibration

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"diversim/scenarios/study"
	"diversim/sim"
	"diversim/sim/estimate"
)

// The decisions of the draws that this package makes of a seed; the numbers are
// permanent.
const (
	drawSurface sim.Decision = iota + 96

	drawPerson
	drawResample
	drawFigure
)

// UsualParticles is how many particles stand for what is believed, and MostParticles
// how many may.
const (
	UsualParticles = 1000
	MostParticles  = 10_000
)

// ballShare is the part of the error's variance that acceptance stands for; the rest
// is drawn. Points spread evenly over a ball have no tails, so that a search that took
// the whole error for acceptance would believe too much where the figures fit badly:
// 95% intervals covered 88% of known truths. The smaller the part, the fewer are
// accepted.
const ballShare = 0.25

// Kernel is the distance, in standard deviations of the errors of so many figures, at
// which the search ends. Accepting everything nearer and nothing farther is an error
// (Wilkinson 2013): points spread evenly over a ball of radius r in k dimensions have
// the variance r²/(k+2) in each.
func Kernel(figures int) float64 { return math.Sqrt(ballShare * float64(figures+2)) }

// Posterior searches what a match has left for what the figures say: particles of
// the prior inside the region, accepted by what could have been published there: the
// surfaces of the last wave with their own error and that of the figures. Both parts
// of the error of the figures, drawn and accepted, have together the covariance of the
// published error and of what the model cannot represent. The search ends at the
// distance for which that holds (see Kernel), or as estimate.ABC does.
func (q *Question) Posterior(r *Region, particles int, seed uint64) (estimate.Particles, error) {
	law := newErrorLaw(q.Aims)
	draws := sim.NewDraws(seed, 0)
	search := estimate.ABC{Particles: particles, Noise: Kernel(len(q.Aims)), Seed: seed, Acceptance: leastAcceptance}
	return search.Search(len(q.Inputs), func(points [][]float64, first int) ([]float64, error) {
		far := make([]float64, len(points))
		for i, point := range points {
			if !r.Contains(point) {
				far[i] = math.Inf(1)
				continue
			}
			figures, spread := r.Predict(point)
			off := make([]float64, len(figures))
			for k := range figures {
				surface, published := draws.Pair(sim.Design, uint32(first+i), drawSurface, uint32(k))
				figures[k] += spread[k] * sim.NormalScore(surface)
				off[k] = math.Sqrt(1-ballShare) * sim.NormalScore(published)
			}
			law.add(figures, off)
			far[i] = law.distance(figures, q.Aims)
		}
		return far, nil
	})
}

// leastAcceptance is the share of proposals below which the search gives up. Its
// first round looks for the region in the whole prior; later ones are near it.
const leastAcceptance = 1e-3

// errorLaw is the law of the errors by which the figures of the right values may
// differ from those published: its covariance, factored. Points of one curve are
// counted in the same people, so that the errors of shares F at an earlier and G at a
// later time have the correlation √(F(1−G)/(G(1−F))).
type errorLaw struct {
	root  mat.Cholesky
	lower mat.TriDense
}

func newErrorLaw(aims []study.Aim) *errorLaw {
	covariance := mat.NewSymDense(len(aims), nil)
	for i, a := range aims {
		covariance.SetSym(i, i, a.SD*a.SD+a.Discrepancy*a.Discrepancy)
		for j, b := range aims[:i] {
			if a.Curve == "" || a.Curve != b.Curve {
				continue
			}
			low, high := min(a.Published, b.Published), max(a.Published, b.Published)
			covariance.SetSym(i, j, a.SD*b.SD*math.Sqrt(low*(1-high)/(high*(1-low))))
		}
	}
	e := &errorLaw{}
	if !e.root.Factorize(covariance) {
		panic("calibration: the errors of published figures have no covariance")
	}
	e.root.LTo(&e.lower)
	return e
}

// add moves figures by errors, given by independent standard normal scores.
func (e *errorLaw) add(figures, scores []float64) {
	var off mat.VecDense
	off.MulVec(&e.lower, mat.NewVecDense(len(scores), scores))
	for k := range figures {
		figures[k] += off.AtVec(k)
	}
}

// distance is that of figures from those published, in standard deviations of the
// errors (Mahalanobis).
func (e *errorLaw) distance(figures []float64, aims []study.Aim) float64 {
	off := mat.NewVecDense(len(figures), nil)
	for k, aim := range aims {
		off.SetVec(k, figures[k]-aim.Published)
	}
	var solved mat.VecDense
	if err := e.root.SolveVecTo(&solved, off); err != nil {
		panic("calibration: " + err.Error())
	}
	return math.Sqrt(mat.Dot(off, &solved))
}

// Even is n particles of equal weight, by systematic resampling.
func Even(p estimate.Particles, n int, seed uint64) [][]float64 {
	start := sim.NewDraws(seed, 0).Uniform(sim.Design, 0, drawResample, 0)
	var all [][]float64
	below := 0.0
	for i, w := range p.Weights {
		below += w
		for len(all) < n && (float64(len(all))+start)/float64(n) < below {
			all = append(all, p.Points[i])
		}
	}
	for len(all) < n { // rounding of the weights' sum
		all = append(all, p.Points[len(p.Points)-1])
	}
	return all
}
