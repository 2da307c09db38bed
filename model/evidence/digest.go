package evidence

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// Digest identifies the evidence: "sha256:" and the hash of every declaration
// (key, kind, unit, base value, range, prior, options, status, source) and of
// the published tables. The order of declarations and the current values do not
// matter; labels and notes do not either.
func (r *Registry) Digest() string {
	lines := make([]string, len(r.entries))
	for i, e := range r.entries {
		lines[i] = fmt.Sprintf("%q %v %q %q %v %v %#v %q %v %q\n",
			e.Key, e.Kind, e.Unit, e.Base, e.Range.Low, e.Range.High, e.Prior, e.Options, e.Status, e.Source)
	}
	slices.Sort(lines)
	hash := sha256.New()
	hash.Write([]byte(strings.Join(lines, "")))
	for _, name := range tableNames {
		fmt.Fprintf(hash, "%s\n%s", name, tableText(name))
	}
	return fmt.Sprintf("sha256:%x", hash.Sum(nil))
}
