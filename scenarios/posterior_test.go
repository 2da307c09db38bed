package scenarios

import (
	"slices"
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

func TestPosteriorThatIsNone(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", "# set x; made\na,b\n", "# set x; made\na,b\n1\n", "# set x; made\na,b\n1,two\n"} {
		if _, err := readPosterior([]byte(text)); err == nil {
			t.Errorf("%q reads", text)
		}
	}
}
