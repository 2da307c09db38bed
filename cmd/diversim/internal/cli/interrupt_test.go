package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"diversim/scenarios"
	"diversim/scenarios/results"
)

// A first signal ends the context and says what happens next.
func TestInterruptible(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(s) {
			continue // as a test under nohup is to go on
		}
		var stderr bytes.Buffer
		p := &program{stderr: &stderr}
		ctx, stop := p.interruptible()
		if err := syscall.Kill(os.Getpid(), s); err != nil {
			t.Fatal(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Minute):
			t.Fatalf("the context goes on after %v", s)
		}
		if !strings.Contains(stderr.String(), "finishing the replications in hand") {
			t.Errorf("%v: want a word on what happens next, got %q", s, &stderr)
		}
		stop()
	}
}

// cutRun simulates more replications than there is time for, cuts them short after
// a while, and returns where the results are and the error of the run.
func cutRun(t *testing.T, after time.Duration) (dir string, err error) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "cut")
	people := 20
	s, err := scenarios.Load("thames-valley-80", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	form := formatTable
	f := &runFlags{out: dir, form: &form, running: &runningFlags{seed: 1, replications: 10_000_000, workers: 2, quiet: true}}
	p := &program{args: []string{"run", "thames-valley-80", "--people", "20", "--set", "court.delay=6 months"}, stdout: io.Discard, stderr: io.Discard}
	ctx, cancel := context.WithTimeout(context.Background(), after)
	defer cancel()
	cut, end := context.WithCancel(context.Background())
	context.AfterFunc(ctx, end)
	return dir, p.simulate(cut, f, s, nil)
}

// A run that is cut short writes what is complete and says how to go on. How long
// the first replication takes depends on the machine: the run is given more time
// until one is finished.
func TestInterruptedRun(t *testing.T) {
	after := time.Second
	dir, err := cutRun(t, after)
	for err != nil && strings.Contains(err.Error(), "before the first replication") && after < time.Minute {
		after *= 2
		dir, err = cutRun(t, after)
	}
	if err == nil {
		t.Fatal("want an error for a run that was cut short, got none")
	}
	m, readErr := results.ReadManifest(dir)
	if readErr != nil {
		t.Fatalf("want results of the replications that were finished, got %v (%v)", readErr, err)
	}
	if m.Replications < 1 || m.Replications >= 10_000_000 {
		t.Errorf("want some but not all replications, got %d", m.Replications)
	}
	for _, want := range []string{"planned: 10,000,000", "diversim run thames-valley-80 --people 20 --set 'court.delay=6 months' --force"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in the message, got %q", want, err)
		}
	}
}

// What came into being at the place of the results while the run went on is left alone,
// and the results go beside it; where they cannot be written they are printed all the same.
func TestPlaceTakenMeanwhile(t *testing.T) {
	people := 20
	s, err := scenarios.Load("thames-valley-80", scenarios.Overrides{People: &people})
	if err != nil {
		t.Fatal(err)
	}
	run := func(out string) (page, said string, err error) {
		form := formatTable
		var stdout, stderr strings.Builder
		p := &program{stdout: &stdout, stderr: &stderr}
		err = p.simulate(context.Background(), &runFlags{out: out, form: &form, running: &runningFlags{seed: 1, replications: 2, quiet: true}}, s, nil)
		return stdout.String(), stderr.String(), err
	}
	dir := t.TempDir()
	if _, said, err := run(dir); err != nil || !strings.Contains(said, dir+" has come into being") {
		t.Errorf("want a word on what stands there, got %q (%v)", said, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("what stood there is no longer as it was: %v (%v)", entries, err)
	}
	if _, err := results.ReadManifest(dir + "-beside-1"); err != nil {
		t.Error(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if page, _, err := run(filepath.Join(file, "out")); err == nil || !strings.Contains(page, "In short, ") {
		t.Errorf("want an error and the page, got %v and %q", err, page)
	}
}

// Nor do other commands lose what they have found: taken is done to the place of the results
// between the checks and the run.
func TestPlacesTakenMeanwhile(t *testing.T) {
	file := func(dir string) error { return os.WriteFile(filepath.Dir(dir), nil, 0o600) }
	folder := func(dir string) error { return os.MkdirAll(dir, 0o755) }
	for _, c := range []struct {
		args    string
		taken   func(dir string) error
		written bool
	}{
		{"sensitivity --people 20 --method tornado --cohorts 3 --vary effect.course_share --figures none", folder, true},
		{"calibrate --people 100 --method fit --inputs offending.sanctioned_rate --targets risk_possession_12m --figures none", folder, true},
		{"calibrate --people 100 --method fit --inputs offending.sanctioned_rate --targets risk_possession_12m --figures none", file, false},
	} {
		dir := filepath.Join(t.TempDir(), "deep", "out")
		var stdout, stderr strings.Builder
		p := &program{args: append(strings.Fields(c.args), "--quiet", "--out", dir), stdout: &stdout, stderr: &stderr}
		command, words, err := p.root().Find(p.args)
		if err := errors.Join(err, command.ParseFlags(words), command.PreRunE(command, nil), c.taken(dir)); err != nil {
			t.Fatal(err)
		}
		err = command.RunE(command, nil)
		if (err == nil) != c.written || !strings.Contains(stdout.String(), "effect.course_share") && !strings.Contains(stdout.String(), "offending.sanctioned_rate") {
			t.Errorf("%s: %v, and printed %q", c.args, err, &stdout)
		}
		if _, err := results.ReadManifest(dir + "-beside-1"); c.written && (err != nil || !strings.Contains(stderr.String(), dir+"-beside-1")) {
			t.Errorf("%s: %v, and said %q", c.args, err, &stderr)
		}
	}
}

// A run that is cut short before anything is finished leaves nothing.
func TestInterruptedAtOnce(t *testing.T) {
	dir, err := cutRun(t, 0)
	if err == nil || !strings.Contains(err.Error(), "nothing was written") {
		t.Errorf("want an error that says nothing was written, got %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("want no directory, got %v", err)
	}
}

// unwritable is a full device.
type unwritable struct{}

func (unwritable) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// What could not be written is no success, be it help.
func TestFullDevice(t *testing.T) {
	for _, args := range []string{"--help", "help run", "run --help", "list", "version --format json"} {
		var said strings.Builder
		if got := Main(strings.Fields(args), unwritable{}, &said); got != exitFailed || !strings.Contains(said.String(), "no space left") {
			t.Errorf("%s: status %d, %q", args, got, &said)
		}
	}
}

func TestQuoted(t *testing.T) {
	for word, want := range map[string]string{
		"": "''", "run": "run", "programme.budget=£60_000": "programme.budget=£60_000", "a b": "'a b'", "it's": `'it'\''s'`, "$x": "'$x'",
	} {
		if got := quoted(word); got != want {
			t.Errorf("quoted(%q): want %s, got %s", word, want, got)
		}
	}
}

// What verify ends with, and so whether its exit status is 0.
func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		cut           error
		tried, missed int
		want          string
	}{
		{nil, 12, 0, ""},
		{nil, 1200, 2, "does not hold: 1,198 of 1,200 answers were met"},
		{context.Canceled, 12, 0, "interrupted: so far 12 of 12 answers were met"},
		{context.Canceled, 12, 1, "interrupted: so far 11 of 12 answers were met"},
	} {
		got := ""
		if err := verdict(c.cut, c.tried, c.missed); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("verdict(%v, %d, %d): want %q, got %q", c.cut, c.tried, c.missed, c.want, got)
		}
	}
}
