package results

// WriteFiles puts a manifest and files into a results directory as Write does a run:
// all of them or nothing, and in place of an earlier results directory only with
// force.
func WriteFiles(dir string, m Manifest, files []File, force bool) error {
	return publish(dir, force, func(partial string) error {
		b := builder{files: files}
		b.manifest(m)
		return b.write(partial)
	})
}
