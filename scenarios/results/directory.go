package results

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// manifestName is the file by which a results directory is known.
const manifestName = "manifest.json"

// unfinished are the directories that are being filled, each with what removes the
// parents made for it.
var unfinished sync.Map

// Abandon removes what results directories under way have written: for a program that
// ends at once, and does not see to it otherwise.
func Abandon() {
	unfinished.Range(func(partial, removeParents any) bool {
		_ = os.RemoveAll(partial.(string)) // nobody is left to be told
		removeParents.(func())()
		return true
	})
}

// publish fills a hidden sibling of dir and renames it into place once fill
// has returned without error. On failure nothing is left behind and what was
// at dir before is untouched. With force an earlier results directory (one
// with a manifest, or an empty one) gives way; anything else never does: what
// has come into being there since fill began, or with beside before it, has the
// results go beside it. at is where they are, as dir has it.
func publish(dir string, force, beside bool, fill func(partial string) error) (at string, err error) {
	dir = filepath.Clean(dir)
	whole, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if !beside {
		if _, err := checkPlace(whole, force); err != nil {
			return "", err
		}
	}
	parent := filepath.Dir(whole)
	removeParents, err := makeParents(parent)
	if err != nil {
		return "", fmt.Errorf("results cannot be written to %s: %w", dir, err)
	}
	partial, err := os.MkdirTemp(parent, "."+filepath.Base(whole)+".partial-*")
	if err != nil {
		removeParents()
		return "", fmt.Errorf("results cannot be written to %s: %w", dir, err)
	}
	unfinished.Store(partial, removeParents)
	defer func() {
		unfinished.Delete(partial)
		if err != nil {
			err = errors.Join(err, os.RemoveAll(partial))
			removeParents()
		}
	}()
	if err := fill(partial); err != nil {
		return "", unfilled(dir, partial, err)
	}
	if err := os.Chmod(partial, 0o755); err != nil {
		return "", err
	}
	return settle(dir, partial, force)
}

// unfilled is the error of a directory that could not be filled. The name of the hidden
// one, which is gone, would tell nobody anything.
func unfilled(dir, partial string, err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		if name, inside := strings.CutPrefix(of.Path, partial+string(filepath.Separator)); inside {
			return fmt.Errorf("results cannot be written to %s, and none were left there: %s: %w", dir, filepath.ToSlash(name), of.Err)
		}
	}
	return fmt.Errorf("results for %s: %w", dir, err)
}

// settle gives a directory that is filled its name: dir, or one beside what stands there
// and may not be replaced.
func settle(dir, partial string, force bool) (at string, err error) {
	if exists, err := checkPlace(dir, force); exists && err == nil {
		return dir, replace(dir, partial)
	}
	for at == "" || errors.Is(err, fs.ErrExist) { // it may be taken between the two
		at = Beside(dir, "beside")
		err = os.Rename(partial, at)
	}
	return at, err
}

// Beside is where results go that may not replace what stands at dir: there if nothing
// does, else to a directory of its name and why.
func Beside(dir, why string) string {
	free := dir
	for n := 1; ; n++ {
		if _, err := os.Lstat(free); err != nil {
			return free
		}
		free = fmt.Sprintf("%s-%s-%d", strings.TrimRight(dir, "/"), why, n)
	}
}

// checkPlace says whether something stands at dir that may be replaced, and
// returns an error when something stands there that may not.
func checkPlace(dir string, force bool) (exists bool, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("results cannot be written to %s: %w", dir, err)
	case !info.IsDir():
		return false, fmt.Errorf("want a directory for results, got a file: %s", dir)
	case !force:
		return false, fmt.Errorf("%s exists: choose another name, or --force to replace it", dir)
	}
	return true, Replaceable(dir)
}

// Replaceable says why the directory dir is not replaced even by force: it is no
// results directory and not empty, or it holds files that are not among its results.
func Replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return err
	}
	m, err := ReadManifest(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is not a results directory (it has no %s), so it is not replaced", dir, manifestName)
	case errors.As(err, new(foreignManifest)):
		return fmt.Errorf("%s is not a results directory (its %s is of something else), so it is not replaced", dir, manifestName)
	case err != nil:
		return err
	case m.Files == nil: // none were listed by earlier versions
		return nil
	}
	var others []string
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if name = filepath.ToSlash(name); err == nil && name != manifestName && !slices.Contains(m.Files, name) {
			others = append(others, name)
		}
		return err
	})
	if err == nil && len(others) > 0 {
		return fmt.Errorf("%s holds files that are not among its results, so it is not replaced: %s", dir, strings.Join(others, ", "))
	}
	return err
}

// makeParents makes parent and whatever is missing above it, and returns a
// function that takes away again what it made and nobody else has used since.
func makeParents(parent string) (undo func(), err error) {
	var missing []string
	for p := parent; ; p = filepath.Dir(p) {
		if _, err := os.Stat(p); !errors.Is(err, fs.ErrNotExist) || p == filepath.Dir(p) {
			break
		}
		missing = append(missing, p)
	}
	undo = func() {
		for _, p := range missing {
			if os.Remove(p) != nil { // not empty: someone else's now
				return
			}
		}
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		undo()
		return nil, err
	}
	return undo, nil
}

// replace puts partial where dir is. Should the second of its two renames
// fail, the first is taken back.
func replace(dir, partial string) error {
	aside := partial + "-old"
	if err := os.Rename(dir, aside); err != nil {
		return err
	}
	if err := os.Rename(partial, dir); err != nil {
		return errors.Join(err, os.Rename(aside, dir))
	}
	return os.RemoveAll(aside)
}
