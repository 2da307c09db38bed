package evidence

import (
	"math"
	"strings"
	"testing"
)

func TestParseAccepts(t *testing.T) {
	var s stage
	r := declareStage(&s)
	inf := math.Inf(1)
	for _, c := range []struct {
		key, text string
		want      float64
		written   string
	}{
		{"programme.budget", "£60_000", 60_000, "£60,000"},
		{"programme.budget", "£60,000", 60_000, "£60,000"},
		{"programme.budget", "60000", 60_000, "£60,000"},
		{"programme.budget", "£1,234,567.5", 1_234_567.5, "£1,234,567.50"},
		{"programme.budget", " 1_000 ", 1000, "£1,000"},
		{"programme.budget", "unlimited", inf, "unlimited"},
		{"police.offer_probability", "80%", 0.8, "80%"},
		{"police.offer_probability", "0.8", 0.8, "80%"},
		{"police.offer_probability", "7 %", 0.07, "7%"},
		{"police.offer_probability", "14.25%", 0.1425, "14.25%"},
		{"police.offer_probability", "0.1%", 0.001, "0.1%"},
		{"police.offer_probability", "1/3", 1.0 / 3, "33.33333333333333%"},
		{"police.offer_probability", "0", 0, "0%"},
		{"police.offer_probability", "-0", 0, "0%"},
		{"police.offer_probability", "100%", 1, "100%"},
		{"provider.first_wait", "7d", 7, "7 days"},
		{"provider.first_wait", "1 day", 1, "1 day"},
		{"provider.first_wait", "60 days", 60, "60 days"},
		{"provider.first_wait", "6 weeks", 42, "42 days"},
		{"provider.first_wait", "0", 0, "0 days"},
		{"provider.first_wait", "1y", 365.25, "365.25 days"},
		{"effect.decay", "18 months", 1.5, "1.5 years"},
		{"effect.decay", "1 month", 1.0 / 12, "0.08333333333333333 years"},
		{"effect.decay", "3y", 3, "3 years"},
		{"effect.decay", "1/52 y", 1.0 / 52, "0.019230769230769232 years"},
		{"effect.decay", "365.25 days", 1, "1 year"},
		{"effect.decay", "none", inf, "unlimited"},
		{"effect.decay", "unlimited", inf, "unlimited"},
		{"custody.mean_weeks", "14 weeks", 14, "14 weeks"},
		{"custody.mean_weeks", "21 d", 3, "3 weeks"},
		{"offending.rate", "0.845 per year", 0.845, "0.845 per year"},
		{"offending.rate", "0.845/yr", 0.845, "0.845 per year"},
		{"offending.rate", "26", 26, "26 per year"},
		{"effect.hazard_ratio", "88%", 0.88, "0.88"},
		{"effect.hazard_ratio", "1e-3", 0.001, "0.001"},
		{"effect.log_hazard_ratio", "-0.123", -0.123, "-0.123"},
		{"provider.slots", "1,500", 1500, "1,500"},
		{"police.charge_tilt", "+0.25", 0.25, "0.25"},
	} {
		v, err := r.Parse(c.key, c.text)
		if err != nil {
			t.Errorf("%s = %q: %v", c.key, c.text, err)
			continue
		}
		if math.Abs(v.Number()-c.want) > 1e-15*math.Abs(c.want) && v.Number() != c.want {
			t.Errorf("%s = %q: %v, want %v", c.key, c.text, v.Number(), c.want)
		}
		if v.String() != c.written {
			t.Errorf("%s = %q: written %q, want %q", c.key, c.text, v, c.written)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	var s stage
	r := declareStage(&s)
	for _, c := range []struct{ key, text, says string }{
		{"police.offer_probability", "80", `police.offer_probability: wanted proportion, 0% to 100%, written like 0.8 or 80%; got "80"`},
		{"police.offer_probability", "120%", "wanted proportion"},
		{"police.offer_probability", "£1", "wanted proportion"},
		{"police.offer_probability", "NaN", "wanted proportion"},
		{"police.offer_probability", "0x1p-1", "wanted proportion"},
		{"police.offer_probability", "unlimited", "wanted proportion"},
		{"police.offer_probability", "1/0", "wanted proportion"},
		{"police.offer_probability", "", `got ""`},
		{"provider.first_wait", "7", "wanted days, 0 days to 365.25 days, written like 7d or 6 weeks"},
		{"provider.first_wait", "7 fortnights", "wanted days"},
		{"provider.first_wait", "-1d", "wanted days"},
		{"provider.first_wait", "3y", "wanted days"},
		{"provider.first_wait", "d", "wanted days"},
		{"provider.first_wait", "7 per year", "wanted days"},
		{"provider.first_wait", "unlimited", "wanted days"},
		{"provider.first_wait", "1 week 2 days", "wanted days"},
		{"programme.budget", "none", "wanted pounds, at least £0, written like £60,000 or 60000, or unlimited"},
		{"programme.budget", "60k", "wanted pounds"},
		{"programme.budget", "£6,00", "wanted pounds"},
		{"programme.budget", "£60,000_000", "wanted pounds"},
		{"programme.budget", "££5", "wanted pounds"},
		{"programme.budget", "£-5", "wanted pounds"},
		{"programme.budget", "-£5", "wanted pounds"},
		{"programme.budget", "$5", "wanted pounds"},
		{"offending.rate", "0.8 per month", "wanted per year"},
		{"offending.rate", "Inf", "wanted per year"},
		{"provider.slots", "10%", "wanted count"},
		{"provider.shared", "yes", `provider.shared: wanted true or false; got "yes"`},
		{
			"programme.scheme", "defered-prosecution",
			`programme.scheme: wanted one of community-resolution, deferred-prosecution, conditional-caution; ` +
				`got "defered-prosecution"; did you mean "deferred-prosecution"?`,
		},
		{"programme.buget", "1", `no input is called "programme.buget"; did you mean "programme.budget"?`},
		{"qqq.zzz", "1", `no input is called "qqq.zzz"`},
	} {
		v, err := r.Parse(c.key, c.text)
		if err == nil {
			t.Errorf("%s = %q was read as %v", c.key, c.text, v)
		} else if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s = %q: error %q, want one with %q", c.key, c.text, err, c.says)
		}
	}
}

func TestNumberValueChecksLikeParse(t *testing.T) {
	var s stage
	r := declareStage(&s)
	v, err := r.NumberValue("provider.first_wait", 60)
	if err != nil || v.String() != "60 days" {
		t.Errorf("60 days in its own unit: %v, %v", v, err)
	}
	for key, x := range map[string]float64{
		"provider.first_wait": 400, "programme.scheme": 1, "provider.shared": 1, "no.such": 1,
		"effect.decay": math.NaN(), "programme.budget": math.Inf(-1),
	} {
		if v, err := r.NumberValue(key, x); err == nil {
			t.Errorf("%s = %v was taken as %v", key, x, v)
		}
	}
}

func TestSuggest(t *testing.T) {
	var s stage
	r := declareStage(&s)
	for asked, want := range map[string]string{
		"programme.buget":              "programme.budget",
		"program.budget":               "programme.budget",
		"budget":                       "programme.budget",
		"Programme.Budget":             "programme.budget",
		"polcie.offer_probability":     "police.offer_probability",
		"offer_probability":            "police.offer_probability",
		"police.probability_of_offer":  "police.offer_probability",
		"provider.wait":                "provider.first_wait",
		"effect.log_hazardratio":       "effect.log_hazard_ratio",
		"weather.rain":                 "",
		"x":                            "",
		"":                             "",
		"treatment.completion_planned": "",
	} {
		if got := r.Suggest(asked); got != want {
			t.Errorf("asked for %q: suggested %q, want %q", asked, got, want)
		}
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"abc", "abc", 0},
		{"abc", "acb", 1},
		{"kitten", "sitting", 3},
		{"budget", "buget", 1},
		{"ca", "abc", 3},
		{"é", "e", 1},
	} {
		if got := edits(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d edits, want %d", c.a, c.b, got, c.want)
		}
	}
}

