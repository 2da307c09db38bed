//go:build simdebug

package sim

import (
	"strings"
	"testing"
)

func TestSecondUseOfADrawPanics(t *testing.T) {
	d := NewDraws(1, 2)
	d.Uniform(Force, 3, 4, 5)
	d.Uniform(Force, 3, 4, 6)
	NewDraws(1, 2).Uniform(Force, 3, 4, 5) // another run of the same replication
	defer func() {
		const want = "replication 2, entity 3, domain 1, decision 4, occurrence 5"
		if got, _ := recover().(string); !strings.Contains(got, want) {
			t.Errorf("panic %q, want one that names %q", got, want)
		}
	}()
	d.Pair(Force, 3, 4, 5)
}
