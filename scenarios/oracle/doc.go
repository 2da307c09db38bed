// Package oracle verifies the program against special cases with exact answers.
//
// An oracle is a world simple enough to be worked out on paper. The answers are
// in answers.json. Those of functions are compared with package estimate and
// with the engine's own parts, to rounding. Those of the engine are scenarios
// of the product, in worlds/, loaded as any scenario is and run by the same
// handlers; their estimates must lie within 4.5 standard errors.
//
// The package knows no way to make a model behave: what an oracle needs is an
// input, or the world cannot be built.
package oracle
