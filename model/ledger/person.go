package ledger

import "diversim/sim"

// Person is one member of the cohort.
type Person struct {
	Index      sim.Time // of the index contact; the person's clock starts here
	End        sim.Time // of follow-up
	Died       sim.Time // Never for the living
	Frailty    float64  // of offending; simulation-only
	Disengage  float64  // frailty of disengagement; simulation-only
	DisposedAt sim.Time // when the index case was closed: decision, diversion, caution, end of the court case or release
	Recorded   bool     // the index case left a caution or a conviction
	Home       uint8    // force area where the person lives, by its place in the force table
	Before     History
	Traits
}

// History is what happened to a person in the span before the index contact.
type History struct {
	Contacts   uint32 // for possession; the index contact is not one of them
	Sanctioned uint32 // offences cautioned or charged, possession included
}

// Sex is a person's sex.
type Sex uint8

// The sexes that published tables tell apart.
const (
	Male Sex = iota
	Female
	sexes
)

// Sexes is how many there are.
const Sexes = int(sexes)

func (s Sex) String() string { return [...]string{"male", "female"}[s] }

// Drug is what a person was found in possession of.
type Drug uint8

// The groups of drugs.
const (
	Cannabis Drug = iota
	Stimulant
	Opiate // heroin, crack
	drugs
)

// Drugs is how many groups there are.
const Drugs = int(drugs)

func (d Drug) String() string { return [...]string{"cannabis", "stimulant", "opiate"}[d] }

// Dependence is how far a person depends on the drug.
type Dependence uint8

// The degrees of dependence.
const (
	NotDependent Dependence = iota
	HarmfulUse
	Dependent
	dependences
)

// Dependences is how many degrees there are.
const Dependences = int(dependences)

func (d Dependence) String() string { return [...]string{"none", "harmful", "dependent"}[d] }

// PriorBands is how many bands of prior proven offences there are: none, 1 or
// 2, 3 to 6, 7 to 10, and 11 or more.
const PriorBands = 5

// Traits are what is known of a person at the index contact.
type Traits struct {
	Age        float64 // in years
	Sex        Sex
	Drug       Drug
	Dependence Dependence
	Prior      uint8 // band of prior proven offences
	Youth      bool  // under 18
}

// Condition is a set of states that bear on what a person does, on health or
// on time at risk.
type Condition uint16

// The states.
const (
	NeverAgain Condition = 1 << iota // offends no more, from the index contact on; simulation-only
	Desisted                         // offends no more, for the time being; simulation-only
	Unspent                          // has a conviction or a caution that is not spent
	Jobless                          // without work or, under 18, out of education
	AwaitingTreatment
	InTreatment
	TreatmentCompleted // has left treatment as planned
	LateExit           // has left treatment or custody within the window of raised mortality
	AwaitingCourt
	InCustody
	Dead
)

// Change is the state of a person from an instant on.
type Change struct {
	Person  uint32
	Is      Condition
	At      sim.Time
	Utility float64 // health-related quality of life, 0 for the dead to 1
}

// Source is who sent a person to treatment.
type Source uint8

// The sources.
const (
	SelfReferred Source = iota
	SchemeReferred
)

// TreatmentExit is how an episode of treatment ended.
type TreatmentExit uint8

// The ways in which it ends.
const (
	InTreatmentStill TreatmentExit = iota // or on the waiting list
	Reneged                               // left the waiting list
	LeftEarly
	LeftAsPlanned
	DiedInTreatment
	Imprisoned
)

// Episode is one referral to treatment and what came of it.
type Episode struct {
	Person     uint32
	Source     Source
	Exit       TreatmentExit
	ReferredAt sim.Time
	StartedAt  sim.Time // Never for those who never started
	EndedAt    sim.Time
}

// Others are the people of a shared service who are not of the cohort.
type Others struct {
	Clients int64    // who came
	Started int64    // who got a place
	Lost    int64    // who went away, at once or after a wait
	Waited  sim.Time // in all, by those who got a place
	Late    int64    // who waited longer for it than counts as prompt, where the service has such a standard
}
