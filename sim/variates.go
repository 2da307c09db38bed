package sim

import "math"

// Exponential is the quantile at u of the exponential distribution with mean
// 1. It rises with u.
func Exponential(u float64) float64 { return -math.Log1p(-u) }

// ExpThreshold is a unit exponential that falls with u: the integrated
// intensity at which the next event of a clock comes.
func ExpThreshold(u float64) float64 { return negativeLog(u) }

// NormalScore is the quantile at u of the standard normal distribution, by
// the rational approximations of Wichura (1988), algorithm AS 241, PPND16,
// Applied Statistics 37, 477-484: relative error about 1e-16, in both tails.
func NormalScore(u float64) float64 {
	q := u - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - q*q
		return q * ratio(r, &normalCentre)
	}
	r := math.Sqrt(negativeLog(min(u, 1-u)))
	var score float64
	if r <= 5 {
		score = ratio(r-1.6, &normalShoulder)
	} else {
		score = ratio(r-5, &normalTail)
	}
	return math.Copysign(score, q)
}

// rational is the quotient of two polynomials of degree 7, coefficients from
// the constant up.
type rational struct{ above, below [8]float64 }

func ratio(x float64, f *rational) float64 {
	x2 := x * x
	x4 := x2 * x2
	return octic(x, x2, x4, &f.above) / octic(x, x2, x4, &f.below)
}

// octic is the polynomial of eight coefficients, summed in pairs (Estrin's
// scheme), which a processor does in half the time of one after the other.
func octic(x, x2, x4 float64, c *[8]float64) float64 {
	return ((c[0] + x*c[1]) + x2*(c[2]+x*c[3])) + x4*((c[4]+x*c[5])+x2*(c[6]+x*c[7]))
}

// Coefficients of AS 241, by distance from the median.
var (
	normalCentre = rational{
		[8]float64{
			3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
			45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
		},
		[8]float64{
			1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
			21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
		},
	}
	normalShoulder = rational{
		[8]float64{
			1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
			1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
		},
		[8]float64{
			1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
			0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
		},
	}
	normalTail = rational{
		[8]float64{
			6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
			0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
		},
		[8]float64{
			1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
			7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
		},
	}
)
