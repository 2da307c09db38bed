package figure

import (
	"fmt"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// share is an input's part in the variance of the output.
type share struct{ first, total results.SensitivityRow }

// sharesOf are the inputs with a part in the variance, in the order of the rows.
func sharesOf(s *results.SensitivityRun) (all []share) {
	at := map[string]int{}
	for _, r := range s.Rows {
		if r.Method != "sobol" || r.Measure != s.Measure || r.Of != s.Of || r.Quantity != "total" && r.Quantity != "first order" {
			continue
		}
		if _, there := at[r.Input]; !there {
			at[r.Input] = len(all)
			all = append(all, share{})
		}
		if one := &all[at[r.Input]]; r.Quantity == "total" {
			one.total = r
		} else {
			one.first = r
		}
	}
	return all
}

func drawShares(p *pen, parts []share, a area) {
	low, high := 0.0, 1.0
	for _, one := range parts {
		for _, v := range []results.Number{one.first.Low, one.first.High, one.total.High} {
			if v.Known() {
				low, high = min(low, float64(v)), max(high, float64(v))
			}
		}
	}
	pl := tornadoPanel(p, a, len(parts), within(low-0.03, high+0.03, 6, func(v float64) string { return Percent(v, 0) }))
	heading(p, a, pl, "All together: shares of the variance", "total; by itself")
	pl.frame("", "", "share of the variance over priors and cohorts")
	const half = 6.5
	for row, one := range parts {
		total, first := one.total, one.first
		y := nameRow(pl, a, row, sentenceCase(total.Label), percentInterval(total), percentInterval(first))
		pl.pen.box(tint(blue, 0.35), stroke{blue, 1, nil}, pl.X(0), y-half, pl.X(float64(total.Index)), y+half)
		if total.Low.Known() {
			capped(pl, y+3, float64(total.Low), float64(total.High))
		}
		at := vg.Point{X: pl.X(float64(first.Index)), Y: y - 3}
		if first.Low.Known() {
			pl.pen.draw(stroke{palette[1].colour, 1, nil}, vg.Point{X: pl.X(float64(first.Low)), Y: at.Y}, vg.Point{X: pl.X(float64(first.High)), Y: at.Y})
		}
		pl.pen.dot(palette[1].colour, at, !first.Clear)
	}
	pl.upright(stroke{ink, thinWidth, nil}, 0)
}

func percentInterval(r results.SensitivityRow) string {
	text := Percent(float64(r.Index), 0)
	if r.Low.Known() {
		text += fmt.Sprintf(" (%s to %s)", Percent(float64(r.Low), 0), Percent(float64(r.High), 0))
	}
	return text
}
