package evidence

import (
	"fmt"
	"iter"
	"math"
	"reflect"
	"regexp"
	"slices"
)

// Spec declares a number. All fields but Note and Source are required; an
// Assumed number needs the reason in Note instead of a source. Source is a key
// of the bibliography, or several separated by commas.
type Spec struct {
	Key, Label string
	Value      float64
	Range      Range
	Prior      Prior
	Status     Status
	Source     string
	Note       string
}

// ChoiceSpec declares an input whose value is one of the words in Options.
type ChoiceSpec struct {
	Key, Label   string
	Value        string
	Options      []string
	Note, Source string
	Status       Status
}

// SwitchSpec declares an input that is on or off.
type SwitchSpec struct {
	Key, Label   string
	Value        bool
	Note, Source string
	Status       Status
}

// Input is a declared input as it stands: what was declared, and the value its
// field holds now. Prior is nil and Range empty for choices and switches;
// Options is empty for numbers and switches.
type Input struct {
	Key, Label    string
	Unit          string
	Kind          Kind
	Base, Current Value
	Range         Range
	Prior         Prior
	Options       []string
	Status        Status
	Source, Note  string
}

// Registry holds the declared inputs of one parameter struct, in order of
// declaration. It writes through to that struct and is not safe for use by
// several goroutines while values are being set.
type Registry struct {
	entries []*entry
	byKey   map[string]*entry
	fields  []reflect.Value // by entry
	closed  bool            // a copy of a template takes no more declarations
}

// entry is a declaration; place is its own among entries and that of its field.
type entry struct {
	Input
	unit  measure
	place int
}

// New returns an empty registry.
func New() *Registry { return &Registry{byKey: map[string]*entry{}} }

// Var declares a number and sets *field to its base value. It panics when
// something required is missing, the key is taken or ill-formed, the range is
// wider than the unit allows, the value lies outside the range, or more than a
// two-hundredth of the prior lies beyond either end of it.
func Var[T Unit](r *Registry, field *T, s Spec) {
	unit := measureOf[T]()
	r.mustBeNew(s.Key, s.Label, s.Status, s.Source, s.Note, field)
	mustFit(s, unit)
	r.add(field, &entry{
		Input: Input{
			Key: s.Key, Label: s.Label, Unit: unit.String(), Kind: NumberKind,
			Range: s.Range, Prior: s.Prior, Status: s.Status, Source: s.Source, Note: s.Note,
			Base: Value{kind: NumberKind, unit: unit, number: s.Value},
		},
		unit: unit,
	})
}

// Choose declares a choice and sets *field to its base value. It panics as Var
// does, and when the value is not among at least two different options.
func Choose(r *Registry, field *string, s ChoiceSpec) {
	r.mustBeNew(s.Key, s.Label, s.Status, s.Source, s.Note, field)
	options := slices.Clone(s.Options)
	slices.Sort(options)
	if len(slices.Compact(options)) < max(2, len(s.Options)) || slices.Contains(options, "") {
		panic(fmt.Sprintf("evidence: %s needs at least two different options; got %q", s.Key, s.Options))
	}
	if !slices.Contains(s.Options, s.Value) {
		panic(fmt.Sprintf("evidence: %s has the value %q, which is not one of %q", s.Key, s.Value, s.Options))
	}
	r.add(field, &entry{
		Input: Input{
			Key: s.Key, Label: s.Label, Kind: ChoiceKind, Options: slices.Clone(s.Options),
			Status: s.Status, Source: s.Source, Note: s.Note,
			Base: Value{kind: ChoiceKind, word: s.Value},
		},
	})
}

// Switch declares an input that is on or off and sets *field to its base value.
// It panics as Var does.
func Switch(r *Registry, field *bool, s SwitchSpec) {
	r.mustBeNew(s.Key, s.Label, s.Status, s.Source, s.Note, field)
	r.add(field, &entry{
		Input: Input{
			Key: s.Key, Label: s.Label, Kind: SwitchKind,
			Status: s.Status, Source: s.Source, Note: s.Note,
			Base: Value{kind: SwitchKind, on: s.Value},
		},
	})
}

// Inputs returns every input in order of declaration.
func (r *Registry) Inputs() []Input {
	return slices.AppendSeq(make([]Input, 0, len(r.entries)), r.All())
}

// All yields every input in order of declaration, as it stands when its turn comes.
func (r *Registry) All() iter.Seq[Input] {
	return func(yield func(Input) bool) {
		for _, e := range r.entries {
			if !yield(r.snapshot(e)) {
				return
			}
		}
	}
}

// Lookup returns the input with the key, if there is one.
func (r *Registry) Lookup(key string) (Input, bool) {
	e, found := r.byKey[key]
	if !found {
		return Input{}, false
	}
	return r.snapshot(e), true
}

// Set writes a value through to the input's field. It panics on an unknown key
// and on a value that the input cannot have; callers check with Parse.
func (r *Registry) Set(key string, v Value) {
	e := r.mustFind(key)
	if complaint := e.refuses(v); complaint != "" {
		panic("evidence: " + key + ": " + complaint)
	}
	r.write(e, v)
}

