// Package figure draws what a run found: one file per figure, one line each in
// the table of [All]. A figure reads a [results.Run] and never simulates. Each
// gives a picture (SVG, PNG), the numbers behind it as CSV and one sentence
// that says what the picture shows, for readers who cannot see it.
//
// The drawing stands on the canvas, fonts and back ends of gonum/plot. Axes,
// ticks and labels are this package's own, because the layout of a journal
// figure (tables aligned under an axis, labels at the ends of lines) needs
// every length to be known before anything is drawn.
package figure
