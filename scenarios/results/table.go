package results

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
)

// A column ties a name in a CSV file to a field of T. field returns a pointer
// to a string, bool, int, float64 or Number, so that one declaration serves
// writing and reading.
type column[T any] struct {
	name  string
	field func(*T) any
}

var armColumns = []column[Arm]{
	{"arm", func(a *Arm) any { return &a.Name }},
	{"label", func(a *Arm) any { return &a.Label }},
	{"comparator", func(a *Arm) any { return &a.Comparator }},
	{"diverts", func(a *Arm) any { return &a.Diverts }},
	{"scheme", func(a *Arm) any { return &a.Scheme }},
}

var measureColumns = []column[string]{
	{"measure", func(m *string) any { return m }},
}

var replicationColumns = []column[Row]{
	{"replication", func(r *Row) any { return &r.Replication }},
	{"arm", func(r *Row) any { return &r.Arm }},
	{"stratum", func(r *Row) any { return &r.Stratum }},
	{"measure", func(r *Row) any { return &r.Measure }},
	{"value", func(r *Row) any { return &r.Value }},
}

var survivalColumns = []column[SurvivalRow]{
	{"arm", func(r *SurvivalRow) any { return &r.Arm }},
	{"measure", func(r *SurvivalRow) any { return &r.Measure }},
	{"month", func(r *SurvivalRow) any { return &r.Month }},
	{"survival", func(r *SurvivalRow) any { return &r.Survival }},
	{"low", func(r *SurvivalRow) any { return &r.Low }},
	{"high", func(r *SurvivalRow) any { return &r.High }},
	{"at_risk", func(r *SurvivalRow) any { return &r.AtRisk }},
}

var budgetColumns = []column[BudgetPoint]{
	{"budget_gbp", func(p *BudgetPoint) any { return &p.BudgetGBP }},
	{"scenario", func(p *BudgetPoint) any { return &p.Scenario }},
	{"spent_gbp", func(p *BudgetPoint) any { return &p.SpentGBP }},
	{"planned_per_person_gbp", func(p *BudgetPoint) any { return &p.PlannedPerPersonGBP }},
	{"per_person_offered_gbp", func(p *BudgetPoint) any { return &p.PerPersonGBP.Offered }},
	{"per_person_accepted_gbp", func(p *BudgetPoint) any { return &p.PerPersonGBP.Accepted }},
	{"per_person_attended_gbp", func(p *BudgetPoint) any { return &p.PerPersonGBP.Attended }},
	{"per_person_completed_gbp", func(p *BudgetPoint) any { return &p.PerPersonGBP.Completed }},
	{"per_reoffence_avoided_gbp", func(p *BudgetPoint) any { return &p.PerReoffenceAvoided }},
	{"reoffences_avoided", func(p *BudgetPoint) any { return &p.ReoffencesAvoided }},
	{"reoffences_avoided_mc_se", func(p *BudgetPoint) any { return &p.ReoffencesAvoidedMCSE }},
	{"replications", func(p *BudgetPoint) any { return &p.Replications }},
	{"attendance", func(p *BudgetPoint) any { return &p.Attendance }},
	{"completion", func(p *BudgetPoint) any { return &p.Completion }},
}

var passColumns = []column[PassPoint]{
	{"arm", func(p *PassPoint) any { return &p.Arm }},
	{"with_spread", func(p *PassPoint) any { return &p.WithSpread }},
	{"true_rate", func(p *PassPoint) any { return &p.TrueRate }},
	{"cohort", func(p *PassPoint) any { return &p.Cohort }},
	{"target", func(p *PassPoint) any { return &p.Target }},
	{"probability", func(p *PassPoint) any { return &p.Probability }},
}

