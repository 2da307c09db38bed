package cli

import (
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress is a bar with the remaining time. It draws nothing unless it is given
// a terminal.
type progress struct {
	bars *mpb.Progress
	bar  *mpb.Bar
}

// newProgress starts a bar on w; nil when quiet.
func newProgress(w io.Writer, quiet bool) *progress {
	if quiet {
		return nil
	}
	const width = 40
	bars := mpb.New(mpb.WithOutput(w), mpb.WithWidth(width))
	bar := bars.New(0, mpb.BarStyle().Lbound("").Rbound("").Filler("━").Tip("━").Padding("·"),
		mpb.BarRemoveOnComplete(),
		mpb.AppendDecorators(
			decor.CountersNoUnit("%d of %d replications", decor.WCSyncSpace),
			decor.Name(", "), decor.AverageETA(decor.ET_STYLE_GO), decor.Name(" left")))
	return &progress{bars: bars, bar: bar}
}

// report is the function a study calls as replications finish; nil for no bar.
func (p *progress) report() func(done, planned int) {
	if p == nil {
		return nil
	}
	return func(done, planned int) {
		p.bar.SetTotal(int64(planned), false)
		p.bar.SetCurrent(int64(done))
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
}
