// Package sensitivity says what a scenario's answer depends on, what it would be worth
// to know better, and where a finding holds: one input at a time (tornado), walks that
// screen many inputs (Morris), shares of variance (Sobol'), the value of information,
// and boxes of inputs in which something happens (PRIM).
//
// Whatever is estimated from draws of the priors uses one sample of them. Inputs move
// by the quantiles of their priors while the random numbers stay, so that a difference
// is the input's doing; the cohort itself can be moved as if it were one more input.
// The estimators are those of sim/estimate, the designs those of sim/design; the
// package knows nothing of files, pages and pictures.
package sensitivity
