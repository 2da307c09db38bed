package scenarios

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// The committed particles are of inputs of the set, and of values that they can
// have.
func TestPosterior(t *testing.T) {
	keys, particles := Posterior(DefaultCalibration)
	s, err := Load("west-midlands-pilot", Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(keys, s.Fitted()) {
		t.Errorf("the posterior is of %q, the set of %q", keys, s.Fitted())
	}
	if len(particles) < 500 || len(particles) > 1000 {
		t.Errorf("%d particles", len(particles))
	}
	r := s.Registry(s.Comparator)
	for _, p := range particles {
		for k, x := range p {
			if _, err := r.NumberValue(keys[k], x); err != nil {
				t.Error(err)
			}
		}
	}
	if keys, particles := Posterior("desistance"); keys != nil || particles != nil {
		t.Errorf("a set without a posterior has one of %q", keys)
	}
}

// The model's description states where in the posterior the fitted rate and frailty lie.
func TestDescriptionOfThePosterior(t *testing.T) {
	keys, particles := Posterior(DefaultCalibration)
	s, err := Load("west-midlands-pilot", Overrides{})
	if err != nil {
		t.Fatal(err)
	}
	below := map[string]int{}
	for k, key := range keys {
		in, _ := s.Registry(s.Comparator).Lookup(key)
		for _, p := range particles {
			if p[k] < in.Current.Number() {
				below[key]++
			}
		}
	}
	percent := func(key string) float64 { return 100 * float64(below[key]) / float64(len(particles)) }
	text, err := os.ReadFile("../model/ODD.md")
	if err != nil {
		t.Fatal(err)
	}
	words := fmt.Sprintf("The fitted rate and frailty lie at the %.0f%% and %.0f%% points of the posterior",
		percent("offending.sanctioned_rate"), percent("frailty.offending_variance"))
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), words) {
		t.Errorf("ODD.md does not say %q", words)
	}
}

func TestPosteriorThatIsNone(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", "# set x; made\na,b\n", "# set x; made\na,b\n1\n", "# set x; made\na,b\n1,two\n"} {
		if _, err := readPosterior([]byte(text)); err == nil {
			t.Errorf("%q reads", text)
		}
	}
}
