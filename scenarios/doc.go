// Package scenarios reads scenario files: what is asked, of how many people of
// which forces, for how long, under which arms, and which inputs differ from
// their base values and why. It carries a library of them.
//
// A scenario is a small difference: from the base case, and from another
// scenario where it says "extends". Settings come in layers, each of which
// overrides the ones before it: base, calibrated, draws from priors, scenario,
// arm, design point of a sweep, the --set flag and, last, what tells an arm that an analysis adds
// from the one it was made from. Whatever is wrong with a file, its parents and the
// flags is reported at once, as [Problems].
//
// The package does not run anything and does not know what an input does; it
// asks the model's registry which inputs exist and what their values may be.
package scenarios
