package model

import (
	"math"

	"diversim/model/evidence"
)

// Provider is who runs the course: a number of places, held from the first
// appointment to the end of the course, and the time to a first appointment.
// With a waiting list a person waits for a place, first come first served or in
// classes of priority; without one the place is held from the offer, and no
// offer is made when all are taken. Other people are referred to the same
// places, at a rate; how long they stay follows the law of the sessions.
//
// Places, and the other referrals with them, are in proportion to the cohort
// where it is not the number of people planned for.
type Provider struct {
	Places       string
	Slots        evidence.Count
	FirstWait    evidence.Days
	FirstWaitLaw string
	WaitingList  bool
	Queue        string
	Priority     string
	OthersFirst  bool
	OthersWait   bool
	Patience     evidence.Days
	RunIn        evidence.Years
	Earlier      evidence.PerYear
	Background   evidence.PerYear
}

// Whether places are shared, the disciplines of the waiting list, and what
// decides who goes first.
const (
	PlacesShared   = "shared"
	PlacesIsolated = "isolated"

	QueueFIFO     = "fifo"
	QueuePriority = "priority"

	PriorityDependence = "dependence"
	PrioritySource     = "source"
)

func (p *Provider) declare(r *evidence.Registry) {
	p.declarePlaces(r)
	p.declareQueue(r)
	p.declareOthers(r)
}

func (p *Provider) declarePlaces(r *evidence.Registry) {
	evidence.Choose(r, &p.Places, evidence.ChoiceSpec{
		Key: "programme.places", Label: "Whether people take places from each other", Value: PlacesShared,
		Options: []string{PlacesShared, PlacesIsolated}, Status: evidence.Assumed,
		Note: "isolated: each meets the waits of a service in equilibrium at the load of the arm and lengthens nobody's; the difference is interference",
	})
	evidence.Var(r, &p.Slots, evidence.Spec{
		Key: "programme.slots", Label: "Places on the course, at the planned number of people",
		Value: 150, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "1,500 people of whom 65% start and stay six weeks fill 112, so that the plan meets no queue",
	})
	evidence.Var(r, &p.FirstWait, evidence.Spec{
		Key: "programme.first_wait", Label: "Time from the offer to the first appointment, where a place is free",
		Value: 7, Range: evidence.Between(0, 3650), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a week",
	})
	evidence.Choose(r, &p.FirstWaitLaw, evidence.ChoiceSpec{
		Key: "programme.first_wait_law", Label: "Law of that time", Value: LengthFixed,
		Options: []string{LengthFixed, LengthExponential}, Status: evidence.Assumed,
		Note: "only a mean could be known; exponential is for comparison with exact results",
	})
}

func (p *Provider) declareQueue(r *evidence.Registry) {
	evidence.Switch(r, &p.WaitingList, evidence.SwitchSpec{
		Key: "programme.waiting_list", Label: "People wait for a place when all are taken",
		Value: true, Status: evidence.Assumed, Note: "off, the offer is not made and the person is processed as usual",
	})
	evidence.Choose(r, &p.Queue, evidence.ChoiceSpec{
		Key: "programme.queue", Label: "Who on the waiting list goes first", Value: QueueFIFO,
		Options: []string{QueueFIFO, QueuePriority}, Status: evidence.Assumed,
		Note: "who has waited longest; with priority, the class goes before the date, and nobody loses a place that is taken",
	})
	evidence.Choose(r, &p.Priority, evidence.ChoiceSpec{
		Key: "programme.priority", Label: "What decides the class of priority", Value: PriorityDependence,
		Options: []string{PriorityDependence, PrioritySource}, Status: evidence.Assumed,
		Note: "used with programme.queue: priority; dependence: dependent people, then harmful users, then others; source: whether the scheme or somebody else referred the person",
	})
	evidence.Switch(r, &p.OthersFirst, evidence.SwitchSpec{
		Key: "programme.others_first", Label: "People referred from elsewhere are in the first class of priority; off, in the last",
		Value: true, Status: evidence.Assumed, Note: "who comes without the police comes in need; used with programme.queue: priority",
	})
	evidence.Var(r, &p.Patience, evidence.Spec{
		Key: "programme.patience", Label: "Mean time for which a person waits for a place before giving up (exponential)",
		Value: math.Inf(1), Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "nobody leaves the list: a wait acts through attendance alone; no figure",
	})
}

func (p *Provider) declareOthers(r *evidence.Registry) {
	evidence.Var(r, &p.Background, evidence.Spec{
		Key: "programme.background_referrals", Label: "Other referrals to the same places",
		Value: 0, Range: evidence.Between(0, 3000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none: the places are bought for the scheme",
	})
	evidence.Switch(r, &p.OthersWait, evidence.SwitchSpec{
		Key: "programme.others_wait", Label: "People referred from elsewhere wait too when all places are taken",
		Value: true, Status: evidence.Assumed, Note: "as those of the scheme, where there is a waiting list; off, they go away",
	})
	evidence.Var(r, &p.RunIn, evidence.Spec{
		Key: "programme.run_in", Label: "Time before the intake year over which other referrals fill the places",
		Value: 0, Range: evidence.Between(0, 20), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "the scheme starts empty",
	})
	evidence.Var(r, &p.Earlier, evidence.Spec{
		Key: "programme.earlier_referrals", Label: "Referrals of the scheme itself over the run-in, besides the other ones",
		Value: 0, Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none: the scheme is new; one that has been running had as many as in the intake year",
	})
}
