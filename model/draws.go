package model

import (
	"fmt"

	"diversim/model/ledger"
	"diversim/sim"
)

// The decisions of a person, numbered once and for all. A number is retired
// with its decision and never reused.
const (
	drawFrailty           sim.Decision = 0
	drawOffence           sim.Decision = 1 // 1 to 5, by type of offence
	drawDeath             sim.Decision = 6
	drawDisengagement     sim.Decision = 7
	drawDesistance        sim.Decision = 8
	drawRelapse           sim.Decision = 9
	drawBaseline          sim.Decision = 10
	drawOffer             sim.Decision = 11
	drawAcceptance        sim.Decision = 12
	drawPlaceWait         sim.Decision = 13 // or being turned away, where places are not shared
	drawFirstAttendance   sim.Decision = 14
	drawSessionGap        sim.Decision = 15
	drawDropout           sim.Decision = 16
	drawOutreach          sim.Decision = 17
	drawBreachLag         sim.Decision = 18
	drawBreachCharge      sim.Decision = 19
	drawCourtDelay        sim.Decision = 20
	drawConviction        sim.Decision = 21
	drawSentence          sim.Decision = 22
	drawCustodyLength     sim.Decision = 23
	drawDetection         sim.Decision = 24 // 24 to 28, by type of offence
	drawProof             sim.Decision = 29 // 29 to 33, by type of offence
	drawRecordingLag      sim.Decision = 34
	drawSanctionLag       sim.Decision = 35
	drawTreatmentReferral sim.Decision = 36
	drawTreatmentStay     sim.Decision = 37
	drawTreatmentExit     sim.Decision = 38
	drawTreatmentPatience sim.Decision = 39 // of others too, in the domain of the force
	drawJobLoss           sim.Decision = 40
	drawJobGain           sim.Decision = 41
	drawBatch             sim.Decision = 42
	drawPlace             sim.Decision = 43 // where the person lives, by occurrence 0; then where each later contact is
	drawNeverAgain        sim.Decision = 44
	drawCovariates        sim.Decision = 45
	drawTypeFrailty       sim.Decision = 46
	drawAdmission         sim.Decision = 47
	drawPeers             sim.Decision = 48
	drawIndexTime         sim.Decision = 49
	drawReoffenceBreach   sim.Decision = 64
	drawOutreachResponse  sim.Decision = 65
	drawStreamContact     sim.Decision = 66
	drawPastContacts      sim.Decision = 67
	drawSelfReferral      sim.Decision = 68
	drawPlacePatience     sim.Decision = 69 // of a person and, in the domain of the force, of a referral from elsewhere
	drawStartJob          sim.Decision = 70
	drawPastSanctions     sim.Decision = 71
	drawFirstWait         sim.Decision = 72
)

// The decisions of a force area.
const (
	drawArrivals            sim.Decision = 50 // how many index contacts there are
	drawBackgroundGap       sim.Decision = 49
	drawBackgroundService   sim.Decision = 51
	drawTreatmentGap        sim.Decision = 52
	drawTreatmentOthersStay sim.Decision = 53
	drawCaseGap             sim.Decision = 54
	drawCaseService         sim.Decision = 55
	drawAreaLevel           sim.Decision = 56
	drawAreaEffect          sim.Decision = 57
	drawAreaQuality         sim.Decision = 58
	drawSchemeKnown         sim.Decision = 59 // whether a scheme of which nothing is known runs
	drawAdoption            sim.Decision = 60 // by how many schemes the force has had
	drawDrop                sim.Decision = 61 // likewise
)

// The entity of a draw is a person's ordinal below the number of the force.
const forceShift = 26

// The occurrence of a draw packs two indices into 32 bits: a mark or a clock
// of typed events by (type, ordinal), a step of a spell by (contact, step).
const (
	typeShift    = 24
	contactShift = 16
)

// The ordinals of offences that others set off lie above those of a person's
// own clocks. A draw about what an offence sets off is by (type, ordinal, step);
// one about whom a person names stands in the place of a type that is none.
const (
	setOffOrdinal = 1 << 22
	peerShift     = 29
	peerSteps     = 6 // bits
	peerNaming    = 7
)

// peerOccurrence packs the draws about what an offence sets off.
func peerOccurrence(kind int, ordinal, step uint32) uint32 {
	if ordinal >= 1<<(peerShift-peerSteps) || step >= 1<<peerSteps {
		panic(fmt.Sprintf("model: step %d of what offence %d sets off has no draw", step, ordinal))
	}
	return uint32(kind)<<peerShift | ordinal<<peerSteps | step
}

