package model

import (
	"math"

	"diversim/model/evidence"
)

// Adoption is how force areas take schemes up and drop them (adoption.go).
type Adoption struct {
	Process        bool
	Spontaneous    evidence.PerYear
	Contagion      evidence.PerYear
	Network        string
	Imitation      evidence.PerYear
	ReportLag      evidence.Years
	Push           evidence.PerYear
	From           evidence.Years
	Drop           evidence.PerYear
	DropFunding    evidence.Number
	UnknownRunning evidence.Probability
}

// Whose schemes a force looks at.
const (
	NetworkMixed      = "mixed"
	NetworkNeighbours = "neighbours"
)

func (a *Adoption) declare(r *evidence.Registry) {
	evidence.Switch(r, &a.Process, evidence.SwitchSpec{
		Key: "adoption.process", Label: "Forces take schemes up and drop them in the course of the run",
		Value: false, Status: evidence.Assumed, Note: "off: schemes run where the scenario says",
	})
	evidence.Var(r, &a.Spontaneous, evidence.Spec{
		Key: "adoption.spontaneous", Label: "Rate at which a force takes a scheme up of its own accord",
		Value: 0.01, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(0.01, 0.5),
		Status: evidence.Assumed, Note: "small beside contagion: the first schemes took years",
	})
	evidence.Var(r, &a.Contagion, evidence.Spec{
		Key: "adoption.contagion", Label: "Rate at which a force takes a scheme up when all others run one",
		Value: 0.53, Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(0.53, 0.5),
		Status: evidence.Derived, Source: "times-2022",
		Note: "logistic growth from 8 of 43 in October 2020 to 13 in January 2022; both counts mix running and developing",
	})
	evidence.Choose(r, &a.Network, evidence.ChoiceSpec{
		Key: "adoption.network", Label: "Whose schemes a force looks at", Value: NetworkMixed,
		Options: []string{NetworkMixed, NetworkNeighbours}, Status: evidence.Assumed,
		Note: "mixed: any of the country's, each in proportion 1 to 43; neighbours: those it borders on",
	})
	evidence.Var(r, &a.Imitation, evidence.Spec{
		Key: "adoption.imitation", Label: "Rise in the rate of taking a scheme up per unit of advantage that others report",
		Value: 0, Range: evidence.Between(0, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "none in the base case; the advantage is proven non-reoffending of the others' completers less that of all one's own suspects, as a force would see it",
	})
	evidence.Var(r, &a.ReportLag, evidence.Spec{
		Key: "adoption.report_lag", Label: "Time from the start of a scheme to its first report",
		Value: 2.5, Range: evidence.Between(0, 30), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a year of intake, and 18 months in which offences of 12 months are proven",
	})
	evidence.Var(r, &a.Push, evidence.Spec{
		Key: "adoption.push", Label: "Rate at which a national steer brings a force to take a scheme up, once it has begun",
		Value: 0, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "no steer; infinite: every force at its date",
	})
	evidence.Var(r, &a.From, evidence.Spec{
		Key: "adoption.push_from", Label: "When the national steer begins, from the start of the run",
		Value: 0, Range: evidence.Between(0, 30), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "at the start, where there is one",
	})
	evidence.Var(r, &a.Drop, evidence.Spec{
		Key: "adoption.drop", Label: "Rate at which a force drops a scheme that has no money",
		Value: 0, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "no scheme known to have run is known to have ended; a scenario of falling money states a rate",
	})
	evidence.Var(r, &a.DropFunding, evidence.Spec{
		Key: "adoption.drop_funding", Label: "Fall in the log of that rate with money of the planned amount a head",
		Value: 3, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "at the planned money a twentieth of the rate without any",
	})
	// 13 forces in January 2022 against 9 confirmed to run, over 31 of which it is not known.
	evidence.Var(r, &a.UnknownRunning, evidence.Spec{
		Key: "adoption.unknown_running", Label: "A force of which it is not known runs a scheme",
		Value: (13.0 - 9) / 31, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 2, B: 13},
		Status: evidence.Derived, Source: "times-2022",
		Note: "at least 13 forces ran or developed one in January 2022, 9 are confirmed, and of 31 it is not known; at least, hence the wide prior",
	})
}

// immediate says whether the steer brings everybody at once.
func (a *Adoption) immediate() bool { return math.IsInf(float64(a.Push), 1) }
