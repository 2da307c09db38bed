package estimate

// OfficialCohort describes a cohort of two risk groups before a record-free
// disposal takes people of the lower group out of the official statistics.
// All fields are proportions.
type OfficialCohort struct {
	LowShare   float64 // share of the lower-risk group among all contacted
	LowRate    float64 // its proven reoffending rate
	HighRate   float64 // the rate of the others
	LowRemoved float64 // share of the lower-risk group that leaves the cohort
}

// Composition is what an official rate shows when its cohort changes and
// nobody's behaviour does.
type Composition struct {
	Before                 float64 // official rate with everyone in the cohort
	After                  float64 // official rate of those who remain; NaN if nobody does
	ChangePoints           float64 // After minus Before in percentage points
	Everyone               float64 // rate among all people contacted, unchanged
	DivertedNonReoffending float64 // what the scheme itself would observe; NaN if nobody left
}

// WillRogers is the change of an official rate by composition alone:
//
//	after = (w(1-x) low + (1-w) high) / (1 - w x)
//
// with w the share and x the share removed of the lower-risk group. The name
// is that of Feinstein, Sosin and Wells (1985).
func WillRogers(cohort OfficialCohort) Composition {
	wantProbability("the share of the lower-risk group", cohort.LowShare)
	wantProbability("the rate of the lower-risk group", cohort.LowRate)
	wantProbability("the rate of the higher-risk group", cohort.HighRate)
	wantProbability("the share removed", cohort.LowRemoved)
	high := (1 - cohort.LowShare) * cohort.HighRate
	before := cohort.LowShare*cohort.LowRate + high
	left := cohort.LowShare * cohort.LowRemoved
	after := ratio((cohort.LowShare-left)*cohort.LowRate+high, 1-left)
	return Composition{
		Before:                 before,
		After:                  after,
		ChangePoints:           100 * (after - before),
		Everyone:               before,
		DivertedNonReoffending: ratio(left*(1-cohort.LowRate), left),
	}
}
