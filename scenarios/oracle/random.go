package oracle

import (
	"fmt"
	"math"

	"diversim/sim"
)

// randomNumbers is P32: the published known answers of Philox2x64-10 and draws
// under this program's permanent layout of keys.
func randomNumbers() []finding {
	all := []finding{
		word("KAT1: counter 0 0, key 0", hexadecimal(sim.Philox2x64(0, 0, 0))),
		word("KAT2: counter all ones, key all ones", hexadecimal(sim.Philox2x64(math.MaxUint64, math.MaxUint64, math.MaxUint64))),
		word("KAT3: counter 243f6a8885a308d3 13198a2e03707344, key a4093822299f31d0",
			hexadecimal(sim.Philox2x64(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0))),
	}
	for _, k := range []struct {
		seed                uint64
		replication, entity uint32
		domain              sim.Domain
		decision            sim.Decision
		occurrence          uint32
	}{
		{20240601, 0, 0, sim.Person, 1, 0},
		{20240601, 0, 1, sim.Person, 1, 0},
		{20240601, 3, 1499, sim.Person, 7, 12},
		{1099511627781, 1, 42, sim.Force, 200, 16777215},
	} {
		key := fmt.Sprintf("(seed=%d,replication=%d,entity=%d,domain=%d,decision=%d,occurrence=%d)",
			k.seed, k.replication, k.entity, k.domain, k.decision, k.occurrence)
		c0 := uint64(k.replication)<<32 | uint64(k.entity)
		c1 := uint64(k.domain)<<56 | uint64(k.decision)<<32 | uint64(k.occurrence)
		u := sim.NewDraws(k.seed, k.replication).Uniform(k.domain, k.entity, k.decision, k.occurrence)
		all = append(all, word("words"+key, hexadecimal(sim.Philox2x64(c0, c1, k.seed))), number("u"+key, u))
	}
	return all
}

func hexadecimal(w0, w1 uint64) string { return fmt.Sprintf("%016x %016x", w0, w1) }
