package figure

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"diversim/scenarios/results"
)

// countryVariants are invented runs over force areas in which something is
// missing or extreme.
func countryVariants() map[string]*results.Run {
	runs := map[string]*results.Run{"country": fakeCountry()}
	change := func(name string, f func(*results.Run)) {
		r := fakeCountry()
		f(r)
		runs[name] = r
	}
	eachRow := func(r *results.Run, f func(*results.PlaceRow)) {
		for i := range r.Country.Rows {
			f(&r.Country.Rows[i])
		}
	}
	change("country, one arm", func(r *results.Run) { keepArms(r, "usual", "national") })
	change("country, against a patchwork", func(r *results.Run) {
		keepArms(r, "eight", "national")
		r.Arms[0].Comparator, r.Summary.Comparator = true, "eight"
	})
	change("country, three replications", func(r *results.Run) {
		settle(r, "national", math.NaN(), math.NaN(), 3, results.StoppedAsStated, nil)
		bare := func(e *results.Estimate) { e.Low, e.High = results.Absent(), results.Absent() }
		eachRow(r, func(row *results.PlaceRow) { bare(&row.Value); bare(&row.Difference) })
		for _, rows := range [][]results.YearRow{r.Country.Years, r.Country.Adoption} {
			for i := range rows {
				bare(&rows[i].Value)
			}
		}
		for arm, of := range r.Summary.Inequality {
			for measure, q := range of {
				q.Estimates = nil
				r.Summary.Inequality[arm][measure] = q
			}
		}
		for _, of := range r.Summary.Differences {
			e := of[placesMeasure]
			bare(&e)
			of[placesMeasure] = e
		}
	})
	change("country, one of them tried", func(r *results.Run) {
		tried := 0
		eachRow(r, func(row *results.PlaceRow) {
			if row.Arm != "eight" || row.Measure != placesMeasure {
				return
			}
			if row.Runs > 0 && tried == 0 {
				tried++
				row.Difference.Low, row.Difference.High = -0.1, 0.1
				return
			}
			row.Runs = 0
		})
	})
	change("country, nobody completes", func(r *results.Run) {
		eachRow(r, func(row *results.PlaceRow) {
			if row.Measure == mapMeasure {
				row.Value = fakeEstimate(0, 0)
			}
		})
		r.Summary.Inequality = nil
	})
	change("country, some replications", func(r *results.Run) {
		eachRow(r, func(row *results.PlaceRow) {
			if row.Arm == "eight" && row.Place < "E23000020" {
				row.Runs, row.Value.Mean = 0.4, row.Value.Mean+0.01
			}
		})
	})
	change("country, schemes that end", func(r *results.Run) {
		eachRow(r, func(row *results.PlaceRow) {
			switch {
			case row.Arm != "eight":
			case row.Place < "E23000020":
				row.Runs, row.Value.Mean = 0, row.Value.Mean+0.01
			case row.Place < "E23000030":
				row.Runs, row.Value.Mean = 0.4, row.Value.Mean+0.01
			}
		})
	})
	change("country, an empty place", func(r *results.Run) {
		r.Country.Places[33].Contacts = 0
		eachRow(r, func(row *results.PlaceRow) {
			if row.Place == r.Country.Places[33].Code {
				row.Value, row.Difference = fakeEstimate(math.NaN(), math.NaN()), fakeEstimate(math.NaN(), math.NaN())
			}
		})
	})
	change("country, wide intervals", func(r *results.Run) {
		eachRow(r, func(row *results.PlaceRow) {
			if row.Place == r.Country.Places[33].Code && row.Arm == "national" {
				row.Difference.Low, row.Difference.High = -0.9, 0.9
			}
		})
	})
	change("country, one year", func(r *results.Run) {
		r.Summary.People, r.Summary.IntakeYears = fakeContacts, 0
		r.Country.Years = slices.DeleteFunc(r.Country.Years, func(y results.YearRow) bool { return y.Year > 1 })
		r.Country.Adoption = slices.DeleteFunc(r.Country.Adoption, func(y results.YearRow) bool { return y.Year > 0.95 })
	})
	change("country, no numbers", func(r *results.Run) {
		r.Country.Rows, r.Country.Years, r.Country.Adoption, r.Summary.Inequality, r.Summary.Differences = nil, nil, nil, nil, nil
	})
	change("country, a comparator that diverts", func(r *results.Run) { r.Arms[0].Diverts = true })
	change("country, no scheme", func(r *results.Run) { keepArms(r, "usual") })
	change("country, long names", func(r *results.Run) {
		for i := range r.Arms {
			r.Arms[i].Label = "The whole of England and Wales, " + r.Arms[i].Label
		}
		for i := range r.Country.Places {
			r.Country.Places[i].Name += ", with the British Transport Police"
		}
	})
	return runs
}

