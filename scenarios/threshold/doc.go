// Package threshold asks a scenario what it would take: the smallest budget,
// engagement or effect with which a target is met often enough, by search on the
// simulator with common random numbers and by the closed forms of sim/estimate where
// there is one, and what a claim of the kind "80% of 1,500 in 12 months" is worth.
//
// An answer that is no number is a word: infeasible, or met without what was asked
// for. No chance is given without that of the comparator beside it. The package knows
// nothing of how rows are printed.
package threshold
