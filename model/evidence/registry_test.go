package evidence

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// stage is a small parameter struct with one input of each kind and unit.
type stage struct {
	Offer    Probability
	Multiple Ratio
	Effect   LogRatio
	Rate     PerYear
	Decay    Years
	Wait     Days
	Spell    Weeks
	Budget   Pounds
	Slots    Count
	Slope    Number
	Scheme   string
	Shared   bool
}

func declareStage(s *stage) *Registry {
	r := New()
	Var(r, &s.Offer, Spec{
		Key: "police.offer_probability", Label: "offered to an eligible suspect",
		Value: 0.5, Range: Between(0, 1), Prior: Beta{A: 50, B: 50},
		Status: Derived, Source: "pdd-2026", Note: "8,800 of 18,000",
	})
	Var(r, &s.Multiple, assumed("effect.hazard_ratio", 1, AtLeast(0), LogNormalAt(1, 0.1)))
	Var(r, &s.Effect, assumed("effect.log_hazard_ratio", -0.123, Between(-2, 2), Normal{Mean: -0.123, SD: 0.059}))
	Var(r, &s.Rate, assumed("offending.rate", 0.845, AtLeast(0), LogNormalAt(0.845, 0.08)))
	Var(r, &s.Decay, assumed("effect.decay", 2, AtLeast(0),
		Spike{At: math.Inf(1), Weight: 0.25, Else: LogNormalAt(2, 0.7)}))
	Var(r, &s.Wait, assumed("provider.first_wait", 7, Between(0, 365.25), Fixed{}))
	Var(r, &s.Spell, assumed("custody.mean_weeks", 14, Between(0, 520), LogNormalAt(14, 0.3)))
	Var(r, &s.Budget, assumed("programme.budget", 60_000, AtLeast(0), Fixed{}))
	Var(r, &s.Slots, assumed("provider.slots", 150, AtLeast(0), Fixed{}))
	Var(r, &s.Slope, assumed("police.charge_tilt", 0.3, Between(-5, 5), NormalPositive{Mean: 0.3, SD: 0.2}))
	Choose(r, &s.Scheme, ChoiceSpec{
		Key: "programme.scheme", Label: "scheme", Value: "deferred-prosecution",
		Options: []string{"community-resolution", "deferred-prosecution", "conditional-caution"},
		Status:  Assumed, Note: "as announced",
	})
	Switch(r, &s.Shared, SwitchSpec{Key: "provider.shared", Label: "people share places", Status: Assumed, Note: "they do"})
	return r
}

func assumed(key string, value float64, rng Range, prior Prior) Spec {
	return Spec{Key: key, Label: key, Value: value, Range: rng, Prior: prior, Status: Assumed, Note: "for a test"}
}

func TestDeclarationSetsTheFieldAndKeepsTheOrder(t *testing.T) {
	var s stage
	r := declareStage(&s)
	want := stage{0.5, 1, -0.123, 0.845, 2, 7, 14, 60_000, 150, 0.3, "deferred-prosecution", false}
	if s != want {
		t.Errorf("declared %v, want %v", s, want)
	}
	units := make([]string, 0, 12)
	for _, in := range r.Inputs() {
		units = append(units, in.Unit)
		if in.Current != in.Base {
			t.Errorf("%s: now %v, base %v", in.Key, in.Current, in.Base)
		}
	}
	wantUnits := []string{
		"proportion", "ratio", "log ratio", "per year", "years", "days", "weeks",
		"pounds", "count", "number", "", "",
	}
	if !slices.Equal(units, wantUnits) {
		t.Errorf("units %q, want %q", units, wantUnits)
	}
}

func TestInputShowsDeclarationAndCurrentValue(t *testing.T) {
	var s stage
	r := declareStage(&s)
	v, err := r.Parse("police.offer_probability", "80%")
	if err != nil {
		t.Fatal(err)
	}
	r.Set("police.offer_probability", v)
	in, found := r.Lookup("police.offer_probability")
	if !found || s.Offer != 0.8 || in.Current.Number() != 0.8 || in.Base.Number() != 0.5 {
		t.Errorf("after setting 80%%: field %v, input %+v", s.Offer, in)
	}
	if in.Status != Derived || in.Source != "pdd-2026" || in.Prior != (Beta{A: 50, B: 50}) || in.Kind != NumberKind {
		t.Errorf("declaration came back as %+v", in)
	}
	if _, found := r.Lookup("police.offer"); found {
		t.Error("an undeclared key was found")
	}
	options, _ := r.Lookup("programme.scheme")
	options.Options[0] = "changed"
	if again, _ := r.Lookup("programme.scheme"); again.Options[0] == "changed" {
		t.Error("the registry can be changed through what it hands out")
	}
}

