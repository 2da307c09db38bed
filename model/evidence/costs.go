package evidence

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// Cost is a published unit cost.
type Cost struct {
	ID, Description string
	Pounds          float64 // at 2024-25 prices
	Low, High       float64 // at 2024-25 prices; equal to Pounds where none is published
	Published       float64 // as published, at the prices of PriceYear
	PriceYear       string
	// Floor says that the deflators do not reach the price year, so that Pounds
	// is too low by an unknown part of the inflation before 2015-16, or that the
	// year is only roughly known. An input made from it is Assumed.
	Floor  bool
	Source string // key of the bibliography
	Status Status
}

// UnitCost returns the cost with the id; it panics if there is none.
func UnitCost(id string) Cost {
	all := unitCosts()
	i := slices.IndexFunc(all, func(c Cost) bool { return c.ID == id })
	if i < 0 {
		panic(fmt.Sprintf("evidence: no unit cost is called %q", id))
	}
	return all[i]
}

// UnitCosts returns every unit cost, in the order of the table.
func UnitCosts() []Cost { return slices.Clone(unitCosts()) }

// Deflate brings pounds from the prices of a year to those of 2024-25 with the GDP
// deflator. The year is a financial year ("2017-18") or a calendar year ("2016"),
// the latter taken as the financial year that begins in it. floor is true where
// that is only a lower bound: the year lies before the first deflator, 2015-16,
// whose factor is then used, or is a calendar year, or is marked "about". It
// panics on a year it cannot read or that lies after 2024-25.
func Deflate(pounds float64, from string) (atBase float64, floor bool) {
	parts := yearForm.FindStringSubmatch(from)
	if parts == nil {
		panic(fmt.Sprintf("evidence: a price year is written 2017-18 or 2016; got %q", from))
	}
	begins, _ := strconv.Atoi(parts[2])
	if ends, _ := strconv.Atoi(parts[3]); parts[3] != "" && ends != (begins+1)%100 {
		panic(fmt.Sprintf("evidence: a financial year spans two calendar years; got %q", from))
	}
	years := deflators()
	if begins < years[0].begins {
		return pounds * priceBase / years[0].index, true
	}
	for _, y := range years {
		if y.begins == begins {
			return pounds * priceBase / y.index, parts[1] != "" || parts[3] == ""
		}
	}
	panic(fmt.Sprintf("evidence: no deflator for %s", from))
}

// PriceYear is the financial year of all prices here.
const PriceYear = "2024-25"

// PriceYears are the financial years that have a deflator, in order.
func PriceYears() []string {
	var all []string
	for _, r := range readTable(deflatorTable) {
		all = append(all, r.text("financial_year"))
	}
	return all
}

// Reprice brings pounds of PriceYear to the prices of one of PriceYears. It
// panics on any other year.
func Reprice(pounds float64, to string) float64 {
	i := slices.Index(PriceYears(), to)
	if i < 0 {
		panic(fmt.Sprintf("evidence: no deflator for %s", to))
	}
	return pounds * deflators()[i].index / priceBase
}

// priceBase is the deflator of the price year, 2024-25.
const priceBase = 100

var yearForm = regexp.MustCompile(`^(about )?(\d{4})(?:-(\d{2}))?$`)

// deflator is the index of the financial year that begins in a calendar year.
type deflator struct {
	begins int
	index  float64
}

var deflators = sync.OnceValue(func() []deflator {
	rows := readTable(deflatorTable)
	all := make([]deflator, len(rows))
	for i, r := range rows {
		begins, err := strconv.Atoi(r.text("financial_year")[:4])
		if err != nil {
			panic(fmt.Sprintf("evidence: %s: %v", deflatorTable, err))
		}
		all[i] = deflator{begins, r.number("index")}
	}
	return all
})

var unitCosts = sync.OnceValue(func() []Cost {
	rows := readTable(costsTable)
	all := make([]Cost, len(rows))
	for i, r := range rows {
		year, published := r.text("price_year"), r.number("pounds")
		c := Cost{
			ID: r.text("id"), Description: r.text("description"), Published: published,
			PriceYear: year, Source: r.text("reference"), Status: statusNamed(r.text("status")),
		}
		c.Pounds, c.Floor = Deflate(published, year)
		c.Low, _ = Deflate(r.numberOr("low", published), year)
		c.High, _ = Deflate(r.numberOr("high", published), year)
		all[i] = c
	}
	return all
})

func statusNamed(word string) Status {
	i := slices.Index(statusWords[:], word)
	if i < 0 {
		panic(fmt.Sprintf("evidence: no status is called %q", word))
	}
	return Status(i)
}
