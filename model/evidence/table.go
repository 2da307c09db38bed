package evidence

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed data/*.csv
var tableFiles embed.FS

const (
	forcesTable     = "forces.csv"
	tilesTable      = "tiles.csv"
	neighboursTable = "neighbours.csv"
	patchworkTable  = "patchwork.csv"
	outcomesTable   = "possession_outcomes_2024_25.csv"
	crimeTable      = "recorded_crime_2024_25.csv"
	costsTable      = "unit_costs.csv"
	deflatorTable   = "gdp_deflators.csv"
	effectsTable    = "force_effects.csv"
)

var tableNames = []string{
	forcesTable, tilesTable, neighboursTable, patchworkTable, outcomesTable, crimeTable, costsTable, deflatorTable,
	effectsTable,
}

// tableSources are the bibliography keys of the tables themselves; the rows of
// the costs and of the counts of schemes name their own.
var tableSources = []string{
	"police-outcomes-2024-25", "recorded-crime-2024-25", "ons-population-2024", "gdp-deflators-2025",
	"boundaries-2013", "cdprg-2019", "pdd-2026",
}

// DataSources returns the bibliography keys that the published tables cite,
// whether or not an input cites them too.
func DataSources() []string {
	keys := append([]string{}, tableSources...)
	add := func(key string) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, c := range unitCosts() {
		add(c.Source)
	}
	for _, c := range Patchwork() {
		add(c.Source)
	}
	return keys
}

// tableText returns an embedded table as it stands.
func tableText(name string) string {
	text, err := tableFiles.ReadFile("data/" + name)
	if err != nil {
		panic(fmt.Sprintf("evidence: no table %s", name))
	}
	return string(text)
}

// row is a line of a table, its cells by column name.
type row struct {
	table string
	cells map[string]string
}

// readTable reads an embedded table; lines that begin with # are comments. The
// tables are part of the program, so a malformed one panics.
func readTable(name string) []row {
	reader := csv.NewReader(strings.NewReader(tableText(name)))
	reader.Comment = '#'
	lines, err := reader.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("evidence: %s: %v", name, err))
	}
	header := lines[0]
	rows := make([]row, len(lines)-1)
	for i, line := range lines[1:] {
		cells := make(map[string]string, len(header))
		for j, column := range header {
			cells[column] = line[j]
		}
		rows[i] = row{name, cells}
	}
	return rows
}

func (r row) text(column string) string {
	cell, found := r.cells[column]
	if !found {
		panic(fmt.Sprintf("evidence: %s has no column %s", r.table, column))
	}
	return cell
}

func (r row) whole(column string) int {
	n, err := strconv.Atoi(r.text(column))
	if err != nil {
		panic(fmt.Sprintf("evidence: %s, column %s: %v", r.table, column, err))
	}
	return n
}

func (r row) number(column string) float64 {
	x, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil {
		panic(fmt.Sprintf("evidence: %s, column %s: %v", r.table, column, err))
	}
	return x
}

// numberOr reads a number, or returns the given one where the cell is empty.
func (r row) numberOr(column string, otherwise float64) float64 {
	if r.text(column) == "" {
		return otherwise
	}
	return r.number(column)
}
