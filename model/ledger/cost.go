package ledger

// Payer is who pays a cost.
type Payer uint8

// The payers.
const (
	Programme Payer = iota
	Police
	ProsecutionService
	Courts
	LegalAid
	Prison
	Probation
	Health
	LocalAuthority
	Victims // what crime costs those it is done to, and precautions against it; no money of any budget
	Fined   // what people pay in fines and penalty notices: a transfer
	payers
)

// Payers is how many payers there are.
const Payers = int(payers)

// Line is one kind of cost.
type Line uint8

// The lines of the ledger.
const (
	SchemeFixed Line = iota
	SchemeOffer
	SchemeFirstAppointment
	SchemeSession
	SchemeCasework
	SchemeTreatment
	PoliceDecision
	PoliceReferral
	PoliceInvestigation
	PoliceBreach
	ProsecutionCase
	CourtHearing
	LegalAidClaim
	PrisonStay
	CommunitySentence
	TreatmentStay
	Supervision
	FinePaid
	PenaltyPaid
	lines
)

// Lines is how many kinds of cost there are.
const Lines = int(lines)

// lineTable says what each line is called and who pays it.
var lineTable = [lines]struct {
	name  string
	payer Payer
}{
	SchemeFixed:            {"scheme: fixed", Programme},
	SchemeOffer:            {"scheme: offer", Programme},
	SchemeFirstAppointment: {"scheme: first appointment", Programme},
	SchemeSession:          {"scheme: session", Programme},
	SchemeCasework:         {"scheme: caseworker contact", Programme},
	SchemeTreatment:        {"scheme: treatment", Programme},
	PoliceDecision:         {"police: decision", Police},
	PoliceReferral:         {"police: referral", Police},
	PoliceInvestigation:    {"police: investigation", Police},
	PoliceBreach:           {"police: breach", Police},
	ProsecutionCase:        {"prosecution service: case", ProsecutionService},
	CourtHearing:           {"courts: case", Courts},
	LegalAidClaim:          {"legal aid: claim", LegalAid},
	PrisonStay:             {"prison: time served", Prison},
	CommunitySentence:      {"probation: sentence", Probation},
	TreatmentStay:          {"treatment: time in treatment", LocalAuthority},
	Supervision:            {"probation: supervision", Probation},
	FinePaid:               {"transfer: fine", Fined},
	PenaltyPaid:            {"transfer: penalty notice", Fined},
}

func (l Line) String() string { return lineTable[l].name }

// Payer is who pays the line.
func (l Line) Payer() Payer { return lineTable[l].payer }
