package evidence

import (
	"fmt"
	"reflect"
	"strings"
)

// Undeclared lists the exported number, string and bool fields of the struct that
// params points to, and of structs and arrays within it, that no input of the
// registry writes to. Plain numeric fields are listed too: they cannot be
// declared, so a parameter must not hide in one. It is meant for tests.
func Undeclared(r *Registry, params any) []string {
	pointer := reflect.ValueOf(params)
	if pointer.Kind() != reflect.Pointer || pointer.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("evidence: Undeclared wants a pointer to a struct; got %T", params))
	}
	declared := map[any]bool{}
	for _, field := range r.fields {
		declared[field.Addr().Interface()] = true
	}
	var missing []string
	walk(pointer.Elem(), pointer.Elem().Type().Name(), func(name string, field reflect.Value) {
		if !declared[field.Addr().Interface()] {
			missing = append(missing, name)
		}
	})
	return missing
}

// walk calls visit for every exported number, string and bool below v.
func walk(v reflect.Value, name string, visit func(string, reflect.Value)) {
	switch kind := v.Kind(); {
	case kind == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() || f.Anonymous {
				walk(v.Field(i), name+"."+f.Name, visit)
			}
		}
	case kind == reflect.Array || kind == reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s[%d]", name, i), visit)
		}
	case kind == reflect.Pointer && !v.IsNil():
		walk(v.Elem(), name, visit)
	case kind == reflect.Bool || kind == reflect.String || v.CanInt() || v.CanUint() || v.CanFloat():
		visit(name, v)
	}
}

// Sources returns the bibliography keys of the input's source.
func (in Input) Sources() []string {
	return strings.FieldsFunc(in.Source, func(c rune) bool { return c == ',' || c == ' ' })
}

// Unsourced lists, with the reason, the inputs whose source is not in the
// bibliography, and those that are assumed without a reason or stand without a
// source. It is empty when every number can be traced.
func Unsourced(r *Registry) []string {
	var complaints []string
	for _, e := range r.entries {
		sources := e.Sources()
		switch {
		case e.Status == Assumed && strings.TrimSpace(e.Note) == "":
			complaints = append(complaints, e.Key+": assumed without a reason")
		case e.Status != Assumed && len(sources) == 0:
			complaints = append(complaints, e.Key+": no source")
		}
		for _, source := range sources {
			if _, found := Cite(source); !found {
				complaints = append(complaints, fmt.Sprintf("%s: source %q is not in the bibliography", e.Key, source))
			}
		}
	}
	return complaints
}
