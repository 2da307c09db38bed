package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// Config is what a run is about, as opposed to what is known about the world.
type Config struct {
	People            int      // index contacts a year; in an open population, contacts
	Intake            sim.Time // whole years over which people are recruited; 0: one year
	Horizon           sim.Time // of follow-up, from each person's index contact
	Force             string   // name of the force area
	Contacts          int      // possession contacts of a year there, of which People are simulated
	Standard          bool     // the people are the same in every force area, with the same draws
	stops             float64  // recorded possession a head, relative to the country's; 0: as there
	ComparatorCharges bool     // the comparator charges everyone: what H is measured against
	Arm               int      // ordinal, for couplings in which arms share less than every draw
	// Departure is how far the log hazard ratio of the force lies from the mean over
	// forces; not of runs over force areas, which have departures of their own.
	Departure float64
	// Unattended is that nobody keeps an appointment of the scheme, whose base case and
	// effect are what they would be.
	Unattended bool
}

// settings is what the parameters come to: everything that a run looks up,
// worked out once per arm.
type settings struct {
	Params
	Config
	exposed                        bool // others can bear on a person at any moment
	scheme                         *Scheme
	course, waitingList            bool
	comparatorCharges              bool
	lockoutNeverEntry              bool
	mix                            mixes
	rate                           [ledger.OffenceTypes]float64 // per year at frailty 1
	detected, proved, cautionShare float64
	offer                          [outcomes]float64
	repeatOffer                    float64
	admission                      float64
	breachCharge, reoffenceBreach  float64
	conviction                     float64
	sentence, harmSentence         [sentences]float64 // cumulative
	custody, harmCustody           sim.Time           // served, mean
	recordingLag                   lag
	chargeLag, cautionLag          lag
	courtDelay                     lag
	offendingLaw, disengagementLaw law
	census                         census
	disengageClasses               []float64
	disengageLogs                  []float64 // of the same
	intercept, repeatIntercept     float64
	leverage                       float64
	outreachSuccess                float64
	sessions, repeatSessions       uint32
	maxMisses                      uint32
	meanGap                        float64 // seconds
	firstWait, deadline            sim.Time
	offerWindow                    sim.Time
	schemeEnd, intakeEnd           sim.Time
	slots                          int
	background, earlier            float64 // referrals from elsewhere a year
	patience                       float64 // seconds
	isolated                       bool
	places                         placeLaw
	courts                         courts
	budget, fixed                  int64 // pence
	plannedPeople                  float64
	base, funding                  funding
	contrast                       contrasts
	effects                        *effectLadder // of forces of their own; nil where they do not differ
	number                         uint32        // of the force in draws
	people                         uint32        // of the force in draws about people
	index                          int           // of the force in the table
	borders                        *borders      // nil where nobody is found elsewhere
	phase                          [phases]float64
	period, youthPeriod            [imposed]sim.Time // until a record is spent
	ageing                         sim.Drift         // nil for none
	gapPower, gapScale             float64
	typeLaw                        [ledger.OffenceTypes]law // nil where everybody is alike
	acquisitive                    [ledger.Dependences]float64
	cost                           prices
	treatment                      treatment
	exitWindow, prompt             sim.Time
	values                         ledger.Values
	orderLength                    sim.Time // of supervision
}

// settle works the parameters out. What does not depend on the force is taken from
// another force's settings, at the same parameters, where there are any.
func settle(p *Params, c Config, known Contrasts, elsewhere *settings) *settings {
	s := &settings{Params: *p, Config: c}
	s.Intake = max(s.Intake, sim.Year)
	s.number, s.index = forceNumber(c.Force), max(0, evidence.ForceIndex(c.Force))
	s.people = s.number
	if s.Standard { // a number that no force has
		s.people = uint32(len(evidence.Forces()))
	}
	s.stops = 1
	if c.stops > 0 {
		s.stops = math.Pow(c.stops, float64(s.Areas.StopRate))
	}
	s.comparatorCharges = c.ComparatorCharges
	s.settleCovariates()
	s.settleRates()
	s.settleFrailty()
	s.settleCareers()
	s.settlePolice()
	s.settleCourt()
	s.settleRecord()
	s.settleProgramme()
	s.settleCosts()
	s.settleTreatment()
	s.settleValues()
	s.disengageClasses = s.disengagementLaw.classes()
	if s.Frailty.Shared {
		s.disengageClasses = s.offendingLaw.classes()
	}
	for _, disengage := range s.disengageClasses {
		s.disengageLogs = append(s.disengageLogs, math.Log(disengage))
	}
	if elsewhere != nil {
		s.likeElsewhere(elsewhere)
	} else {
		base, _ := New()
		s.settleBase(base, known)
		if s.Unattended {
			s.intercept, s.repeatIntercept = math.Inf(-1), math.Inf(-1)
		}
		s.settleFunding()
	}
	s.settlePlaces()
	for k := range s.phase {
		s.phase[k] = float64(s.Effect.Phase[k])
	}
	s.phase[phaseNone] = 1
	return s
}