func TestSetWritesWordsAndSwitches(t *testing.T) {
	var s stage
	r := declareStage(&s)
	for key, text := range map[string]string{"programme.scheme": "conditional-caution", "provider.shared": "true"} {
		v, err := r.Parse(key, text)
		if err != nil {
			t.Fatal(err)
		}
		r.Set(key, v)
	}
	if s.Scheme != "conditional-caution" || !s.Shared {
		t.Errorf("fields hold %q and %v", s.Scheme, s.Shared)
	}
}

func TestSetPanicsOnWhatTheCallerShouldHaveChecked(t *testing.T) {
	var s stage
	r := declareStage(&s)
	weeks, _ := r.Parse("custody.mean_weeks", "14 weeks")
	wait, _ := r.Parse("provider.first_wait", "7d")
	budget, _ := r.Parse("programme.budget", "unlimited")
	for name, call := range map[string]func(){
		"unknown key":   func() { r.Set("no.such", weeks) },
		"another unit":  func() { r.Set("provider.first_wait", weeks) },
		"another kind":  func() { r.Set("provider.shared", wait) },
		"no value":      func() { r.Set("provider.first_wait", Value{}) },
		"a number, on":  func() { wait.On() },
		"a number word": func() { budget.Word() },
	} {
		mustPanic(t, name, "evidence: ", call)
	}
	var narrow, wide Days
	Var(r, &wide, assumed("x.wide", 1, Between(0, 1000), Fixed{}))
	Var(r, &narrow, assumed("x.narrow", 1, Between(0, 10), Fixed{}))
	v, _ := r.Parse("x.wide", "500 days")
	mustPanic(t, "out of range", "evidence: x.narrow: wanted 0 days to 10 days, got 500 days",
		func() { r.Set("x.narrow", v) })
}

func TestDrawIsTheQuantileWithinTheRange(t *testing.T) {
	var s stage
	r := declareStage(&s)
	for _, c := range []struct {
		key  string
		u    float64
		want float64
	}{
		{"police.offer_probability", 0.5, 0.5},
		{"effect.log_hazard_ratio", 0, -2}, // an infinite quantile is brought to the end
		{"effect.log_hazard_ratio", 1, 2},
		{"effect.decay", 0.9, math.Inf(1)},
		{"provider.first_wait", 0.9, 7}, // fixed: the base value
		{"programme.budget", 0.1, 60_000},
	} {
		if got := r.Draw(c.key, c.u).Number(); math.Abs(got-c.want) > 1e-9 && got != c.want {
			t.Errorf("%s at %v: %v, want %v", c.key, c.u, got, c.want)
		}
	}
	if got := r.Draw("programme.scheme", 0.99).Word(); got != "deferred-prosecution" {
		t.Errorf("a choice was drawn: %q", got)
	}
	mustPanic(t, "u", "evidence: ", func() { r.Draw("effect.decay", 1.5) })
	mustPanic(t, "key", "evidence: ", func() { r.Draw("effect.none", 0.5) })
}

// Each case is a sound declaration with one thing wrong.
func TestDeclarationsPanic(t *testing.T) {
	sound := Spec{
		Key: "x.y", Label: "label", Value: 0.5, Range: Between(0, 1), Prior: Beta{A: 2, B: 2},
		Status: Read, Source: "pdd-2026",
	}
	var field Probability
	Var(New(), &field, sound)
	for name, c := range map[string]struct {
		spoil func(*Spec)
		says  string
	}{
		"key":             {func(s *Spec) { s.Key = "" }, "evidence: a key is written"},
		"key form":        {func(s *Spec) { s.Key = "Offer Probability" }, "evidence: a key is written"},
		"label":           {func(s *Spec) { s.Label = "" }, "evidence: x.y has no label"},
		"range":           {func(s *Spec) { s.Range = Range{} }, "evidence: x.y has no range"},
		"turned range":    {func(s *Spec) { s.Range = Between(1, 0) }, "evidence: x.y has no range"},
		"range of nan":    {func(s *Spec) { s.Range = Between(math.NaN(), 1) }, "evidence: x.y has no range"},
		"wide range":      {func(s *Spec) { s.Range = Between(0, 2) }, "evidence: x.y has the range 0 to 2, but its unit"},
		"value":           {func(s *Spec) { s.Range = Between(0.6, 1) }, "evidence: x.y has the value 0.5 outside"},
		"value of nan":    {func(s *Spec) { s.Value = math.NaN() }, "evidence: x.y has the value NaN outside"},
		"prior":           {func(s *Spec) { s.Prior = nil }, "evidence: x.y has no prior"},
		"prior above":     {func(s *Spec) { s.Prior = Normal{Mean: 0.9, SD: 0.2} }, "evidence: x.y has the prior"},
		"prior below":     {func(s *Spec) { s.Prior = Normal{Mean: 0.1, SD: 0.2} }, "evidence: x.y has the prior"},
		"status":          {func(s *Spec) { s.Status = 0 }, "evidence: x.y has no status"},
		"unknown status":  {func(s *Spec) { s.Status = Press + 1 }, "evidence: x.y has no status"},
		"source":          {func(s *Spec) { s.Source = "" }, "evidence: x.y has no source"},
		"assumed, silent": {func(s *Spec) { s.Status = Assumed }, "evidence: x.y is assumed"},
	} {
		s := sound
		c.spoil(&s)
		mustPanic(t, name, c.says, func() { Var(New(), &field, s) })
	}
}

