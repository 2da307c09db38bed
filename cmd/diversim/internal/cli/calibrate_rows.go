package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"

	"diversim/scenarios"
	"diversim/scenarios/calibration"
	"diversim/scenarios/results"
	"diversim/scenarios/study"
	"diversim/sim/estimate"
)

// beliefRow is what is known of an input.
type beliefRow struct {
	calibration.Belief
	fitted float64 // NaN without a fit
}

// aimRow is a published figure and what the model shows of it at a stage.
type aimRow struct {
	study.Aim
	stage           string
	simulated, mcse float64
}

// misfit is how far apart they are, in standard deviations.
func (r aimRow) misfit() float64 {
	return (r.simulated - r.Published) / math.Hypot(r.SD, r.Discrepancy)
}

// waveRow is a surface of a wave.
type waveRow struct {
	number int
	calibration.Wave
	calibration.Fit
}

func beliefRows(a *calibration.Answer) []beliefRow {
	var all []beliefRow
	for k, b := range a.Question.PriorBeliefs() {
		r := beliefRow{Belief: b, fitted: math.NaN()}
		if a.Beliefs != nil {
			r.Belief = a.Beliefs[k]
		}
		if a.Fitted != nil {
			for _, t := range a.Fitted.Set {
				if t.Key == b.Input {
					r.fitted = t.Value.Number()
				}
			}
		}
		all = append(all, r)
	}
	return all
}

func aimRows(a *calibration.Answer) []aimRow {
	var all []aimRow
	for k, aim := range a.Question.Aims {
		if a.Fitted != nil {
			t := a.Fitted.Targets[k]
			all = append(all, aimRow{aim, "fit", t.Simulated, t.MCSE})
		}
		if a.Predictions != nil {
			all = append(all, aimRow{aim, "posterior", a.Predictions[k].Simulated, a.Predictions[k].SE})
		}
	}
	return all
}

func waveRows(a *calibration.Answer) []waveRow {
	if a.Region == nil {
		return nil
	}
	var all []waveRow
	for n, w := range a.Region.Waves {
		for _, f := range w.Surfaces {
			all = append(all, waveRow{n + 1, w, f})
		}
	}
	return all
}

var beliefFields = []field[beliefRow]{
	{"input", func(r beliefRow) any { return r.Input }},
	{"label", func(r beliefRow) any { return r.Label }},
	{"prior", func(r beliefRow) any { return r.Prior }},
	{"prior_low", func(r beliefRow) any { return r.PriorLow }},
	{"prior_high", func(r beliefRow) any { return r.PriorHigh }},
	{"fitted", func(r beliefRow) any { return r.fitted }},
	{"mean", func(r beliefRow) any { return r.Mean }},
	{"median", func(r beliefRow) any { return r.Median }},
	{"sd", func(r beliefRow) any { return r.SD }},
	{"low", func(r beliefRow) any { return r.Low }},
	{"high", func(r beliefRow) any { return r.High }},
	{"overlap", func(r beliefRow) any { return r.Overlap }},
	{"prior_place", func(r beliefRow) any { return r.MedianPlace }},
	{"verdict", func(r beliefRow) any { return r.Verdict }},
}

var aimFields = []field[aimRow]{
	{"target", func(r aimRow) any { return r.Key }},
	{"label", func(r aimRow) any { return r.Label }},
	{"source", func(r aimRow) any { return r.Source }},
	{"stage", func(r aimRow) any { return r.stage }},
	{"published", func(r aimRow) any { return r.Published }},
	{"low", func(r aimRow) any { return r.Low }},
	{"high", func(r aimRow) any { return r.High }},
	{"observation_sd", func(r aimRow) any { return r.SD }},
	{"discrepancy_sd", func(r aimRow) any { return r.Discrepancy }},
	{"simulated", func(r aimRow) any { return r.simulated }},
	{"mc_se", func(r aimRow) any { return r.mcse }},
	{"misfit", func(r aimRow) any { return r.misfit() }},
	{"within", func(r aimRow) any { return r.Low <= r.simulated && r.simulated <= r.High }},
}

var correlationFields = []field[calibration.Correlation]{
	{"first", func(c calibration.Correlation) any { return c.First }},
	{"second", func(c calibration.Correlation) any { return c.Second }},
	{"correlation", func(c calibration.Correlation) any { return c.Correlation }},
}

var waveFields = []field[waveRow]{
	{"wave", func(r waveRow) any { return r.number }},
	{"points", func(r waveRow) any { return r.Points }},
	{"left", func(r waveRow) any { return r.Left }},
	{"left_se", func(r waveRow) any { return r.SE }},
	{"target", func(r waveRow) any { return r.Aim }},
	{"run_sd", func(r waveRow) any { return r.Run }},
	{"surface_se", func(r waveRow) any { return r.Chance }},
	{"miss_sd", func(r waveRow) any { return r.Misses }},
}

// calibrated prints what was found.
func (p *program) calibrated(f *calibrateFlags, s *scenarios.Scenario, a *calibration.Answer) error {
	if *f.form != formatTable {
		return f.part(p.stdout, a, f.mainPart(), *f.form)
	}
	if f.show != "" {
		return f.part(p.stdout, a, f.show, formatTable)
	}
	_, err := fmt.Fprintln(p.stdout, paragraph(calibrationIntroduction(s, a), "")+"\n")
	for _, name := range parts {
		if err == nil {
			err = f.part(p.stdout, a, name, formatTable)
		}
	}
	return err
}

// mainPart is what JSON and CSV print.
func (f *calibrateFlags) mainPart() string {
	switch {
	case f.show != "":
		return f.show
	case f.method == string(calibration.Match):
		return partWaves
	}
	return partInputs
}

