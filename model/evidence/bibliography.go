package evidence

import "slices"

// Reference is an entry of the bibliography.
type Reference struct {
	Key     string // permanent; what Source fields hold
	Authors string
	Year    string
	Title   string
	Where   string // journal, series, repository or site
	URL     string
	Read    string // what was read there, and how far it can be trusted
}

// bibliography is in order of key. An entry is added with the first input or table
// that cites it.
var bibliography = slices.Concat(referencesToK, referencesFromL)

// References returns the bibliography, in order of key.
func References() []Reference { return slices.Clone(bibliography) }

// Cite returns the reference with the key, if there is one.
func Cite(key string) (Reference, bool) {
	i := slices.IndexFunc(bibliography, func(r Reference) bool { return r.Key == key })
	if i < 0 {
		return Reference{}, false
	}
	return bibliography[i], true
}
