package model

import (
	"math"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Ratio is the Cox hazard ratio that the copy shows at a log contrast.
//
// People of one frailty leave their first route at a cell's hazard, by a sanctioned
// reoffence or by a later contact that is none. Such a contact replaces the route by
// a record-free one of its date; where the forces divert, a share of these contacts
// starts a course, of which the mean effect at this frailty is taken. All of it is
// linear in people, and a replacement where no course of the first contact acts
// depends on the cells since it alone: groups of people are put together, and later
// contacts are a convolution.
func (c studyCopy) Ratio(a float64) float64 {
	routes := c.set.routes(a, 1)
	f := follower{
		studyCopy: c,
		shares:    sharesByRatio(evidence.WithoutScheme(evidence.All), routes),
		first:     routes[ledger.Diversion],
		fadeBack:  c.fades(routes[ledger.CommunityResolution]),
		diverted:  c.fades(routes[ledger.Diversion]),
		control:   c.curve(), diverting: c.curve(),
	}
	f.fade = slices.Clone(f.fadeBack)
	slices.Reverse(f.fadeBack)
	full := c.set.fullCourse(a, c)
	for n := range c.doses[0] {
		f.courses = append(f.courses, c.courseEffect(full, n))
	}
	for _, room := range []*[]float64{&f.lost, &f.gone, &f.again, &f.plain, &f.plainLeave, &f.courseLeave, &f.leave, &f.factor, &f.left} {
		*room = make([]float64, c.cells)
	}
	for k := range c.frailty {
		f.followNode(k)
	}
	return coxRatio(f.control, f.diverting)
}

// follower is the copy as it is followed at one log contrast. Slices are by cell.
type follower struct {
	studyCopy
	shares                  []shareOfRatio
	first                   float64     // route of the diverted
	fade, diverted          []float64   // effect of a record-free route and of a diversion, by cells since
	fadeBack                []float64   // the former from the last cell to the first
	courses                 [][]float64 // by sessions
	control, diverting      curve
	hazard                  float64   // of leaving in a cell, at this frailty and a factor of 1
	lost                    []float64 // of people on their first route, in a cell
	gone                    []float64 // of a group: all who leave in a cell
	again                   []float64 // mean effect of a later diversion, by cells since
	plain                   []float64 // those replaced by a record-free route, by its cell
	plainLeave, courseLeave []float64 // of one replaced by such a route or a diversion, by cells since
	leave                   []float64 // by either
	factor, left            []float64
}

// exits are the shares of those who leave: sanctioned, and replaced by a record-free
// route and by a diversion.
type exits struct{ sanctioned, plain, coursed float64 }

// followNode adds people of one frailty to the curves.
func (f *follower) followNode(node int) {
	z, weight := f.frailty[node], f.weight[node]
	sanction, replace := f.sanction*z, f.contact*z
	all := sanction + replace
	f.hazard = f.width * all
	if f.hazard*float64(f.cells) < unmoved {
		for t := range f.cells {
			f.control.free[t] += weight
			f.diverting.free[t] += weight
		}
		return
	}
	usual := exits{sanction / all, replace / all, 0}
	scheme := usual
	f.cohort(f.plainLeave, f.fade)
	if f.diverts {
		recontact := float64(f.set.Effect.RecontactDiverted)
		diverted := f.divertedRate * z
		scheme = exits{(sanction - diverted) / all, replace * (1 - recontact) / all, (diverted + replace*recontact) / all}
		f.meanCourse(node)
		f.cohort(f.courseLeave, f.again)
	}
	uptake := float64(f.set.Effect.Uptake)
	clear(f.lost)
	for _, s := range f.shares {
		f.start(weight*s.share, s.ratio, nil)
	}
	f.renew(f.control, usual, weight)
	for t := range f.lost {
		f.lost[t] *= 1 - uptake
	}
	coursed := 0.0
	for n, p := range f.doses[node] {
		if f.courses[n] == nil {
			f.start(weight*uptake*p, f.first, nil)
		} else {
			coursed += weight * uptake * p
		}
	}
	f.renew(f.diverting, scheme, weight-coursed)
	for n, p := range f.doses[node] {
		if f.courses[n] != nil {
			clear(f.lost)
			f.start(weight*uptake*p, f.first, f.courses[n])
			f.renewOnCourse(scheme, weight*uptake*p, f.courses[n])
		}
	}
}

// cohort is one person with a factor by cells since its start: the probability of
// leaving in a cell. Nobody is at risk in the cell of the start.
func (f *follower) cohort(leave, factor []float64) {
	sim.Survival(f.left, f.hazard, factor)
	there := 1.0
	for lag := 1; lag < f.cells; lag++ {
		left := there * f.left[lag]
		leave[lag] = there - left
		there = left
	}
}

// start adds people on a first route, with the course of the first contact.
func (f *follower) start(people, route float64, course []float64) {
	for t, worn := range f.worn {
		f.factor[t] = 1 + (route-1)*worn
	}
	for t, factor := range course {
		f.factor[t] *= factor
	}
	sim.Survival(f.left, f.hazard, f.factor)
	for t, stay := range f.left {
		left := people * stay
		f.lost[t] += people - left
		people = left
	}
}

// renew adds a group without a course of the first contact to a curve.
func (f *follower) renew(into curve, to exits, people float64) {
	f.either(to)
	for t := range f.cells {
		people -= f.add(into, to, t, people, f.lost[t]+f.convolve(t))
	}
}

// renewOnCourse adds a group with a course to the diverting forces: it goes on acting
// where a route that is no diversion replaces the first.
func (f *follower) renewOnCourse(to exits, people float64, course []float64) {
	f.either(exits{coursed: to.coursed})
	for t := range f.cells {
		gone := f.lost[t] + f.convolve(t)
		back, fresh := f.cells-1-t, t
		if t > 0 && course[t] == course[t-1] {
			fresh = 1 // who was replaced in the first cell; of the others it is known
		}
		sim.Survival(f.left[back:][:fresh], f.hazard*course[t], f.fadeBack[back:][:fresh])
		plain, left := f.plain[:t], f.left[back:][:t]
		for k, stay := range left {
			stays := plain[k] * stay
			gone += plain[k] - stays
			plain[k] = stays
		}
		people -= f.add(f.diverting, to, t, people, gone)
		f.plain[t] = gone * to.plain
	}
}

// either is the probability of leaving by cells since a replacement of either kind.
func (f *follower) either(to exits) {
	for lag := range f.leave {
		f.leave[lag] = to.plain*f.plainLeave[lag] + to.coursed*f.courseLeave[lag]
	}
}

// convolve is who leaves in a cell of those who left before and came back.
func (f *follower) convolve(t int) (gone float64) {
	for k, before := range f.gone[:t] {
		gone += before * f.leave[t-k]
	}
	return gone
}

// add adds a cell of a group to a curve and returns the sanctioned. Those replaced
// in it are at risk again from its middle on.
func (f *follower) add(into curve, to exits, t int, people, gone float64) (sanctioned float64) {
	f.gone[t] = gone
	sanctioned = gone * to.sanctioned
	into.first[t] += sanctioned
	into.free[t] += people - sanctioned*half
	return sanctioned
}

// meanCourse is the mean factor of a diversion and its course over the diverted of
// one frailty, by cells since it was offered.
func (f *follower) meanCourse(node int) {
	clear(f.again)
	for n, p := range f.doses[node] {
		for t := range f.again {
			if effect := f.courses[n]; effect != nil {
				f.again[t] += p * effect[t]
			} else {
				f.again[t] += p
			}
		}
	}
	for lag, fade := range f.diverted {
		f.again[lag] *= fade
	}
}

// sharesByRatio adds up the shares of disposals with the same hazard ratio.
func sharesByRatio(mix evidence.Mix, routes [ledger.Disposals]float64) []shareOfRatio {
	var shares []shareOfRatio
	for o, share := range mix {
		hr := routes[disposalOf(evidence.Outcome(o))]
		at := slices.IndexFunc(shares, func(s shareOfRatio) bool { return s.ratio == hr })
		if at < 0 {
			at = len(shares)
			shares = append(shares, shareOfRatio{ratio: hr})
		}
		shares[at].share += share
	}
	return shares
}

type shareOfRatio struct{ ratio, share float64 }

// curve is the course of a group of forces by cell: the share of people still
// without a sanctioned reoffence in the middle of it, and those who get one.
type curve struct{ free, first []float64 }

func (c studyCopy) curve() curve {
	return curve{make([]float64, c.cells), make([]float64, c.cells)}
}

// courseEffect is the factor of a course of n sessions, by cell.
func (c studyCopy) courseEffect(full float64, n int) []float64 {
	if n == 0 || full == 1 {
		return nil
	}
	effect := make([]float64, c.cells)
	decay := float64(c.set.Effect.CourseDecay)
	last := c.firstDose + float64(n-1)/float64(c.set.Engagement.SessionRate)
	for t := range effect {
		since := (float64(t)+half)*c.width - last
		if since+c.width*half <= 0 {
			effect[t] = 1
			continue
		}
		part := min(1, (since+c.width*half)/c.width)
		effect[t] = 1 + part*(full-1)*c.set.doseFactor(float64(n))*math.Exp(-max(0, since)/decay)
	}
	return effect
}

// wornOff is what is left of a first route's effect in the middle of each cell.
func (c studyCopy) wornOff() []float64 {
	left := make([]float64, c.cells)
	for t := range left {
		left[t] = math.Exp(-(float64(t) + half) * c.width / float64(c.set.Effect.RouteDecay))
	}
	return left
}

// fades is the effect of a route by cells since it began.
func (c studyCopy) fades(hr float64) []float64 {
	fade := make([]float64, c.cells)
	for lag := range fade {
		fade[lag] = 1 + (hr-1)*math.Exp(-float64(lag)*c.width/float64(c.set.Effect.RouteDecay))
	}
	return fade
}

// coxRatio is the hazard ratio at which the expected Cox score is 0.
func coxRatio(control, diverting curve) float64 {
	score := func(log float64) float64 {
		hr, sum := math.Exp(log), 0.0
		for t := range control.free {
			atRisk := control.free[t] + diverting.free[t]*hr
			sum += diverting.first[t] - diverting.free[t]*hr*(control.first[t]+diverting.first[t])/atRisk
		}
		return sum
	}
	return math.Exp(bisect(-secantLimit, secantLimit, func(log float64) bool { return score(log) <= 0 }))
}
