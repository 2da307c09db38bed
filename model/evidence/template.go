package evidence

import (
	"fmt"
	"reflect"
	"slices"
)

// Template makes copies of a parameter struct, each with a registry that writes to
// the copy, without declaring its inputs again. Several goroutines may use it.
type Template[T any] struct {
	params   T
	registry *Registry
	paths    [][]int // by entry: places of fields and elements, from the outermost in
}

// NewTemplate is the template of the struct as it stands, and of the registry with
// its declarations. It panics if an input's field is not part of the struct, or if
// copies of the struct would share anything.
func NewTemplate[T any](params *T, r *Registry) *Template[T] {
	t := &Template[T]{params: *params, registry: r, paths: make([][]int, len(r.entries))}
	places := map[any]int{}
	for place, field := range r.fields {
		places[field.Addr().Interface()] = place
	}
	t.visit(reflect.ValueOf(params).Elem(), nil, places)
	for place, path := range t.paths {
		if path == nil {
			panic(fmt.Sprintf("evidence: %s is no part of %T", r.entries[place].Key, t.params))
		}
	}
	return t
}

// visit finds the paths to the declared fields below v.
func (t *Template[T]) visit(v reflect.Value, path []int, places map[any]int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			t.visit(v.Field(i), append(path, i), places)
		}
	case reflect.Array:
		for i := range v.Len() {
			t.visit(v.Index(i), append(path, i), places)
		}
	case reflect.Float64, reflect.String, reflect.Bool:
		if !v.CanInterface() {
			return // unexported: derived from inputs, and none itself
		}
		if place, found := places[v.Addr().Interface()]; found {
			t.paths[place] = slices.Clone(path)
		}
	default:
		panic(fmt.Sprintf("evidence: copies of %T could share a %v", t.params, v.Type()))
	}
}

// Copy returns a copy of the struct and a registry that writes to it and takes no
// more declarations.
func (t *Template[T]) Copy() (*T, *Registry) {
	params := t.params
	r := &Registry{entries: t.registry.entries, byKey: t.registry.byKey, fields: make([]reflect.Value, len(t.paths)), closed: true}
	root := reflect.ValueOf(&params).Elem()
	for place, path := range t.paths {
		field := root
		for _, i := range path {
			if field.Kind() == reflect.Struct {
				field = field.Field(i)
			} else {
				field = field.Index(i)
			}
		}
		r.fields[place] = field
	}
	return &params, r
}
