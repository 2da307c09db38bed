package scenarios

import "fmt"

// Beliefs lists the library scenarios that say what may be believed about the
// effect of diverting people, from doubt to its opposite. Each is a set of
// values for inputs that the evidence leaves open.
func Beliefs() []string { return []string{"sceptical", "published", "enthusiast", "pro-prosecution"} }

// OwnSettings lists what a library scenario itself sets in every arm, leaving
// out what it inherits. It panics if there is no such scenario.
func OwnSettings(name string) []Setting {
	r := newReader(libraryPath(name), everyday)
	d := r.document(libraryText(name))
	if len(r.problems) > 0 {
		panic(fmt.Sprintf("scenarios: the library does not load: %v", r.problems))
	}
	return d.set
}
