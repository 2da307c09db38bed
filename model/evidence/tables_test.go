package evidence

import (
	"cmp"
	"math"
	"strings"
	"testing"
)

func TestForces(t *testing.T) {
	all := Forces()
	population, possession, trafficking, running := 0, 0, 0, 0
	names := map[string]bool{}
	for _, f := range all {
		population += f.Population
		possession += f.Possession()
		trafficking += f.Trafficking
		names[f.Name] = true
		if f.Running() {
			running++
			if f.Scheme == "" || f.SchemeSource == "" {
				t.Errorf("%s runs a scheme without a name or source", f.Name)
			}
		}
		if f.GSS == "" || f.Known() == SchemeNone && f.SchemeNote == "" {
			t.Errorf("%s lacks a code, or a word on why it is said to have no scheme", f.Name)
		}
	}
	// The sums are those of the published totals.
	if len(all) != 43 || len(names) != 43 || population != 61_806_682 || possession != 135_168 ||
		trafficking != 66_504 || running != 9 {
		t.Errorf("%d forces, %d people, %d possession, %d trafficking, %d running",
			len(names), population, possession, trafficking, running)
	}
	all[0].Name = "changed"
	if Forces()[0].Name == "changed" {
		t.Error("the table can be changed through what is handed out")
	}
}

func TestForceNamed(t *testing.T) {
	f, found := ForceNamed("West Midlands")
	if !found || f.GSS != "E23000014" || f.Possession() != 6_571 || f.SchemeStart != "2020" || !f.Running() {
		t.Errorf("West Midlands: %+v, %v", f, found)
	}
	if _, found := ForceNamed("west midlands"); found {
		t.Error("a name in other letters was taken")
	}
	for asked, want := range map[string]string{
		"west midlands": "West Midlands", "West Midland": "West Midlands", "Devon and Cornwall": "Devon & Cornwall",
		"City of London": "London, City of", "Metropolitan": "Metropolitan Police", "Zurich": "",
	} {
		if got := SuggestForce(asked); got != want {
			t.Errorf("asked for %q: suggested %q, want %q", asked, got, want)
		}
	}
}

