package scenarios

import (
	"fmt"
	"maps"
	"slices"
	"sort"

	"diversim/model"
	"diversim/model/evidence"
	"diversim/sim"
)

// Scenario is a question ready to be run: complete, checked, and not changed by
// anything here; methods that vary it return copies. Forces are in alphabetical
// order, so that a run does not depend on how a file lists them; arms are in
// order of the file. People are recruited in each year of Intake. BudgetLevels are
// in pounds and rise.
type Scenario struct {
	Name, Title, Question string
	People                int
	Intake                sim.Time // whole years
	Horizon               sim.Time
	Forces                []string
	Areas                 map[string]Area // sizes that differ from those published
	Comparator            string
	Calibration           string // the calibrated set beneath its own settings
	Arms                  []Arm
	Measures              []string
	Thresholds            []Threshold
	BudgetLevels          []float64

	settings []Setting // of every arm
	words    vocabulary
}

// Arm is one course of action. Label is what figures and tables call it. Shares
// are of the national money, by force area, and sum to 1; nil where the arm
// states none.
type Arm struct {
	Name, Label string
	Schemes     Schemes
	Shares      map[string]float64
	shares      []shareDocument // the same, as written
	sharesAt    position
	settings    []Setting
}

// newScenario makes a scenario of a document without problems.
func newScenario(d *document, flags []Setting, words vocabulary) *Scenario {
	s := &Scenario{
		Name: d.name, Title: d.title, Question: d.question,
		People: d.people, Intake: d.recruiting(), Horizon: d.horizon, Comparator: d.comparator, Calibration: d.calibration,
		Forces: texts(d.forces), Measures: texts(d.measures),
		BudgetLevels: slices.Sorted(slices.Values(d.budgetLevels)),
		settings:     merged(d.set, flags),
		words:        words,
	}
	slices.Sort(s.Forces)
	if _, given := d.given["measures"]; !given {
		s.Measures = words.measureNames()
	}
	for _, t := range d.thresholds {
		s.Thresholds = append(s.Thresholds, t.Threshold)
	}
	for _, a := range d.areas {
		if s.Areas == nil {
			s.Areas = map[string]Area{}
		}
		s.Areas[a.force.text] = a.Area
	}
	for _, a := range d.arms {
		s.Arms = append(s.Arms, Arm{
			Name: a.name, Label: a.label, Schemes: d.schemesOf(&a), Shares: a.sharesByForce(),
			shares: a.shares, sharesAt: a.sharesAt, settings: a.set,
		})
	}
	return s
}

func texts(list []located) []string {
	var all []string
	for _, l := range list {
		all = append(all, l.text)
	}
	return all
}

// Arm returns the arm with the name.
func (s *Scenario) Arm(name string) (Arm, bool) {
	i := slices.IndexFunc(s.Arms, func(a Arm) bool { return a.Name == name })
	if i < 0 {
		return Arm{}, false
	}
	return s.Arms[i], true
}

// Params returns the inputs of an arm with every layer applied. It is a fresh
// copy on each call, and panics if there is no such arm.
func (s *Scenario) Params(arm string) *model.Params {
	p, r := model.New()
	apply(r, s.inForce(arm))
	return p
}

// Drawn returns the inputs of an arm in which those that no scenario, arm, design
// point or flag sets have been given values by draw, in place of the base and
// calibrated ones: typically the same quantiles of their priors in every arm. It
// panics if there is no such arm.
func (s *Scenario) Drawn(arm string, draw func(*evidence.Registry)) *model.Params {
	p, r := model.New()
	s.drawInto(r, arm, draw)
	return p
}

// drawInto applies the layers below the scenario, then the draw, then the rest.
func (s *Scenario) drawInto(r *evidence.Registry, arm string, draw func(*evidence.Registry)) {
	settings := s.inForce(arm)
	stated := sort.Search(len(settings), func(i int) bool { return settings[i].Layer >= LayerScenario })
	apply(r, settings[:stated])
	draw(r)
	apply(r, settings[stated:])
}

// Registry returns the inputs of an arm as Params does, by key. It is a fresh
// copy on each call, and panics if there is no such arm.
func (s *Scenario) Registry(arm string) *evidence.Registry {
	r := s.words.inputs()
	apply(r, s.inForce(arm))
	return r
}

func apply(r *evidence.Registry, settings []Setting) {
	for _, setting := range settings {
		r.Set(setting.Key, setting.Value)
	}
}

// inForce lists the settings of an arm, lowest layer first; of several for one
// input the last holds.
func (s *Scenario) inForce(arm string) []Setting {
	a, found := s.Arm(arm)
	if !found {
		panic(fmt.Sprintf("scenarios: %s has no arm %q", s.Name, arm))
	}
	return byLayer(s.settings, a.settings)
}

// Stated lists the inputs that the scenario, an arm, a design point or a flag
// sets in the arm, in order of declaration, each with the setting that holds,
// whether or not the value is the base one. These are not drawn from priors. It
// panics if there is no such arm.
func (s *Scenario) Stated(arm string) []Setting {
	return s.held(arm, func(_ evidence.Input, held Setting) bool { return held.Layer >= LayerScenario })
}

