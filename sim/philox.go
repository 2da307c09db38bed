package sim

import "math/bits"

// Philox constants of Salmon, Moraes, Dror and Shaw (2011), "Parallel random
// numbers: as easy as 1, 2, 3", SC11, for the 2x64 variant.
const (
	philoxMultiplier = 0xD2B74407B1CE6E93
	philoxWeyl       = 0x9E3779B97F4A7C15
)

// Philox2x64 is the ten-round Philox2x64 block cipher: the two words of
// output for a 128-bit counter (c0, c1) and a 64-bit key.
func Philox2x64(c0, c1, key uint64) (w0, w1 uint64) {
	hi, lo := bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	c0, c1 = hi^key^c1, lo
	key += philoxWeyl
	hi, lo = bits.Mul64(philoxMultiplier, c0)
	return hi ^ key ^ c1, lo
}

// Open01 maps a random word to a double strictly inside (0, 1), exactly.
func Open01(word uint64) float64 {
	return (float64(int64(word>>12)) + 0.5) * 0x1p-52
}
