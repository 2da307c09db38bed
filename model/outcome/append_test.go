package outcome

import (
	"reflect"
	"testing"
)

// TestListsAreComplete: every column of People is among those that Append and Empty
// treat, so that a new one cannot be forgotten.
func TestListsAreComplete(t *testing.T) {
	p := &People{}
	known := map[uintptr]bool{}
	for _, l := range p.lists() {
		known[reflect.ValueOf(l).Field(0).Pointer()] = true
	}
	scratch := map[string]bool{"out": true, "states": true}
	var visit func(v reflect.Value, name string)
	visit = func(v reflect.Value, name string) {
		switch v.Kind() {
		case reflect.Slice:
			if !known[v.Addr().Pointer()] && !scratch[name] {
				t.Errorf("%s is not in the list", name)
			}
		case reflect.Array:
			for i := range v.Len() {
				visit(v.Index(i), name)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				visit(v.Field(i), v.Type().Field(i).Name)
			}
		default:
		}
	}
	visit(reflect.ValueOf(p).Elem(), "People")
}