// Explain lists every input whose value in the arm differs from its base value,
// in order of declaration, with the setting that holds. It panics if there is no
// such arm.
func (s *Scenario) Explain(arm string) []Setting {
	return s.held(arm, func(in evidence.Input, held Setting) bool { return held.Value != in.Base })
}

// held lists the settings that hold in the arm and are wanted, one an input.
func (s *Scenario) held(arm string, wanted func(evidence.Input, Setting) bool) []Setting {
	last := map[string]Setting{}
	for _, setting := range s.inForce(arm) {
		last[setting.Key] = setting
	}
	var list []Setting
	for _, in := range s.words.inputs().Inputs() {
		if setting, found := last[in.Key]; found && wanted(in, setting) {
			list = append(list, setting)
		}
	}
	return list
}

// Overridden says whether a flag fixes an input in the comparator arm, above whatever
// an analysis would set.
func (s *Scenario) Overridden(key string) bool {
	return slices.ContainsFunc(s.Stated(s.Comparator), func(t Setting) bool { return t.Key == key && t.Layer == LayerFlag })
}

// Displaced is an arm's own setting over which one for all arms stands: what the arm
// is called may no longer be true of it.
type Displaced struct {
	Arm        Arm
	Stated, By Setting
}

// Displaced lists the arms' own settings, arm by arm, that a design point or a flag
// gives another value.
func (s *Scenario) Displaced() (all []Displaced) {
	for _, arm := range s.Arms {
		for _, held := range s.Stated(arm.Name) {
			for _, own := range arm.settings {
				over := held.Layer == LayerDesign || held.Layer == LayerFlag
				if own.Key == held.Key && over && own.Value != held.Value {
					all = append(all, Displaced{Arm: arm, Stated: own, By: held})
				}
			}
		}
	}
	return all
}

// Setting reads the text as a value of the input with the key, for At. The error
// says what was wanted and what was got.
func (s *Scenario) Setting(key, text string) (Setting, error) {
	v, err := s.words.inputs().Parse(key, text)
	if err != nil {
		return Setting{}, err
	}
	return Setting{Key: key, Value: v}, nil
}

// At returns the scenario at a point of a sweep or a sensitivity design: the
// point's Key and Value are set in every arm, above the arms' own settings and
// below --set. A second point is laid over the first. It panics on an unknown
// key or a value that the input cannot have.
func (s *Scenario) At(point []Setting) *Scenario {
	check := s.words.inputs()
	var laid []Setting
	for _, p := range point {
		check.Set(p.Key, p.Value)
		p.Layer = LayerDesign
		if p.Because == "" {
			p.Because = "a point of the design"
		}
		laid = append(laid, p)
	}
	c := s.copied()
	c.settings = merged(c.settings, laid)
	return c
}

// WithArm returns the scenario with one more arm, at the end, that is like
// another but for the texts of set, which hold above everything else. The error
// is a Problems: an arm of that name, no arm like it, or a value that cannot be.
func (s *Scenario) WithArm(name, label, like string, set map[string]string) (*Scenario, error) {
	place := position{file: "arm " + name}
	var problems Problems
	if _, taken := s.Arm(name); taken || !slugForm.MatchString(name) {
		problems = append(problems, place.problem("", "wanted a new name of %s; got %q", slugWanted, name))
	}
	pattern, found := s.Arm(like)
	if !found {
		problems = append(problems, place.problem("", "wanted an arm to be like; got %q", like))
	}
	var derived []Setting
	for _, key := range slices.Sorted(maps.Keys(set)) {
		one, err := s.Setting(key, set[key])
		if err != nil {
			problems = append(problems, place.problem("", "%v", err))
			continue
		}
		one.Layer, one.Because = LayerDerived, "what distinguishes it from "+like
		derived = append(derived, one)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	c := s.copied()
	pattern.Name, pattern.Label, pattern.settings = name, label, merged(pattern.settings, derived)
	c.Arms = append(c.Arms, pattern)
	return c, nil
}

// WithArms returns the scenario with only the named arms, in the order given. It
// panics if there is no such arm. The comparator stays what it was, and should be
// among them.
func (s *Scenario) WithArms(names ...string) *Scenario {
	c := s.copied()
	c.Arms = nil
	for _, name := range names {
		arm, found := s.Arm(name)
		if !found {
			panic(fmt.Sprintf("scenarios: %s has no arm %q", s.Name, name))
		}
		c.Arms = append(c.Arms, arm)
	}
	return c
}

// copied returns a copy whose slices can be added to.
func (s *Scenario) copied() *Scenario {
	c := *s
	c.Forces, c.Arms, c.Measures = slices.Clone(s.Forces), slices.Clone(s.Arms), slices.Clone(s.Measures)
	c.Thresholds, c.BudgetLevels = slices.Clone(s.Thresholds), slices.Clone(s.BudgetLevels)
	c.settings = slices.Clone(s.settings)
	return &c
}
