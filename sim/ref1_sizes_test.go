//go:build !simdebug && !race

package sim_test

// largest is the number of people up to which REF-1 is tested.
const largest = 1_000_000
