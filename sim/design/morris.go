package design

import "fmt"

// Morris is walks over a grid of the given even number of levels, from 0 to 1,
// on which each input moves once, by half the levels: 2/3 where there are four
// (Morris 1991). A walk has one more point than there are inputs; neighbours
// differ in one.
func Morris(walks, inputs, levels int, seed uint64) [][][]float64 {
	wantSize("walks", walks, 0)
	if levels < 2 || levels%2 != 0 {
		panic(fmt.Sprintf("design: want an even number of levels, got %d", levels))
	}
	from := draws(seed)
	all := make([][][]float64, walks)
	for w := range all {
		all[w] = from.walk(w, inputs, levels)
	}
	return all
}

func (k keyed) walk(number, inputs, levels int) [][]float64 {
	path := points(inputs+1, inputs)
	half, last := levels/2, float64(levels-1)
	ends := make([]float64, inputs)
	for d := range ends {
		from := k.below(half, walkStart, number, d)
		to := from + half
		if k.uniform(walkDirection, number, d) < 0.5 {
			from, to = to, from
		}
		path[0][d], ends[d] = float64(from)/last, float64(to)/last
	}
	for step, d := range k.permutation(inputs, walkOrder, number) {
		copy(path[step+1], path[step])
		path[step+1][d] = ends[d]
	}
	return path
}
