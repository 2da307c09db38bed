package scenarios

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed library/*.yaml calibrated
var embedded embed.FS

// Entry is a scenario of the library as lists show it.
type Entry struct{ Name, Title, Question string }

// reading order of the library in lists; scenarios that are not in it follow by name.
var readingOrder = []string{
	"west-midlands-pilot", "thames-valley-80", "enforce-the-law", "round-and-round", "teenagers",
	"funding-levels", "underfunded-health-response", "eight-forces", "patchwork-today", "national",
	"spread", "which-lever", "sceptical", "published", "enthusiast", "pro-prosecution",
}

// Library lists the scenarios that come with the program, from the pilot that
// raised the question to its variants.
func Library() []Entry {
	var list []Entry
	for _, name := range libraryNames() {
		r := newReader(libraryPath(name), everyday)
		d := r.document(libraryText(name))
		if len(r.problems) > 0 {
			panic(fmt.Sprintf("scenarios: the library does not load: %v", r.problems))
		}
		list = append(list, Entry{Name: name, Title: d.title, Question: d.question})
	}
	return list
}

// libraryNames lists the library in reading order.
func libraryNames() []string {
	files, err := embedded.ReadDir("library")
	if err != nil {
		panic("scenarios: the library is not embedded: " + err.Error())
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	place := func(name string) int {
		if i := slices.Index(readingOrder, name); i >= 0 {
			return i
		}
		return len(readingOrder)
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	return names
}

func inLibrary(name string) bool { return slices.Contains(libraryNames(), name) }

func libraryPath(name string) string { return path.Join("library", name+".yaml") }

func libraryText(name string) []byte {
	text, err := embedded.ReadFile(libraryPath(name))
	if err != nil {
		panic("scenarios: no such library scenario: " + name)
	}
	return text
}
