// Package validation holds the model against published figures that no input was
// fitted to. A row of its table states a figure, in whom, by what measure, over what
// horizon, and the world in which the model is run as that study was; the package runs
// the worlds, reads every row off them, and says hit or miss. It has no opinion on what
// a miss means, and moves no input but one that a row itself matches to a published
// level, for that row alone.
package validation
