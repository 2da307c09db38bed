package estimate

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"diversim/sim"
)

// ABC looks for the settings under which a simulator comes near to what was
// observed: approximate Bayesian computation by sequential Monte Carlo
// (Beaumont and others 2009; Toni and others 2009). The zero value is ready for
// use.
type ABC struct {
	Particles  int     // 0: 1,000
	Rounds     int     // at most, the first from the prior; 0: 20
	Noise      float64 // distance that chance alone makes: the search ends once that is asked, and asks no less
	Acceptance float64 // share of proposals below which a round is given up; 0: 0.01
	Seed       uint64
}

// What the zero value of ABC stands for.
const (
	usualParticles  = 1000
	usualRounds     = 20
	usualAcceptance = 0.01
)

// Distances runs the simulator at each point and says how far it comes from
// what was observed; infinite or NaN is never accepted. A coordinate is the
// probability of which an input's prior gives the quantile. first is the number
// of the first point, counted over the whole search: with it each run has a
// seed of its own. The points may be run in any order, or at once.
type Distances func(points [][]float64, first int) ([]float64, error)

// ErrNothingAccepted is returned where too few points of the prior have a
// distance.
var ErrNothingAccepted = errors.New("too few settings can be simulated")

// Search accepts whatever the prior gives, and then, round by round, what comes
// nearer than half of the round before did, proposed around its particles by a
// normal law with twice their covariance, on the scale on which the prior is
// standard normal. The last round whose particles could all be found is the
// answer. The error is that of the simulator, or ErrNothingAccepted.
func (a ABC) Search(inputs int, distances Distances) (Particles, error) {
	a.fill()
	if inputs < 1 {
		panic(fmt.Sprintf("estimate: a search wants at least one input, got %d", inputs))
	}
	s := search{ABC: a, inputs: inputs, distances: distances}
	found, enough, err := s.round(0, math.MaxFloat64, nil)
	switch {
	case err != nil:
		return Particles{}, err
	case !enough:
		return Particles{}, fmt.Errorf("%w: %d of %d proposals", ErrNothingAccepted, len(found.scores), s.run)
	}
	for round := 1; round < a.Rounds && found.Tolerance > a.Noise; round++ {
		tolerance, nearer := found.nearer()
		if !nearer {
			break
		}
		next, enough, err := s.round(round, max(tolerance, a.Noise), &found)
		if err != nil {
			return Particles{}, err
		}
		if !enough {
			break
		}
		found = next
	}
	return found, nil
}

func (a *ABC) fill() {
	if a.Particles == 0 {
		a.Particles = usualParticles
	}
	if a.Rounds == 0 {
		a.Rounds = usualRounds
	}
	if a.Acceptance == 0 {
		a.Acceptance = usualAcceptance
	}
	wantInside("the least acceptance", a.Acceptance)
	wantNotNegative("the noise", a.Noise)
	if a.Particles < 2 {
		panic(fmt.Sprintf("estimate: a search wants at least two particles, got %d", a.Particles))
	}
}

// search is one at work.
type search struct {
	ABC
	inputs    int
	distances Distances
	run       int // points so far
}

// round accepts proposals until there are enough particles, or until too small a
// share is accepted.
func (s *search) round(number int, tolerance float64, before *Particles) (found Particles, enough bool, err error) {
	found = Particles{Tolerance: tolerance, Rounds: number + 1}
	draws := sim.NewDraws(s.Seed, uint32(number))
	var kernel *kernel
	if before != nil {
		kernel = newKernel(before)
	}
	most := int(float64(s.Particles) / s.Acceptance)
	proposed := 0
	for len(found.scores) < s.Particles && proposed < most {
		batch, scores := make([][]float64, s.Particles), make([][]float64, s.Particles)
		for i := range batch {
			scores[i] = s.propose(draws, uint32(proposed+i), before, kernel)
			batch[i] = probabilities(scores[i])
		}
		far, err := s.distances(batch, s.run)
		if err != nil {
			return found, false, err
		}
		wantSameLength("the distances", len(far), len(batch))
		for i := 0; i < len(batch) && len(found.scores) < s.Particles; i++ {
			proposed++
			if far[i] <= tolerance {
				found.Points, found.Distances = append(found.Points, batch[i]), append(found.Distances, far[i])
				found.scores = append(found.scores, scores[i])
			}
		}
		s.run += len(batch)
	}
	found.Acceptance = float64(len(found.scores)) / float64(proposed)
	if len(found.scores) < s.Particles {
		return found, false, nil
	}
	found.weigh(before, kernel)
	return found, true, nil
}

// propose is a particle's normal scores: of the prior, or around a particle of
// the round before.
func (s *search) propose(draws *sim.Draws, number uint32, before *Particles, k *kernel) []float64 {
	scores := make([]float64, s.inputs)
	for d := range scores {
		scores[d] = sim.NormalScore(draws.Uniform(sim.Design, number, particleMoves, uint32(d)))
	}
	if before == nil {
		return scores
	}
	at, found := slices.BinarySearch(before.cumulative, draws.Uniform(sim.Design, number, particleDraw, 0))
	if found {
		at++
	}
	from := before.scores[min(at, len(before.scores)-1)]
	return k.around(from, scores)
}

// probabilities are the coordinates of normal scores, off the ends.
func probabilities(scores []float64) []float64 {
	point := make([]float64, len(scores))
	for d, z := range scores {
		point[d] = offEnds(below(z))
	}
	return point
}

// kernel moves particles.
type kernel struct{ lower mat.TriDense }

// newKernel has twice the covariance of the particles, and of those that lie on
// one point hardly any.
func newKernel(p *Particles) *kernel {
	inputs := len(p.scores[0])
	covariance := mat.NewSymDense(inputs, nil)
	mean := make([]float64, inputs)
	for i, z := range p.scores {
		for d := range mean {
			mean[d] += p.Weights[i] * z[d]
		}
	}
	for i, z := range p.scores {
		covariance.SymRankOne(covariance, 2*p.Weights[i], mat.NewVecDense(inputs, apart(z, mean)))
	}
	const least = 1e-12
	for d := range inputs {
		covariance.SetSym(d, d, covariance.At(d, d)+least)
	}
	var root mat.Cholesky
	if !root.Factorize(covariance) {
		panic("estimate: the covariance of particles is no covariance")
	}
	k := &kernel{}
	root.LTo(&k.lower)
	return k
}

// around is a point some standard normal scores away.
func (k *kernel) around(from, scores []float64) []float64 {
	var move mat.VecDense
	move.MulVec(&k.lower, mat.NewVecDense(len(scores), scores))
	to := slices.Clone(from)
	for d := range to {
		to[d] += move.AtVec(d)
	}
	return to
}

// distance is the squared distance of two points in the scores that lead from
// one to the other, by substitution from the first input on.
func (k *kernel) distance(to, from []float64) float64 {
	scores := apart(to, from)
	sum := 0.0
	for d := range scores {
		for e := range d {
			scores[d] -= k.lower.At(d, e) * scores[e]
		}
		scores[d] /= k.lower.At(d, d)
		sum += scores[d] * scores[d]
	}
	return sum
}
