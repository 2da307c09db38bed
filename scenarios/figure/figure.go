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
}

// All is the table of figures.
func All() []Figure {
	return []Figure{
		{1, "01-cost-per-person", drawCost, results.Comparative, costSentence, costTable},
		{2, "02-survival", drawSurvival, results.Comparative, survivalSentence, survivalTable},
		{3, "03-funnel", drawFunnel, results.Descriptive, funnelSentence, funnelTable},
		{4, "04-threshold", drawThreshold, results.Descriptive, thresholdSentence, thresholdTable},
		{5, "05-decomposition", drawDecomposition, results.Causal, decompositionSentence, decompositionTable},
		{11, "11-calibration", drawCalibration, results.Descriptive, calibrationSentence, calibrationTable},
	}
}

// formats are the kinds of picture that Render makes.
var formats = []string{"svg", "png"}

// Render draws every figure of the table in each of the wanted formats ("svg",
// "png"; both when none is named). Each figure also comes as CSV and as one
// sentence of text. File names are the slug and an extension; the order is
// that of the table. The same run gives the same bytes. A format that is not
// known is an error.
func Render(r *results.Run, wanted ...string) ([]results.File, error) {
	if len(wanted) == 0 {
		wanted = formats
	}
	for _, format := range wanted {
		if !slices.Contains(formats, format) {
			return nil, fmt.Errorf("want a figure format of %s, got %q", strings.Join(formats, ", "), format)
		}
	}
	var files []results.File
	for _, f := range All() {
		drawing := f.Draw(r)
		words := f.claim(r)
		for _, format := range wanted {
			picture, err := drawing.encode(format, words)
			if err != nil {
				return nil, fmt.Errorf("figure %s: %w", f.Slug, err)
			}
			files = append(files, results.File{Name: f.Slug + "." + format, Bytes: picture})
		}
		var table bytes.Buffer
		if err := csv.NewWriter(&table).WriteAll(f.Table(r)); err != nil {
			return nil, fmt.Errorf("figure %s: %w", f.Slug, err)
		}
		files = append(files,
			results.File{Name: f.Slug + ".csv", Bytes: table.Bytes()},
			results.File{Name: f.Slug + ".txt", Bytes: []byte(words + "\n")})
	}
	return files, nil
}

// claim is the sentence of a figure with its rung on the ladder of claims.
func (f Figure) claim(r *results.Run) string {
	return fmt.Sprintf("%s Claim: %s.", f.Sentence(r), f.Rung)
}
