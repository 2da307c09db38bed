package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"diversim/scenarios/results"
)

// checkOut says, before anything is run, why results could not be written to
// dir afterwards. It leaves nothing behind.
func checkOut(dir string, force bool) error {
	if dir == "" {
		return usage("--out: wanted a directory; got nothing")
	}
	info, err := os.Stat(dir)
	if _, there := os.Lstat(dir); err != nil && there == nil {
		return usage("--out: wanted a directory; %s is a link to what is not there", dir)
	}
	switch {
	case err == nil && !info.IsDir():
		return usage("--out: wanted a directory; %s is a file", dir)
	case err == nil && !force:
		return usage("--out: %s exists: choose another name, or --force to replace it", dir)
	case err == nil:
		if err := results.Replaceable(dir); err != nil {
			return usage("--out: %v", err)
		}
	}
	above, err := standingAbove(dir)
	if err != nil {
		return err
	}
	trial, err := os.MkdirTemp(above, ".diversim-trial-*")
	if err != nil {
		return usage("--out: %s cannot be written: %v", dir, reason(err))
	}
	return os.Remove(trial)
}

// reason is an error of the file system without the operation and its path.
func reason(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

// standingAbove is the nearest directory above dir that is there.
func standingAbove(dir string) (string, error) {
	above, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		above = filepath.Dir(above)
		info, err := os.Stat(above)
		switch {
		case err == nil && info.IsDir():
			return above, nil
		case err == nil:
			return "", usage("--out: wanted a directory to write %s in; %s is a file", dir, above)
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return "", usage("--out: %s cannot be written: %v", dir, reason(err))
		case above == filepath.Dir(above):
			return "", usage("--out: %s cannot be written: there is no %s", dir, above)
		}
	}
}
