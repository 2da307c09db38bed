package sim

import (
	"math"
	"math/bits"
)

// Philox constants of Salmon, Moraes, Dror and Shaw (2011), "Parallel random
// numbers: as easy as 1, 2, 3", SC11, for the 2x64 variant.
const (
	philoxMultiplier = 0xD2B74407B1CE6E93
	philoxWeyl       = 0x9E3779B97F4A7C15
)

// Philox2x64 is the ten-round Philox2x64 block cipher: the two words of
// output for a 128-bit counter (c0, c1) and a 64-bit key.
func Philox2x64(c0, c1, key uint64) (w0, w1 uint64) {
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, key = philoxPair(c0, c1, key)
	c0, c1, _ = philoxPair(c0, c1, key)
	return c0, c1
}

// philoxPair is two rounds, and the key of the next. It is inlined.
func philoxPair(c0, c1, key uint64) (uint64, uint64, uint64) {
	hi, lo := bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^(key^c1), lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	return hi ^ (key ^ c1), lo, key + philoxWeyl
}

// Open01 maps a random word to a double strictly inside (0, 1), exactly: the
// upper 52 bits and a half, over 2^52. As the significand of a number from 1
// to 2 they need no conversion.
func Open01(word uint64) float64 {
	const one = 0x3ff << 52
	return math.Float64frombits(one|word>>12) - (1 - 0x1p-53)
}
