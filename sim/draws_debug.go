//go:build simdebug

package sim

import "fmt"

// uses remembers every key that has been asked for.
type uses struct{ seen map[[2]uint64]struct{} }

func newUses() uses { return uses{seen: make(map[[2]uint64]struct{})} }

func (u uses) note(c0, c1 uint64) {
	key := [2]uint64{c0, c1}
	if _, used := u.seen[key]; used {
		panic(fmt.Sprintf("sim: draw used twice: replication %d, entity %d, domain %d, decision %d, occurrence %d",
			c0>>32, uint32(c0), c1>>56, c1>>32&0xffffff, uint32(c1)))
	}
	u.seen[key] = struct{}{}
}
