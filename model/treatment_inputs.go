package model

import (
	"math"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Treatment is the drug treatment service that the area's people share: a
// number of places, a waiting list, clients who come by themselves or are sent
// by the scheme, and others, who have nothing to do with the cohort.
//
// A cohort is a sample of those found in possession in a year, and has that
// sample's part of the service to itself: others come at
//
//	starts in England · population of the area / that of England and Wales ·
//	people / recorded possession of the area · catchment
//
// a year, less those of the cohort who would come anyhow, so that nobody is
// counted twice. A small service with the utilisation of a large one has longer
// waits; so the places are the least number at which the published share starts
// within three weeks at this size (Erlang C, patience left out).
type Treatment struct {
	Enabled         bool
	Size            string
	Slots           evidence.Count
	Background      evidence.PerYear
	Starts          evidence.PerYear
	Catchment       evidence.Ratio
	UsualEntry      evidence.Probability
	Promptly        evidence.Probability
	PromptlyWithin  evidence.Weeks
	RunIn           evidence.Years
	Discipline      string
	Patience        evidence.Years
	Stay            [ledger.Drugs]evidence.Years
	OthersStay      evidence.Years
	Planned         evidence.Probability
	Referral        [ledger.Dependences]evidence.Probability
	SelfReferral    evidence.PerYear
	SelfRelative    [ledger.Dependences]evidence.Ratio
	EntryRatio      evidence.Ratio
	Effect          [ledger.OffenceTypes]evidence.Ratio
	Persistence     evidence.Ratio
	Decay           evidence.Years
	Grid            evidence.Years
	ChargedToScheme bool
	Year            evidence.Pounds
}

// How the size of the service is known, and who goes first.
const (
	SizeByPopulation   = "by_population"
	SizeStated         = "stated"
	DisciplineFIFO     = "fifo"
	DisciplinePriority = "priority"
)

func (t *Treatment) declare(r *evidence.Registry) {
	evidence.Switch(r, &t.Enabled, evidence.SwitchSpec{
		Key: "treatment.enabled", Label: "People can be treated for their drug use", Value: true,
		Status: evidence.Assumed, Note: "off, for comparisons with results that have no treatment",
	})
	t.declareSize(r)
	evidence.Var(r, &t.RunIn, evidence.Spec{
		Key: "treatment.run_in", Label: "Time before the intake year over which the service runs", Value: 1,
		Range: evidence.Between(0, 50), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "it starts with as many clients as it expects; over two mean stays their number and the list take their own spread",
	})
	evidence.Choose(r, &t.Discipline, evidence.ChoiceSpec{
		Key: "treatment.discipline", Label: "Who is called from the waiting list", Value: DisciplineFIFO,
		Options: []string{DisciplineFIFO, DisciplinePriority}, Status: evidence.Assumed,
		Note: "priority: those sent by the scheme go before all who wait, and nobody loses a place",
	})
	evidence.Var(r, &t.Patience, evidence.Spec{
		Key: "treatment.patience", Label: "Mean time after which those who wait give up (exponential)", Value: 0.25,
		Range: evidence.AtLeast(0.001), Prior: evidence.LogNormalAt(0.25, 0.7), Status: evidence.Assumed, Note: "three months; no figure",
	})
	t.declareStays(r)
	t.declareWays(r)
	t.declareEffects(r)
}

func (t *Treatment) declareSize(r *evidence.Registry) {
	evidence.Choose(r, &t.Size, evidence.ChoiceSpec{
		Key: "treatment.size", Label: "How large the service is", Value: SizeByPopulation,
		Options: []string{SizeByPopulation, SizeStated}, Status: evidence.Assumed,
		Note: "by_population: the cohort's part of the area's clients, and places for which almost all start promptly; stated: treatment.slots and treatment.background",
	})
	evidence.Var(r, &t.Slots, evidence.Spec{
		Key: "treatment.slots", Label: "Places, at the planned number of people, where the size is stated", Value: 900,
		Range: evidence.AtLeast(0), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "about what the population gives for 1,500 people in the West Midlands",
	})
	evidence.Var(r, &t.Background, evidence.Spec{
		Key: "treatment.background", Label: "Other clients, at the planned number of people, where the size is stated", Value: 1700,
		Range: evidence.Between(0, 1e6), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "about what the population gives for 1,500 people in the West Midlands",
	})
	evidence.Var(r, &t.Starts, evidence.Spec{
		Key: "treatment.starts", Label: "People starting treatment in England", Value: 158_991,
		Range: evidence.Between(0, 1e7), Prior: evidence.LogNormalAt(158_991, 0.3), Status: evidence.Read, Source: "treatment-2024",
		Note: "2023-24, alcohol included; taken for England and Wales, whose population scales it",
	})
	evidence.Var(r, &t.Catchment, evidence.Spec{
		Key: "treatment.catchment", Label: "Size of the service relative to the cohort's share of those found in possession", Value: 1,
		Range: evidence.Between(0.001, 1000), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "as if all those found in possession were dealt with alike; above 1, the cohort is the only part of them that is",
	})
	evidence.Var(r, &t.UsualEntry, evidence.Spec{
		Key: "treatment.usual_entry", Label: "Treatment entry of the undiverted within 12 months", Value: 0.055,
		Range: evidence.Between(0, 1), Prior: evidence.Fixed{}, Status: evidence.Read, Source: "pdd-2026",
		Note: "possession cohort in control forces; they are among the published starts and are taken off the other clients",
	})
	evidence.Var(r, &t.Promptly, evidence.Spec{
		Key: "treatment.promptly", Label: "Share of clients who start promptly", Value: 0.98,
		Range: evidence.Between(0, 0.999), Prior: evidence.Fixed{}, Status: evidence.Read, Source: "nuffield-2023",
		Note: "98 to 99% start within three weeks",
	})
	evidence.Var(r, &t.PromptlyWithin, evidence.Spec{
		Key: "treatment.promptly_within", Label: "Wait that counts as prompt", Value: 3,
		Range: evidence.Between(0, 520), Prior: evidence.Fixed{}, Status: evidence.Read, Source: "nuffield-2023", Note: "three weeks",
	})
}

func (t *Treatment) declareStays(r *evidence.Registry) {
	for k := range t.Stay {
		evidence.Var(r, &t.Stay[k], evidence.Spec{
			Key: "treatment.stay." + ledger.Drug(k).String(), Label: "Mean time in treatment (exponential), of those found with: " + ledger.Drug(k).String(),
			Value: 0.5, Range: evidence.Between(0.001, 50), Prior: evidence.LogNormalAt(0.5, 0.3), Status: evidence.Assumed,
			Note: "half a year; national returns give the numbers in treatment and starting, not the stay by drug",
		})
	}
	evidence.Var(r, &t.OthersStay, evidence.Spec{
		Key: "treatment.stay.others", Label: "Mean time in treatment of other clients (exponential)",
		Value: 0.5, Range: evidence.Between(0.001, 50), Prior: evidence.LogNormalAt(0.5, 0.3), Status: evidence.Assumed, Note: "as for the cohort",
	})
	evidence.Var(r, &t.Planned, evidence.Spec{
		Key: "treatment.planned_completion", Label: "A stay ends as planned", Value: 0.505,
		Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 50, B: 50}, Status: evidence.Read, Source: "qualitywatch-2016",
		Note: "left free of dependence, 2015/16; the others are taken to have dropped out",
	})
	cost := evidence.UnitCost("oat_patient_year")
	evidence.Var(r, &t.Year, evidence.Spec{
		Key: "cost.treatment_year", Label: "A year in treatment", Value: cost.Pounds, Range: evidence.Between(0, 1e6),
		Prior: evidence.Gamma{Mean: cost.Pounds, CV: 0.5}, Status: evidence.Assumed, Source: cost.Source,
		Note: "opioid agonist treatment, 821,305 pounds for 875 patients, uprated from " + cost.PriceYear +
			"; taken for all treatment, an assumption. Public money comes to more than twice as much a head in treatment, alcohol included",
	})
	evidence.Switch(r, &t.ChargedToScheme, evidence.SwitchSpec{
		Key: "treatment.charged_to_scheme", Label: "The scheme pays for the treatment of those it sends", Value: false,
		Status: evidence.Assumed, Note: "local authorities pay. On, it is a cost of the programme beside its account: the budget buys the course",
	})
}

