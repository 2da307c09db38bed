package scenarios

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

func compiled(t *testing.T, words vocabulary) *jsonschema.Schema {
	t.Helper()
	text, err := words.schema()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("scenario.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON is the text of a scenario as an editor's validator sees it.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	var read any
	if err := yaml.Load(text, &read); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(read)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestSchemaAcceptsGoodScenarios(t *testing.T) {
	schema := compiled(t, toy)
	s := mustToy(t, toyScenario, Overrides{})
	for name, text := range map[string][]byte{
		"toy": []byte(toyScenario), "the same": []byte(sameAsToy), "resolved": s.Resolved(),
	} {
		if err := schema.Validate(asJSON(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// beyondSchema are the bad files that a schema cannot judge: what is wrong is not
// YAML, is how large a text says a number is, or needs the whole of the file or
// another one.
var beyondSchema = []string{
	"malformed", "empty", "duplicate-key", "two-documents", "aliases",
	"unknown-arm", "circle", "missing-parent", "directory-parent", "resolved-parent", "inherited-comparator",
	"force-twice", "intake", "intake-parts", "shares", "starts", "starts-in-one-year", "empty-areas",
}

func TestSchemaRejectsBadScenarios(t *testing.T) {
	schema := compiled(t, toy)
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("wanted the corpus of bad files, got none, %v", err)
	}
	for _, file := range files {
		if slices.Contains(beyondSchema, strings.TrimSuffix(filepath.Base(file), ".bad.yaml")) {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(asJSON(t, text)) == nil {
			t.Errorf("%s is accepted", file)
		}
	}
}

// What the registry reads, the schema accepts: an editor never marks what is right.
func TestSchemaAcceptsWhatIsRead(t *testing.T) {
	schema, read := compiled(t, toy), 0
	for _, in := range toyInputs().Inputs() {
		for _, text := range []string{
			"0", "1", "-0.5", "0.5", "50%", "£60,000", "£60_000", "60000", "14 days", "2w", "3 months", "1y",
			"unlimited", "1/2", "true", "false", "none", "deferred-prosecution",
		} {
			if _, err := toyInputs().Parse(in.Key, text); err != nil {
				continue
			}
			read++
			if err := schema.Validate(asJSON(t, oneSetting(in.Key, text))); err != nil {
				t.Errorf("%s: %q is read, but the schema says %v", in.Key, text, err)
			}
		}
	}
	if read < 30 {
		t.Errorf("wanted at least 30 texts that are read, got %d", read)
	}
}

// Wrong units and words are marked in the editor already.
func TestSchemaRejectsWrongUnits(t *testing.T) {
	schema := compiled(t, toy)
	for _, c := range [][2]string{
		{"programme.budget", "2w"},
		{"programme.budget", "£"},
		{"programme.budget", "50%"},
		{"programme.first_wait", "14"},
		{"programme.first_wait", "5 fortnights"},
		{"programme.first_wait", "£5"},
		{"police.offer.charge", "£1"},
		{"police.offer.charge", "1y"},
		{"police.offer.charge", "unlimited"},
		{"scheme.outcome_22.max_offers", "10%"},
		{"effect.force_log_hr", "unlimited"},
		{"programme.scheme", "deferred"},
		{"police.charge_everyone", "maybe"},
	} {
		if schema.Validate(asJSON(t, oneSetting(c[0], c[1]))) == nil {
			t.Errorf("%s: the schema accepts %q", c[0], c[1])
		}
	}
}

func oneSetting(key, text string) []byte {
	return []byte("extends: x\nset: {" + key + ": {value: '" + text + "', because: x}}")
}
