package results

import (
	"errors"
	"io/fs"
	"slices"
)

var placeColumns = []column[Place]{
	{"code", func(p *Place) any { return &p.Code }},
	{"place", func(p *Place) any { return &p.Name }},
	{"short", func(p *Place) any { return &p.Short }},
	{"row", func(p *Place) any { return &p.Row }},
	{"column", func(p *Place) any { return &p.Column }},
	{"population", func(p *Place) any { return &p.Population }},
	{"index_contacts", func(p *Place) any { return &p.Contacts }},
	{"scheme_known", func(p *Place) any { return &p.Status }},
}

var placeRowColumns = slices.Concat(
	[]column[PlaceRow]{
		{"arm", func(r *PlaceRow) any { return &r.Arm }},
		{"code", func(r *PlaceRow) any { return &r.Place }},
		{"measure", func(r *PlaceRow) any { return &r.Measure }},
	},
	estimateColumns("", func(r *PlaceRow) *Estimate { return &r.Value }),
	estimateColumns("difference_", func(r *PlaceRow) *Estimate { return &r.Difference }),
	[]column[PlaceRow]{
		{"worse", func(r *PlaceRow) any { return &r.Worse }},
		{"runs_scheme", func(r *PlaceRow) any { return &r.Runs }},
	},
)

var yearColumns = slices.Concat(
	[]column[YearRow]{
		{"arm", func(r *YearRow) any { return &r.Arm }},
		{"quantity", func(r *YearRow) any { return &r.Quantity }},
		{"year", func(r *YearRow) any { return &r.Year }},
	},
	estimateColumns("", func(r *YearRow) *Estimate { return &r.Value }),
)

var chanceColumns = slices.Concat(
	[]column[Chance]{
		{"arm", func(c *Chance) any { return &c.Arm }},
		{"code", func(c *Chance) any { return &c.Place }},
		{"event", func(c *Chance) any { return &c.Event }},
	},
	estimateColumns("", func(c *Chance) *Estimate { return &c.Share }),
)

// estimateColumns are the four numbers of an estimate, which has no unit there.
func estimateColumns[T any](prefix string, of func(*T) *Estimate) []column[T] {
	return []column[T]{
		{prefix + "mean", func(r *T) any { return &of(r).Mean }},
		{prefix + "low", func(r *T) any { return &of(r).Low }},
		{prefix + "high", func(r *T) any { return &of(r).High }},
		{prefix + "mc_se", func(r *T) any { return &of(r).MCSE }},
	}
}

// The tables of a run over several force areas.
const (
	placesTable   = "data/places.csv"
	byPlaceTable  = "data/by_place.csv"
	yearsTable    = "data/years.csv"
	adoptionTable = "data/adoption.csv"
	lotteryTable  = "data/lottery.csv"
)

// country adds the tables of a run over several force areas.
func (b *builder) country(c *Country) {
	if c == nil {
		return
	}
	b.add(placesTable, func() ([]byte, error) { return encode(placeColumns, c.Places) })
	b.add(byPlaceTable, func() ([]byte, error) { return encode(placeRowColumns, c.Rows) })
	b.add(yearsTable, func() ([]byte, error) { return encode(yearColumns, c.Years) })
	b.add(adoptionTable, func() ([]byte, error) { return encode(yearColumns, c.Adoption) })
	b.add(lotteryTable, func() ([]byte, error) { return encode(chanceColumns, c.Lottery) })
}

// readCountry reads those tables; nil where the run was of one force area.
func readCountry(dir string) (*Country, error) {
	var c Country
	var err error
	if c.Places, err = readTable(dir, placesTable, placeColumns); errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // no country is no error
	} else if err != nil {
		return nil, err
	}
	if c.Rows, err = readTable(dir, byPlaceTable, placeRowColumns); err != nil {
		return nil, err
	}
	if c.Years, err = readTable(dir, yearsTable, yearColumns); err != nil {
		return nil, err
	}
	if c.Adoption, err = readTable(dir, adoptionTable, yearColumns); err != nil {
		return nil, err
	}
	if c.Lottery, err = readTable(dir, lotteryTable, chanceColumns); err != nil {
		return nil, err
	}
	return &c, nil
}
