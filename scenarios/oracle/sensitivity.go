package oracle

import (
	"fmt"
	"math"

	"diversim/sim/design"
	"diversim/sim/estimate"
)

// A function's indices are estimated some number of times, each time from its
// own points, and the spread between the times is the error of their mean.
const (
	samplings   = 40
	sobolPoints = 4096
)

// indices are what samplings of a function on the unit cube say: the variance,
// and the first-order and total index of each group of inputs.
func indices(of func([]float64) float64, inputs int, groups [][]int, firstSeed uint64) (variance []float64, first, total [][]float64) {
	first, total = make([][]float64, len(groups)), make([][]float64, len(groups))
	for k := range uint64(samplings) {
		sample := design.NewSaltelli(design.Halton(sobolPoints, 2*inputs, firstSeed+k), groups)
		var outputs []float64
		for _, point := range sample.Points() {
			outputs = append(outputs, of(point))
		}
		a, b, mixed := sample.Split(outputs)
		said := estimate.SobolRuns{A: a, B: b, Mixed: mixed}.Indices(0, 0)
		variance = append(variance, said.Variance.Value)
		for i, input := range said.Inputs {
			first[i], total[i] = append(first[i], input.First.Value), append(total[i], input.Total.Value)
		}
	}
	return variance, first, total
}

// sampled is the mean of what independent samplings found.
func sampled(name string, values []float64) finding {
	return finding{name: name, number: estimate.Mean(values), estimated: true, standardError: estimate.StandardError(values)}
}

// ishigami is P33: sin x + a sin² y + b z⁴ sin x of angles between -pi and pi.
// What the first and third do together is what their group has beyond them.
func ishigami() []finding {
	const a, b, seed = 7, 0.1, 3300
	of := func(at []float64) float64 {
		angle := func(d int) float64 { return math.Pi * (2*at[d] - 1) }
		x, y, z := math.Sin(angle(0)), math.Sin(angle(1)), angle(2)
		return x + a*y*y + b*z*z*z*z*x
	}
	variance, first, total := indices(of, 3, [][]int{{0}, {1}, {2}, {0, 2}}, seed)
	together := make([]float64, samplings)
	for k := range together {
		together[k] = first[3][k] - first[0][k] - first[2][k]
	}
	all := []finding{sampled("V", variance), sampled("S13", together)}
	for i := range 3 {
		all = append(all, sampled(fmt.Sprintf("S%d", i+1), first[i]), sampled(fmt.Sprintf("ST%d", i+1), total[i]))
	}
	return all
}

// product is P34: Sobol's g-function, in which an input matters less the larger
// its coefficient.
func product() []finding {
	const seed, told = 3400, 5
	coefficients := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	groups := make([][]int, len(coefficients))
	for i := range groups {
		groups[i] = []int{i}
	}
	of := func(at []float64) float64 {
		g := 1.0
		for i, a := range coefficients {
			g *= (math.Abs(4*at[i]-2) + a) / (1 + a)
		}
		return g
	}
	variance, first, total := indices(of, len(coefficients), groups, seed)
	all := []finding{sampled("V", variance)}
	for i := range told {
		all = append(all, sampled(fmt.Sprintf("S%d", i+1), first[i]), sampled(fmt.Sprintf("ST%d", i+1), total[i]))
	}
	return all
}

// tippingPoints is P37: where a scheme's benefit is lost to net-widening, to
// lost deterrence, or to too few who engage.
func tippingPoints() []finding {
	const charged, noAction, intensity, frailty = 0.85, 1.1, 0.6, 1.5
	const engaged, ratio, certainty = 0.6, 0.8, 0.6
	prevalence := estimate.PrevalenceEffects(charged, noAction, intensity, frailty)
	multiplier := estimate.DeterrenceMultiplier(engaged, ratio)
	tried := func(name string, x float64, err error) finding {
		if err != nil {
			return failed(name, err)
		}
		return number(name, x)
	}
	share, err := prevalence.TippingShare()
	all := []finding{tried("omega* (NFA share at which the ITT prevalence effect is zero)", share, err)}
	share, err = estimate.CountEffects(charged, noAction).TippingShare()
	all = append(all, tried("omega* for offence counts", share, err))
	share, err = estimate.EngagedShareWorth(40, 1500, intensity, ratio)
	all = append(all, tried("engaged share at which cost per offence avoided equals 1,500", share, err))
	return append(all,
		number("prevalence effect, would-be charged", prevalence.EffectIfCharged),
		number("prevalence effect, would-be NFA", prevalence.EffectIfNoAction),
		number("g* (general-deterrence multiplier that cancels the programme, counts)", multiplier),
		number("deterrence elasticity at the tipping point", estimate.DeterrenceElasticity(multiplier, certainty)),
	)
}
