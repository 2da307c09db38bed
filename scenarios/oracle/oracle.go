package oracle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"diversim/model/evidence"
)

// Row is one quantity of one oracle, compared with its answer. A number that
// does not exist is NaN: the z-score of what is computed and not estimated, and
// everything where the answer is a text. Tolerance is absolute. Text is the
// text that was got, with the one that was wanted where they differ.
type Row struct {
	Oracle, Quantity        string
	Got, Want, Z, Tolerance float64
	Text                    string
	Pass                    bool
}

// oracle is one special case: worlds to run, and what follows without running.
type oracle struct {
	id      string
	worlds  []world
	values  func() []finding
	primary string // the quantity by which the suite judges it; "" where nothing is random
}

// oracles is every special case, in order of number. The primary quantities
// were chosen before any of them was run.
var oracles = []oracle{
	{id: "P01", worlds: []world{frailCounts}, primary: "P(N=0)"},
	{id: "P02", worlds: []world{recruited}, primary: "E[N | event-sampled]"},
	{id: "P03", worlds: []world{beforeAfter}, primary: "E[N1|N0>=2]"},
	{id: "P04", worlds: []world{ageing, decade}, values: ageCurve, primary: "P(no offence between 17 and 18)"},
	{id: "P05", worlds: []world{switching}, primary: "P(no offence by 1)"},
	{id: "P06", worlds: []world{contagion, frailtyInstead}, primary: "contagion: E[N(0.5)]"},
	{id: "P07", worlds: []world{custody}, primary: "E[N(1)]"},
	{id: "P08", worlds: []world{exciting}, primary: "E[N(1)]"},
	{id: "P09", worlds: []world{firstEvents}, primary: "any-offence CIF(1), death competing"},
	{id: "P10", worlds: []world{proofLag}, primary: "12m proven reoffending (PRS rule)"},
	{id: "P11", worlds: []world{measurement}, primary: "proven reoffending, diversion arm"},
	{id: "P12", values: willRogers},
	{id: "P13", values: kaplanMeier},
	{id: "P14", values: sixToTwelve},
	{id: "P15", worlds: []world{sessions}, primary: "P(complete)"},
	{id: "P16", worlds: []world{appointments}, primary: "P(complete)"},
	{id: "P17", worlds: []world{completers}, primary: "12m non-reoffending | complete"},
	{id: "P18", worlds: []world{places}, values: erlangLoss, primary: "blocking probability B(20,a)"},
	{id: "P19", worlds: []world{waitingList}, primary: "mean wait Wq (years)"},
	{id: "P20", values: twoServers},
	{id: "P21", worlds: []world{limits}},
	{id: "P22", values: costPerPerson},
	{id: "P23", worlds: []world{demand}, values: overdispersion, primary: "Poisson: P(N > 1500)"},
	{id: "P24", values: discounting},
	{id: "P25", values: valueOfInformation},
	{id: "P26", values: breakEven},
	{id: "P27", values: eightyPercent},
	{id: "P28", values: fundingResponse},
	{id: "P29", worlds: []world{contagious}, values: spreading, primary: "stochastic SI: E[adopters at t=5]"},
	{id: "P30", values: inequality},
	{id: "P31", worlds: []world{commonDraws, commonFrailty, nothingCommon}, primary: "E[N_P-N_D]"},
	{id: "P32", values: randomNumbers},
	{id: "P33", values: ishigami},
	{id: "P34", values: product},
	{id: "P35", values: twoMoments},
	{id: "P36", worlds: []world{chain}, primary: "D, T=5: E[discounted cost]"},
	{id: "P37", values: tippingPoints},
	{id: "P38", values: boxes},
	{id: "P39", values: posterior},
	{id: "P40", values: awayFromHome},
	{id: "P41", values: learning},
	{id: "P42", worlds: []world{contacts, furtherContacts, offers}, primary: "share of contacts from people with >=2 contacts"},
	{id: "P43", values: lomaxCurve},
	{id: "P44", values: nineForces},
	{id: "P45", worlds: []world{decomposition}, primary: "HR=0.85: measurement"},
}

// Names are the oracles that can be verified.
func Names() []string {
	names := make([]string, len(oracles))
	for i, o := range oracles {
		names[i] = o.id
	}
	return names
}

// Verify verifies the named oracles, all of them where none is named, over a
// number of workers, and hands over each quantity as it is known; last a row
// "suite", whether the z-scores of the oracles run are as spread as chance
// makes them. An answer that is missed is a row and no error: the error is an
// unknown name, or ctx.Err().
func Verify(ctx context.Context, names []string, workers int, each func(Row)) error {
	return verify(ctx, names, workers, full, each)
}

func verify(ctx context.Context, names []string, workers int, size size, each func(Row)) error {
	chosen, err := named(names)
	if err != nil {
		return err
	}
	answers := map[string]sheet{}
	for _, s := range sheets() {
		answers[s.ID] = s
	}
	var suite suite
	for _, o := range chosen {
		found, err := o.find(ctx, workers, size)
		if err != nil {
			return err
		}
		for _, a := range answers[o.id].Quantities {
			i := slices.IndexFunc(found, func(f estimated) bool { return f.name == a.Name })
			if i < 0 {
				each(a.judge(o.id, failed(a.Name, errors.New("nothing was found"))))
				continue
			}
			each(a.judge(o.id, found[i].finding))
			if a.Name == o.primary {
				suite.add(a, found[i])
			}
		}
	}
	if suite.oracles > 0 {
		each(suite.row())
	}
	return nil
}

// named are the oracles with the given names, in their own order.
func named(names []string) ([]oracle, error) {
	if len(names) == 0 {
		return oracles, nil
	}
	wanted := map[string]bool{}
	for _, name := range names {
		id := strings.ToUpper(name)
		if !slices.Contains(Names(), id) {
			return nil, fmt.Errorf("wanted oracles among %s; got %q%s",
				strings.Join(Names(), ", "), name, evidence.DidYouMean(evidence.Nearest(id, Names())))
		}
		wanted[id] = true
	}
	var chosen []oracle
	for _, o := range oracles {
		if wanted[o.id] {
			chosen = append(chosen, o)
		}
	}
	return chosen, nil
}