// The headline is never the comparator's where another arm diverts.
func TestHeadlineIsNotTheComparator(t *testing.T) {
	for name, want := range map[string]string{"pilot": "diversion", "country, a comparator that diverts": "eight", "country, against a patchwork": "national"} {
		if got, ok := headlineArm(variants()[name]); !ok || got.Name != want {
			t.Errorf("%s: the headline is %q, want %q", name, got.Name, want)
		}
	}
}

// A run over one force has no figure of several, and those of time are only
// there where time passes.
func TestWhichFiguresApply(t *testing.T) {
	runs := variants()
	for name, want := range map[string]string{
		"pilot":             "1 2 3 4 5 6 7 11 14",
		"country":           "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
		"country, one year": "1 2 3 4 5 6 7 8 9 11 13 14",
	} {
		var files []string
		for _, f := range rendered(t, runs[name], "svg") {
			if number, ok := strings.CutSuffix(f.Name, ".svg"); ok {
				before, _, _ := strings.Cut(number, "-")
				files = append(files, strings.TrimPrefix(before, "0"))
			}
		}
		if got := strings.Join(files, " "); got != want {
			t.Errorf("%s: figures %s, want %s", name, got, want)
		}
	}
}

func TestNothingToShowOfPlaces(t *testing.T) {
	runs := variants()
	for _, c := range []struct{ run, slug, want string }{
		{"country, no scheme", "08-tile-map", "No arm of this scenario offers"},
		{"country, no scheme", "09-places", "No arm of this scenario offers"},
		{"country, no scheme", "10-years", "No arm of this scenario offers"},
		{"country, no scheme", "13-lorenz", "No arm of this scenario offers"},
		{"country, no numbers", "08-tile-map", "No force area has a number"},
		{"country, no numbers", "09-places", "No force area has a difference"},
		{"country, no numbers", "13-lorenz", "Nobody completes a course in any force area"},
		{"country, nobody completes", "13-lorenz", "Nobody completes a course in any force area"},
	} {
		picture, words := figureOf(t, runs[c.run], c.slug)
		if !strings.Contains(words, c.want) || !strings.Contains(picture, "Nothing to show") {
			t.Errorf("%s, %s: says %q, want %q", c.run, c.slug, words, c.want)
		}
	}
}

// The map says of a scheme that has ended, or that runs at the end in some replications,
// that it has, and takes no two force areas for alike where there are no intervals.
func TestMapSaysWhatEnded(t *testing.T) {
	runs := variants()
	picture, _ := figureOf(t, runs["country, schemes that end"], "08-tile-map")
	for _, want := range []string{">no scheme<", ">a scheme at the end in some replications only<", ">ended<", "Ended: a scheme has run there"} {
		if !strings.Contains(picture, want) {
			t.Errorf("the map does not say %s", want)
		}
	}
	if picture, _ := figureOf(t, runs["country"], "08-tile-map"); strings.Contains(picture, ">ended<") {
		t.Error("no scheme has ended, and the key has one")
	}
	if _, words := figureOf(t, runs["country, three replications"], "08-tile-map"); strings.Contains(words, "no clear difference") {
		t.Errorf("without intervals nothing tells two force areas apart or alike: %s", words)
	}
}

