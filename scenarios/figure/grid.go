package figure

import (
	"math"

	"gonum.org/v1/plot/vg"

	"diversim/scenarios/results"
)

// grid is where tiles lie: rows of hexagons, each half a tile into the next.
type grid struct {
	firstRow, firstColumn int
	rows                  int
	columns               float64 // half ones for the rows that are shifted
	tile                  vg.Length
}

func gridOf(places []results.Place, width vg.Length, maps int) grid {
	g := grid{firstRow: math.MaxInt, firstColumn: math.MaxInt}
	lastRow, last := 0, 0.0
	for _, p := range places {
		g.firstRow, g.firstColumn = min(g.firstRow, p.Row), min(g.firstColumn, p.Column)
		lastRow, last = max(lastRow, p.Row), max(last, float64(p.Column)+shifted(p.Row))
	}
	g.rows, g.columns = lastRow-g.firstRow+1, last-float64(g.firstColumn)+1
	each := (width - mapGap*vg.Length(maps-1)) / vg.Length(maps)
	g.tile = min(each/vg.Length(g.columns), mapWidest)
	return g
}

// shifted is half a tile in odd rows.
func shifted(row int) float64 { return float64(row%2) / 2 }

func (g grid) radius() vg.Length { return g.tile / hexagonWidth }

func (g grid) height() vg.Length { return g.radius() * vg.Length(1.5*float64(g.rows-1)+2) }

// at is the tile of a place on a map whose upper left corner is given.
func (g grid) at(p results.Place, left, top vg.Length) hexagon {
	x := float64(p.Column-g.firstColumn) + shifted(p.Row) + 0.5
	y := 1.5*float64(p.Row-g.firstRow) + 1
	return hexagon{vg.Point{X: left + g.tile*vg.Length(x), Y: top - g.radius()*vg.Length(y)}, g.radius()}
}
