package evidence

import (
	"slices"
	"strings"
	"testing"
)

func TestUndeclaredFindsWhatWasForgotten(t *testing.T) {
	type nested struct {
		Declared  Days
		Forgotten Days
		hidden    Days
	}
	type embedded struct{ Promoted Days }
	type params struct {
		embedded
		Plain  float64
		Whole  int
		Word   string
		On     bool
		Share  Probability
		Inner  nested
		Shares [2]Probability
		Away   *nested
	}
	p := params{Away: &nested{hidden: 1}}
	r := New()
	Var(r, &p.Share, assumed("x.share", 0.5, Between(0, 1), Fixed{}))
	Var(r, &p.Inner.Declared, assumed("x.inner", 1, AtLeast(0), Fixed{}))
	Var(r, &p.Shares[1], assumed("x.second", 0.5, Between(0, 1), Fixed{}))
	Var(r, &p.Away.Forgotten, assumed("x.away", 1, AtLeast(0), Fixed{}))
	want := []string{
		"params.embedded.Promoted", "params.Plain", "params.Whole", "params.Word", "params.On",
		"params.Inner.Forgotten", "params.Shares[0]", "params.Away.Declared",
	}
	if got := Undeclared(r, &p); !slices.Equal(got, want) {
		t.Errorf("undeclared %q, want %q", got, want)
	}
	mustPanic(t, "no pointer", "evidence: ", func() { Undeclared(r, p) })
}

// The first field of a struct has the address of the struct; it must not pass for
// declared because of that, nor a field of another type at the same place.
func TestUndeclaredTellsFieldsAtOneAddressApart(t *testing.T) {
	type inner struct{ First, Second Days }
	type params struct{ Inner inner }
	var p params
	r := New()
	Var(r, &p.Inner.Second, assumed("x.second", 1, AtLeast(0), Fixed{}))
	if got := Undeclared(r, &p); !slices.Equal(got, []string{"params.Inner.First"}) {
		t.Errorf("undeclared %q", got)
	}
}

func TestEverythingDeclaredIsSilent(t *testing.T) {
	var s stage
	r := declareStage(&s)
	if missing := Undeclared(r, &s); len(missing) > 0 {
		t.Errorf("undeclared %q", missing)
	}
	if complaints := Unsourced(r); len(complaints) > 0 {
		t.Errorf("unsourced %q", complaints)
	}
}

// Taking the source, the reason, or the reference away is noticed.
func TestUnsourcedNotices(t *testing.T) {
	for name, c := range map[string]struct {
		key   string
		spoil func(*entry)
		says  string
	}{
		"no source":      {"police.offer_probability", func(e *entry) { e.Source = "" }, "police.offer_probability: no source"},
		"blank source":   {"police.offer_probability", func(e *entry) { e.Source = " , " }, "police.offer_probability: no source"},
		"unknown source": {"police.offer_probability", func(e *entry) { e.Source = "hearsay-1999" }, `"hearsay-1999" is not in the bibliography`},
		"one unknown":    {"police.offer_probability", func(e *entry) { e.Source = "pdd-2026, hearsay-1999" }, `"hearsay-1999" is not`},
		"no reason":      {"effect.decay", func(e *entry) { e.Note = " " }, "effect.decay: assumed without a reason"},
		"choice":         {"programme.scheme", func(e *entry) { e.Note = "" }, "programme.scheme: assumed without a reason"},
	} {
		var s stage
		r := declareStage(&s)
		c.spoil(r.byKey[c.key])
		complaints := Unsourced(r)
		if len(complaints) != 1 || !strings.Contains(complaints[0], c.says) {
			t.Errorf("%s: %q, want one with %q", name, complaints, c.says)
		}
	}
	var s stage
	r := declareStage(&s)
	r.byKey["police.offer_probability"].Source = "pdd-2026, spyt-2019"
	if complaints := Unsourced(r); len(complaints) > 0 {
		t.Errorf("two sources in the bibliography: %q", complaints)
	}
}

func TestBibliographyIsComplete(t *testing.T) {
	references := References()
	if len(references) == 0 {
		t.Fatal("there is no bibliography")
	}
	previous := ""
	for _, ref := range references {
		if ref.Key <= previous {
			t.Errorf("%s comes after %s", ref.Key, previous)
		}
		previous = ref.Key
		if ref.Key == "" || ref.Authors == "" || ref.Year == "" || ref.Title == "" || ref.Where == "" || ref.Read == "" {
			t.Errorf("%s is incomplete: %+v", ref.Key, ref)
		}
		if !strings.HasPrefix(ref.URL, "https://") && !strings.HasPrefix(ref.URL, "http://") {
			t.Errorf("%s has the address %q", ref.Key, ref.URL)
		}
		if strings.ContainsAny(ref.Key, ", ") {
			t.Errorf("%q cannot be told from a list of keys", ref.Key)
		}
		if cited, found := Cite(ref.Key); !found || cited != ref {
			t.Errorf("%s is not found", ref.Key)
		}
	}
	if _, found := Cite("hearsay-1999"); found {
		t.Error("a reference that does not exist was found")
	}
	references[0].Key = "changed"
	if References()[0].Key == "changed" {
		t.Error("the bibliography can be changed through what is handed out")
	}
}