// What the sentences say is what the invented numbers are.
func TestWordsOfPlaces(t *testing.T) {
	runs := variants()
	for _, c := range []struct{ run, slug, want string }{
		{"country", "08-tile-map", "under eight forces 4.9% (4.7% to 5.1%) of index contacts complete a course (between force areas: Gini 0.87 (0.86 to 0.88); 35 of 43 run no scheme"},
		{"country", "08-tile-map", "under the comparator, usual practice, 0.0%"},
		{"country, one arm", "08-tile-map", "under usual practice 0.0% (0.0% to 0.0%) of index contacts are diverted (between force areas: no Gini index, for all have none; no force area runs a scheme)"},
		{"country, against a patchwork", "08-tile-map", "under eight forces 4.9% (4.7% to 5.1%) of index contacts complete a course"},
		{"country, nobody completes", "08-tile-map", "no Gini index, for all have none; 0.0% in each"},
		{"country, an empty place", "08-tile-map", "34 of 43 run no scheme"},
		{"country", "09-places", "under eight forces it is −0.3 nationally (−0.6 to +0.1, not clearly different from zero and drawn hollow), of 8 force areas with a scheme fewer people clearly reoffend in 1, more in 0, and in 7 there is no clear difference (hollow), while 35 have no scheme"},
		{"country, one of them tried", "09-places", "in the one force area with a scheme the difference is not clear (hollow), while 42 have no scheme"},
		{"country", "10-years", "7,995 index contacts a year over 5 years in each of 200 replications, with money in proportion"},
		{"country, three replications", "09-places", "in none of 43 force areas with a scheme is the difference clear (all are hollow), for there are no intervals to tell"},
		{"country", "10-years", "people on a course: from 2,170 in year 1 to 2,117 (2,027 to 2,208) in year 5 under eight forces (not clearly different)"},
		{"country", "10-years", "from £0 in year 1 to £9,600,000"},
		{"country", "10-years", "force areas whose money runs out in the year: from 0 in year 1 to 26 (22 to 30) in year 5 under national approach"},
		{"country", "10-years", "the day of the year on which it does: from 302 in year 2 to 320 (311 to 329) in year 5 under national approach"},
		{"country", "13-lorenz", "7,995 index contacts a year over 5 years in each of 200 replications"},
		{"country, one year", "13-lorenz", "40,000 index contacts in each of 200 replications"},
		{"country", "12-adoption", "8 at first and 8 after 5 years under eight forces"},
		{"country", "13-lorenz", "0.0% under eight forces (Gini 0.87"},
		{"country", "13-lorenz", "nobody completes under usual practice, the comparator"},
	} {
		if _, words := figureOf(t, runs[c.run], c.slug); !strings.Contains(words, c.want) {
			t.Errorf("%s, %s:\n%s\nwant in it\n%s", c.run, c.slug, words, c.want)
		}
	}
}

// A name is given in full where it was cut, which is not everywhere alike: a
// heading has more room than a label beside a curve.
func TestNamesAreGivenWhereTheyWereCut(t *testing.T) {
	r := fakeCountry()
	for i := range r.Arms {
		r.Arms[i].Label += ", and the same total"
	}
	for _, c := range []struct {
		note  string
		named bool
	}{{lorenzNote(r), true}, {mapNote(r), false}, {placesNote(r), false}} {
		if strings.Contains(c.note, "Names in full") != c.named {
			t.Errorf("names in full: wanted %t in %s", c.named, c.note)
		}
	}
}

// An absence of a scheme is not drawn as a low share.
func TestHatchedWithoutScheme(t *testing.T) {
	r := fakeCountry()
	counted := 0
	for _, m := range mapsOf(r) {
		for _, p := range m.places {
			if p.noScheme() {
				counted++
			}
		}
	}
	if counted != 35 {
		t.Errorf("%d tiles are hatched, want the 35 force areas outside the patchwork", counted)
	}
}

