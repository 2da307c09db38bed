package model

import (
	"math"

	"diversim/model/evidence"
)

// Acceptance is whether a person takes an offer:
//
//	logit a = a_0 − a_adm·(admission required) + a_y·youth + a_adv·advice − a_W·ln W
//
// Whether a person has had legal advice is not drawn: the probability is the
// mean over those who have and have not.
type Acceptance struct {
	Probability evidence.Probability
	Admission   evidence.Number
	Youth       evidence.Number
	Advice      evidence.Number
	AdviceShare evidence.Probability
	Frailty     evidence.Number
}

func (a *Acceptance) declare(r *evidence.Registry) {
	evidence.Var(r, &a.Probability, evidence.Spec{
		Key: "programme.acceptance", Label: "An offer is accepted, where no admission is required",
		Value: 0.97, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 30, B: 1},
		Status: evidence.Derived, Source: "spyt-2019", Note: "one refusal in the West Berkshire pilot; an adult without advice",
	})
	evidence.Var(r, &a.Admission, evidence.Spec{
		Key: "programme.acceptance_admission", Label: "Fall in the log-odds of acceptance where an admission is required",
		Value: 0.5, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 1},
		Status: evidence.Assumed, Note: "an admission deters some; no figure",
	})
	evidence.Var(r, &a.Youth, evidence.Spec{
		Key: "programme.youth_acceptance", Label: "Rise in the log-odds of acceptance of a person under 18",
		Value: 0, Range: evidence.Between(-10, 10), Prior: evidence.Normal{Mean: 0, SD: 0.3},
		Status: evidence.Assumed, Note: "parents may press either way; no figure",
	})
	evidence.Var(r, &a.Advice, evidence.Spec{
		Key: "programme.advice_acceptance", Label: "Rise in the log-odds of acceptance after legal advice",
		Value: 0, Range: evidence.Between(-10, 10), Prior: evidence.Normal{Mean: 0, SD: 0.2},
		Status: evidence.Assumed, Note: "a lawyer may see a way out in the offer or in the evidence; no figure",
	})
	evidence.Var(r, &a.AdviceShare, evidence.Spec{
		Key: "programme.advice_share", Label: "Share of suspects who have had legal advice when the offer is made",
		Value: 0.3, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 3, B: 7},
		Status: evidence.Assumed, Note: "most offers are made on the street; no figure",
	})
	evidence.Var(r, &a.Frailty, evidence.Spec{
		Key: "programme.frailty_acceptance", Label: "Fall in the log-odds of acceptance per log of disengagement frailty",
		Value: 0, Range: evidence.Between(0, 10), Prior: evidence.HalfNormal{SD: 0.2},
		Status: evidence.Assumed, Note: "nearly everybody accepts, so that there is hardly anything to explain",
	})
}

// of is the probability that a person accepts an offer of a scheme.
func (a *Acceptance) of(admission, youth bool, disengage float64) float64 {
	p := float64(a.Probability)
	if p == 0 || p == 1 {
		return p
	}
	shift := -weighted(float64(a.Frailty), math.Log(disengage))
	if admission {
		shift -= float64(a.Admission)
	}
	if youth {
		shift += float64(a.Youth)
	}
	advised := float64(a.AdviceShare)
	if a.Advice == 0 || advised == 0 {
		return shifted(p, shift)
	}
	return advised*shifted(p, shift+float64(a.Advice)) + (1-advised)*shifted(p, shift)
}

// meanAcceptance is the probability of acceptance over the people of the cohort.
func (s *settings) meanAcceptance() float64 {
	youth, sum := s.Covariates.ages()[0], 0.0
	for _, disengage := range s.disengageClasses {
		sum += youth*s.Acceptance.of(s.scheme.AdmissionRequired, true, disengage) +
			(1-youth)*s.Acceptance.of(s.scheme.AdmissionRequired, false, disengage)
	}
	return sum / float64(len(s.disengageClasses))
}

// shifted is a probability moved on the scale of log-odds.
func shifted(p, by float64) float64 {
	if by == 0 {
		return p
	}
	return logistic(math.Log(p/(1-p)) + by)
}