func TestKeysAndFieldsAreDeclaredOnce(t *testing.T) {
	var a, b Days
	r := New()
	Var(r, &a, assumed("x.a", 1, AtLeast(0), Fixed{}))
	mustPanic(t, "key", "evidence: x.a is declared twice", func() { Var(r, &b, assumed("x.a", 1, AtLeast(0), Fixed{})) })
	mustPanic(t, "field", "evidence: x.a and x.b share a field", func() { Var(r, &a, assumed("x.b", 1, AtLeast(0), Fixed{})) })
	if len(r.Inputs()) != 1 {
		t.Error("a refused declaration was kept")
	}
}

func TestChoicesPanic(t *testing.T) {
	var field string
	for name, options := range map[string][]string{
		"none": nil, "one": {"a"}, "twice": {"a", "b", "a"}, "empty": {"a", ""}, "without the value": {"b", "c"},
	} {
		mustPanic(t, name, "evidence: x.y", func() {
			Choose(New(), &field, ChoiceSpec{Key: "x.y", Label: "l", Value: "a", Options: options, Status: Assumed, Note: "n"})
		})
	}
	mustPanic(t, "source", "evidence: x.y has no source", func() {
		Choose(New(), &field, ChoiceSpec{Key: "x.y", Label: "l", Value: "a", Options: []string{"a", "b"}, Status: Read})
	})
	mustPanic(t, "reason", "evidence: x.y is assumed", func() {
		Switch(New(), new(bool), SwitchSpec{Key: "x.y", Label: "l", Status: Assumed})
	})
}

func TestDigestChangesWithEachPartOfADeclaration(t *testing.T) {
	base := Spec{
		Key: "x.y", Label: "label", Value: 0.5, Range: Between(0, 1), Prior: LogNormalAt(0.5, 0.1),
		Status: Read, Source: "pdd-2026",
	}
	digest := func(s Spec) string {
		var field Ratio
		r := New()
		Var(r, &field, s)
		return r.Digest()
	}
	seen := map[string]string{digest(base): "base"}
	for name, change := range map[string]func(*Spec){
		"key":    func(s *Spec) { s.Key = "x.z" },
		"value":  func(s *Spec) { s.Value = math.Nextafter(0.5, 1) },
		"range":  func(s *Spec) { s.Range = AtLeast(0) },
		"prior":  func(s *Spec) { s.Prior = LogNormalAt(0.500001, 0.1) },
		"type":   func(s *Spec) { s.Prior = Normal{Mean: 0.5, SD: 0.1} },
		"nested": func(s *Spec) { s.Prior = Spike{At: 0.2, Weight: 0.1, Else: LogNormalAt(0.5, 0.1)} },
		"status": func(s *Spec) { s.Status = Derived },
		"source": func(s *Spec) { s.Source = "vice-2020" },
	} {
		s := base
		change(&s)
		d := digest(s)
		if before, taken := seen[d]; taken {
			t.Errorf("%s and %s have the same digest", name, before)
		}
		seen[d] = name
	}
	s := base
	s.Label, s.Note = "another label", "a note"
	if digest(s) != digest(base) {
		t.Error("words that change nothing change the digest")
	}
}

func TestDigestIgnoresOrderAndCurrentValues(t *testing.T) {
	var p, q struct{ A, B Days }
	one, two := New(), New()
	a, b := assumed("x.a", 1, AtLeast(0), Fixed{}), assumed("x.b", 2, AtLeast(0), Fixed{})
	Var(one, &p.A, a)
	Var(one, &p.B, b)
	Var(two, &q.B, b)
	Var(two, &q.A, a)
	if v, err := two.Parse("x.a", "9 days"); err != nil {
		t.Error(err)
	} else {
		two.Set("x.a", v)
	}
	if one.Digest() != two.Digest() {
		t.Error("order or a set value changes the digest")
	}
	if !strings.HasPrefix(one.Digest(), "sha256:") || len(one.Digest()) != len("sha256:")+64 {
		t.Errorf("the digest is written %q", one.Digest())
	}
}