// The published pooled shares of the 34 forces without a confirmed scheme, per
// cent to one decimal: half a unit of the last digit is the tolerance.
func TestMixWithoutScheme(t *testing.T) {
	for _, c := range []struct {
		scope   Scope
		decided int
		percent Mix
	}{
		{Cannabis, 74_111, Mix{13.0, 0.5, 58.6, 3.6, 3.7, 20.5}},
		{OtherDrug, 32_708, Mix{19.7, 0.0, 32.2, 0.1, 9.0, 38.9}},
		{All, 106_819, Mix{15.1, 0.4, 50.5, 2.6, 5.4, 26.1}},
	} {
		if got := DecidedWithoutScheme(c.scope); got != c.decided {
			t.Errorf("%v: %d decided, want %d", c.scope, got, c.decided)
		}
		mix := WithoutScheme(c.scope)
		sum := 0.0
		for o, share := range mix {
			sum += share
			if math.Abs(100*share-c.percent[o]) > 0.05+1e-9 {
				t.Errorf("%v, %v: %.3f%%, want %.1f%%", c.scope, Outcome(o), 100*share, c.percent[o])
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%v: shares sum to %v", c.scope, sum)
		}
	}
}

// In West Midlands community resolution and outcome 22 are 61.0% of the offences
// decided; nationally the charges are 32,868.
func TestOutcomesAsRecorded(t *testing.T) {
	mix, found := AsRecorded("West Midlands", All)
	if !found || math.Abs(100*mix[CommunityResolution]-61.0) > 0.05 {
		t.Errorf("West Midlands resolves %.2f%%", 100*mix[CommunityResolution])
	}
	whole, found := CountsAsRecorded(EnglandAndWales, All)
	if !found || whole[Charge] != 32_868 || whole.Total() != 135_168-1_983-3_677 {
		t.Errorf("England and Wales: %v of %d", whole, whole.Total())
	}
	if _, found := AsRecorded("Ruritania", All); found {
		t.Error("an unknown force has a mix")
	}
	if n, found := Decided("Ruritania", All); found || n != 0 {
		t.Error("an unknown force has decided")
	}
}

// The two scopes sum to the third, and the forces to the total, outcome by outcome.
func TestOutcomesAddUp(t *testing.T) {
	for _, scope := range []Scope{All, Cannabis, OtherDrug} {
		var sum Counts
		for _, f := range Forces() {
			counts, found := CountsAsRecorded(f.Name, scope)
			if !found {
				t.Fatalf("no outcomes for %s", f.Name)
			}
			for o := range counts {
				sum[o] += counts[o]
			}
		}
		if whole, _ := CountsAsRecorded(EnglandAndWales, scope); sum != whole {
			t.Errorf("%v: forces sum to %v, total %v", scope, sum, whole)
		}
	}
	for _, f := range Forces() {
		all, _ := CountsAsRecorded(f.Name, All)
		cannabis, _ := CountsAsRecorded(f.Name, Cannabis)
		other, _ := CountsAsRecorded(f.Name, OtherDrug)
		for o := range all {
			if all[o] != cannabis[o]+other[o] {
				t.Errorf("%s, %v: %d and %d are not %d", f.Name, Outcome(o), cannabis[o], other[o], all[o])
			}
		}
		if decided, _ := Decided(f.Name, All); decided > f.Possession() {
			t.Errorf("%s decided %d of %d", f.Name, decided, f.Possession())
		}
	}
}

// Every column of the recorded table is in one outcome, or is one of the two in
// which nobody was decided upon.
func TestEveryRecordedOutcomeIsMapped(t *testing.T) {
	used := map[string]int{"no_suspect_18": 1, "not_yet_assigned": 1}
	for _, o := range outcomes {
		for _, column := range o.columns {
			used[column]++
		}
	}
	r := readTable(outcomesTable)[0]
	sum := 0
	for column := range r.cells {
		switch column {
		case "gss", "name", "scope", "offences":
			continue
		}
		if used[column] != 1 {
			t.Errorf("column %s is used %d times", column, used[column])
		}
		sum += r.whole(column)
	}
	if sum != r.whole("offences") {
		t.Errorf("outcomes sum to %d of %d", sum, r.whole("offences"))
	}
}

func TestNamesOfOutcomesAndScopes(t *testing.T) {
	words := []string{
		NFA.String(), Warning.String(), CommunityResolution.String(), PND.String(), Caution.String(),
		Charge.String(), All.String(), Cannabis.String(), OtherDrug.String(), Outcome(9).String(), Press.String(),
	}
	const want = "no further action, warning, community resolution, penalty notice, caution, charge, " +
		"all, cannabis, other, outcome 9, press"
	if got := strings.Join(words, ", "); got != want {
		t.Errorf("got %q", got)
	}
}

// The counts were summed from the published table apart from this program.
func TestRecordedTypeMix(t *testing.T) {
	const acquisitive, violent, supply, other = 1_818_211, 2_130_180, 66_504, 1_074_931
	const total = acquisitive + violent + supply + other
	want := TypeMix{acquisitive / float64(total), violent / float64(total), supply / float64(total), other / float64(total)}
	if got := RecordedTypeMix(); got != want {
		t.Errorf("mix %v, want %v", got, want)
	}
}

// Where the source table gives the value at 2024-25 prices, it is met to the pound.
func TestUnitCostsAgreeWithTheTable(t *testing.T) {
	given := 0
	for _, r := range readTable(costsTable) {
		c := UnitCost(r.text("id"))
		if r.text("pounds_2024_25") == "" {
			continue
		}
		given++
		if c.Floor || math.Abs(c.Pounds-r.number("pounds_2024_25")) > 0.5 {
			t.Errorf("%s: %v (floor %v), want %s", c.ID, c.Pounds, c.Floor, r.text("pounds_2024_25"))
		}
	}
	if given < 20 {
		t.Errorf("only %d costs were checked", given)
	}
}

func TestUnitCosts(t *testing.T) {
	c := UnitCost("mags_case_direct")
	// 168 pounds of 2010-11, brought only from 2015-16: 168/0.745894.
	if !c.Floor || math.Abs(c.Pounds-225.233) > 1e-3 || c.Published != 168 || c.Source != "hansard-courts-2012" {
		t.Errorf("%+v", c)
	}
	if c.Low >= c.Pounds || c.High <= c.Pounds {
		t.Errorf("%v to %v around %v", c.Low, c.High, c.Pounds)
	}
	if c := UnitCost("crime_theft_person"); c.Status != Recalled || c.Floor || c.Low != c.Pounds {
		t.Errorf("%+v", c)
	}
	if len(UnitCosts()) != len(readTable(costsTable)) {
		t.Error("some costs were lost")
	}
	mustPanic(t, "unknown", "evidence: no unit cost", func() { UnitCost("tea") })
}

func TestDeflate(t *testing.T) {
	for _, c := range []struct {
		from  string
		want  float64
		floor bool
	}{
		{"2024-25", 100, false},
		{"2015-16", 134.06738, false},
		{"2017-18", 129.78905, false},
		{"2010-11", 134.06738, true},
		{"1999", 134.06738, true},
		{"1999-00", 134.06738, true},
		{"2015", 134.06738, true},
		{"2018", 126.89664, true}, // as 2018-19
		{"about 2018", 126.89664, true},
	} {
		got, floor := Deflate(100, c.from)
		if math.Abs(got-c.want) > 1e-4 || floor != c.floor {
			t.Errorf("%s: %v, %v; want %v, %v", c.from, got, floor, c.want, c.floor)
		}
	}
	for _, from := range []string{"", "2025-26", "2017-19", "17-18", "cash", "2017/18"} {
		mustPanic(t, from, "evidence: ", func() { Deflate(1, from) })
	}
}

// Deflate and Reprice undo each other, and the base year is left alone.
func TestReprice(t *testing.T) {
	years := PriceYears()
	if years[0] != "2015-16" || years[len(years)-1] != PriceYear || len(years) != 10 {
		t.Errorf("the price years are %v", years)
	}
	for _, year := range years {
		if back, _ := Deflate(Reprice(100, year), year); math.Abs(back-100) > 1e-12 {
			t.Errorf("£100 by way of %s: %v", year, back)
		}
	}
	if got := Reprice(100, PriceYear); got != 100 {
		t.Errorf("the base year: %v", got)
	}
	mustPanic(t, "2025-26", "evidence: no deflator", func() { Reprice(1, "2025-26") })
}

func TestTablesNameTheirSource(t *testing.T) {
	source := map[string]string{tilesTable: "made for this project", costsTable: "reference", patchworkTable: "reference"}
	for _, name := range tableNames {
		text := tableText(name)
		if !strings.HasPrefix(text, "# ") {
			t.Errorf("%s does not begin with a comment", name)
		}
		if wanted := cmp.Or(source[name], "github.com/"); !strings.Contains(text, wanted) {
			t.Errorf("%s has no source", name)
		}
	}
	for _, key := range DataSources() {
		if _, found := Cite(key); !found {
			t.Errorf("the tables cite %q, which is not in the bibliography", key)
		}
	}
}
