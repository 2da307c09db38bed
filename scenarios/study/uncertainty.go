package study

import (
	"context"
	"math"
	"slices"

	"diversim/scenarios/results"
	"diversim/sim"
	"diversim/sim/estimate"
)

// Sources of uncertainty are told apart on the first replications of a run that
// draws its inputs. Each is repeated with one thing changed and everything else the
// same: the cohort, the force's own effect, the structure of offending.

const (
	// splitReplications is how many are repeated, at most.
	splitReplications = 40
	// anotherCohort is added to the number of a replication for a cohort that no
	// replication of the run has.
	anotherCohort = 1 << 24
)

// varied are the comparator and the headline arm of a replication with one thing
// changed each time: by arm (comparator, headline), then by measure.
type varied struct {
	cohort, force [2][]float64
	forceAgain    [2][]float64   // the force, on the other cohort
	structures    [][2][]float64 // in the order of repeats.structures
}

// repeats are those repetitions.
type repeats struct {
	structures []string
	all        []varied
}

// splitUp repeats the first replications.
func (p *plan) splitUp(ctx context.Context, g *gathering) error {
	if !p.options.Draw || p.options.Lean || p.country || p.headline < 0 || p.scenario.People == 0 {
		return nil
	}
	structures, names := p.otherStructures()
	s := &repeats{structures: names}
	pair := p.twoArms()
	count := min(splitReplications, g.done)
	err := sim.Replicate(ctx, 0, count, p.workers, pair.newWorker,
		func(w *worker, replication int) varied {
			attempt := g.replicates[replication].rejected
			d := p.fromPriors(replication, attempt)
			v := varied{cohort: pair.at(d).pairOf(w, replication+anotherCohort)}
			apart := *d
			apart.departure = sim.NormalScore(sim.NewDraws(p.options.Seed, uint32(replication)).Uniform(sim.Design, 0, decideDeparture, 0))
			departed := pair.at(&apart)
			v.force, v.forceAgain = departed.pairOf(w, replication), departed.pairOf(w, replication+anotherCohort)
			for _, q := range structures {
				alike := q.fromPriors(replication, attempt)
				v.structures = append(v.structures, q.pairAt(w, alike, replication))
			}
			return v
		},
		func(_ int, v varied) error {
			s.all = append(s.all, v)
			p.progress(g.done+len(s.all)*g.done/count/2, g.done+g.done/2)
			return nil
		})
	if err == nil {
		g.repeats = s
	}
	return err
}

// twoArms is the plan with the comparator and the headline arm alone.
func (p *plan) twoArms() *plan {
	q := *p
	q.arms, q.own, q.comparator, q.headline = []arm{p.arms[p.comparator], p.arms[p.headline]}, 2, 0, 1
	return &q
}

// otherStructures are the two arms on each structure but the scenario's own; none
// where that is not one of them.
func (p *plan) otherStructures() (plans []*plan, names []string) {
	all := Structures()
	own := false
	for _, name := range all {
		own = own || name == p.scenario.Calibration
	}
	if !own {
		return nil, nil
	}
	for _, name := range all {
		if name == p.scenario.Calibration {
			continue
		}
		s, err := p.scenario.WithCalibration(name)
		if err != nil {
			continue // the scenario states what this structure cannot have
		}
		o := p.options
		o.Lean = true
		q := newPlan(s.WithArms(p.arms[p.comparator].name, p.arms[p.headline].name), o)
		plans, names = append(plans, q), append(names, name)
	}
	return plans, names
}

// pairOf runs two arms for their measures.
func (p *plan) pairOf(w *worker, replication int) [2][]float64 {
	r := p.simulateLean(w, replication)
	return [2][]float64{r.values[0], r.values[1]}
}

// pairAt is the same at a draw, and nothing where the structure cannot have it.
func (p *plan) pairAt(w *worker, d *drawing, replication int) [2][]float64 {
	q, done := p.tried(d, true)
	if !done {
		return [2][]float64{}
	}
	return q.pairOf(w, replication)
}

// uncertainty is where the spread of the headline arm's differences comes from, by
// arm and measure; nil where it was not split up.
func (g *gathering) uncertainty() map[string]map[string]results.Uncertainty {
	if g.repeats == nil {
		return nil
	}
	by := map[string]results.Uncertainty{}
	for m, measure := range g.measures {
		u := g.sources(func(arms [2][]float64) float64 { return arms[1][m] - arms[0][m] }, g.against(g.plan.headline, g.plan.comparator, m))
		u.Worse = worse(measure.Better, g.against(g.plan.headline, g.plan.comparator, m))
		var apart []float64
		for _, v := range g.repeats.all {
			apart = append(apart, v.force[1][m]-v.force[0][m])
		}
		u.WorseNew = worse(measure.Better, apart)
		by[measure.Name] = u
	}
	return map[string]map[string]results.Uncertainty{g.plan.arms[g.plan.headline].name: by}
}