func (t *Treatment) declareWays(r *evidence.Registry) {
	for k, share := range [ledger.Dependences]float64{ledger.HarmfulUse: 0.1, ledger.Dependent: 0.5} {
		name := ledger.Dependence(k).String()
		s := evidence.Spec{
			Key: "treatment.referral." + name, Label: "The first appointment of the scheme leads to a referral, dependence: " + name,
			Value: share, Range: evidence.Between(0, 1), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "no figure",
		}
		if share > 0 {
			s.Prior = evidence.Beta{A: 10 * share, B: 10 - 10*share}
		}
		evidence.Var(r, &t.Referral[k], s)
	}
	evidence.Var(r, &t.SelfReferral, evidence.Spec{
		Key: "treatment.self_referral_rate", Label: "Referrals other than by the scheme, of the dependent", Value: 0.34,
		Range: evidence.Between(0, 100), Prior: evidence.LogNormalAt(0.34, 0.3), Status: evidence.Assumed,
		Note: "a start for calibration to treatment.usual_entry",
	})
	for k, x := range [ledger.Dependences]float64{ledger.HarmfulUse: 0.25, ledger.Dependent: 1} {
		name := ledger.Dependence(k).String()
		evidence.Var(r, &t.SelfRelative[k], evidence.Spec{
			Key: "treatment.self_referral." + name, Label: "That rate, relative to the dependent, dependence: " + name,
			Value: x, Range: evidence.Between(0, 100), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "only the sum is fitted",
		})
	}
	evidence.Var(r, &t.EntryRatio, evidence.Spec{
		Key: "treatment.scheme_entry_ratio", Label: "Rate of referrals other than by the scheme of the diverted, relative to the undiverted",
		Value: 0.93, Range: evidence.Between(0.01, 100), Prior: evidence.LogNormalAt(0.93, 0.088), Status: evidence.Read, Source: "pdd-2026",
		Note: "0.79 to 1.11, between forces, of entry by any way; read here as a ratio for the diverted and for ways other than the scheme",
	})
}

