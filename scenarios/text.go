package scenarios

// Parse reads a scenario from text instead of a file, as Load does from one. It
// is called name unless the text says otherwise, and cannot extend another: it
// has no place from which to look for one. What neither it nor the overrides
// say is taken from the texts beneath it, in their order. The error is a
// Problems.
func Parse(name string, text []byte, o Overrides, beneath ...[]byte) (*Scenario, error) {
	l := loader{words: everyday}
	chain := []*document{l.read(name, text)}
	for _, below := range beneath {
		chain = append(chain, l.read(name+" (beneath)", below))
	}
	for _, d := range chain {
		switch {
		case d == nil:
			l.broken = true
			return l.finish(nil, o)
		case d.extends != "":
			l.breakAt(d.given["extends"].problem("", "extends %q: wanted a scenario that stands alone; got one that extends another", d.extends))
		}
	}
	if chain[0].name == "" {
		chain[0].name = name
	}
	return l.finish(laidOver(chain), o)
}
