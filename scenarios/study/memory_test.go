package study

import (
	"context"
	"runtime"
	"testing"

	"diversim/model/outcome"
	"diversim/scenarios"
	"diversim/sim"
)

// A replication leaves behind what its arms' measures take, a few times over, and the
// results that are made of all add less than that once more: the rows of the table of
// replications, some hundred, are made as they are read.
func TestReplicationsAreSmall(t *testing.T) {
	people, horizon := 10, "6 months"
	s, err := scenarios.Load("west-midlands-pilot", scenarios.Overrides{People: &people, Horizon: &horizon})
	if err != nil {
		t.Fatal(err)
	}
	p := newPlan(s, Options{Seed: 1})
	g := newGathering(p)
	live := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	const first, all = 50, 450 // the first bring what is made once
	var before int64
	err = sim.Replicate(context.Background(), 0, all, 2, p.newWorker, p.run,
		func(n int, r *replicate) error {
			if g.add(r); n == first-1 {
				before = live()
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	gathered := live()
	run := g.run()
	told := live()
	measures := int64(len(p.arms) * len(outcome.Measures()) * 8)
	if each := (gathered - before) / (all - first); each > 6*measures {
		t.Errorf("a replication holds %d bytes; its measures take %d", each, measures)
	}
	if each := (told - gathered) / all; each > measures {
		t.Errorf("results hold %d bytes of a replication; its measures take %d", each, measures)
	}
	runtime.KeepAlive(run)
	runtime.KeepAlive(g)
}
