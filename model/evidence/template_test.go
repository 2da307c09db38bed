package evidence

import (
	"math"
	"strings"
	"testing"
)

// A copy starts where the template does, and what is set in one is seen in no other.
func TestCopiesShareNothing(t *testing.T) {
	type course struct {
		Stage stage
		Doses [2]Ratio
		name  string
	}
	var base course
	r := declareStage(&base.Stage)
	Var(r, &base.Doses[0], assumed("dose.first", 1, AtLeast(0), Fixed{}))
	Var(r, &base.Doses[1], assumed("dose.second", 2, AtLeast(0), Fixed{}))
	base.name = "a course"
	template := NewTemplate(&base, r)
	p, one := template.Copy()
	if *p != base || len(one.Inputs()) != len(r.Inputs()) {
		t.Fatalf("a copy has %v, want %v", *p, base)
	}
	set := func(key, text string) {
		t.Helper()
		v, err := one.Parse(key, text)
		if err != nil {
			t.Fatal(err)
		}
		one.Set(key, v)
		if in, _ := one.Lookup(key); in.Current != v || in.Base == v {
			t.Errorf("%s: now %v, base %v; want %v", key, in.Current, in.Base, v)
		}
	}
	set("dose.second", "3")
	set("programme.scheme", "community-resolution")
	set("provider.shared", "true")
	want := base
	want.Doses[1], want.Stage.Scheme, want.Stage.Shared = 3, "community-resolution", true
	if *p != want {
		t.Errorf("set %v, want %v", *p, want)
	}
	if other, two := template.Copy(); *other != base || two.Digest() != one.Digest() {
		t.Errorf("another copy has %v, want %v", *other, base)
	}
}

func TestTemplatesRefuse(t *testing.T) {
	for want, act := range map[string]func(){
		"police.offer_probability is no part of evidence.stage": func() {
			var other stage
			NewTemplate(&other, declareStage(&stage{}))
		},
		"could share a []evidence.Ratio": func() { NewTemplate(&struct{ Doses []Ratio }{}, New()) },
		"no.more is declared to a copy": func() {
			var s stage
			_, r := NewTemplate(&s, declareStage(&s)).Copy()
			Var(r, new(Ratio), assumed("no.more", 1, Between(0, math.Inf(1)), Fixed{}))
		},
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, want) {
					t.Errorf("wanted a panic about %q; got %q", want, got)
				}
			}()
			act()
		}()
	}
}