// What Parse accepts lies in the range, is written in words that Parse reads back
// as the same value, and can be set.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"£60_000", "80%", "7d", "18 months", "1/52 y", "none", "unlimited", "true",
		"0.845 per year", "-£5.5", "1e300", "1e-300", "0.07", "1,234,567.891", "007", "-0", "conditional-caution",
	} {
		for n := range 12 {
			f.Add(n, text)
		}
	}
	f.Fuzz(func(t *testing.T, n int, text string) {
		var s stage
		r := declareStage(&s)
		inputs := r.Inputs()
		in := inputs[((n%len(inputs))+len(inputs))%len(inputs)]
		v, err := r.Parse(in.Key, text)
		if err != nil {
			return
		}
		if v.Kind() == NumberKind && !in.Range.Contains(v.Number()) {
			t.Fatalf("%s = %q: %v is outside %v", in.Key, text, v, in.Range)
		}
		again, err := r.Parse(in.Key, v.String())
		if err != nil || again != v {
			t.Fatalf("%s = %q is written %q and read back as %v, %v", in.Key, text, v, again, err)
		}
		r.Set(in.Key, v)
	})
}

func TestParseRange(t *testing.T) {
	var s stage
	r := declareStage(&s)
	low, high, err := r.ParseRange("police.offer_probability", "20%: 0.8")
	if err != nil || low.Number() != 0.2 || high.Number() != 0.8 {
		t.Errorf("20%% to 80%%: got %v to %v, %v", low, high, err)
	}
	for text, says := range map[string]string{
		"20%":     `wanted low:high; got "20%"`,
		"20:80%":  "wanted proportion",
		"20%:":    `got ""`,
		"0.8:20%": `wanted low below high; got "0.8:20%"`,
		"20%:0.2": "wanted low below high",
	} {
		if _, _, err := r.ParseRange("police.offer_probability", text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, want %q", text, err, says)
		}
	}
}
