package study

import (
	"fmt"
	"math"
	"strings"

	"diversim/model/ledger"
	"diversim/scenarios"
)

// Arms, beside the comparator and the headline arm, that conclusions compare.
const (
	unfundedArm = "unfunded"
	warningArm  = "warning"
	chargeArm   = "charge"
)

var comparedArms = [...]string{unfundedArm, warningArm, chargeArm}

// usualTarget is the share without a proven reoffence that the announcement
// quotes, for scenarios that set no target of their own.
const usualTarget = 0.8

// targetedMeasure is what the target is about.
const targetedMeasure = "non_reoffending_12m_proven"

// statement is a conclusion before it is put to the model: the quantity that
// lies above the boundary, 0 unless it is the target, where it holds.
type statement struct {
	name, words, quantity string
	againstTarget         bool
	of                    func(c *worldCell) []float64 // nil where the scenario cannot say
}

// statements is the table of conclusions.
var statements = []statement{
	{"lowers_latent", "Diversion lowers latent reoffending", "fall in reoffending_12m_latent", false, fall("", "reoffending_12m_latent")},
	{"lowers_proven", "Diversion lowers proven reoffending", "fall in reoffending_12m_proven", false, fall("", "reoffending_12m_proven")},
	{
		"measured_exceeds_behavioural", "The measured fall is larger than the fall in behaviour",
		"fall in reoffending_12m_proven less that in reoffending_12m_baseline_equivalent", false,
		func(c *worldCell) []float64 {
			return minus(fall("", "reoffending_12m_proven")(c), fall("", "reoffending_12m_baseline_equivalent")(c))
		},
	},
	{
		"headline_exceeds_cause", "The completers' headline exceeds the comparator by more than the scheme causes",
		"headline_minus_baseline less causal", false,
		func(c *worldCell) []float64 {
			return c.of(func(r *replicate) float64 {
				d := r.decomposition[c.plan.headline]
				return d.gap - d.causal
			})
		},
	},
	{"not_processing_lowers_latent", "Not processing, with no course, lowers latent reoffending", "fall in reoffending_12m_latent, warning", false, fall(warningArm, "reoffending_12m_latent")},
	{
		"beats_warning", "Diversion lowers latent reoffending more than a warning without a course", "reoffending_12m_latent, warning less diversion", false,
		func(c *worldCell) []float64 { return c.between(warningArm, "", "reoffending_12m_latent") },
	},
	{
		"funding_matters", "Funding the course lowers latent reoffending", "reoffending_12m_latent, unfunded less diversion", false,
		func(c *worldCell) []float64 { return c.between(unfundedArm, "", "reoffending_12m_latent") },
	},
	{
		"target_met", "TARGET without a proven reoffence under diversion", targetedMeasure + ", diversion", true,
		func(c *worldCell) []float64 { return c.level(c.plan.headline, targetedMeasure) },
	},
	{
		"target_met_without", "TARGET without a proven reoffence without diversion", targetedMeasure + ", comparator", true,
		func(c *worldCell) []float64 { return c.level(c.plan.comparator, targetedMeasure) },
	},
	{"pays_average", "The scheme saves the public sector more than it costs, at average cost", "saving per person, pounds", false, saving(ledger.ByPublic, ledger.Average)},
	{"pays_marginal", "It does so at marginal cost, released within a year", "saving per person, pounds", false, saving(ledger.ByPublic, ledger.Marginal)},
	{"pays_cashable", "It does so in cash, taken out of a budget", "saving per person, pounds", false, saving(ledger.ByPublic, ledger.Cashable)},
	{"pays_society", "It saves society more than it costs, at average cost", "saving per person, pounds", false, saving(ledger.BySociety, ledger.Average)},
	{"charging_raises_latent", "Charging everyone raises latent reoffending", "rise in reoffending_12m_latent, charge", false, rise(chargeArm, "reoffending_12m_latent")},
	{"charging_raises_proven", "Charging everyone raises proven reoffending", "rise in reoffending_12m_proven, charge", false, rise(chargeArm, "reoffending_12m_proven")},
	{"fewer_records", "Fewer people are left with a record of the index case", "fall in criminal_record", false, fall("", "criminal_record")},
	{"less_custody", "Fewer days are spent in custody", "fall in custody_days", false, fall("", "custody_days")},
	{"more_health", "People live longer or in better health", "rise in qalys", false, rise("", "qalys")},
}

// saving is what a perspective saves per person, the scheme's own cost taken
// off, in a column.
func saving(of ledger.Perspective, column ledger.Column) func(c *worldCell) []float64 {
	return func(c *worldCell) []float64 {
		return negated(c.economy(c.plan.headline).cost(of, column, true))
	}
}

// rise is how far a measure lies above the comparator's in an arm, "" being the
// headline arm.
func rise(arm, measure string) func(c *worldCell) []float64 {
	return func(c *worldCell) []float64 {
		i, found := c.place(arm)
		if !found {
			return nil
		}
		return c.difference(i, measure)
	}
}

func fall(arm, measure string) func(c *worldCell) []float64 {
	return func(c *worldCell) []float64 {
		return negated(rise(arm, measure)(c))
	}
}

// negated changes the sign of values in place; none becomes a negative zero.
func negated(values []float64) []float64 {
	for i := range values {
		values[i] = 0 - values[i]
	}
	return values
}

// place is an arm of the cell; "" is the headline arm.
func (c *worldCell) place(arm string) (int, bool) {
	if arm == "" {
		return c.plan.headline, true
	}
	for i := range c.plan.own {
		if c.plan.arms[i].name == arm {
			return i, true
		}
	}
	return 0, false
}

// between is one arm less another in a measure; nil where one is missing.
func (c *worldCell) between(arm, other, measure string) []float64 {
	i, found := c.place(arm)
	j, both := c.place(other)
	if !found || !both {
		return nil
	}
	return c.against(i, j, c.index(measure))
}

func (c *worldCell) level(arm int, measure string) []float64 { return c.values(arm, c.index(measure)) }

func minus(a, b []float64) []float64 {
	for i := range a {
		a[i] -= b[i]
	}
	return a
}

// targetOf is the share that the scenario wants without a proven reoffence.
func targetOf(s *scenarios.Scenario) float64 {
	for _, t := range s.Thresholds {
		if t.Measure == targetedMeasure {
			return t.AtLeast
		}
	}
	return usualTarget
}

// concluded puts every statement to every cell.
func concluded(s *scenarios.Scenario, cells []*worldCell) []Conclusion {
	var all []Conclusion
	for _, st := range statements {
		c := Conclusion{Name: st.name, Quantity: st.quantity}
		target := targetOf(s)
		c.Words = strings.Replace(st.words, "TARGET", fmt.Sprintf("At least %g%% are", math.Round(1e4*target)/100), 1)
		if st.againstTarget {
			c.Boundary = target
		}
		for _, cell := range cells {
			mean, mcse, a := answer(st.of(cell), c.Boundary)
			c.Cells = append(c.Cells, Cell{cell.belief, cell.structure, mean, mcse, a})
		}
		c.Verdict = verdict(c.Cells)
		all = append(all, c)
	}
	return all
}