// likeElsewhere takes what the money buys and what the scheme does from the settings
// of another force.
func (s *settings) likeElsewhere(o *settings) {
	s.intercept, s.repeatIntercept, s.base, s.funding = o.intercept, o.repeatIntercept, o.base, o.funding
	s.contrast, s.effects = o.contrast, o.effects
}

func (s *settings) settlePolice() {
	p, d := &s.Police, &s.Detection
	s.settleMixes()
	for o, share := range p.Offer {
		s.offer[o] = float64(share)
	}
	s.repeatOffer, s.admission = float64(p.RepeatOffer), float64(p.Admission)
	s.detected, s.proved, s.cautionShare = float64(d.Detected), float64(d.Proved), float64(d.CautionShare)
	cv := float64(d.LagCV)
	s.recordingLag, s.chargeLag, s.cautionLag = lagOf(d.RecordingLag, cv), lagOf(d.ChargeLag, cv), lagOf(d.CautionLag, cv)
}

func (s *settings) settleCourt() {
	c := &s.Court
	s.conviction = float64(c.Conviction)
	s.courtDelay = lagOf(c.Delay, float64(c.DelayCV))
	s.custody, s.harmCustody = s.meanServed(c.CustodyWeeks), s.meanServed(c.HarmWeeks)
	total := 0.0
	for _, share := range c.Sentence {
		total += float64(share)
	}
	custody := float64(c.Sentence[immediateCustody]) / total
	harm := float64(c.HarmCustody)
	if !c.CustodyEnabled {
		custody, harm = 0, 0
	}
	others := total - float64(c.Sentence[immediateCustody])
	s.sentence = cumulate(c.Sentence, custody, others)
	s.harmSentence = cumulate(c.Sentence, harm, others)
}

// cumulate is the distribution function of the sentence: a share of custody,
// the rest in the given proportions.
func cumulate(shares [sentences]evidence.Probability, custody, others float64) (upTo [sentences]float64) {
	sum := 0.0
	for k := range shares {
		if sentence(k) == immediateCustody {
			sum += custody
		} else {
			sum += (1 - custody) * ratio(float64(shares[k]), others)
		}
		upTo[k] = sum
	}
	return upTo
}

func (s *settings) meanServed(w evidence.Weeks) sim.Time {
	return sim.Time(math.Round(float64(w) * daysInWeek * float64(s.Court.Served) * float64(sim.Day)))
}

const daysInWeek = 7

// weeks is a duration on the clock.
func weeks(w evidence.Weeks) sim.Time {
	return sim.Time(math.Round(float64(w) * daysInWeek * float64(sim.Day)))
}

func (s *settings) settleProgramme() {
	p, e, v := &s.Programme, &s.Engagement, &s.Provider
	s.scheme, s.course, s.waitingList = s.active(), p.Course, v.WaitingList
	s.schemeEnd = sim.YearsOf(float64(p.Years))
	s.intakeEnd = s.Intake
	s.sessions, s.repeatSessions = uint32(e.Sessions), uint32(e.RepeatSessions)
	s.maxMisses = uint32(e.MaxMisses)
	s.meanGap = float64(sim.Year) / float64(e.SessionRate)
	s.firstWait = sim.Time(math.Round(float64(v.FirstWait) * float64(sim.Day)))
	s.deadline = sim.YearsOf(float64(e.Deadline))
	s.outreachSuccess = float64(e.OutreachSuccess)
	s.reoffenceBreach = float64(s.Breach.Reoffence)
	if s.scheme != nil {
		s.breachCharge = float64(s.scheme.BreachCharge)
		s.lockoutNeverEntry = s.scheme.LockoutNeverEntry
		s.offerWindow = sim.YearsOf(float64(s.scheme.OfferWindow))
		if s.Police.WaivesProcessing {
			s.leverage = float64(s.scheme.Leverage)
		}
	}
	scale := float64(s.People) / float64(p.PlannedPeople)
	s.plannedPeople = float64(s.People)
	s.budget = int64(math.Round(float64(p.Budget) * penceInPound * scale))
	s.fixed = int64(math.Round(float64(p.Fixed) * penceInPound * scale))
	s.slots = unlimited
	if slots := float64(v.Slots) * scale; !math.IsInf(slots, 1) {
		s.slots = int(math.Round(slots))
	}
	s.background, s.earlier = float64(v.Background)*scale, float64(v.Earlier)*scale
	s.patience = float64(v.Patience) * float64(sim.Day)
	s.isolated = v.Places == PlacesIsolated
	s.settleCourts(scale)
}

// unlimited is a number of places that is never reached.
const unlimited = -1

// lag is a gamma distribution of a delay.
type lag struct {
	mean float64 // seconds
	law  law
}

func lagOf(mean evidence.Years, cv float64) lag {
	return lag{mean: float64(mean) * float64(sim.Year), law: gammaLaw(cv*cv, false)}
}

func (l lag) at(u float64) sim.Time {
	if l.mean == 0 {
		return 0
	}
	return sim.Time(math.Round(l.mean * l.law(sim.NormalScore(u))))
}
