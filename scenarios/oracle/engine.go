package oracle

import (
	"context"
	"embed"
	"math"
	"strconv"
	"strings"

	"diversim/scenarios"
	"diversim/scenarios/study"
	"diversim/sim"
)

//go:embed worlds/*.yaml
var worldFiles embed.FS

// world is a scenario of the product and what is to be seen in it.
type world struct {
	file       string // in worlds/
	units      int    // over all seeds
	unit       string // what is independent: people or replications
	once       bool   // nothing is random: one replication says everything
	observe    func(map[string]study.Observed, tally)
	adopted    func([]sim.Time, tally) // instead, of worlds of force areas without people
	quantities []quantity
}

// plain is the file that lies beneath every world.
const plain = "plain.yaml"

// size is how much of the whole is run: units are divided by it.
type size int

// full is everything; the tests of the package run a part.
const full size = 1

// seeds are those of oracle Pk: 100k+1 to 100k+10, so that no two oracles share
// a draw. Each runs a tenth of the units; together they are the sample by which
// the answers are judged, and one by one they are the suite's.
const seeds = 10

func (o oracle) seed(k int) uint64 {
	number, err := strconv.Atoi(strings.TrimPrefix(o.id, "P"))
	if err != nil {
		panic("oracle: " + o.id + " has no number")
	}
	return uint64(100*number + 1 + k)
}

// estimated is a finding with what each seed alone says.
type estimated struct {
	finding
	bySeed []finding
}

// find runs everything that an oracle needs.
func (o oracle) find(ctx context.Context, workers int, size size) ([]estimated, error) {
	var all []estimated
	if o.values != nil {
		for _, f := range o.values() {
			all = append(all, estimated{finding: f})
		}
	}
	for _, w := range o.worlds {
		samples, err := w.run(ctx, o, workers, size)
		if err != nil {
			return nil, err
		}
		for _, q := range w.quantities {
			all = append(all, w.reduce(q, samples))
		}
	}
	return all, nil
}

// run simulates a world under each seed.
func (w world) run(ctx context.Context, o oracle, workers int, size size) ([]sample, error) {
	s := w.scenario()
	perReplication, runs := s.People, seeds
	if w.unit == replications {
		perReplication = 1
	}
	count := max(1, w.units/(seeds*int(size)*perReplication))
	if w.once {
		runs, count = 1, 1
	}
	samples := make([]sample, runs)
	for k := range samples {
		if w.adopted != nil {
			samples[k] = w.adopt(s, o.seed(k), count)
			continue
		}
		options := study.Options{Seed: o.seed(k), Workers: workers}
		err := study.Observe(ctx, s, options, count,
			func(_ int, arms map[string]study.Observed) tally {
				t := tally{replications: 1}
				w.observe(arms, t)
				return t
			},
			func(_ int, t tally) error {
				samples[k] = append(samples[k], t)
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return samples, nil
}

// adopt draws from when each force runs the scheme of the last arm of a world.
func (w world) adopt(s *scenarios.Scenario, seed uint64, replications int) (all sample) {
	for _, begun := range study.Adoptions(s, s.Arms[len(s.Arms)-1].Name, seed, replications, followed) {
		t := tally{"replications": 1}
		w.adopted(begun, t)
		all = append(all, t)
	}
	return all
}

// followed is how long adoption is, far beyond the intake that a scenario can have: the
// chance that a force is without a scheme by then is below 1e-25.
const followed = 200 * sim.Year

// scenario loads the world. It is part of the program, so that what is wrong
// with it panics.
func (w world) scenario() *scenarios.Scenario {
	read := func(file string) []byte {
		text, err := worldFiles.ReadFile("worlds/" + file)
		if err != nil {
			panic("oracle: " + err.Error())
		}
		return text
	}
	s, err := scenarios.Parse(w.file, read(w.file), scenarios.Overrides{}, read(plain))
	if err != nil {
		panic("oracle: a world does not load:\n" + err.Error())
	}
	return s
}

// reduce estimates a quantity from all seeds and from each.
func (w world) reduce(q quantity, samples []sample) estimated {
	var pooled sample
	for _, s := range samples {
		pooled = append(pooled, s...)
	}
	all := estimated{finding: w.finding(q, pooled)}
	for _, s := range samples {
		f := finding{number: q.of(s.total()), units: s.total()[w.unit]}
		// As many replications in each seed, so that the error of one follows from
		// that of all, which is much better known.
		f.standardError = all.standardError * math.Sqrt(float64(len(samples)))
		all.bySeed = append(all.bySeed, f)
	}
	return all
}

func (w world) finding(q quantity, s sample) finding {
	f := finding{name: q.name, estimated: !w.once, units: s.total()[w.unit]}
	f.number, f.standardError = s.estimate(q.of)
	return f
}
