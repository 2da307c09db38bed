package scenarios

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The flags that problems with overrides are reported under.
const (
	setFlag     = "--set"
	peopleFlag  = "--people"
	horizonFlag = "--horizon"
)

// flags reads the --set texts.
func (l *loader) flags(o Overrides) []Setting {
	inputs := l.words.inputs()
	var settings []Setting
	for i, text := range o.Set {
		at := position{setFlag, i + 1, 1}
		key, value, found := strings.Cut(text, "=")
		key = strings.TrimSpace(key)
		_, known := inputs.Lookup(key)
		switch {
		case !found:
			l.problems = append(l.problems, at.problem("", "wanted key=value; got %q", text))
			continue
		case slices.Contains([]string{"people", "horizon"}, key):
			l.problems = append(l.problems, at.problem("--"+key+"="+value, "wanted an input; got %q", key))
			continue
		case !known:
			l.problems = append(l.problems,
				at.problem(inputs.Suggest(key), "wanted an input (diversim evidence lists them); got %q", key))
			continue
		}
		v, err := inputs.Parse(key, value)
		if err != nil {
			at.column = utf8.RuneCountInString(text) - utf8.RuneCountInString(value) + 1
			l.problems = append(l.problems, at.problem("", "%v", err))
			continue
		}
		if earlier := slices.IndexFunc(settings, func(s Setting) bool { return s.Key == key }); earlier >= 0 {
			l.problems = append(l.problems, at.problem("", "%s: wanted once; %s:%d gives it %s", key, setFlag, settings[earlier].Line, settings[earlier].Value))
			continue
		}
		s := Setting{
			Key: key, Value: v, Layer: LayerFlag, Because: "given on the command line",
			File: at.file, Line: at.line, Column: at.column,
		}
		settings = append(settings, s)
	}
	return settings
}

// override puts people and horizon of the command line into the document.
func (l *loader) override(d *document, o Overrides) {
	if o.People != nil {
		at := position{peopleFlag, 1, 1}
		people, complaint := readPeople(strconv.Itoa(*o.People))
		if complaint != "" {
			l.problems = append(l.problems, at.problem("", "%s", complaint))
		}
		d.people, d.given["people"] = people, at
	}
	if o.Horizon != nil {
		at := position{horizonFlag, 1, 1}
		horizon, complaint := readHorizon(*o.Horizon)
		if *o.Horizon == "" {
			complaint = "horizon: wanted a duration written like 3y or 18 months; got nothing"
		}
		if complaint != "" {
			l.problems = append(l.problems, at.problem("", "%s", complaint))
		}
		d.horizon, d.given["horizon"] = horizon, at
	}
}
