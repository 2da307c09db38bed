package sim

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// drawSum is a small replication that reuses its worker's storage.
func drawSum(sums *[]float64, replication int) string {
	d := NewDraws(11, uint32(replication))
	*sums = (*sums)[:0]
	for i := range uint32(50 + replication%7*100) {
		*sums = append(*sums, d.Uniform(Person, i, 1, 0))
	}
	total := 0.0
	for _, u := range *sums {
		total += u
	}
	return fmt.Sprintf("%d:%x;", replication, total)
}

func TestReplicateGivesTheSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	var texts []string
	for _, workers := range []int{1, 2, 8} {
		var text strings.Builder
		next := 5
		var made atomic.Int32
		err := Replicate(context.Background(), 5, 200, workers,
			func() *[]float64 { made.Add(1); return new([]float64) }, drawSum,
			func(replication int, r string) error {
				if replication != next {
					t.Fatalf("replication %d delivered, want %d", replication, next)
				}
				next++
				text.WriteString(r)
				return nil
			})
		if err != nil || next != 205 || int(made.Load()) > workers {
			t.Fatalf("%d workers: error %v, stopped before %d, %d workers made", workers, err, next, made.Load())
		}
		texts = append(texts, text.String())
	}
	if texts[0] != texts[1] || texts[0] != texts[2] {
		t.Error("results differ with the number of workers")
	}
}

func none() struct{} { return struct{}{} }

// Results that wait for a slow replication are bounded.
func TestReplicateDoesNotRunFarAhead(t *testing.T) {
	const workers = 3
	slow := make(chan struct{})
	var started atomic.Int32
	release := workers * aheadPerWorker
	err := Replicate(context.Background(), 0, 500, workers, none,
		func(_ struct{}, replication int) int {
			if int(started.Add(1)) == release { // all that may start have started
				close(slow)
			}
			if replication == 0 {
				<-slow
				for range 100 {
					runtime.Gosched()
				}
				return int(started.Load())
			}
			return 0
		},
		func(replication, ahead int) error {
			if replication == 0 && ahead > release {
				t.Errorf("%d replications started before the first was delivered, want at most %d", ahead, release)
			}
			return nil
		})
	if err != nil {
		t.Error(err)
	}
}

// Cancelled in replication 20, the run delivers an unbroken prefix that holds
// every replication in hand, and says why it stopped.
func TestReplicateFinishesWhatIsInHandWhenCancelled(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		ctx, cancel := context.WithCancel(context.Background())
		var started atomic.Int32
		delivered := 0
		err := Replicate(ctx, 0, 1000, workers, none,
			func(_ struct{}, replication int) int {
				started.Add(1)
				if replication == 20 {
					cancel()
					for range 1000 { // the others see it before this one ends
						runtime.Gosched()
					}
				}
				return replication
			},
			func(replication, r int) error {
				if replication != delivered || r != delivered {
					t.Fatalf("delivered %d (%d), want %d", replication, r, delivered)
				}
				delivered++
				return nil
			})
		if !errors.Is(err, context.Canceled) || delivered != int(started.Load()) || delivered < 21 || delivered > 21+workers*aheadPerWorker {
			t.Errorf("%d workers: error %v, started %d, delivered %d", workers, err, started.Load(), delivered)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := Replicate(ctx, 0, 10, 2, none,
		func(struct{}, int) int { t.Error("a run that was cancelled before it began has begun"); return 0 },
		func(int, int) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestReplicateStopsOnAnErrorOfTheSink(t *testing.T) {
	full := errors.New("disk full")
	last := 0
	err := Replicate(context.Background(), 0, 1000, 4, none,
		func(_ struct{}, replication int) int { return replication },
		func(replication, _ int) error {
			last = replication
			if replication == 7 {
				return full
			}
			return nil
		})
	if err != full || last != 7 {
		t.Errorf("error %v after replication %d", err, last)
	}
}

// A panic surfaces in the caller, after all earlier replications.
func TestReplicateRaisesPanicsInTheCaller(t *testing.T) {
	for _, workers := range []int{1, 8} {
		delivered := 0
		message := func() (message string) {
			defer func() { message, _ = recover().(string) }()
			_ = Replicate(context.Background(), 100, 1000, workers, none,
				func(_ struct{}, replication int) int {
					if replication >= 130 {
						panic("no such person")
					}
					return 0
				},
				func(int, int) error { delivered++; return nil })
			return ""
		}()
		if !strings.HasPrefix(message, "sim: replication 130: no such person") || !strings.Contains(message, "replicate_test.go") || delivered != 30 {
			t.Errorf("%d workers: %d delivered, message %q", workers, delivered, message)
		}
	}
}

func TestReplicateRaisesWhatWouldHang(t *testing.T) {
	message := func() (message string) {
		defer func() { message, _ = recover().(string) }()
		_ = Replicate(context.Background(), 0, 3, 1, none,
			func(struct{}, int) int { runtime.Goexit(); return 0 },
			func(int, int) error { return nil })
		return ""
	}()
	if !strings.Contains(message, "replication 0") || !strings.Contains(message, "Goexit") {
		t.Errorf("message %q", message)
	}
}

func TestReplicateOfNothing(t *testing.T) {
	run := func(struct{}, int) int { t.Error("ran"); return 0 }
	sink := func(int, int) error { t.Error("delivered"); return nil }
	if err := Replicate(context.Background(), 0, 0, 3, none, run, sink); err != nil {
		t.Error(err)
	}
	if !panics(func() { _ = Replicate(context.Background(), 0, 1, 0, none, run, sink) }) {
		t.Error("no workers were accepted")
	}
}