var planeColumns = []column[PlanePoint]{
	{"replication", func(p *PlanePoint) any { return &p.Replication }},
	{"arm", func(p *PlanePoint) any { return &p.Arm }},
	{"qalys", func(p *PlanePoint) any { return &p.QALYs }},
	{"reoffences_avoided_12m_latent", func(p *PlanePoint) any { return &p.Avoided }},
	{"public_average_gbp", func(p *PlanePoint) any { return &p.PublicAverage }},
	{"public_marginal_gbp", func(p *PlanePoint) any { return &p.PublicMarginal }},
	{"public_cashable_gbp", func(p *PlanePoint) any { return &p.PublicCashable }},
	{"society_average_gbp", func(p *PlanePoint) any { return &p.SocietyAverage }},
	{"society_marginal_gbp", func(p *PlanePoint) any { return &p.SocietyMarginal }},
	{"society_cashable_gbp", func(p *PlanePoint) any { return &p.SocietyCashable }},
}

var targetColumns = []column[Target]{
	{"set", func(t *Target) any { return &t.Set }},
	{"target", func(t *Target) any { return &t.Target }},
	{"label", func(t *Target) any { return &t.Label }},
	{"source", func(t *Target) any { return &t.Source }},
	{"measure", func(t *Target) any { return &t.Measure }},
	{"population", func(t *Target) any { return &t.Population }},
	{"horizon", func(t *Target) any { return &t.Horizon }},
	{"published", func(t *Target) any { return &t.Published }},
	{"low", func(t *Target) any { return &t.Low }},
	{"high", func(t *Target) any { return &t.High }},
	{"tolerance", func(t *Target) any { return &t.Tolerance }},
	{"simulated", func(t *Target) any { return &t.Simulated }},
	{"mc_se", func(t *Target) any { return &t.MCSE }},
	{"people", func(t *Target) any { return &t.People }},
	{"hit", func(t *Target) any { return &t.Hit }},
	{"used_for_fitting", func(t *Target) any { return &t.UsedForFitting }},
}

// encode writes rows as CSV with a header line. Numbers keep every digit and
// an absent one is an empty cell.
func encode[T any](columns []column[T], rows []T) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.name
	}
	if err := w.Write(line); err != nil {
		return nil, err
	}
	for r := range rows {
		for i, c := range columns {
			line[i] = cell(c.field(&rows[r]))
		}
		if err := w.Write(line); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// decode reads what encode wrote. It returns an error naming the line and the
// column for a header or a cell that is not as wanted.
func decode[T any](columns []column[T], text []byte) ([]T, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = len(columns)
	lines, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("want a header line, got an empty file")
	}
	for i, c := range columns {
		if lines[0][i] != c.name {
			return nil, fmt.Errorf("line 1, column %d: want %q, got %q", i+1, c.name, lines[0][i])
		}
	}
	var rows []T
	for n, line := range lines[1:] {
		var row T
		for i, c := range columns {
			if err := setCell(c.field(&row), line[i]); err != nil {
				return nil, fmt.Errorf("line %d, column %s: %w", n+2, c.name, err)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// FormatFloat writes a number for a CSV file: the shortest text that reads
// back as the same number, and nothing for NaN.
func FormatFloat(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func cell(field any) string {
	switch f := field.(type) {
	case *string:
		return *f
	case *bool:
		return strconv.FormatBool(*f)
	case *int:
		return strconv.Itoa(*f)
	case *float64:
		return FormatFloat(*f)
	case *Number:
		return FormatFloat(float64(*f))
	}
	panic(fmt.Sprintf("results: no CSV cell for a %T", field))
}

func setCell(field any, text string) error {
	switch f := field.(type) {
	case *string:
		*f = text
		return nil
	case *bool:
		b, err := strconv.ParseBool(text)
		*f = b
		return err
	case *int:
		n, err := strconv.Atoi(text)
		*f = n
		return err
	case *float64:
		x, err := parseFloat(text)
		*f = x
		return err
	case *Number:
		x, err := parseFloat(text)
		*f = Number(x)
		return err
	}
	panic(fmt.Sprintf("results: no CSV cell for a %T", field))
}

func parseFloat(text string) (float64, error) {
	if text == "" {
		return math.NaN(), nil
	}
	return strconv.ParseFloat(text, 64)
}
