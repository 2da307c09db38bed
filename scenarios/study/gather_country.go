package study

import (
	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// country is what the run says of the force areas; nil for a run of one by itself.
func (g *gathering) country() *results.Country {
	if !g.plan.country {
		return nil
	}
	c := &results.Country{Places: g.places()}
	for i := range g.plan.own {
		for k := range g.plan.forces {
			c.Rows = append(c.Rows, g.placeRows(i, k)...)
		}
		c.Years = append(c.Years, g.yearRows(i)...)
		c.Adoption = append(c.Adoption, g.adoptionRows(i)...)
	}
	return c
}

// places are the force areas of the scenario.
func (g *gathering) places() []results.Place {
	s := g.plan.scenario
	all := evidence.Forces()
	var places []results.Place
	for k, force := range g.plan.forces {
		f, size := all[force], s.Area(all[force].Name)
		places = append(places, results.Place{
			Code: f.GSS, Name: f.Name, Short: f.Short, Row: f.TileRow, Column: f.TileColumn,
			Population: size.Population, Contacts: g.sizeOf(k), Status: f.Known().String(),
		})
	}
	return places
}

// sizeOf is the index contacts of a place, a replication.
func (g *gathering) sizeOf(place int) int {
	if len(g.replicates) == 0 {
		return 0
	}
	return g.replicates[0].nations[g.plan.comparator].places[place].size
}

// taken is what is taken in each place beside the measures.
var taken = []struct {
	name string
	of   func(p *placed) float64
}{
	{results.Coverage, func(p *placed) float64 { return p.coverage }},
	{results.ChargeShare, func(p *placed) float64 { return p.charged }},
	{results.SpendPerContact, func(p *placed) float64 {
		contacts := 0
		for _, y := range p.years {
			contacts += y.Contacts
		}
		return over(float64(p.account.Spent)/penceInPound, float64(contacts))
	}},
}

// placeRows are the measures of one arm in one place.
func (g *gathering) placeRows(arm, place int) []results.PlaceRow {
	var rows []results.PlaceRow
	add := func(name, better string, of func(n *nationwide) float64) {
		here := func(r *replicate) float64 { return of(r.nations[arm]) }
		row := results.PlaceRow{
			Arm: g.plan.arms[arm].name, Place: g.placeCode(place), Measure: name,
			Value: g.estimateOf(here), Difference: estimateFrom(estimate.Summarise(nil)), Worse: results.Absent(),
			Runs: g.meanOf(func(r *replicate) float64 { return indicator(r.nations[arm].places[place].runs) }),
		}
		if arm != g.plan.comparator {
			difference := func(r *replicate) float64 { return here(r) - of(r.nations[g.plan.comparator]) }
			row.Difference = g.estimateOf(difference)
			row.Worse = worse(better, g.of(difference))
		}
		rows = append(rows, row)
	}
	for m, measure := range g.plan.placeMeasures {
		add(measure.Name, measure.Better, func(n *nationwide) float64 { return n.places[place].values[m] })
	}
	for _, t := range taken {
		add(t.name, "", func(n *nationwide) float64 { return t.of(&n.places[place]) })
	}
	add(results.CoverageByResidence, "", func(n *nationwide) float64 { return n.livingIn[g.plan.forces[place]].coverage() })
	return rows
}

func (g *gathering) placeCode(place int) string { return evidence.Forces()[g.plan.forces[place]].GSS }

func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// yearQuantities are what the years are told by.
var yearQuantities = []struct {
	name string
	of   func(y outcome.Year) float64
}{
	{results.YearContacts, func(y outcome.Year) float64 { return float64(y.Contacts) }},
	{results.YearNew, func(y outcome.Year) float64 { return float64(y.New) }},
	{results.YearOffers, func(y outcome.Year) float64 { return float64(y.Offers) }},
	{results.YearCompleted, func(y outcome.Year) float64 { return float64(y.Completed) }},
	{results.YearSpend, func(y outcome.Year) float64 { return float64(y.Spent) / penceInPound }},
	{results.YearInCourse, func(y outcome.Year) float64 { return y.OnCourse.Years() }},
	{results.YearWait, func(y outcome.Year) float64 { return over(y.Waited.Days(), float64(y.Attended)) }},
	{results.YearTurnedAway, func(y outcome.Year) float64 { return float64(y.TurnedAway) }},
	{results.YearBroke, func(y outcome.Year) float64 { return float64(y.OutOfMoney) }},
	{results.YearBrokeDay, func(y outcome.Year) float64 { return over(y.OutAfter.Days(), float64(y.OutOfMoney)) }},
}

// yearRows are the years of one arm.
func (g *gathering) yearRows(arm int) []results.YearRow {
	var rows []results.YearRow
	for year := range g.plan.years() {
		add := func(name string, of func(r *replicate) float64) {
			rows = append(rows, results.YearRow{
				Arm: g.plan.arms[arm].name, Quantity: name, Year: float64(year + 1), Value: g.estimateOf(of),
			})
		}
		for _, q := range yearQuantities {
			add(q.name, func(r *replicate) float64 {
				var sum outcome.Year
				for k := range r.nations[arm].places {
					sum = sum.Add(r.nations[arm].places[k].years[year])
				}
				return q.of(sum)
			})
		}
		add(results.YearSchemes, func(r *replicate) float64 { return float64(r.nations[arm].schemes[(year+1)*monthsInYear]) })
	}
	return rows
}

// adoptionRows count the schemes of one arm by month.
func (g *gathering) adoptionRows(arm int) []results.YearRow {
	var rows []results.YearRow
	for month := range g.plan.years()*monthsInYear + 1 {
		rows = append(rows, results.YearRow{
			Arm: g.plan.arms[arm].name, Quantity: results.YearSchemes, Year: float64(month) / monthsInYear,
			Value: g.estimateOf(func(r *replicate) float64 { return float64(r.nations[arm].schemes[month]) }),
		})
	}
	return rows
}

// madeWorse is how the places fare under each arm against the comparator.
func (g *gathering) madeWorse() map[string]results.PlacesMade {
	if !g.plan.country {
		return nil
	}
	all := map[string]results.PlacesMade{}
	const by = "reoffending_12m_latent"
	measure := g.plan.placed(by)
	for i, a := range g.plan.arms[:g.plan.own] {
		if i == g.plan.comparator {
			continue
		}
		count := func(is func(p, usual *placed) bool) func(r *replicate) float64 {
			return func(r *replicate) float64 {
				n := 0.0
				for k := range r.nations[i].places {
					n += indicator(is(&r.nations[i].places[k], &r.nations[g.plan.comparator].places[k]))
				}
				return n
			}
		}
		worse := count(func(p, usual *placed) bool { return p.values[measure] > usual.values[measure] })
		took := count(func(p, _ *placed) bool { return p.took })
		tookNull := count(func(p, _ *placed) bool { return p.took && p.null })
		all[a.name] = results.PlacesMade{
			Measure: by, Worse: g.estimateOf(worse),
			AnyWorse:   g.meanOf(func(r *replicate) float64 { return indicator(worse(r) > 0) }),
			TrulyWorse: g.estimateOf(count(func(p, _ *placed) bool { return p.runs && p.null })),
			Schemes:    g.estimateOf(func(r *replicate) float64 { n := r.nations[i].schemes; return float64(n[len(n)-1]) }),
			Adopted:    g.meanOf(func(r *replicate) float64 { return indicator(took(r) > 0) }),
			SpreadNull: results.Number(over(float64(g.meanOf(tookNull)), float64(g.meanOf(took)))),
		}
	}
	return all
}

// placed is the position of a measure among those taken in each place.
func (p *plan) placed(name string) int {
	for k, m := range p.placeMeasures {
		if m.Name == name {
			return k
		}
	}
	panic("study: " + name + " is not taken in each place")
}

// contactsPerAccepted is how many caseworker contacts the money of the areas buys for
// each person who accepts.
func (g *gathering) contactsPerAccepted(arm int) results.Number {
	contacts, accepted := 0.0, 0.0
	for _, r := range g.replicates {
		for k := range r.nations[arm].places {
			p := &r.nations[arm].places[k]
			contacts += p.contacts * float64(p.account.Accepted)
			accepted += float64(p.account.Accepted)
		}
	}
	return results.Number(over(contacts, accepted))
}
