package results

// WriteFiles puts a manifest and the files of opts into a results directory as Write does
// a run: all of them or nothing.
func WriteFiles(dir string, m Manifest, opts WriteOptions) (at string, err error) {
	return publish(dir, opts.Force, opts.Beside, func(partial string) error {
		b := builder{files: opts.Files}
		b.manifest(m)
		return b.write(partial)
	})
}
