package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"diversim/scenarios/results"
)

// interruptible returns a context that a first interrupt, termination signal or
// loss of the terminal cancels. A second one ends the program on the spot. stop ends the watch.
func (p *program) interruptible() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // as it is under nohup, to go on without a terminal
		signal.Notify(signals, syscall.SIGHUP)
	}
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		fmt.Fprintln(p.stderr, "\nInterrupted: finishing the replications in hand. Once more to stop at once.")
		cancel()
		if _, ok := <-signals; ok {
			results.Abandon()
			os.Exit(exitStopped)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel()
	}
}

// commandLine is what was typed, with the extra words behind it, as a shell
// reads it.
func (p *program) commandLine(extra ...string) string {
	words := []string{"diversim"}
	for _, word := range append(p.args[:len(p.args):len(p.args)], extra...) {
		words = append(words, quoted(word))
	}
	return strings.Join(words, " ")
}

// quoted is a word that a POSIX shell reads back.
func quoted(word string) string {
	const plainly = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789£%_-+=.,:/@"
	if word != "" && strings.Trim(word, plainly) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
