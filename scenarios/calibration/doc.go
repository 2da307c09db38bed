// Package calibration says which values of inputs published figures leave: by
// ruling out what cannot give them (history matching), and by particles that stand
// for what is believed of the rest (approximate Bayesian computation). It also
// checks, on truths that it knows, that what is believed is no more and no less
// than the figures say.
//
// It runs the model through package study and knows of it only inputs with priors
// and figures with errors. It writes no files and prints nothing; the values that
// are fitted for good are those of package study.
package calibration
