package validation

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strings"

	"diversim/model/evidence"
	"diversim/model/outcome"
	"diversim/scenarios"
)

//go:embed data/rows.yaml
var published []byte

// publishedFile is what the program's own rows are called in messages.
const publishedFile = "validation/rows.yaml"

// Keys of a row and of the mappings in it.
var (
	termKeys = []string{"measure", "cohort", "arm", "horizon", "clock", "entry", "across", "left_out"}
	rowKeys  = slices.Concat([]string{"id", "quantity", "source", "population"}, termKeys, []string{
		"over", "less", "against", "beside", "published", "low", "high", "tolerance", "claim", "tests", "match", "world",
	})
	rowNeeds   = []string{"id", "quantity", "source", "population", "measure", "cohort", "horizon", "tests", "world"}
	matchKeys  = slices.Concat([]string{"input", "value"}, termKeys)
	matchNeeds = []string{"input", "value"}
)

// Published reads the rows that come with the program. It panics if they do not load: a
// test loads them.
func Published() []Row {
	rows, err := Read(publishedFile, published)
	if err != nil {
		panic(fmt.Sprintf("validation: the published rows do not load:\n%v", err))
	}
	return rows
}

// ReadFile reads the rows of a file. The error is a scenarios.Problems with everything
// that is wrong with them; a figure that an input was fitted to is among that.
func ReadFile(path string) ([]Row, error) {
	return readAll(scenarios.ReadTableFile(path, rowKeys, rowNeeds))
}

// Read is ReadFile of a text, of a file with the name.
func Read(file string, text []byte) ([]Row, error) {
	return readAll(scenarios.ReadTable(file, text, rowKeys, rowNeeds))
}

func readAll(table *scenarios.Table) ([]Row, error) {
	var rows []Row
	for _, c := range table.Rows {
		r := readRow(c)
		if slices.ContainsFunc(rows, func(o Row) bool { return o.ID == r.ID && r.ID != "" }) {
			c.Complain("id", "", "id: wanted each once; got %q again", r.ID)
		}
		rows = append(rows, r)
	}
	return rows, table.Err()
}

func readRow(c *scenarios.Cells) Row {
	r := Row{
		ID: c.Text("id"), Quantity: c.Text("quantity"), Source: c.Text("source"), Population: c.Text("population"),
		Tests: c.Text("tests"), Tolerance: c.Text("tolerance"), Horizon: c.Text("horizon"),
		Claim: c.Word("claim", []string{"true", "false"}) == "true",
		World: c.Scenario("world", "validation"),
	}
	if _, known := evidence.Cite(r.Source); !known && r.Source != "" && !strings.Contains(r.Source, "://") {
		c.Complain("source", evidence.Nearest(r.Source, referenceKeys()), "source: wanted a key of the bibliography or an address; got %q", r.Source)
	}
	r.readFigure(c)
	first := Term{Clock: byOffence}
	if r.World != nil {
		first.Arm = r.World.Comparator
	}
	r.Term = readTerm(c, first, r.World)
	r.Over, r.Less, r.Beside = r.other(c, "over"), r.other(c, "less"), r.other(c, "beside")
	if r.Over != nil && r.Less != nil {
		c.Complain("less", "", "wanted either over or less; got both")
	}
	r.Against = c.Word("against", cohortNames())
	if m := c.Cells("match", matchKeys, matchNeeds); m != nil {
		r.readMatch(m)
	}
	if why := fitted(&r); why != "" {
		c.Complain("id", "", "%s: wanted a figure that nothing was fitted to; got %s", r.ID, why)
	}
	return r
}

// readFigure reads what was published and what counts as a hit.
func (r *Row) readFigure(c *scenarios.Cells) {
	r.Published, r.Low, r.High = math.NaN(), math.Inf(-1), math.Inf(1)
	for key, to := range map[string]*float64{"published": &r.Published, "low": &r.Low, "high": &r.High} {
		if c.Given(key) {
			*to = c.Number(key)
		}
	}
	bounded := c.Given("low") || c.Given("high")
	switch {
	case r.Claim && bounded:
		c.Complain("claim", "", "claim: wanted a claim without low and high, since it is not scored; got an interval")
	case r.Claim:
		r.Low, r.High = math.NaN(), math.NaN()
		if !c.Given("published") {
			c.Complain("published", "", "row: published is missing")
		}
	case !bounded:
		c.Complain("low", "", "row: wanted low, high or both, or claim: true; got neither")
	case r.Low > r.High:
		c.Complain("high", "", "high: wanted no less than low, %v; got %v", r.Low, r.High)
	case r.Published < r.Low || r.Published > r.High:
		c.Complain("published", "", "published: wanted a figure within low and high; got %v", r.Published)
	case !c.Given("tolerance"):
		c.Complain("tolerance", "", "row: tolerance is missing; wanted: what low and high are, and why")
	}
}

// other reads a term that differs from the row's in what it says.
func (r *Row) other(c *scenarios.Cells, key string) *Term {
	if cells := c.Cells(key, termKeys, nil); cells != nil {
		t := readTerm(cells, r.Term, r.World)
		return &t
	}
	return nil
}

