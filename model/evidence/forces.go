package evidence

import (
	"slices"
	"sync"
)

// ForceArea is one of the 43 territorial police force areas of England and Wales.
type ForceArea struct {
	GSS                string // code of the Office for National Statistics
	Name               string
	Population         int // mid-2024
	CannabisPossession int // offences recorded in 2024/25
	OtherPossession    int // possession of other controlled drugs, 2024/25
	Trafficking        int // offences recorded in 2024/25
	Scheme             string
	SchemeNote         string // the latest that is known where none is confirmed, "" if nothing is
	SchemeStart        string // year, "" where not known
	SchemeSource       string // address
	Short              string // a label of three or four letters, for maps
	TileRow            int    // of a map of hexagons: rows from the top
	TileColumn         int    // from the left; odd rows lie half a hexagon to the right
	known              SchemeKnowledge
	namedIn2019        bool
}

// Known is what is known of a diversion scheme in the area.
func (f ForceArea) Known() SchemeKnowledge { return f.known }

// Running reports whether a diversion scheme is confirmed to run in the area.
func (f ForceArea) Running() bool { return f.known == SchemeRunning }

// Possession is the number of possession offences recorded in 2024/25, all drugs.
func (f ForceArea) Possession() int { return f.CannabisPossession + f.OtherPossession }

// Forces returns the 43 force areas in the order of their codes' table.
func Forces() []ForceArea { return slices.Clone(forceAreas()) }

// ForceNamed returns the force area with exactly that name.
func ForceNamed(name string) (ForceArea, bool) {
	i := ForceIndex(name)
	if i < 0 {
		return ForceArea{}, false
	}
	return forceAreas()[i], true
}

// ForceIndex is the position of the force area with exactly that name in
// [Forces], from 0 to 42; -1 if there is none.
func ForceIndex(name string) int {
	return slices.IndexFunc(forceAreas(), func(f ForceArea) bool { return f.Name == name })
}

// SuggestForce returns the name of the force area nearest to the given name, ""
// if none is near.
func SuggestForce(name string) string {
	all := forceAreas()
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.Name
	}
	return Nearest(name, names)
}

var forceAreas = sync.OnceValue(func() []ForceArea {
	tiles := map[string]row{}
	for _, r := range readTable(tilesTable) {
		tiles[r.text("name")] = r
	}
	rows := readTable(forcesTable)
	all := make([]ForceArea, len(rows))
	for i, r := range rows {
		tile := tiles[r.text("name")]
		all[i] = ForceArea{
			GSS: r.text("gss"), Name: r.text("name"), Population: r.whole("population"),
			CannabisPossession: r.whole("possession_cannabis"),
			OtherPossession:    r.whole("possession_other"),
			Trafficking:        r.whole("trafficking"),
			Scheme:             r.text("scheme"),
			SchemeNote:         r.text("scheme_note"),
			SchemeStart:        r.text("scheme_start"),
			SchemeSource:       r.text("scheme_source"),
			Short:              r.text("short"),
			TileRow:            tile.whole("row"),
			TileColumn:         tile.whole("column"),
			known:              knowledgeNamed(r.text("scheme_status")),
			namedIn2019:        r.text("named_2019") != "",
		}
	}
	return all
})