// clientMark marks the number of a client who is not of the cohort, on the waiting
// list of a shared service.
const clientMark = 1 << 31

func typedOccurrence(kind int, ordinal uint32) uint32 { return uint32(kind)<<typeShift | ordinal }

func stepOccurrence(contact, step uint32) uint32 { return contact<<contactShift | step }

// decisionNames say what a draw decides, of those that may differ between arms. Those
// of an offence type follow from the first of their numbers.
var decisionNames = map[sim.Decision]string{
	drawBaseline: "baseline outcome", drawOffer: "offer", drawAcceptance: "acceptance", drawFirstWait: "wait", drawFirstAttendance: "attendance", drawSessionGap: "time to the session",
	drawDropout: "dropping out", drawOutreach: "time to outreach", drawBreachLag: "time to the decision on a breach",
	drawBreachCharge: "charge for a breach", drawCourtDelay: "court delay", drawConviction: "conviction", drawSentence: "sentence",
	drawCustodyLength: "length of custody", drawRecordingLag: "time to the record", drawSanctionLag: "time to charge or caution",
	drawDesistance: "time to desisting", drawRelapse: "time to relapse", drawBatch: "offences at once", drawPeers: "what an offence sets off",
	drawAdmission: "admission", drawReoffenceBreach: "breach by a reoffence",
	drawOutreachResponse: "answer to outreach",
	drawDeath:            "death", drawTreatmentReferral: "referral to treatment", drawTreatmentStay: "time in treatment",
	drawTreatmentExit: "end of treatment", drawTreatmentPatience: "patience on the waiting list", drawSelfReferral: "coming to treatment",
	drawJobLoss: "losing work", drawJobGain: "finding work",
	drawPlace: "where the person is found", drawPlaceWait: "wait for a place", drawPlacePatience: "giving up the wait for a place",
}

// Draw is one uniform that a run asked for.
type Draw struct {
	At         sim.Time
	Decision   sim.Decision
	Occurrence uint32
	U          float64
}

// String names the draw: what it decides, and of which contact, step or
// offence.
func (d Draw) String() string {
	typed := []struct {
		from sim.Decision
		name string
	}{{drawOffence, "time to the next offence"}, {drawDetection, "detection"}, {drawProof, "sanction"}}
	for _, t := range typed {
		if k := d.Decision - t.from; d.Decision >= t.from && int(k) < ledger.OffenceTypes {
			return fmt.Sprintf("%s (%s %d)", t.name, ledger.OffenceType(k), d.Occurrence&(1<<typeShift-1))
		}
	}
	name := decisionNames[d.Decision]
	switch d.Decision {
	case drawDesistance, drawRelapse:
		return fmt.Sprintf("%s (%d)", name, d.Occurrence)
	case drawPeers:
		return fmt.Sprintf("%s (%s %d, step %d)", name, ledger.OffenceType(d.Occurrence>>peerShift),
			d.Occurrence>>peerSteps&(1<<(peerShift-peerSteps)-1), d.Occurrence&(1<<peerSteps-1))
	case drawPlaceWait, drawPlacePatience, drawFirstAttendance, drawSessionGap, drawDropout, drawOutreach, drawOutreachResponse, drawBreachLag:
		return fmt.Sprintf("%s (contact %d, step %d)", name, d.Occurrence>>contactShift, d.Occurrence&(1<<contactShift-1))
	case drawTreatmentStay, drawTreatmentExit, drawTreatmentPatience, drawSelfReferral, drawDeath, drawJobLoss, drawJobGain:
		return fmt.Sprintf("%s (time %d)", name, d.Occurrence)
	case drawBaseline, drawPlace, drawOffer, drawAcceptance, drawBreachCharge, drawAdmission, drawTreatmentReferral:
		return fmt.Sprintf("%s (contact %d)", name, d.Occurrence)
	}
	return fmt.Sprintf("%s (%s %d)", name, ledger.OffenceType(d.Occurrence>>typeShift), d.Occurrence&(1<<typeShift-1))
}

// Watch lists the draws made for one person that may differ between arms, in the
// order in which the run asked for them: what the person brought along is not in it.
type Watch struct {
	Person uint32
	Draws  []Draw
}

// draw is a uniform of a person. Every draw that may differ between arms is
// made here.
func (w *World) draw(i uint32, d sim.Decision, occurrence uint32) float64 {
	u := w.own.Uniform(sim.Person, w.entity(int(i)), d, occurrence)
	if w.Watch != nil && w.Watch.Person == i {
		w.Watch.Draws = append(w.Watch.Draws, Draw{w.calendar.Now(), d, occurrence, u})
	}
	return u
}
