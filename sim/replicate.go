package sim

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// aheadPerWorker bounds the results that may wait for an earlier one.
const aheadPerWorker = 4

// Replicate runs the replications first to first+count-1 over a number of
// workers and hands their results to sink, in the caller's goroutine and in
// order of replication, so that what sink does depends on neither the number
// of workers nor their luck. Each worker owns one W, made by newWorker and
// used for one replication after another. Results that wait for an earlier
// replication are few, whatever the count.
//
// When ctx is cancelled, replications in hand are finished, those that follow
// the last delivered without a gap are delivered, and the error is ctx.Err().
// An error of sink ends the run and is returned. A panic in run ends it too
// and is raised again in the caller, with the replication and the stack in its
// message, after all earlier replications have been delivered.
//
// It panics if workers is not positive or count is negative.
func Replicate[W, R any](ctx context.Context, first, count, workers int,
	newWorker func() W, run func(w W, replication int) R,
	sink func(replication int, r R) error,
) error {
	if workers <= 0 || count < 0 {
		panic(fmt.Sprintf("sim: %d replications on %d workers", count, workers))
	}
	workers = min(workers, count)
	p := newPool[R](first, count, workers*aheadPerWorker)
	defer p.close()
	for range workers {
		p.running.Add(1)
		go work(ctx, p, newWorker, run)
	}
	for i := range count {
		if ctx.Err() != nil {
			p.stop()
		}
		o, ok := p.await(i)
		if !ok {
			return ctx.Err()
		}
		if o.panicked != "" {
			panic(fmt.Sprintf("sim: replication %d: %s", first+i, o.panicked))
		}
		if err := sink(first+i, o.result); err != nil {
			return err
		}
		p.delivered()
	}
	return nil
}

// work runs replications until there are no more.
func work[W, R any](ctx context.Context, p *pool[R], newWorker func() W, run func(W, int) R) {
	const none = -1
	inHand := none
	defer func() {
		if inHand != none {
			p.finish(inHand, outcome[R]{panicked: "the goroutine was ended by runtime.Goexit"})
		}
		p.running.Done()
	}()
	var w W
	made := false
	for {
		i, ok := p.claim(ctx)
		if !ok {
			return
		}
		inHand = i
		o := guarded(func() R {
			if !made {
				w, made = newWorker(), true
			}
			return run(w, p.first+i)
		})
		p.finish(i, o)
		inHand = none
	}
}

// outcome is a finished replication: its result, or how it panicked.
type outcome[R any] struct {
	result   R
	panicked string
}

// guarded calls f and turns a panic into an outcome.
func guarded[R any](f func() R) (o outcome[R]) {
	defer func() {
		if v := recover(); v != nil {
			o.panicked = fmt.Sprintf("%v\n\n%s", v, debug.Stack())
		}
	}()
	o.result = f()
	return o
}

// pool hands out replications and takes back their outcomes. Outcomes not
// delivered yet are in a ring as long as the window of replications that may
// be under way or waiting.
type pool[R any] struct {
	first, count int
	running      sync.WaitGroup

	mu      sync.Mutex
	changed sync.Cond
	claimed int // replications handed out
	next    int // replication to be delivered next
	stopped bool
	ring    []*outcome[R]
}

func newPool[R any](first, count, window int) *pool[R] {
	p := &pool[R]{first: first, count: count, ring: make([]*outcome[R], window)}
	p.changed.L = &p.mu
	return p
}

// claim is the next replication to run; false if there is none left or the
// run is over. It waits while the window is full.
func (p *pool[R]) claim(ctx context.Context) (int, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if ctx.Err() != nil {
			p.stopped = true
			p.changed.Broadcast()
		}
		if p.stopped || p.claimed == p.count {
			return 0, false
		}
		if p.claimed-p.next < len(p.ring) {
			p.claimed++
			return p.claimed - 1, true
		}
		p.changed.Wait()
	}
}

// finish takes back the outcome of a replication.
func (p *pool[R]) finish(i int, o outcome[R]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ring[i%len(p.ring)] = &o
	p.changed.Broadcast()
}

// await is the outcome of replication i; false if it will never be run.
func (p *pool[R]) await(i int) (*outcome[R], bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.ring[i%len(p.ring)] == nil {
		if p.stopped && p.claimed <= i {
			return nil, false
		}
		p.changed.Wait()
	}
	return p.ring[i%len(p.ring)], true
}

// delivered makes room for one more replication.
func (p *pool[R]) delivered() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ring[p.next%len(p.ring)] = nil
	p.next++
	p.changed.Broadcast()
}

// stop lets no more replications start.
func (p *pool[R]) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	p.changed.Broadcast()
}

// close stops the run and waits for the replications in hand.
func (p *pool[R]) close() {
	p.stop()
	p.running.Wait()
}
