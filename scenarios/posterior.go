package scenarios

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"strconv"
	"strings"
	"sync"
)

// posteriorName is the file of the joint posterior, beside the sets. Its first line
// says of which set it is and what made it.
const posteriorName = "posterior.csv"

// Posterior is what is believed of the inputs of a calibrated set together once the
// published figures were seen: their keys, and particles of equal weight, each with
// a value for each key in the input's own unit. Both are nil for a set of which
// none was made. `make posterior` writes it, and it is not worked out here.
//
// Nobody may change them: they are read once, and shared.
func Posterior(set string) (keys []string, particles [][]float64) {
	committed := committedPosterior()
	if committed.set != set {
		return nil, nil
	}
	return committed.keys, committed.particles
}

// posterior is what the file says.
type posterior struct {
	set       string
	keys      []string
	particles [][]float64
}

var committedPosterior = sync.OnceValue(func() posterior {
	text, err := embedded.ReadFile(path.Join("calibrated", posteriorName))
	if err != nil {
		panic("scenarios: the posterior is not embedded: " + err.Error())
	}
	p, err := readPosterior(text)
	if err != nil {
		panic("scenarios: the posterior does not read: " + err.Error())
	}
	return p
})

// readPosterior reads the set, the keys and the particles.
func readPosterior(text []byte) (posterior, error) {
	made, rest, _ := bytes.Cut(text, []byte("\n"))
	set, _, isHead := strings.Cut(strings.TrimPrefix(string(made), "# set "), ";")
	if !isHead || !bytes.HasPrefix(made, []byte("# set ")) {
		return posterior{}, fmt.Errorf("wanted a first line that names the set; got %q", made)
	}
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		return posterior{}, err
	}
	if len(rows) < 2 {
		return posterior{}, fmt.Errorf("wanted keys and particles; got %d lines", len(rows))
	}
	p := posterior{set: set, keys: rows[0]}
	for line, row := range rows[1:] {
		particle := make([]float64, len(row))
		for k, cell := range row {
			if particle[k], err = strconv.ParseFloat(cell, 64); err != nil {
				return posterior{}, fmt.Errorf("particle %d, %s: %w", line+1, rows[0][k], err)
			}
		}
		p.particles = append(p.particles, particle)
	}
	return p, nil
}
