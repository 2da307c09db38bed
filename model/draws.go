package model

import "diversim/sim"

// The decisions of a person, numbered once and for all. A number is retired
// with its decision and never reused.
const (
	drawFrailty          sim.Decision = 0
	drawOffence          sim.Decision = 1 // 1 to 5, by type of offence
	drawDisengagement    sim.Decision = 7
	drawBaseline         sim.Decision = 10
	drawOffer            sim.Decision = 11
	drawAcceptance       sim.Decision = 12
	drawFirstAttendance  sim.Decision = 14
	drawSessionGap       sim.Decision = 15
	drawDropout          sim.Decision = 16
	drawOutreach         sim.Decision = 17
	drawBreachLag        sim.Decision = 18
	drawBreachCharge     sim.Decision = 19
	drawCourtDelay       sim.Decision = 20
	drawConviction       sim.Decision = 21
	drawSentence         sim.Decision = 22
	drawCustodyLength    sim.Decision = 23
	drawDetection        sim.Decision = 24 // 24 to 28, by type of offence
	drawProof            sim.Decision = 29 // 29 to 33, by type of offence
	drawRecordingLag     sim.Decision = 34
	drawSanctionLag      sim.Decision = 35
	drawAdmission        sim.Decision = 47
	drawIndexTime        sim.Decision = 49
	drawReoffenceBreach  sim.Decision = 64
	drawOutreachResponse sim.Decision = 65
	drawStreamContact    sim.Decision = 66
	drawStreamHistory    sim.Decision = 67
)

// The decisions of a force area.
const (
	drawArrivals          sim.Decision = 50 // how many index contacts there are
	drawBackgroundGap     sim.Decision = 49
	drawBackgroundService sim.Decision = 51
)

// The occurrence of a draw packs two indices into 32 bits: a mark or a clock
// of typed events by (type, ordinal), a step of a spell by (contact, step).
const (
	typeShift    = 24
	contactShift = 16
)

func typedOccurrence(kind int, ordinal uint32) uint32 { return uint32(kind)<<typeShift | ordinal }

func stepOccurrence(contact, step uint32) uint32 { return contact<<contactShift | step }
