// Package estimate turns the numbers of a simulation into statements: means
// over replications with their Monte Carlo error, survival curves, tails of
// counts, and the exact answers of the special cases that have one.
//
// It is pure arithmetic. It knows nothing of people, police or programmes
// beyond the names of its arguments, reads no files and keeps no state. What
// resamples or searches at random takes a seed, so that every answer is a
// function of its arguments alone.
//
// Three rules hold throughout.
//
//   - A quantity that does not exist is NaN, never zero: the mean over nobody,
//     the standard error of one value, survival after the last person was
//     watched. Equations without a solution return an error that says why,
//     or a typed verdict; never a number.
//   - An argument outside its domain (a probability of 1.2, slices of
//     different lengths) is a mistake of the calling program and panics. What
//     can be wrong in data or in published figures returns an error.
//   - Times and rates only have to agree in their unit: times in years go with
//     rates per year.
package estimate
