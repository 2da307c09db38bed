package figure

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"diversim/scenarios/results"
)

// Figure is one way of showing a run. Its slug is permanent and names its
// files.
type Figure struct {
	Number   int
	Slug     string
	Draw     func(*results.Run) *Drawing
	Rung     results.Rung                  // how strong a claim the sentence is
	Sentence func(*results.Run) string     // what the picture shows, for those who cannot see it
	Table    func(*results.Run) [][]string // the numbers behind it, the first row being names
	applies  func(*results.Run) bool       // to which runs it belongs; nil: to all
}

// Applies says whether the figure belongs to a run. One that does may still
// have nothing to show, and says why.
func (f Figure) Applies(r *results.Run) bool { return f.applies == nil || f.applies(r) }

// All is the table of figures.
func All() []Figure {
	return []Figure{
		{1, "01-cost-per-person", drawCost, results.Comparative, costSentence, costTable, nil},
		{2, "02-survival", drawSurvival, results.Comparative, survivalSentence, survivalTable, nil},
		{3, "03-funnel", drawFunnel, results.Descriptive, funnelSentence, funnelTable, nil},
		{4, "04-threshold", drawThreshold, results.Descriptive, thresholdSentence, thresholdTable, nil},
		{5, "05-decomposition", drawDecomposition, results.Causal, decompositionSentence, decompositionTable, nil},
		{6, "06-cost-effectiveness", drawWorth, results.Causal, worthSentence, worthTable, nil},
		{7, "07-who-pays", drawPayers, results.Causal, payersSentence, payersTable, nil},
		{8, "08-tile-map", drawMaps, results.Comparative, mapSentence, mapTable, overPlaces},
		{9, "09-places", drawPlaces, results.Causal, placesSentence, placesTable, overPlaces},
		{10, "10-years", drawYears, results.Comparative, yearsSentence, yearsTable, overYears},
		{11, "11-calibration", drawCalibration, results.Descriptive, calibrationSentence, calibrationTable, nil},
		{12, "12-adoption", drawAdoption, results.Comparative, adoptionSentence, adoptionTable, adoptionMoves},
		{13, "13-lorenz", drawLorenz, results.Comparative, lorenzSentence, lorenzTable, overPlaces},
		{14, "14-convergence", drawConvergence, results.Causal, convergenceSentence, convergenceTable, nil},
	}
}

// formats are the kinds of picture that Render makes.
var formats = []string{"svg", "png"}

// Render draws every figure of the table that applies to the run in each of the wanted formats ("svg",
// "png"; both when none is named). Each figure also comes as CSV and as one
// sentence of text. File names are the slug and an extension; the order is
// that of the table. The same run gives the same bytes. A format that is not
// known is an error.
func Render(r *results.Run, wanted ...string) ([]results.File, error) {
	var files []results.File
	for _, f := range All() {
		if !f.Applies(r) {
			continue
		}
		one, err := filesOf(f.Slug, f.Draw(r), f.claim(r), f.Table(r), wanted)
		if err != nil {
			return nil, err
		}
		files = append(files, one...)
	}
	return files, nil
}

// filesOf is a figure in the wanted formats, as CSV and as a sentence.
func filesOf(slug string, drawing *Drawing, words string, numbers [][]string, wanted []string) (files []results.File, err error) {
	if len(wanted) == 0 {
		wanted = formats
	}
	for _, format := range wanted {
		if !slices.Contains(formats, format) {
			return nil, fmt.Errorf("want a figure format of %s, got %q", strings.Join(formats, ", "), format)
		}
		picture, err := drawing.encode(format, words)
		if err != nil {
			return nil, fmt.Errorf("figure %s: %w", slug, err)
		}
		files = append(files, results.File{Name: slug + "." + format, Bytes: picture})
	}
	var table bytes.Buffer
	if err := csv.NewWriter(&table).WriteAll(numbers); err != nil {
		return nil, fmt.Errorf("figure %s: %w", slug, err)
	}
	return append(files,
		results.File{Name: slug + ".csv", Bytes: table.Bytes()},
		results.File{Name: slug + ".txt", Bytes: []byte(words + "\n")}), nil
}

// claim is the sentence of a figure with its rung on the ladder of claims.
func (f Figure) claim(r *results.Run) string {
	return fmt.Sprintf("%s Claim: %s.", f.Sentence(r), f.Rung)
}
