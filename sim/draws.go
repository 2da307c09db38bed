package sim

// Domain says whose draw a draw is. It is part of the key of every draw.
type Domain uint8

// The four domains of the permanent key layout.
const (
	Person   Domain = 0
	Force    Domain = 1
	National Domain = 2
	Design   Domain = 3
)

// Decision numbers what a draw decides (24 bits). A model gives each of its
// decisions one number and never reuses a retired one.
type Decision uint32

// Draws is the family of uniforms of one replication under one seed. Each is
// a pure function of (seed, replication, domain, entity, decision,
// occurrence), so a draw that only one arm needs cannot shift another.
//
// The layout is permanent: key = seed; counter word 0 = replication<<32 |
// entity; counter word 1 = domain<<56 | decision<<32 | occurrence.
//
// Built with the tag simdebug, a Draws panics when the same key is asked for
// twice: a draw has a name and is used once.
type Draws struct {
	seed uint64
	high uint64
	uses uses
}

// NewDraws is the family of the given seed and replication.
func NewDraws(seed uint64, replication uint32) *Draws {
	return &Draws{seed: seed, high: uint64(replication) << 32, uses: newUses()}
}

// Uniform is the draw with the given key, strictly inside (0, 1).
func (d *Draws) Uniform(domain Domain, entity uint32, decision Decision, occurrence uint32) float64 {
	w0, _ := d.words(domain, entity, decision, occurrence)
	return Open01(w0)
}

// Pair is two independent uniforms of one key: the first is Uniform of it, the
// second comes with it at no cost. Both together are one use of the key.
func (d *Draws) Pair(domain Domain, entity uint32, decision Decision, occurrence uint32) (first, second float64) {
	w0, w1 := d.words(domain, entity, decision, occurrence)
	return Open01(w0), Open01(w1)
}

// words is Philox2x64 of a key, written out: the call costs as much as two of
// the rounds.
func (d *Draws) words(domain Domain, entity uint32, decision Decision, occurrence uint32) (w0, w1 uint64) {
	c0 := d.high | uint64(entity)
	c1 := uint64(domain)<<56 | uint64(decision)<<32 | uint64(occurrence)
	d.uses.note(c0, c1)
	key := d.seed
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, _ = philoxPair(c0, c1, key)
	return c0, c1
}
