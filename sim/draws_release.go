//go:build !simdebug

package sim

// uses keeps no record of use in an ordinary build and costs nothing.
type uses struct{}

func newUses() uses { return uses{} }

func (uses) note(_, _ uint64) {}
