package study

import (
	"math"

	"diversim/sim/estimate"
)

// calibration says how one calibrated set is made: what is fixed, what is
// fitted, and to which targets.
type calibration struct {
	name  string
	about string // the head of its file
	// structure says that the set is one of several that explain the same curve
	// by different mechanisms.
	structure bool
	fixed     []fixed
	moved     []moved
	aims      []string // targets that the fitted inputs are to meet
	checked   []string // targets that are reported only
}

// fixed is an input that the set holds at a value of its own.
type fixed struct{ key, value, because string }

// moved is an input that is fitted, from its start.
type moved struct {
	key   string
	start float64
}

// Inputs that several sets move.
const (
	rateKey     = "offending.sanctioned_rate"
	varianceKey = "frailty.offending_variance"
	priorKey    = "covariates.prior_correlation"
	referralKey = "treatment.self_referral_rate"
)

var (
	possessionCurve = []string{"risk_possession_3m", "risk_possession_12m", "risk_possession_36m"}
	widerCurve      = []string{"risk_wider_3m", "risk_wider_12m", "risk_wider_36m"}
)

// calibrations is the table of calibrated sets.
func calibrations() []calibration {
	const (
		plain, never = 0, 0.4 // share that never offends again
		gradient     = "prior_gradient"
	)
	possessionAims := append([]string{gradient, "treatment_possession_12m"}, possessionCurve...)
	widerAims := append([]string{gradient, "treatment_wider_12m"}, widerCurve...)
	wider := lomax(widerCurve, plain)
	possession, others := lomax(possessionCurve, plain), lomax(possessionCurve, never)
	return []calibration{
		{
			name:      "possession",
			about:     "People suspected of possession; gamma frailty and a constant hazard of each person (structure A).",
			structure: true,
			moved:     []moved{{rateKey, possession.Rate}, {varianceKey, possession.FrailtyVariance}, {priorKey, 0.5}, {referralKey, 0.34}},
			aims:      possessionAims,
			checked:   []string{perReoffender},
		},
		{
			name:    "wider-offending",
			about:   "People suspected of theft, assault or damage with a drugs flag; gamma frailty and a constant hazard (structure A).",
			moved:   []moved{{rateKey, wider.Rate}, {varianceKey, wider.FrailtyVariance}, {priorKey, 0.5}, {referralKey, 0.34}},
			aims:    widerAims,
			checked: []string{perReoffender},
		},
		{
			name: "never-again", structure: true,
			about: "People suspected of possession; a class that never offends again, and gamma frailty among the others (structure B).",
			fixed: []fixed{{"offending.never_again", "0.4", "the prior mean of the structure: the curve alone does not tell this class from frailty"}},
			// Of the curve, the class is taken out: what is left is the others'.
			moved:   []moved{{rateKey, others.Rate}, {varianceKey, others.FrailtyVariance}, {priorKey, 0.5}, {referralKey, 0.34}},
			aims:    possessionAims,
			checked: []string{perReoffender},
		},
		{
			name: "desistance", structure: true,
			about: "People suspected of possession; each switches between active and desisted, and frailty spreads less (structure C).",
			fixed: []fixed{
				{"desistance.rate", "0.6 per year", "the prior median of the structure"},
				{"desistance.relapse", "0.15 per year", "the prior median of the structure"},
			},
			moved:   []moved{{rateKey, possession.Rate}, {varianceKey, possession.FrailtyVariance / 2}, {priorKey, 0.5}, {referralKey, 0.34}},
			aims:    possessionAims,
			checked: []string{perReoffender},
		},
		{
			name: "contagion", structure: true,
			about: "People suspected of possession; each offence raises the intensity of the next (structure D).",
			fixed: []fixed{
				{"offending.state_dependence", "linear", "contagion: the intensity grows with each offence since the index contact"},
				{"offending.state_linear", "0.05", "a twentieth of the base intensity with each offence"},
			},
			moved:   []moved{{rateKey, possession.Rate}, {varianceKey, possession.FrailtyVariance}, {priorKey, 0.5}, {referralKey, 0.34}},
			aims:    possessionAims,
			checked: []string{perReoffender},
		},
	}
}

// lomax is the law of a constant hazard and gamma frailty through the points
// of a curve once the people who never reoffend are taken out: where a fit in
// closed form starts the simulated one.
func lomax(curve []string, never float64) estimate.Lomax {
	var points []estimate.SurvivalPoint
	for _, key := range curve {
		t := targetNamed(key)
		points = append(points, estimate.SurvivalPoint{
			Time: float64(t.months) / monthsInYear, Survival: (1 - t.published - never) / (1 - never),
		})
	}
	law, err := estimate.LomaxFitCurve(points)
	if err != nil {
		panic("study: " + err.Error())
	}
	return law
}

// free maps an input's range to the whole line, on which it is moved: by its
// logarithm where it has no natural top, else by its log-odds in the range.
type free struct{ low, high float64 }

func (f free) open() bool { return f.low == 0 && f.high > 1 }

func (f free) to(x float64) float64 {
	if f.open() {
		return math.Log(x)
	}
	return math.Log((x - f.low) / (f.high - x))
}

func (f free) from(y float64) float64 {
	if f.open() {
		return math.Exp(y)
	}
	return f.low + (f.high-f.low)/(1+math.Exp(-y))
}
