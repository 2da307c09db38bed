package results

import "strings"

// InSentence is a label as it stands inside a sentence: without its capital, unless
// it begins with a name in capitals.
func InSentence(label string) string {
	if len(label) > 1 && label[1] >= 'a' && label[1] <= 'z' {
		return strings.ToLower(label[:1]) + label[1:]
	}
	return label
}

// Listed joins words as a sentence does.
func Listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
