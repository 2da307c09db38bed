package results

// WriteFiles puts a manifest and files into a results directory as Write does a run:
// all of them or nothing, and in place of an earlier results directory only with
// force.
func WriteFiles(dir string, m Manifest, files []File, force bool) error {
	return publish(dir, force, func(partial string) error {
		text, err := indented(m)
		if err != nil {
			return err
		}
		for _, f := range append([]File{{Name: manifestName, Bytes: text}}, files...) {
			if err := writeFile(partial, f); err != nil {
				return err
			}
		}
		return nil
	})
}
