package scenarios

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// posteriorName is the file of the joint posterior, beside the sets. Its first line
// says of which set it is and what made it.
const posteriorName = "posterior.csv"

// Posterior is what is believed of the inputs of a calibrated set together once the
// published figures were seen: their keys, and particles of equal weight, each with
// a value for each key in the input's own unit. Both are nil for a set of which
// none was made. `make posterior` writes it, and it is not worked out here.
func Posterior(set string) (keys []string, particles [][]float64) {
	text, err := embedded.ReadFile(path.Join("calibrated", posteriorName))
	if err != nil {
		panic("scenarios: the posterior is not embedded: " + err.Error())
	}
	of, keys, particles, err := readPosterior(text)
	if err != nil {
		panic("scenarios: the posterior does not read: " + err.Error())
	}
	if of != set {
		return nil, nil
	}
	return keys, particles
}

// readPosterior reads the set, the keys and the particles.
func readPosterior(text []byte) (set string, keys []string, particles [][]float64, err error) {
	made, rest, _ := bytes.Cut(text, []byte("\n"))
	set, _, isHead := strings.Cut(strings.TrimPrefix(string(made), "# set "), ";")
	if !isHead || !bytes.HasPrefix(made, []byte("# set ")) {
		return "", nil, nil, fmt.Errorf("wanted a first line that names the set; got %q", made)
	}
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		return "", nil, nil, err
	}
	if len(rows) < 2 {
		return "", nil, nil, fmt.Errorf("wanted keys and particles; got %d lines", len(rows))
	}
	for line, row := range rows[1:] {
		particle := make([]float64, len(row))
		for k, cell := range row {
			if particle[k], err = strconv.ParseFloat(cell, 64); err != nil {
				return "", nil, nil, fmt.Errorf("particle %d, %s: %w", line+1, rows[0][k], err)
			}
		}
		particles = append(particles, particle)
	}
	return set, rows[0], particles, nil
}
