package figure

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	update = flag.Bool("update", false, "write the golden figures anew")
	look   = flag.String("look", "", "write the figures of the invented run, as PNG, to this folder")
)

// TestLook is for people: go test -run Look -look DIR, and open the files.
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no folder given with -look")
	}
	files, err := Render(fakeRun())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(*look, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var _ = bytes.Equal
var _ = strings.Contains