func (t *Treatment) declareEffects(r *evidence.Registry) {
	for k := range t.Effect {
		kind := ledger.OffenceType(k)
		s := evidence.Spec{
			Key: "effect.treatment." + kind.String(), Label: "Hazard ratio of opiate users while in treatment, offences: " + kind.String(),
			Value: 1, Range: evidence.Between(0.01, 100), Prior: evidence.Fixed{}, Status: evidence.Assumed, Note: "no figure",
		}
		if kind == ledger.Acquisitive {
			s.Value, s.Prior = 0.75, evidence.LogNormalAt(0.75, 0.15)
			s.Note = "a before-after comparison gave a third less, of people who had come by themselves; shrunk"
		}
		evidence.Var(r, &t.Effect[k], s)
	}
	evidence.Var(r, &t.Persistence, evidence.Spec{
		Key: "effect.treatment_persistence", Label: "Share of the effect that stays after treatment ends as planned", Value: 0.5,
		Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 2, B: 2}, Status: evidence.Assumed, Note: "no figure",
	})
	evidence.Var(r, &t.Decay, evidence.Spec{
		Key: "effect.treatment_decay", Label: "Time over which what stays wears off", Value: 1,
		Range: evidence.AtLeast(0.01), Prior: evidence.Spike{At: math.Inf(1), Weight: 0.25, Else: evidence.LogNormalAt(1, 0.7)},
		Status: evidence.Assumed, Note: "as of the course",
	})
	evidence.Var(r, &t.Grid, evidence.Spec{
		Key: "engine.treatment_grid", Label: "Width of the cells over which the effect of a completed treatment is held at its midpoint",
		Value: 1.0 / 12, Range: evidence.Between(1.0/36525, 1), Prior: evidence.Fixed{}, Status: evidence.Assumed,
		Note: "a month: the error of a cell is of the order of the square of its width over the decay, 1 part in 3,500",
	})
}

// treatment is the service at the size of a run.
type treatment struct {
	slots      int
	background float64 // other clients a year
	load       int     // of them in treatment at the start
	yearly     int64   // pence
}

// settleTreatment works out how large the service is.
func (s *settings) settleTreatment() {
	t := &s.Treatment
	s.exitWindow, s.prompt = weeks(s.Mortality.ExitWindow), weeks(t.PromptlyWithin)
	s.treatment = treatment{yearly: pence(t.Year)}
	switch {
	case !t.Enabled:
		return
	case t.Size == SizeStated:
		scale := float64(s.People) / float64(s.Programme.PlannedPeople)
		s.treatment.background = float64(t.Background) * scale
		s.treatment.slots = unlimited
		if slots := float64(t.Slots) * scale; !math.IsInf(slots, 1) {
			s.treatment.slots = int(math.Round(slots))
		}
	default:
		starts := float64(t.Starts) * clientShare(s.Force) * float64(s.People) * float64(t.Catchment)
		s.treatment.background = max(0, starts-float64(t.UsualEntry)*float64(s.People))
		s.treatment.slots = promptSlots(starts, t)
	}
	s.treatment.load = int(math.Round(s.treatment.background * float64(t.OthersStay)))
	if s.treatment.slots != unlimited {
		s.treatment.load = min(s.treatment.load, s.treatment.slots)
	}
}

// promptSlots is the least number of places at which the published share of
// clients starts promptly.
func promptSlots(starts float64, t *Treatment) int {
	load := starts * float64(t.OthersStay)
	within := weeks(t.PromptlyWithin).Years() / float64(t.OthersStay)
	slots, blocked := 0, 1.0 // blocked: Erlang B
	for {
		spare := float64(slots) - load
		waiting := float64(slots) * blocked / (spare + load*blocked) // Erlang C
		if spare > 0 && waiting*math.Exp(-spare*within) <= 1-float64(t.Promptly) {
			return slots
		}
		slots++
		blocked = load * blocked / (float64(slots) + load*blocked)
	}
}

// clientShare is the part of the country's treatment that goes with one
// recorded possession offence of an area, or of all areas where none is named.
func clientShare(force string) float64 {
	people, country, possession := 0, 0, 0
	for _, f := range evidence.Forces() {
		country += f.Population
		if f.Name == force || force == "" {
			people += f.Population
			possession += f.Possession()
		}
	}
	return float64(people) / float64(country) / float64(possession)
}