// part prints one part. Tables have a title, and none where there are no rows.
func (f *calibrateFlags) part(w io.Writer, a *calibration.Answer, name string, form format) error {
	switch name {
	case partTargets:
		return titled(w, "Published figures, and what the model shows", rows[aimRow]{w: w, form: form, fields: aimFields, table: aimTable}, aimRows(a))
	case partCorrelations:
		return titled(w, "Correlation of the inputs under what is believed", rows[calibration.Correlation]{w: w, form: form, fields: correlationFields, table: correlationTable}, a.Correlations)
	case partWaves:
		return titled(w, "What each wave leaves of the priors", rows[waveRow]{w: w, form: form, fields: waveFields, table: waveTable}, waveRows(a))
	}
	return titled(w, "Inputs, before and after", rows[beliefRow]{w: w, form: form, fields: beliefFields, table: beliefTable}, beliefRows(a))
}

func titled[T any](w io.Writer, title string, r rows[T], list []T) error {
	if r.form != formatTable {
		return r.all(list)
	}
	if len(list) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w, title+"\n"); err != nil {
		return err
	}
	if err := r.all(list); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// write puts the parts, the particles and the figures into --out; at is where they are.
func (f *calibrateFlags) write(s *scenarios.Scenario, a *calibration.Answer, wanted []string) (at string, err error) {
	var files []results.File
	for _, name := range parts {
		for _, form := range []format{formatJSON, formatCSV} {
			var text bytes.Buffer
			if err := f.part(&text, a, name, form); err != nil {
				return "", err
			}
			files = append(files, results.File{Name: name + "." + string(form), Bytes: text.Bytes()})
		}
	}
	if a.Even != nil {
		text := a.Question.File(s.Calibration, "particles of equal weight", a.Even)
		files = append(files, results.File{Name: "particles.csv", Bytes: []byte(text)})
	}
	drawn, err := f.pictures(s, a, wanted)
	if err != nil {
		return "", err
	}
	files = append(files, drawn...)
	asked := f.asked(s)
	about, err := asked.JSON()
	if err != nil {
		return "", err
	}
	files = append(files, results.File{Name: "about.json", Bytes: about}, results.File{Name: "scenario.yaml", Bytes: s.Resolved()})
	m := manifest(s, &results.Run{Summary: results.Summary{Seed: f.seed, Replications: max(asked.FitReplications, asked.Cohorts)}})
	return results.WriteFiles(f.out, m, results.WriteOptions{Force: f.force, Beside: true, Files: files})
}

// asked is what was asked, with the defaults filled in.
func (f *calibrateFlags) asked(s *scenarios.Scenario) results.CalibrationAsked {
	set := f.settings(nil)
	asked := results.CalibrationAsked{
		Scenario: s.Name, Set: s.Calibration, Method: f.method, Inputs: f.inputs, Targets: f.targets, Settings: append([]string{}, f.scenario.set...), Seed: f.seed, People: s.People,
	}
	if set.Method == calibration.Whole || set.Method == calibration.ByFit {
		asked.FitReplications = set.Replications
	}
	if set.Method != calibration.ByFit {
		asked.Waves, asked.Points, asked.Cohorts = set.History.Waves, cmp.Or(set.History.Points, calibration.UsualPoints), calibration.Cohorts
	}
	if set.Method == calibration.Whole || set.Method == calibration.Search {
		asked.Particles, asked.Checks = set.Particles, set.Checks
	}
	return asked
}

// unsaid names the inputs of which the figures say nothing, or nothing that is told from
// chance at so few particles.
func unsaid(a *calibration.Answer) string {
	by := map[string][]string{}
	for _, b := range a.Beliefs {
		by[b.Verdict] = append(by[b.Verdict], b.Input)
	}
	text := ""
	if silent := by[results.NotInformed]; silent != nil {
		text += " Not informed by data: " + strings.Join(silent, ", ") + "."
	}
	if open := by[results.NotResolved]; open != nil {
		mean, low := estimate.OverlapByChance(a.Particles.EffectiveSize())
		text += fmt.Sprintf(" Not resolved: %s; so few particles of an input that nothing informs overlap its prior by %.2f on average, and by less than %.2f one time in forty.", strings.Join(open, ", "), mean, low)
	}
	return text
}

// calibrationIntroduction says what was done, and what it says at a glance.
func calibrationIntroduction(s *scenarios.Scenario, a *calibration.Answer) string {
	text := fmt.Sprintf("%s: the comparator of %s, calibrated set %s, moved over %d inputs and held against %d published figures.",
		"Calibration", s.Name, s.Calibration, len(a.Question.Inputs), len(a.Question.Aims))
	for k, b := range a.ClosedForm {
		text += map[bool]string{true: " By the published curve alone, without custody and effects of disposals: ", false: ", "}[k == 0]
		text += fmt.Sprintf("%s %s (%s)", b.Input, four(b.Median), between(b.Low, b.High))
	}
	if a.ClosedForm != nil {
		text += "."
	}
	if a.Region != nil && len(a.Region.Waves) > 0 {
		text += fmt.Sprintf(" %s of the priors is left.", percent(results.Number(a.Region.Left()), 1))
	}
	if a.Beliefs != nil {
		text += fmt.Sprintf(" %d particles, worth %.0f of equal weight, after %d rounds; distance %.2f standard deviations of the figures.",
			len(a.Particles.Points), a.Particles.EffectiveSize(), a.Particles.Rounds, a.Particles.Tolerance)
		text += unsaid(a)
	}
	return text
}