// Draw returns the u-quantile of the input's prior, brought into its range. An
// input without a prior (fixed, a choice, a switch) returns its base value. It
// panics on an unknown key and outside 0 <= u <= 1.
func (r *Registry) Draw(key string, u float64) Value {
	mustBeUniform(u)
	e := r.mustFind(key)
	if !e.Drawn() {
		return e.Base
	}
	x := e.Range.Clamp(e.Prior.Quantile(u))
	return Value{kind: NumberKind, unit: e.unit, number: x}
}

// Drawn reports whether the input has a prior to draw from.
func (in Input) Drawn() bool {
	_, fixed := in.Prior.(Fixed)
	return in.Kind == NumberKind && !fixed
}

func (r *Registry) snapshot(e *entry) Input {
	in := e.Input
	in.Current = r.read(e)
	in.Options = slices.Clone(e.Options)
	return in
}

// refuses says why the input cannot have the value, "" if it can.
func (e *entry) refuses(v Value) string {
	switch {
	case v.kind != e.Kind:
		return fmt.Sprintf("wanted a %v, got a %v", e.Kind, v.kind)
	case v.kind == NumberKind && v.unit != e.unit:
		return fmt.Sprintf("wanted %v, got %v", e.unit, v.unit)
	case v.kind == NumberKind && !e.Range.Contains(v.number):
		return fmt.Sprintf("wanted %s, got %v", rangeInUnit(e.Range, e.unit), v)
	case v.kind == ChoiceKind && !slices.Contains(e.Options, v.word):
		return fmt.Sprintf("wanted one of %q, got %q", e.Options, v.word)
	}
	return ""
}

func (r *Registry) add(field any, e *entry) {
	e.place = len(r.entries)
	r.entries, r.fields = append(r.entries, e), append(r.fields, reflect.ValueOf(field).Elem())
	r.byKey[e.Key] = e
	r.write(e, e.Base)
}

func (r *Registry) read(e *entry) Value {
	v, field := e.Base, r.fields[e.place]
	switch e.Kind {
	case NumberKind:
		v.number = field.Float()
	case ChoiceKind:
		v.word = field.String()
	case SwitchKind:
		v.on = field.Bool()
	}
	return v
}

func (r *Registry) write(e *entry, v Value) {
	field := r.fields[e.place]
	switch e.Kind {
	case NumberKind:
		field.SetFloat(v.number)
	case ChoiceKind:
		field.SetString(v.word)
	case SwitchKind:
		field.SetBool(v.on)
	}
}

func (r *Registry) mustFind(key string) *entry {
	e, found := r.byKey[key]
	if !found {
		panic(fmt.Sprintf("evidence: no input has the key %q", key))
	}
	return e
}

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+$`)

// mustBeNew panics unless what every declaration needs is there.
func (r *Registry) mustBeNew(key, label string, status Status, source, note string, field any) {
	_, taken := r.byKey[key]
	switch {
	case r.closed:
		panic(fmt.Sprintf("evidence: %s is declared to a copy", key))
	case !keyForm.MatchString(key):
		panic(fmt.Sprintf("evidence: a key is written process.input in small letters; got %q", key))
	case taken:
		panic(fmt.Sprintf("evidence: %s is declared twice", key))
	case label == "":
		panic(fmt.Sprintf("evidence: %s has no label", key))
	case !status.known():
		panic(fmt.Sprintf("evidence: %s has no status", key))
	case status == Assumed && note == "":
		panic(fmt.Sprintf("evidence: %s is assumed and gives no reason in its note", key))
	case status != Assumed && source == "":
		panic(fmt.Sprintf("evidence: %s has no source", key))
	}
	for _, e := range r.entries {
		if r.fields[e.place].Addr().Interface() == field {
			panic(fmt.Sprintf("evidence: %s and %s share a field", e.Key, key))
		}
	}
}

// tailAllowed is the part of a prior that may lie beyond each end of the range;
// Draw brings it back to the end.
const tailAllowed = 0.005

// mustFit panics unless value, range, unit and prior go together.
func mustFit(s Spec, unit measure) {
	bounds := measures[unit].bounds
	switch {
	case s.Range == Range{} || !(s.Range.Low < s.Range.High):
		panic(fmt.Sprintf("evidence: %s has no range; got %v", s.Key, s.Range))
	case s.Range.Low < bounds.Low || s.Range.High > bounds.High:
		panic(fmt.Sprintf("evidence: %s has the range %v, but its unit (%v) allows %v", s.Key, s.Range, unit, bounds))
	case !s.Range.Contains(s.Value):
		panic(fmt.Sprintf("evidence: %s has the value %v outside its range %v", s.Key, s.Value, s.Range))
	case s.Prior == nil:
		panic(fmt.Sprintf("evidence: %s has no prior", s.Key))
	}
	if _, fixed := s.Prior.(Fixed); fixed {
		return
	}
	low, high := s.Prior.Quantile(tailAllowed), s.Prior.Quantile(1-tailAllowed)
	if math.IsNaN(low) || math.IsNaN(high) || low < s.Range.Low || high > s.Range.High {
		panic(fmt.Sprintf("evidence: %s has the prior %v, from %.4g to %.4g, beyond its range %v",
			s.Key, s.Prior, low, high, s.Range))
	}
}
