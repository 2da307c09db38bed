package evidence

import (
	"slices"
	"strings"
	"testing"
)

// 101 pairs of areas touch, each told to both; every area touches another, and
// they hang together.
func TestNeighbours(t *testing.T) {
	ends := 0
	reached, next := map[string]bool{"Durham": true}, []string{"Durham"}
	for len(next) > 0 {
		name := next[0]
		next = next[1:]
		around := Neighbours(name)
		ends += len(around)
		if !slices.IsSortedFunc(around, func(a, b string) int { return ForceIndex(a) - ForceIndex(b) }) {
			t.Errorf("around %s: %v are not in the order of the table", name, around)
		}
		for _, n := range around {
			if n == name || !slices.Contains(Neighbours(n), name) {
				t.Errorf("%s touches %s, and not the other way round", name, n)
			}
			if !reached[n] {
				reached[n] = true
				next = append(next, n)
			}
		}
	}
	if ends != 2*101 || len(reached) != 43 {
		t.Errorf("%d areas have %d neighbours; want 43 and 202", len(reached), ends)
	}
	for name, want := range map[string][]string{
		"London, City of": {"Metropolitan Police"},
		"Cleveland":       {"Durham", "North Yorkshire"},
		"Gwent":           {"West Mercia", "Avon and Somerset", "Gloucestershire", "South Wales", "Dyfed-Powys"},
		"Ruritania":       nil,
	} {
		if got := Neighbours(name); !slices.Equal(got, want) {
			t.Errorf("around %s: %v, want %v", name, got, want)
		}
	}
	Neighbours("Cleveland")[0] = "changed"
	if Neighbours("Cleveland")[0] == "changed" {
		t.Error("the table can be changed through what is handed out")
	}
}

// A pair stands in the table once and in order, with the codes of its names.
func TestNeighboursTable(t *testing.T) {
	kinds := map[string]int{}
	pairs := map[string]bool{}
	for _, r := range readTable(neighboursTable) {
		one, _ := ForceNamed(r.text("name"))
		other, _ := ForceNamed(r.text("neighbour_name"))
		if one.GSS == "" || one.GSS != r.text("gss") || other.GSS != r.text("neighbour_gss") {
			t.Errorf("%v: the codes are not those of the names", r.cells)
		}
		if pair := one.Name + " " + other.Name; pairs[pair] || ForceIndex(one.Name) >= ForceIndex(other.Name) {
			t.Errorf("%s: twice, or out of order", pair)
		} else {
			pairs[pair] = true
		}
		kinds[r.text("kind")]++
	}
	if kinds["land"] != 99 || kinds["estuary-bridge"] != 2 || len(kinds) != 2 {
		t.Errorf("kinds %v", kinds)
	}
}

// Every area has a label and a place of its own on the map.
func TestTiles(t *testing.T) {
	type at struct{ row, column int }
	places, labels := map[at]string{}, map[string]string{}
	for _, f := range Forces() {
		tile := at{f.TileRow, f.TileColumn}
		if other := places[tile]; other != "" || tile.row < 0 || tile.column < 0 {
			t.Errorf("%s lies at %v, like %q", f.Name, tile, other)
		}
		if other := labels[f.Short]; f.Short == "" || len(f.Short) > 4 || other != "" {
			t.Errorf("%s is %q, like %q", f.Name, f.Short, other)
		}
		places[tile], labels[f.Short] = f.Name, f.Name
	}
	for _, r := range readTable(tilesTable) {
		if f, found := ForceNamed(r.text("name")); !found || f.GSS != r.text("gss") {
			t.Errorf("%v: the code is not that of the name", r.cells)
		}
	}
	if f, _ := ForceNamed("Dyfed-Powys"); f.TileRow != 6 || f.TileColumn != 1 || f.Short != "D-P" {
		t.Errorf("%+v", f)
	}
}

func TestKnown(t *testing.T) {
	count := map[string]int{}
	for i, f := range Forces() {
		count[f.Known().String()]++
		if ForceIndex(f.Name) != i {
			t.Errorf("%s is at %d and found at %d", f.Name, i, ForceIndex(f.Name))
		}
	}
	if count["running"] != 9 || count["none"] != 3 || count["unknown"] != 31 {
		t.Errorf("known of schemes: %v", count)
	}
	if ForceIndex("Ruritania") != -1 {
		t.Error("an unknown force has a position")
	}
	mustPanic(t, "a word", "evidence: no knowledge of a scheme", func() { knowledgeNamed("perhaps") })
}

func TestNamedIn2019(t *testing.T) {
	want := []string{
		"Durham", "Cleveland", "West Midlands", "Thames Valley", "Avon and Somerset", "North Wales", "South Wales", "Dyfed-Powys",
	}
	if got := NamedIn2019(); !slices.Equal(got, want) {
		t.Errorf("named in 2019: %v, want %v", got, want)
	}
	said := map[string][]string{}
	for _, r := range readTable(forcesTable) {
		word := r.text("named_2019")
		said[word] = append(said[word], r.text("name"))
	}
	if !slices.Equal(said["running"], []string{"Durham", "Thames Valley", "Avon and Somerset"}) || len(said["developing"]) != 5 {
		t.Errorf("said of the eight: %v", said)
	}
}

func TestPatchwork(t *testing.T) {
	all := Patchwork()
	last := ""
	for _, c := range all {
		if c.What == "" || c.Forces < 1 || c.Forces > 43 || c.Date < last || !strings.HasPrefix(c.Date, "20") {
			t.Errorf("%+v after %s", c, last)
		}
		last = c.Date
		if _, found := Cite(c.Source); !found {
			t.Errorf("%s: %q is not in the bibliography", c.Date, c.Source)
		}
	}
	i := slices.IndexFunc(all, func(c SchemeCount) bool { return c.Date == "2019" })
	if len(all) != 8 || all[i].Forces != len(NamedIn2019()) {
		t.Errorf("%d counts, in 2019 %+v", len(all), all[i])
	}
}