// readTerm reads what the cells say over what a term was before.
func readTerm(c *scenarios.Cells, t Term, world *scenarios.Scenario) Term {
	for _, word := range []struct {
		key  string
		to   *string
		from []string
	}{
		{"cohort", &t.Cohort, cohortNames()},
		{"arm", &t.Arm, armNames(world)},
		{"clock", &t.Clock, []string{byOffence, byProof}},
		{"across", &t.Across, []string{acrossLowest, acrossHighest, acrossMean}},
	} {
		if c.Given(word.key) && word.from != nil {
			*word.to = c.Word(word.key, word.from)
		}
	}
	if c.Given("measure") {
		if t.Measure = c.Text("measure"); t.Measure != "" && !slices.Contains(measureNames(), t.Measure) {
			c.Complain("measure", evidence.Nearest(t.Measure, measureNames()),
				"measure: wanted %s, an outcome measure (diversim measures lists them), or %s_X, %s_X or %s_X, where X is a definition that those go by; got %q",
				forcesRunning, reoffending, nonReoffending, reoffences, t.Measure)
			t.Measure = ""
		}
	}
	if c.Given("left_out") {
		if t.LeftOut = c.Text("left_out"); evidence.ForceIndex(t.LeftOut) < 0 {
			c.Complain("left_out", evidence.SuggestForce(t.LeftOut), "left_out: wanted a force area; got %q", t.LeftOut)
		}
	}
	if c.Given("horizon") {
		t.Horizon = c.Duration("horizon")
	}
	if c.Given("entry") {
		t.Entry = c.Duration("entry")
	}
	if slices.ContainsFunc([]string{"measure", "horizon", "clock", "entry", "across"}, c.Given) {
		t.check(c, world)
	}
	return t
}

// check reports a term that its world cannot say.
func (t *Term) check(c *scenarios.Cells, world *scenarios.Scenario) {
	if world == nil || t.Measure == "" || t.Horizon == 0 {
		return
	}
	_, d, events := byEvents(t.Measure)
	switch {
	case t.Measure == forcesRunning:
		if p := world.Params(t.Arm); !p.Adoption.Process || p.Adoption.Imitation > 0 {
			c.Complain("measure", "", "measure: wanted a world with adoption.process and no adoption.imitation for %s; got another", t.Measure)
		}
		return
	case t.needs() > world.Horizon:
		c.Complain("horizon", "", "horizon: wanted at most the follow-up of the world, %s; got more, from when the cohort's clock starts", days(world.Horizon))
	case ownSpan(t.Measure) != 0 && outcome.Months(t.Horizon) != ownSpan(t.Measure):
		c.Complain("horizon", "", "horizon: wanted the %d months of %s; got another", ownSpan(t.Measure), t.Measure)
	case !events && ownSpan(t.Measure) == 0 && grows(t.Measure) && t.Horizon != world.Horizon:
		c.Complain("horizon", "", "horizon: wanted the follow-up of the world, %s, over which %s adds up; got another", days(world.Horizon), t.Measure)
	case !events && t.Entry != 0:
		c.Complain("entry", "", "entry: wanted a measure of reoffending for people who enter one after another; got %s", t.Measure)
	case t.LeftOut != "" && t.Across == "":
		c.Complain("left_out", "", "left_out: wanted across, of which a force area is left out")
	case t.Clock == byProof && (!events || d != outcome.Proven):
		c.Complain("clock", "", "clock: wanted a measure of proven events for the clock of proof; got %s", t.Measure)
	}
	if t.Across != "" && len(world.Forces) < 2 {
		c.Complain("across", "", "across: wanted a world of several force areas; got one of %d", len(world.Forces))
	}
}

func (r *Row) readMatch(c *scenarios.Cells) {
	m := &Match{Input: c.Text("input"), Value: c.Number("value"), Term: readTerm(c, r.Term, r.World)}
	r.Match = m
	if c.Given("value") && !(m.Value > 0) {
		c.Complain("value", "", "value: wanted a level above 0; got %s", c.Text("value"))
	}
	if r.World == nil || m.Input == "" {
		return
	}
	inputs := r.World.Registry(m.Arm)
	in, known := inputs.Lookup(m.Input)
	switch {
	case !known:
		c.Complain("input", inputs.Suggest(m.Input), "input: wanted an input (diversim evidence lists them); got %q", m.Input)
	case in.Kind != evidence.NumberKind || !(in.Current.Number() > 0):
		c.Complain("input", "", "input: wanted a number above 0 in this world; got %s", m.Input)
	}
}

func armNames(world *scenarios.Scenario) []string {
	if world == nil {
		return nil
	}
	var names []string
	for _, a := range world.Arms {
		names = append(names, a.Name)
	}
	return names
}

func referenceKeys() []string {
	var keys []string
	for _, r := range evidence.References() {
		keys = append(keys, r.Key)
	}
	return keys
}