// Of more, darker: in equal steps of lightness, which is what a grey print
// keeps, and with words that can be read on each.
func TestShades(t *testing.T) {
	lightness := func(share float64) float64 { return 116*math.Cbrt(luminance(shade(share))) - 16 }
	const steps = 20
	fall := (lightness(0) - lightness(1)) / steps
	if fall < 3 {
		t.Errorf("the shades fall by %.1f of lightness each, want 3 or more", fall)
	}
	for i := range steps {
		share := float64(i) / steps
		if step := lightness(share) - lightness(share+1.0/steps); step < 0.6*fall || step > 1.6*fall {
			t.Errorf("from %.2f to %.2f lightness falls by %.1f, want about %.1f", share, share+1.0/steps, step, fall)
		}
		if c := contrast(wordsOn(shade(share)), shade(share)); c < 4.5 {
			t.Errorf("words on the shade of %.2f have a contrast of %.2f, want 4.5", share, c)
		}
	}
}

// Tiles of the 43 force areas do not lie over one another.
func TestTilesLieApart(t *testing.T) {
	places := fakeCountry().Country.Places
	g := gridOf(places, 600, 2)
	for i, p := range places {
		a := g.at(p, 0, 0)
		for _, q := range places[:i] {
			b := g.at(q, 0, 0)
			if apart := vg.Length(math.Hypot(float64(a.at.X-b.at.X), float64(a.at.Y-b.at.Y))); apart < g.tile-1e-6 {
				t.Errorf("%s and %s are %.1f apart, and a tile is %.1f wide", p.Name, q.Name, apart, g.tile)
			}
		}
	}
}

// A hatching line ends on the edge of its hexagon.
func TestHatchingStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := hexagon{vg.Point{X: 40, Y: 70}, 10}
		met := cut(h.corners(), vg.Length(rapid.Float64Range(-60, 0).Draw(t, "c")))
		if len(met) != 0 && len(met) != 2 {
			t.Fatalf("a line meets a hexagon in %d points", len(met))
		}
		for _, m := range met {
			away := math.Hypot(float64(m.X-h.at.X), float64(m.Y-h.at.Y))
			if away > 10+1e-9 || away < 10*math.Sqrt(3)/2-1e-9 {
				t.Fatalf("a line meets a hexagon of radius 10 at %.3f from its middle", away)
			}
		}
	})
}

// Rows are sorted by the arm that has a scheme in the most places, wherever the
// scenario has it, and a place of greater harm stands below.
func TestRowsFollowTheWidestArm(t *testing.T) {
	r := fakeCountry()
	slices.Reverse(r.Arms)
	shown := forests(r)
	if got := leading(shown).arm.Name; got != "national" || shown[0].arm.Name != "national" {
		t.Errorf("rows follow %s of %s first", got, shown[0].arm.Name)
	}
	rows := sorted(shown)
	if rows[0].Name != "Gwent" || rows[42].Name != "Thames Valley" {
		t.Errorf("rows go from %s to %s", rows[0].Name, rows[42].Name)
	}
}

func TestStairs(t *testing.T) {
	at, steps := stairs([]float64{0, 1, 2}, []float64{5, 6, 7})
	if !slices.Equal(at, []float64{0, 1, 1, 2, 2}) || !slices.Equal(steps[0], []float64{5, 5, 6, 6, 7}) {
		t.Errorf("stairs at %v of %v", at, steps[0])
	}
}

func TestRoundBelow(t *testing.T) {
	for x, want := range map[float64]float64{0.16: 0.1, 0.2: 0.2, 0.099: 0.05, 0.003: 0.002, 1: 1, 7: 5} {
		if got := roundBelow(x); got != want {
			t.Errorf("roundBelow(%v) = %v, want %v", x, got, want)
		}
	}
}
