package scenarios

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the messages and digests that the tests expect anew")

// Each testdata/*.bad.yaml has what it must be answered with beside it.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("wanted the corpus of bad files, got %d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			s, err := load(file, Overrides{}, toy)
			if s != nil || err == nil {
				t.Fatal("wanted an error and no scenario")
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".txt", err.Error()+"\n")
		})
	}
}

// The same of what is wrong between a file and the model's own inputs.
func TestBadFilesOfTheModel(t *testing.T) {
	files, err := filepath.Glob("testdata/model/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("wanted the corpus of bad files, got none, %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			s, err := Load(file, Overrides{})
			if s != nil || err == nil {
				t.Fatal("wanted an error and no scenario")
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".txt", err.Error()+"\n")
		})
	}
}

// What is wrong with flags is reported with what is wrong with the file.
func TestBadFlags(t *testing.T) {
	people, horizon := -1, "soon"
	_, err := load("testdata/missing-comparator.bad.yaml", Overrides{
		People: &people, Horizon: &horizon,
		Set: []string{
			"programme.budget=£5", "programme.budgte=£5", "programme.budget", "programme.budget=5 weeks",
			"people=10", "programme.scheme=deferred", "=", "programme.first_wait=400d", "programme.budget=£6",
		},
	}, toy)
	if err == nil {
		t.Fatal("wanted an error")
	}
	golden(t, "testdata/flags.bad.txt", err.Error()+"\n")
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (run with -update if the change is meant):\nwanted\n%s\ngot\n%s", file, want, got)
	}
}
