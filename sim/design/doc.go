// Package design says which settings to try where there are too many to try
// them all: points spread over the unit cube, the pairs of samples from which
// Sobol' indices are estimated, and the walks of Morris's screening.
//
// A point has one coordinate for each input, strictly between 0 and 1 except in
// walks, whose levels include both ends. What a coordinate means is decided
// elsewhere: it is the probability of which an input's prior gives the
// quantile. The package does not know inputs, priors or outputs, runs nothing
// and estimates nothing; what the outputs say is for package estimate.
//
// Everything is a function of its arguments. The same seed gives the same
// points; two designs of one seed share no draw.
package design
