package sim

import (
	"math"
	"testing"
)

// The three known answers that Random123 publishes for Philox2x64-10 in its
// file kat_vectors.
func TestPhiloxKnownAnswers(t *testing.T) {
	const ones = math.MaxUint64
	for _, k := range []struct{ c0, c1, key, w0, w1 uint64 }{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{ones, ones, ones, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		if w0, w1 := Philox2x64(k.c0, k.c1, k.key); w0 != k.w0 || w1 != k.w1 {
			t.Errorf("Philox2x64(%x, %x, %x) = %016x %016x, want %016x %016x", k.c0, k.c1, k.key, w0, w1, k.w0, k.w1)
		}
	}
}

// Words and uniforms of the permanent key layout, computed once by a separate
// program. If this fails, every published result changes.
func TestKeyedUniformsKnownAnswers(t *testing.T) {
	for _, k := range []struct {
		seed        uint64
		replication uint32
		domain      Domain
		entity      uint32
		decision    Decision
		occurrence  uint32
		w0, w1      uint64
		uniform     float64
	}{
		{20240601, 0, Person, 0, 1, 0, 0x248cb5cae4cdac7c, 0x549835234d69411b, 0.1427720661493398},
		{20240601, 0, Person, 1, 1, 0, 0xe1cc6661ca75745e, 0x16f5140977cdbca4, 0.8820251454112248},
		{20240601, 3, Person, 1499, 7, 12, 0x651a9294b7318d9a, 0x4ddddb2f876a0cff, 0.39493671541931097},
		{1099511627781, 1, Force, 42, 200, 16777215, 0x0ea52e83483b3e87, 0x7f7d68f235bfd514, 0.05720797257548049},
	} {
		w0, w1 := NewDraws(k.seed, k.replication).words(k.domain, k.entity, k.decision, k.occurrence)
		if w0 != k.w0 || w1 != k.w1 {
			t.Errorf("words of %+v: %016x %016x", k, w0, w1)
		}
		if u := NewDraws(k.seed, k.replication).Uniform(k.domain, k.entity, k.decision, k.occurrence); u != k.uniform {
			t.Errorf("uniform of %+v: %v", k, u)
		}
		u, v := NewDraws(k.seed, k.replication).Pair(k.domain, k.entity, k.decision, k.occurrence)
		if u != k.uniform || v != Open01(k.w1) {
			t.Errorf("pair of %+v: %v, %v", k, u, v)
		}
	}
}

// Every part of the key, and every seed, gives other words.
func TestKeyPartsAreDistinct(t *testing.T) {
	d := NewDraws(1, 1)
	seen := map[float64]bool{}
	for i, u := range []float64{
		d.Uniform(Person, 0, 0, 0), d.Uniform(Force, 0, 0, 0), d.Uniform(Person, 1, 0, 0),
		d.Uniform(Person, 0, 1, 0), d.Uniform(Person, 0, 0, 1), d.Uniform(National, 0, 0, 0),
		d.Uniform(Design, 0, 0, 0), d.Uniform(Person, 0, 1<<24-1, 0), d.Uniform(Person, 0, 0, 1<<32-1),
		d.Uniform(Person, 1<<32-1, 0, 0), NewDraws(2, 1).Uniform(Person, 0, 0, 0), NewDraws(1, 2).Uniform(Person, 0, 0, 0),
	} {
		if seen[u] {
			t.Errorf("draw %d repeats an earlier one", i)
		}
		seen[u] = true
	}
}

func TestOpen01IsExactAndOpen(t *testing.T) {
	for _, k := range []struct {
		word uint64
		want float64
	}{
		{0, 0x1p-53},
		{1<<12 - 1, 0x1p-53},
		{1 << 12, 3 * 0x1p-53},
		{1 << 63, 0.5 + 0x1p-53},
		{1<<63 - 1, 0.5 - 0x1p-53},
		{math.MaxUint64, 1 - 0x1p-53},
		{0x248cb5cae4cdac7c, 0.1427720661493398},
	} {
		if got := Open01(k.word); got != k.want {
			t.Errorf("Open01(%x) = %v, want %v", k.word, got, k.want)
		}
	}
}

// 2^20 keyed uniforms against the uniform quantiles: at each of 99 points the
// count below is binomial; |z| < 4.5 at all has a false-alarm rate below 7e-4,
// and the seed is fixed.
func TestUniformQuantiles(t *testing.T) {
	const n, bins = 1 << 20, 100
	var counts [bins]int
	d := NewDraws(7, 0)
	for i := range uint32(n) {
		counts[int(d.Uniform(Person, i, 1, 0)*bins)]++
	}
	below := 0
	for i, c := range counts[:bins-1] {
		below += c
		p := float64(i+1) / bins
		if z := (float64(below) - n*p) / math.Sqrt(n*p*(1-p)); math.Abs(z) > 4.5 {
			t.Errorf("quantile %g: z = %.2f", p, z)
		}
	}
}
