// Package cli is the command line of diversim: one file for each command, and
// what the commands share. It asks the packages under scenarios and model for
// everything it prints and computes no result of its own.
//
// Conventions of every command: results go to standard output and everything
// else to standard error; tables are at most 100 columns wide and uncoloured;
// with --format json or csv nothing but the rows is printed. The exit status is
// 0 when the command did what was asked, 1 when it failed or was interrupted,
// 2 when it was asked wrongly, in which case nothing was run or written, and
// 130 when a second interrupt stopped it on the spot.
package cli
