// Package ledger holds the facts that a run writes down: what happened to
// whom, when, what it cost and who paid.
//
// A fact is written by the process that caused it and never interpreted here;
// package outcome reduces facts to measures and reads nothing else. Facts
// marked simulation-only are known to the simulator and to no evaluator.
package ledger

import "diversim/sim"

// OffenceType is the type of an offence. Possession is a police contact for
// possession, the only possession offence that anybody sees.
type OffenceType uint8

// The types of offence, in the order of their clocks.
const (
	Possession OffenceType = iota
	Acquisitive
	Violent
	Supply
	Other
	offenceTypes
)

// OffenceTypes is how many types of offence there are.
const OffenceTypes = int(offenceTypes)

func (t OffenceType) String() string {
	return [...]string{"possession", "acquisitive", "violent", "supply", "other"}[t]
}

// Disposal is how a contact or a recorded offence was closed.
type Disposal uint8

// The disposals. The first is that of an offence that nobody recorded.
const (
	Unrecorded Disposal = iota
	NoFurtherAction
	Warning
	CommunityResolution
	PenaltyNotice
	Caution
	Charge
	Diversion
	disposals
)

// Disposals is how many disposals there are.
const Disposals = int(disposals)

func (d Disposal) String() string {
	return [...]string{
		"unrecorded", "no further action", "warning", "community resolution",
		"penalty notice", "caution", "charge", "diversion",
	}[d]
}

// Offence is one offence in follow-up, or one possession contact after the
// index contact. All times are on the world's clock; Never where it did not
// happen.
type Offence struct {
	Person         uint32
	Ordinal        uint32 // among the person's offences of this type, from 1
	Further        uint32 // offences of the same event beyond this one
	Type           OffenceType
	Disposal       Disposal
	Diverted       bool // closed by a diversion, whatever came of it
	At             sim.Time
	SanctionedAt   sim.Time // charge or caution
	ProvenAt       sim.Time // conviction or caution
	BaselineProven sim.Time // ProvenAt, had it been processed as under the comparator; simulation-only
}

// Count is how many offences the event carries.
func (o *Offence) Count() uint32 { return 1 + o.Further }

// Refusal says why an eligible person was not offered the scheme.
type Refusal uint8

// The reasons.
const (
	NotRefused  Refusal = iota
	Discretion          // the officer did not offer
	NoMoney             // the account could not commit the planned cost
	NoSlot              // the provider was full and keeps no waiting list
	YearOver            // the scheme year had ended
	NotEligible         // outside the rules
)

// Contact is one police contact for possession and what was decided. Number 0
// is the index contact.
type Contact struct {
	Person   uint32
	Number   uint32
	Baseline Disposal // what the force would have done without the scheme
	Disposal Disposal // what it did
	Eligible bool
	Offered  bool
	Refusal  Refusal
	Place    uint8 // force area, by its place in the force table
	At       sim.Time
}

// Exit is how a spell on the programme ended.
type Exit uint8

// The ways a spell ends. Open is a spell not ended at the end of follow-up.
const (
	Open Exit = iota
	Declined
	NeverEntered
	DroppedOut
	MissedTooOften
	DeadlinePassed
	Reoffended
	Completed
	Died
	GaveUpWaiting
	exits
)

func (e Exit) String() string {
	return [...]string{
		"open", "declined", "never entered", "dropped out", "missed too often",
		"deadline passed", "reoffended", "completed", "died",
		"gave up waiting",
	}[e]
}

// Spell is one offer of the scheme and what came of it.
type Spell struct {
	Person        uint32
	Contact       uint32 // the number of the possession contact
	Sessions      uint32 // attended
	Booked        uint32 // appointments booked, where the programme counts misses
	Exit          Exit
	Accepted      bool
	BreachCharged bool
	Year          uint32 // of the scheme, from 0, whose account pays
	Spent         int64  // pence
	OfferedAt     sim.Time
	AttendedAt    sim.Time // first appointment
	ExitAt        sim.Time
	DecidedAt     sim.Time // on an unfinished course
	Casework      float64  // caseworker contacts received
}

// Custody is one stay in custody.
type Custody struct {
	Person    uint32
	From, To  sim.Time
	Prevented float64 // harm offences expected of the person at large, within follow-up; simulation-only
}

// Case is one charge and the end of its case.
type Case struct {
	Person    uint32
	ChargedAt sim.Time
	HeardAt   sim.Time // Never for a case that did not end in the person's life
}

// Nobody is the person of a cost that is nobody's in particular.
const Nobody = ^uint32(0)

// Cost is one amount that fell due.
type Cost struct {
	Person uint32
	Line   Line
	At     sim.Time
	Over   sim.Time // the span over which it accrues evenly from At on; 0: due at once
	Pence  int64
}

// Account is the programme's money at the end of the run.
type Account struct {
	Budget      int64    // pence, for each year of the scheme
	Years       uint32   // in which offers are made
	Total       int64    // pence, of the budgets of all years in which people are recruited
	Fixed       int64    // pence that do not depend on people
	ExhaustedAt sim.Time // of the first offer refused for want of money
}

// Ledger is the facts of one world.
type Ledger struct {
	People          []Person
	Offences        []Offence
	Contacts        []Contact
	Spells          []Spell
	Stays           []Custody
	Cases           []Case
	Changes         []Change
	Episodes        []Episode
	Costs           []Cost
	Values          Values
	Account         Account
	Provider        sim.Usage // of the places, run-in included
	Intake          sim.Usage // of the places, over the intake year alone
	Others          Others    // on the same places
	Treatment       sim.Usage // of the treatment places, from the intake year on
	TreatmentOthers Others    // who came to treatment from the intake year on
	Court           sim.Usage // of the courtrooms, where courts are a queue
	Events          int64     // that the run acted on, undetected offences included
	Horizon         sim.Time
	FromDisposal    bool // proven offences are counted from the disposal of the index case
}

// Reset empties the ledger and keeps its memory.
func (l *Ledger) Reset() {
	*l = Ledger{
		People:   l.People[:0],
		Offences: l.Offences[:0],
		Contacts: l.Contacts[:0],
		Spells:   l.Spells[:0],
		Stays:    l.Stays[:0],
		Cases:    l.Cases[:0],
		Changes:  l.Changes[:0],
		Episodes: l.Episodes[:0],
		Costs:    l.Costs[:0],
	}
}
