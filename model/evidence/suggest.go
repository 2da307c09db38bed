package evidence

import (
	"fmt"
	"strings"
)

// Suggest returns the declared key nearest to the given one, "" if none is near.
// Keys are near when few letters differ, when their last parts do not differ by
// much, or when most of their words are the same.
func (r *Registry) Suggest(key string) string {
	keys := make([]string, len(r.entries))
	for i, e := range r.entries {
		keys[i] = e.Key
	}
	return Nearest(key, keys)
}

// Find returns the input with a key. The error is for who typed it: what was wanted,
// what was got and the nearest key.
func (r *Registry) Find(key string) (Input, error) {
	if in, known := r.Lookup(key); known {
		return in, nil
	}
	return Input{}, fmt.Errorf("wanted an input; got %q%s", key, DidYouMean(r.Suggest(key)))
}

// DidYouMean is the end of a message about a wrong word: the nearest right one, or
// nothing where that is "".
func DidYouMean(near string) string {
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", near)
}

// Nearest returns the candidate most like the word, the first of equals, "" when
// none is near.
func Nearest(word string, candidates []string) string {
	best, least := "", 1.0
	for _, candidate := range candidates {
		if d := unlikeness(strings.ToLower(word), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// unlikeness is 0 for equal words and at least 1 for words that are not near.
func unlikeness(a, b string) float64 {
	const (
		lettersAllowed = 0.34 // of the longer word
		elsewhere      = 0.30 // added when only the last parts are compared
		wordsShared    = 0.5  // of all the words of both
	)
	whole := share(edits(a, b), a, b) / lettersAllowed
	lastA, lastB := lastPart(a), lastPart(b)
	last := share(edits(lastA, lastB), lastA, lastB)/lettersAllowed + elsewhere
	words := 1.0
	if overlap := commonWords(a, b); overlap >= wordsShared {
		words = 1 - overlap/2
	}
	return min(whole, last, words)
}

func share(edits int, a, b string) float64 {
	return float64(edits) / float64(max(len([]rune(a)), len([]rune(b)), 1))
}

func lastPart(key string) string { return key[strings.LastIndex(key, ".")+1:] }

// commonWords is the number of words two keys share over the number in either.
func commonWords(a, b string) float64 {
	split := func(c rune) bool { return strings.ContainsRune("._- ", c) }
	seen := map[string]bool{}
	for _, w := range strings.FieldsFunc(a, split) {
		seen[w] = false
	}
	total, common := len(seen), 0
	for _, w := range strings.FieldsFunc(b, split) {
		counted, known := seen[w]
		switch {
		case known && !counted:
			common++
		case !known:
			total++
		}
		seen[w] = true
	}
	if total == 0 {
		return 0
	}
	return float64(common) / float64(total)
}

// edits counts the insertions, deletions, substitutions and swaps of neighbours
// that turn a into b (the restricted Damerau-Levenshtein distance).
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	before, previous, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range row {
		previous[j] = j
	}
	for i := 1; i <= len(from); i++ {
		row[0] = i
		for j := 1; j <= len(to); j++ {
			cost := 1
			if from[i-1] == to[j-1] {
				cost = 0
			}
			row[j] = min(previous[j]+1, row[j-1]+1, previous[j-1]+cost)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, previous, row = previous, row, before
	}
	return previous[len(to)]
}
