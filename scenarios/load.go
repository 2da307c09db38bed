package scenarios

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Overrides are what the command line says about a scenario. Set holds the texts
// of --set flags, "key=value"; the later of two for the same key holds. A nil
// People or Horizon leaves the scenario's own.
type Overrides struct {
	Set     []string
	People  *int
	Horizon *string
}

// Load reads a scenario of the library, by name, or of a file, by path; a name
// of the library is never taken for a file. Inputs that the overrides do not
// mention are those of the scenario, of the scenarios it extends, of the
// calibrated set, and of the base case, in that order. The error is a Problems
// with everything that is wrong, and then there is no scenario.
func Load(nameOrPath string, o Overrides) (*Scenario, error) {
	return load(nameOrPath, o, everyday)
}

func load(nameOrPath string, o Overrides, words vocabulary) (*Scenario, error) {
	l := loader{words: words}
	from, complaint := find(nameOrPath, "")
	if complaint != nil {
		l.breakAt(*complaint)
		return l.finish(nil, o)
	}
	return l.finish(l.chain(from), o)
}

// loader loads one scenario with all that it extends.
type loader struct {
	words    vocabulary
	problems Problems
	broken   bool // a file of the chain is missing or is not YAML at all
}

// source is a file of a scenario: its name in the library or its path.
type source struct {
	name    string // what the scenario is called unless it says otherwise
	display string // how problems refer to it
	library bool
	path    string
}

// find says where a scenario is. Paths are relative to folder, the working
// directory if folder is "".
func find(nameOrPath, folder string) (source, *Problem) {
	if inLibrary(nameOrPath) {
		return source{name: nameOrPath, display: libraryPath(nameOrPath), library: true}, nil
	}
	file := nameOrPath
	if folder != "" && !filepath.IsAbs(file) {
		file = filepath.Join(folder, file)
	}
	problem := Problem{File: nameOrPath}
	info, err := os.Stat(file)
	switch {
	case nameOrPath == "":
		problem.File, problem.What = "scenario", "wanted a library scenario or a file; got an empty name"
	case errors.Is(err, fs.ErrNotExist):
		problem.What = "wanted a library scenario or a file; there is neither"
		problem.Hint = nearest(strings.TrimSuffix(filepath.Base(nameOrPath), ".yaml"), libraryNames())
	case err != nil:
		problem.What = "wanted a file that can be read; " + cause(err)
	case info.IsDir():
		problem.What = "wanted a scenario file; got a directory"
	default:
		name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(file), ".yml"), ".yaml")
		return source{name: name, display: file, path: file}, nil
	}
	return source{}, &problem
}

// cause is what went wrong, without the path that the problem already names.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// text reads the file. A scenario is a page or so; what is endless or enormous is
// something else, given by mistake.
func (s source) text() ([]byte, error) {
	const most = 1 << 20 // bytes
	if s.library {
		return libraryText(s.name), nil
	}
	file, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && len(text) > most {
		err = errors.New("it is larger than 1 MiB")
	}
	return text, err
}

// identity tells files apart.
func (s source) identity() string {
	if s.library {
		return s.display
	}
	full, err := filepath.Abs(s.path)
	if err != nil {
		return s.path
	}
	return full
}

// folder is where the paths in the file start from.
func (s source) folder() string {
	if s.library {
		return ""
	}
	return filepath.Dir(s.path)
}

// chain reads a file and all that it extends and lays them over one another.
func (l *loader) chain(from source) *document {
	return l.extended(l.open(from), from)
}

// open reads one file, nil with a problem if there is nothing to read.
func (l *loader) open(from source) *document {
	text, err := from.text()
	if err != nil {
		l.breakAt(Problem{File: from.display, What: "wanted a file that can be read; " + cause(err)})
		return nil
	}
	d := l.read(from.display, text)
	if d == nil {
		l.broken = true
	}
	return d
}

// extended lays a document over all that it extends, which it has read.
func (l *loader) extended(d *document, from source) *document {
	var all []*document
	var seen []string
	for d != nil {
		if d.name == "" {
			d.name = from.name
		}
		if len(all) > 0 && d.resolved {
			l.breakAt(resolvedParent(all[len(all)-1]))
			break
		}
		all, seen = append(all, d), append(seen, from.identity())
		if d.extends == "" {
			break
		}
		parent, problem := l.parent(d, from, seen)
		if problem != nil {
			l.breakAt(*problem)
			break
		}
		from = parent
		d = l.open(from)
	}
	return laidOver(all)
}

// resolvedParent refuses to inherit from a resolved scenario: it records values in
// layers above a child's own, which would then have no effect and not say so.
func resolvedParent(child *document) Problem {
	return child.given["extends"].problem("",
		"extends %q: wanted a scenario as it was written; got a resolved one, whose values have their layers", child.extends)
}

func (l *loader) breakAt(p Problem) {
	l.problems = append(l.problems, p)
	l.broken = true
}

func (l *loader) read(file string, text []byte) *document {
	r := newReader(file, l.words)
	d := r.document(text)
	l.problems = append(l.problems, r.problems...)
	return d
}

// parent finds what the document extends.
func (l *loader) parent(d *document, from source, seen []string) (source, *Problem) {
	at := d.given["extends"]
	parent, problem := find(d.extends, from.folder())
	if problem != nil {
		p := at.problem(problem.Hint, "extends %q: %s", d.extends, problem.What)
		return source{}, &p
	}
	if slices.Contains(seen, parent.identity()) {
		p := at.problem("", "extends %q: wanted a scenario that does not lead back here; got a circle", d.extends)
		return source{}, &p
	}
	return parent, nil
}

// laidOver combines a child, its parent, its parent's parent and so on.
func laidOver(chain []*document) *document {
	if len(chain) == 0 {
		return nil
	}
	for i := len(chain) - 1; i > 0; i-- {
		chain[i-1].inherit(chain[i])
	}
	return chain[0]
}

// finish applies calibrated values and overrides, checks what only the whole can
// show, and makes the scenario.
func (l *loader) finish(d *document, o Overrides) (*Scenario, error) {
	flags := l.flags(o)
	if d == nil { // there is no scenario, but what is laid over it is judged
		d = &document{given: map[string]position{}}
	}
	if d.calibration == "" {
		d.calibration = l.words.calibrations()[0]
	}
	calibrated := l.words.calibratedSettings(d.calibration)
	l.override(d, o)
	if !l.broken {
		l.checkWhole(d)
	}
	if len(l.problems) > 0 {
		return nil, l.problems.inOrder()
	}
	d.set = append(withoutRecorded(calibrated, d.set), d.set...)
	s := newScenario(d, flags, l.words)
	if l.words.contradictions != nil {
		if problems := s.contradictions(d); len(problems) > 0 {
			return nil, problems.inOrder()
		}
	}
	return s, nil
}

// withoutRecorded leaves out the calibrated values of inputs for which a resolved
// scenario recorded the value below its own layers: it is to be run as it was.
func withoutRecorded(calibrated, set []Setting) []Setting {
	return slices.DeleteFunc(calibrated, func(c Setting) bool {
		return slices.ContainsFunc(set, func(s Setting) bool {
			return s.Key == c.Key && s.Layer <= LayerCalibrated
		})
	})
}
