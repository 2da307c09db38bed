//go:build simdebug || race

package sim_test

// largest is the number of people up to which REF-1 is tested: few, as a
// build that watches every draw or access is slow.
const largest = 1500
