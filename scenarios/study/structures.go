package study

import (
	"math"

	"diversim/model/outcome"
	"diversim/sim/estimate"
)

// Contrast is the difference that diversion makes to a measure under one
// belief, on each structure, on average over them and at the worst.
type Contrast struct {
	Measure        string // permanent
	Label          string
	Unit           string
	Belief         string
	Means, MCSE    []float64 // by structure
	Average        float64   // the structures count alike: no figure weighs them
	AverageMCSE    float64   // the structures share their random numbers
	Worst          float64
	WorstStructure string
}

// contrastOf is a difference that is reported by structure.
type contrastOf struct {
	name, label, unit string
	lowerIsBetter     bool
	of                func(c *worldCell) []float64
}

// reported is the table of those differences: the first year, which the
// structures were fitted to, and what they disagree about, later years.
func reported() []contrastOf {
	var all []contrastOf
	for _, name := range []string{
		"reoffending_12m_latent", "reoffending_12m_proven", "reoffences_12m_latent", "criminal_record", "custody_days", "cost_public",
	} {
		m, found := outcome.Named(name)
		if !found {
			panic("study: no measure is called " + name)
		}
		all = append(all, contrastOf{m.Name, m.Label, m.Unit, m.Better != "higher", rise("", name)})
	}
	return append(all,
		contrastOf{"reoffending_24m_latent", "Reoffending in 24 months, latent", "proportion", true, latentBy(24)},
		contrastOf{"reoffending_36m_latent", "Reoffending in 36 months, latent", "proportion", true, latentBy(36)},
	)
}

// latentBy is the difference in latent reoffending by a month; nil where
// follow-up is shorter.
func latentBy(month int) func(c *worldCell) []float64 {
	return func(c *worldCell) []float64 {
		if monthsIn(c.plan.scenario.Horizon) < month {
			return nil
		}
		latent := 0 // of curveOf
		return c.of(func(r *replicate) float64 {
			return r.survival[c.plan.comparator][latent][month] - r.survival[c.plan.headline][latent][month]
		})
	}
}

// contrasted is every difference under every belief.
func contrasted(r *Robustness, cells []*worldCell) []Contrast {
	var all []Contrast
	for _, m := range reported() {
		for b, belief := range r.Beliefs {
			all = append(all, m.contrast(r, belief, cells[b*len(r.Structures):(b+1)*len(r.Structures)]))
		}
	}
	return all
}

func (m contrastOf) contrast(r *Robustness, belief string, cells []*worldCell) Contrast {
	c := Contrast{Measure: m.name, Label: m.label, Unit: m.unit, Belief: belief, Worst: math.NaN()}
	var average []float64
	for n, cell := range cells {
		values := m.of(cell)
		i := estimate.Summarise(values)
		c.Means, c.MCSE = append(c.Means, i.Mean), append(c.MCSE, i.MCSE)
		worse := i.Mean > c.Worst == m.lowerIsBetter
		if math.IsNaN(c.Worst) || !math.IsNaN(i.Mean) && i.Mean != c.Worst && worse {
			c.Worst, c.WorstStructure = i.Mean, r.Structures[n]
		}
		if average == nil {
			average = make([]float64, len(values))
		}
		for k := range values {
			average[k] += values[k] / float64(len(cells))
		}
	}
	i := estimate.Summarise(average)
	c.Average, c.AverageMCSE = i.Mean, i.MCSE
	return c
}
