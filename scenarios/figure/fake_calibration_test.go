package figure

import (
	"math"

	"diversim/scenarios/results"
)

// fakeCalibration is invented: an input of which the figures say much, one of which
// they say nothing, and one whose fitted value lies far out; a figure that is predicted,
// one that is not, and one that neither a fit nor a prediction gives more than a word.
func fakeCalibration() *results.CalibrationRun {
	c := &results.CalibrationRun{Set: "possession", People: 1000, Runs: 40}
	for i, label := range []string{
		"Mean rate of sanctioned reoffences", "Share of the effect that is the course, the rest being not to be processed, in words that do not fit into two lines",
		"Variance of the offending frailty",
	} {
		middle, width := []float64{0.75, 0.5, 5.2}[i], []float64{0.02, 0.1, 0.3}[i]
		b := results.Belief{
			Input: []string{"offending.rate", "effect.course_share", "frailty.variance"}[i], Label: label, Unit: []string{"per year", "proportion", "ratio"}[i],
			Prior:    "log-normal(median 0.845, sigma 0.08)" + []string{"", " within 0.4 to 0.6 and other words that take room of their own", ""}[i],
			PriorLow: results.Number(middle - 4*width), PriorHigh: results.Number(middle + 6*width),
			Median: results.Number(middle), Low: results.Number(middle - 2*width), High: results.Number(middle + 2*width),
			Fitted: results.Number(middle + width/2), Overlap: []results.Number{0.3, 0.95, 0.5}[i], Verdict: []string{results.Informed, results.NotInformed, results.Informed}[i],
		}
		if i == 2 {
			b.Fitted = results.Number(middle - 9*width)
		}
		const n = 24
		for k := range n {
			from := middle + width*(float64(k)/2-5)
			law := func(mean, sd float64) float64 {
				return normalUpper((from-mean)/sd) - normalUpper((from+width/2-mean)/sd)
			}
			b.Bins = append(b.Bins, results.Bin{From: from, To: from + width/2, Prior: law(middle+width, 2.5*width), Posterior: law(middle, width)})
		}
		c.Beliefs = append(c.Beliefs, b)
	}
	c.Pair = &results.Pair{First: c.Beliefs[0].Label, Second: c.Beliefs[1].Label, Correlation: -0.8}
	for k := range 40 {
		x := float64(k) / 40
		c.Pair.Points = append(c.Pair.Points, [2]float64{0.7 + 0.1*x, 0.6 - 0.2*x + 0.03*math.Sin(float64(k))})
	}
	for i, label := range []string{"Risk of a first sanctioned reoffence by 12 months", "Proven reoffending of people with 11 or more prior offences, over that of people with none, in words that take three lines and more", "Entry into treatment"} {
		published := []float64{0.276, 4.48, 0.055}[i]
		p := results.Predicted{
			Target: []string{"risk", "gradient", "treatment"}[i], Label: label, Source: []string{"pdd-2026", "moj-prs-2012", "pdd-2026"}[i],
			Published: published, Low: 0.9 * published, High: 1.1 * published, Fitted: results.Number(0.98 * published), FittedSE: 0.001,
			Mean: results.Number(1.01 * published), SE: 0.001, Median: results.Number(1.02 * published),
			Least: results.Number(0.93 * published), Most: results.Number(1.08 * published),
		}
		if i == 1 {
			p.Fitted, p.Published, p.Low, p.High, p.Median, p.Least, p.Most = 0.134, 0.133, 0.127, 0.139, 0.142, 0.135, 0.149
		}
		c.Predictions = append(c.Predictions, p)
	}
	return c
}

// calibrationVariants are calibrations that went less far, or of more or fewer inputs.
func calibrationVariants() map[string]*results.CalibrationRun {
	none := results.Absent()
	stripped := func() *results.CalibrationRun {
		c := fakeCalibration()
		c.Pair = nil
		for i := range c.Beliefs {
			b := &c.Beliefs[i]
			b.Median, b.Low, b.High, b.Overlap, b.Verdict, b.Bins = none, none, none, none, "", nil
		}
		return c
	}
	fit := stripped()
	for i := range fit.Predictions {
		p := &fit.Predictions[i]
		p.Mean, p.SE, p.Median, p.Least, p.Most = none, none, none, none, none
	}
	history := stripped()
	history.Predictions = nil
	search := fakeCalibration()
	for i := range search.Beliefs {
		search.Beliefs[i].Fitted = none
	}
	for i := range search.Predictions {
		search.Predictions[i].Fitted, search.Predictions[i].FittedSE = none, none
	}
	one := fakeCalibration()
	one.Beliefs, one.Predictions, one.Pair = one.Beliefs[1:2], one.Predictions[1:2], nil
	many := fakeCalibration()
	for range 3 {
		many.Beliefs, many.Predictions = append(many.Beliefs, many.Beliefs[:3]...), append(many.Predictions, many.Predictions[:3]...)
	}
	alike := fakeCalibration()
	for i := range alike.Pair.Points {
		alike.Pair.Points[i] = [2]float64{1, 2}
	}
	return map[string]*results.CalibrationRun{
		"whole": fakeCalibration(), "fit": fit, "history": history, "search": search, "one": one, "many": many, "alike": alike, "nothing": {},
	}
}
