package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"diversim/model/evidence"
)

// Problem is one thing that is wrong with a scenario. Line and Column count from
// one. Line is 0 where there is no place to point at (a file that is not there);
// for a flag, File is the flag, Line says which one of that name, and Column
// where in its text.
type Problem struct {
	File         string
	Line, Column int
	What         string // what was wanted and what was got
	Hint         string // the nearest thing that would have been right, or ""
}

// String writes the problem on one line.
func (p Problem) String() string {
	place := p.File
	if p.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
	return place + ": " + p.What + evidence.DidYouMean(p.Hint)
}

// Problems is everything that is wrong, file by file and in order of place.
type Problems []Problem

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// inOrder sorts the problems of each file by place; files stay in the order in
// which they were first complained about.
func (ps Problems) inOrder() Problems {
	var files []string
	for _, p := range ps {
		if !slices.Contains(files, p.File) {
			files = append(files, p.File)
		}
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		if a.File != b.File {
			return slices.Index(files, a.File) - slices.Index(files, b.File)
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return ps
}

// position is a place in a scenario file.
type position struct {
	file         string
	line, column int
}

func (p position) problem(hint, format string, args ...any) Problem {
	return Problem{File: p.file, Line: p.line, Column: p.column, What: fmt.Sprintf(format, args...), Hint: hint}
}
