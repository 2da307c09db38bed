package figure

import (
	"slices"

	"gonum.org/v1/plot/vg"
)

// label is text that belongs to a point but may have to stand a little away
// from it.
type label struct {
	point  vg.Point // what it speaks of
	lines  []string // the first in the colour of the stroke, the others grey
	stroke stroke
}

func (l label) height() vg.Length { return vg.Length(len(l.lines)) * smallWords.lineHeight() }

// placeLabels writes labels in a column at x, each as near to the height of its
// point as the others and the ends of the column allow, with a leader from the
// point. Leaders do not cross.
func placeLabels(p *pen, labels []label, x, bottom, top vg.Length) {
	labels = slices.Clone(labels)
	slices.SortStableFunc(labels, func(a, b label) int {
		switch {
		case a.point.Y > b.point.Y:
			return -1
		case a.point.Y < b.point.Y:
			return 1
		}
		return 0
	})
	middles := spread(labels, bottom, top)
	for range len(labels) * len(labels) { // an upper bound on the swaps that sorting takes
		if !uncross(labels, middles, x) {
			break
		}
		middles = spread(labels, bottom, top)
	}
	for i, l := range labels {
		leader := stroke{tint(l.stroke.colour, 0.6), gridWidth, nil}
		p.draw(leader, l.point.Add(vg.Point{X: 3}), vg.Point{X: x - 9, Y: middles[i]}, vg.Point{X: x - 3, Y: middles[i]})
		words := bodyWords.in(l.stroke.words()).strong()
		y := middles[i] + l.height()/2 - 0.85*smallWords.lineHeight()
		p.write(words, x, y, l.lines[0])
		p.writeLines(smallWords, x, y-smallWords.lineHeight(), l.lines[1:])
	}
}

// spread finds middles for labels that stand in order from top to bottom:
// neighbours that would overlap are pooled around their common mean, which
// moves them the least in the sense of squares.
func spread(labels []label, bottom, top vg.Length) []vg.Length {
	type pool struct {
		first, count int
		want, height vg.Length // mean of the wanted middles of the pool, and its whole height
	}
	var pools []pool
	for i, l := range labels {
		pools = append(pools, pool{i, 1, l.point.Y, l.height()})
		for len(pools) > 1 {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			if inside(a.want, a.height, bottom, top)-a.height/2 >= inside(b.want, b.height, bottom, top)+b.height/2 {
				break
			}
			n, m := vg.Length(a.count), vg.Length(b.count)
			joined := pool{a.first, a.count + b.count, (n*a.want + m*b.want) / (n + m), a.height + b.height}
			pools = append(pools[:len(pools)-2], joined)
		}
	}
	middles := make([]vg.Length, len(labels))
	for _, q := range pools {
		y := inside(q.want, q.height, bottom, top) + q.height/2
		for i := q.first; i < q.first+q.count; i++ {
			middles[i] = y - labels[i].height()/2
			y -= labels[i].height()
		}
	}
	return middles
}

// inside moves the middle of something so that it stays between bottom and
// top; what is too tall keeps its top inside.
func inside(middle, height, bottom, top vg.Length) vg.Length {
	return min(max(middle, bottom+height/2), top-height/2)
}

// uncross swaps the first two neighbours whose leaders cross and says whether
// there were any. A swap shortens the two leaders together.
func uncross(labels []label, middles []vg.Length, x vg.Length) bool {
	for i := 0; i+1 < len(labels); i++ {
		a, b := labels[i].point, labels[i+1].point
		ends := [2]vg.Point{{X: x, Y: middles[i]}, {X: x, Y: middles[i+1]}}
		if cross(a, ends[0], b, ends[1]) {
			labels[i], labels[i+1] = labels[i+1], labels[i]
			return true
		}
	}
	return false
}

// cross says whether two segments properly intersect.
func cross(a, b, c, d vg.Point) bool {
	turn := func(p, q, r vg.Point) vg.Length { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}
