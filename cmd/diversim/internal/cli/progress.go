package cli

import (
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress is a bar with the remaining time. It draws nothing unless it is given
// a terminal.
type progress struct {
	w    io.Writer
	bars *mpb.Progress
	bar  *mpb.Bar
}

// newProgress is a bar on w that appears with the first report; nil when quiet.
func newProgress(w io.Writer, quiet bool) *progress {
	if quiet {
		return nil
	}
	return &progress{w: w}
}

// report is the function a study calls as replications finish; nil for no bar.
func (p *progress) report() func(done, planned int) {
	if p == nil {
		return nil
	}
	return func(done, planned int) {
		if p.bar == nil {
			p.start(int64(planned))
		}
		p.bar.SetTotal(int64(planned), false) // what is planned changes with what is found
		p.bar.SetCurrent(int64(done))
	}
}

func (p *progress) start(planned int64) {
	const width = 40
	p.bars = mpb.New(mpb.WithOutput(p.w), mpb.WithWidth(width))
	p.bar = p.bars.New(planned, mpb.BarStyle().Lbound("").Rbound("").Filler("━").Tip("━").Padding("·"),
		mpb.AppendDecorators(
			decor.CountersNoUnit("%d of %d replications", decor.WCSyncSpace),
			decor.Name(", "), decor.AverageETA(decor.ET_STYLE_GO), decor.Name(" left")))
}

// end takes the bar away.
func (p *progress) end() {
	if p == nil || p.bar == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
}
