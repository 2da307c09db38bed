package model

import (
	"sync"

	"diversim/model/evidence"
)

// Params is every input of the model at one value each. The fields are
// grouped by process; each is declared, with its unit, range, prior, status
// and source, in the file of that process.
type Params struct {
	Careers // neutral in the base case, but for dependence

	Engine      Engine
	Index       Index
	Frailty     Frailty
	Covariates  Covariates
	Offending   Offending
	Detection   Detection
	Police      Police
	Eligibility Eligibility
	Acceptance  Acceptance
	Schemes     [schemes]Scheme
	Programme   Programme
	Engagement  Engagement
	Provider    Provider
	Breach      Breach
	Court       Court
	CourtQueue  CourtQueue
	Effect      Effect
	Record      Record
	Employment  Employment
	Deterrence  Deterrence
	Costs       Costs
	Treatment   Treatment
	Mortality   Mortality
	Utility     Utility
	Valuation   Valuation
	Areas       Areas
	Adoption    Adoption
	National    National
}

// New returns the base case and the registry that sets it, both fresh. It costs
// little: the inputs are declared once in the life of the program.
func New() (*Params, *evidence.Registry) { return declared().Copy() }

// declared is the base case with every input declared.
var declared = sync.OnceValue(func() *evidence.Template[Params] {
	p, r := &Params{}, evidence.New()
	p.Engine.declare(r)
	p.Index.declare(r)
	p.Frailty.declare(r)
	p.Covariates.declare(r)
	p.Offending.declare(r)
	p.Careers.declare(r)
	p.Detection.declare(r)
	p.Police.declare(r)
	p.Eligibility.declare(r)
	p.Acceptance.declare(r)
	for s := range p.Schemes {
		p.Schemes[s].declare(r, schemeTable[s])
	}
	p.Programme.declare(r)
	p.Engagement.declare(r)
	p.Provider.declare(r)
	p.Breach.declare(r)
	p.Court.declare(r)
	p.CourtQueue.declare(r)
	p.Effect.declare(r)
	p.Record.declare(r)
	p.Employment.declare(r)
	p.Deterrence.declare(r)
	p.Costs.declare(r)
	p.Treatment.declare(r)
	p.Mortality.declare(r)
	p.Utility.declare(r)
	p.Valuation.declare(r)
	p.Areas.declare(r)
	p.Adoption.declare(r)
	p.National.declare(r)
	return evidence.NewTemplate(p, r)
})

// Engine is how the model is computed; it is no property of the world.
type Engine struct {
	Grid     evidence.Years
	Coupling string
}

// The ways in which two arms can share random numbers.
const (
	CouplingCommon      = "common"
	CouplingFrailtyOnly = "frailty-only"
	CouplingIndependent = "independent"
)

func (e *Engine) declare(r *evidence.Registry) {
	evidence.Var(r, &e.Grid, evidence.Spec{
		Key: "engine.grid", Label: "Width of the cells over which a fading effect is held at its midpoint",
		Value: 1.0 / 52, Range: evidence.Between(1.0/36525, 1), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a week: the error is of the order of its square, far below Monte Carlo error",
	})
	evidence.Choose(r, &e.Coupling, evidence.ChoiceSpec{
		Key: "engine.coupling", Label: "What the arms share: every draw, the frailties only, or nothing",
		Value: CouplingCommon, Options: []string{CouplingCommon, CouplingFrailtyOnly, CouplingIndependent},
		Status: evidence.Assumed, Note: "the same people in every arm; the other two exist to measure what that gains",
	})
}
