// Package evidence keeps every number the model uses, with its unit, range,
// prior, status and source; the bibliography those sources point to; and the
// published tables (police force areas and their neighbours, counts of schemes,
// recorded outcomes, recorded crime, effects of schemes, unit costs, deflators)
// that some of the numbers are read from.
//
// A process of the model declares each of its inputs once, with [Var],
// [Choose] or [Switch], against a [Registry] and a field of a parameter
// struct. The field's type is the unit, the declaration writes the base value
// into it, and everything else that needs to know the input (the command line,
// scenario validation, priors, sweeps, the evidence table) asks the registry.
//
// The package imports nothing of the project. It does not know which inputs
// exist, what a scenario is, or where random numbers come from: a prior turns
// a uniform it is handed into a value.
package evidence
