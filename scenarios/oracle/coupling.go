package oracle

import (
	"math"

	"diversim/model/outcome"
	"diversim/scenarios/study"
)

// The three worlds of P31: the same people at four fifths of the intensity, in
// arms that share every draw, the frailties alone, or nothing.
var (
	commonDraws = world{
		file: "p31.yaml", units: 2_000_000, unit: people, observe: observePair,
		quantities: []quantity{
			{"E[N_P-N_D]", mean("gap")},
			{"Var[N_P-N_D], RTC coupled", variance("gap")},
			{"variance ratio independent/coupled", varianceRatio},
			{"corr(N_P,N_D), RTC coupled", correlation},
			{"P(reoffend in P but not in D)", mean("P alone")},
			{"P(reoffend in D but not in P)", mean("D alone")},
			{"Var of paired binary difference, coupled", variance("binary")},
			{"P(N_P = N_D)", mean("same")},
		},
	}
	commonFrailty = world{
		file: "p31-frailty.yaml", units: 400_000, unit: people, observe: observePair,
		quantities: []quantity{{"Var[N_P-N_D], shared frailty, independent clocks", variance("gap")}},
	}
	nothingCommon = world{
		file: "p31-independent.yaml", units: 400_000, unit: people, observe: observePair,
		quantities: []quantity{
			{"Var[N_P-N_D], fully independent", variance("gap")},
			{"Var of unpaired binary difference, independent", variance("binary")},
		},
	}
)

func observePair(arms map[string]study.Observed, t tally) {
	diverted := arms["diversion"].People.Within[outcome.Latent]
	for i, n := range arms["prosecution"].People.Within[outcome.Latent] {
		p, d := float64(n), float64(diverted[i])
		t[people]++
		t.count("P", p)
		t.count("D", d)
		t.count("gap", p-d)
		t["P·D"] += p * d
		t.count("binary", min(p, 1)-min(d, 1))
		t.when("P alone", p > 0 && d == 0)
		t.when("D alone", d > 0 && p == 0)
		t.when("same", p == d)
	}
}

func correlation(t tally) float64 {
	covariance := t["P·D"]/t[people] - t["P"]/t[people]*t["D"]/t[people]
	return covariance / math.Sqrt(variance("P")(t)*variance("D")(t))
}

// varianceRatio is what unpaired arms of the same sizes would have for
// variance of the difference, over what the pairs have.
func varianceRatio(t tally) float64 {
	return (variance("P")(t) + variance("D")(t)) / variance("gap")(t)
}
