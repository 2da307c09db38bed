package oracle

import (
	"math"
	"testing"

	"diversim/model/evidence"
)

// The worlds state sanctioned rates, as any scenario does; what they must come
// to is a latent rate. It is a share of the pooled mix that turns one into the
// other, and when its data change the worlds must follow.
func TestLatentRates(t *testing.T) {
	pooled := evidence.WithoutScheme(evidence.All)
	sanctioned := pooled[evidence.Caution] + pooled[evidence.Charge]
	for file, want := range map[string]struct{ harm, contacts float64 }{
		"p01.yaml": {0.6, 0}, "p02.yaml": {0, 0.6}, "p03.yaml": {0, 0.6}, "p04.yaml": {1.2, 0}, "p04-decade.yaml": {1.2, 0}, "p05.yaml": {2, 0},
		"p06.yaml": {0.42790259078159654, 0}, "p07.yaml": {2, 0}, "p08.yaml": {0.5, 0}, "p09.yaml": {0.37, 0.35}, "p10.yaml": {0.6, 0},
		"p11.yaml": {0.25, 0.35}, "p17.yaml": {0.6, 0}, "p31.yaml": {0.6, 0}, "p31-frailty.yaml": {0.6, 0},
		"p31-independent.yaml": {0.6, 0}, "p42.yaml": {0, 0.6}, "p42-index.yaml": {0, 0.6},
		"p42-offers.yaml": {0, 0.6}, "p45.yaml": {0.25, 0.35},
	} {
		s := world{file: file}.scenario()
		for _, arm := range s.Arms {
			p := s.Params(arm.Name)
			rate, share := float64(p.Offending.SanctionedRate), float64(p.Offending.PossessionShare)
			contacts := rate * share / sanctioned
			harm := rate * (1 - share) / float64(p.Detection.Detected) / float64(p.Detection.Proved)
			if math.Abs(contacts-want.contacts) > 1e-12 || math.Abs(harm-want.harm) > 1e-12 {
				t.Errorf("%s, %s: got %v harm offences and %v contacts a year, want %v", file, arm.Name, harm, contacts, want)
			}
		}
	}
}

// No two oracles share a seed, and every world is used.
func TestSeedsAndFiles(t *testing.T) {
	owner, used := map[uint64]string{}, map[string]bool{plain: true}
	for _, o := range oracles {
		for k := range seeds {
			if other, taken := owner[o.seed(k)]; taken {
				t.Errorf("%s and %s share the seed %d", o.id, other, o.seed(k))
			}
			owner[o.seed(k)] = o.id
		}
		for _, w := range o.worlds {
			used[w.file] = true
			if people := w.scenario().People; !w.once && w.unit != replications && w.units%(seeds*people) != 0 {
				t.Errorf("%s: %d people are not whole replications of %d under %d seeds", w.file, w.units, people, seeds)
			}
		}
	}
	files, err := worldFiles.ReadDir("worlds")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !used[f.Name()] {
			t.Errorf("no oracle uses %s", f.Name())
		}
	}
}
