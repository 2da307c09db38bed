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
	SchemeStatus       string // "running" only where a source confirms it
	SchemeStart        string // year, "" where not known
	SchemeSource       string // address
}

// Running reports whether a diversion scheme is confirmed to run in the area.
func (f ForceArea) Running() bool { return f.SchemeStatus == "running" }

// Possession is the number of possession offences recorded in 2024/25, all drugs.
func (f ForceArea) Possession() int { return f.CannabisPossession + f.OtherPossession }

// Forces returns the 43 force areas in the order of their codes' table.
func Forces() []ForceArea { return slices.Clone(forceAreas()) }

// ForceNamed returns the force area with exactly that name.
func ForceNamed(name string) (ForceArea, bool) {
	all := forceAreas()
	i := slices.IndexFunc(all, func(f ForceArea) bool { return f.Name == name })
	if i < 0 {
		return ForceArea{}, false
	}
	return all[i], true
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
	rows := readTable(forcesTable)
	all := make([]ForceArea, len(rows))
	for i, r := range rows {
		all[i] = ForceArea{
			GSS: r.text("gss"), Name: r.text("name"), Population: r.whole("population"),
			CannabisPossession: r.whole("possession_cannabis"),
			OtherPossession:    r.whole("possession_other"),
			Trafficking:        r.whole("trafficking"),
			Scheme:             r.text("scheme"),
			SchemeStatus:       r.text("scheme_status"),
			SchemeStart:        r.text("scheme_start"),
			SchemeSource:       r.text("scheme_source"),
		}
	}
	return all
})
