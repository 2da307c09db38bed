package scenarios

// Parse reads a scenario from text instead of a file, as Load does from one. It
// is called name unless the text says otherwise, and cannot extend another: it
// has no place from which to look for one. The error is a Problems.
func Parse(name string, text []byte, o Overrides) (*Scenario, error) {
	l := loader{words: everyday}
	d := l.read(name, text)
	switch {
	case d == nil:
		l.broken = true
	case d.extends != "":
		l.breakAt(d.given["extends"].problem("", "extends %q: wanted a scenario that stands alone; got one that extends another", d.extends))
	case d.name == "":
		d.name = name
	}
	return l.finish(d, o)
}