// worse is the share of known differences on the wrong side of none, of a measure of
// which less or more is better.
func worse(better string, differences []float64) results.Number {
	switch better {
	case "lower":
		return results.Number(shareAbove(differences))
	case "higher":
		return results.Number(shareAbove(negated(slices.Clone(differences))))
	}
	return results.Absent()
}

// sources splits the variance of a quantity of two arms; whole are its values in
// every replication of the run.
func (g *gathering) sources(of func(arms [2][]float64) float64, whole []float64) results.Uncertainty {
	n := len(g.repeats.all)
	cohort, force, apart := make([]float64, n), make([]float64, n), make([]float64, n)
	for r, v := range g.repeats.all {
		cohort[r] = square(of(v.cohort)-whole[r]) / 2
		apart[r] = of(v.force)
		// On two cohorts of their own, so that chance is in neither twice.
		force[r] = (apart[r] - whole[r]) * (of(v.forceAgain) - of(v.cohort))
	}
	chance := estimate.Mean(cohort)
	inputs := estimate.Variance(whole) - chance
	if inputs <= 0 { // chance alone: nothing can be said of inputs
		inputs = math.NaN()
	}
	forces := max(0, estimate.Mean(force))
	between, means := g.betweenStructures(of, whole[:n])
	total := 0.0
	for _, part := range []float64{chance, inputs, forces, between} {
		if !math.IsNaN(part) {
			total += part
		}
	}
	return results.Uncertainty{
		MonteCarlo: deviation(chance), Parameters: deviation(inputs), BetweenForces: deviation(forces),
		Structure: deviation(between), Total: deviation(total), NewForce: estimateOf(apart), Structures: means,
		Worse: results.Absent(), WorseNew: results.Absent(),
	}
}

// betweenStructures is the variance of the means over the structures, less what
// chance gives them: they share draws and cohorts, so that chance is that of their
// differences. Draws that some structure cannot have are left out.
func (g *gathering) betweenStructures(of func(arms [2][]float64) float64, own []float64) (float64, map[string]results.Number) {
	if len(g.repeats.structures) == 0 {
		return math.NaN(), nil
	}
	columns := make([][]float64, len(g.repeats.structures)+1)
	for r, v := range g.repeats.all {
		if slices.ContainsFunc(v.structures, func(arms [2][]float64) bool { return arms[0] == nil }) {
			continue
		}
		columns[0] = append(columns[0], own[r])
		for s, arms := range v.structures {
			columns[s+1] = append(columns[s+1], of(arms))
		}
	}
	means := map[string]results.Number{}
	for s, name := range append([]string{g.plan.scenario.Calibration}, g.repeats.structures...) {
		means[name] = results.Number(estimate.Mean(columns[s]))
	}
	n, k := float64(len(columns[0])), float64(len(columns))
	// The variance between columns of a table of replications by structures: the
	// mean square between less that of what rows and columns leave.
	grand, rows := 0.0, make([]float64, len(columns[0]))
	for _, c := range columns {
		for r, x := range c {
			rows[r] += x / k
			grand += x / k / n
		}
	}
	left, between := 0.0, 0.0
	for _, c := range columns {
		mean := estimate.Mean(c)
		between += square(mean - grand)
		for r, x := range c {
			left += square(x - rows[r] - mean + grand)
		}
	}
	residual := left / ((n - 1) * (k - 1))
	return max(0, between/(k-1)-residual/n), means
}

func square(x float64) float64 { return x * x }

func deviation(variance float64) results.Number { return results.Number(math.Sqrt(variance)) }

// draws says how the inputs were drawn; nil where they were not.
func (g *gathering) draws() *results.Draws {
	if !g.plan.options.Draw {
		return nil
	}
	d := &results.Draws{Inputs: len(Drawable(g.plan.scenario)), Jointly: len(g.plan.joint.drawn())}
	if d.Jointly > 0 {
		d.Posterior = g.plan.scenario.Calibration
	}
	rejected, unattained := 0, 0
	for _, r := range g.replicates {
		rejected += r.rejected
		if !r.attained {
			unattained++
		}
	}
	d.Rejected = results.Number(over(float64(rejected), float64(rejected+g.done)))
	d.Unattained = results.Number(over(float64(unattained), float64(g.done)))
	if g.repeats != nil {
		d.Split = len(g.repeats.all)
	}
	return d
}
