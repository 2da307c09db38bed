package scenarios

import (
	"maps"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// resolvedForces is the list of force areas, or the word for all of them.
func (s *Scenario) resolvedForces() *yaml.Node {
	if all := sorted(s.words.forces()); slices.Equal(all, s.Forces) {
		return yamlPlain(allForces)
	}
	return yamlFlow(yamlTexts(s.Forces))
}

func resolvedAreas(areas map[string]Area) *yaml.Node {
	all := yamlMapping()
	for _, force := range slices.Sorted(maps.Keys(areas)) {
		one := yamlMapping()
		put(one, "population", yamlPlain(strconv.Itoa(areas[force].Population)))
		put(one, "contacts", yamlPlain(strconv.Itoa(areas[force].Contacts)))
		put(all, force, yamlFlow(one))
	}
	return all
}

func resolvedSchemes(schemes Schemes) *yaml.Node {
	if schemes.Word != "" {
		return yamlPlain(schemes.Word)
	}
	all := yamlMapping()
	for _, force := range slices.Sorted(maps.Keys(schemes.Starts)) {
		put(all, force, yamlText(inOwnUnit(schemeStartKey, schemes.Starts[force].Years())))
	}
	return yamlFlow(all)
}

func resolvedShares(shares map[string]float64) *yaml.Node {
	all := yamlMapping()
	for _, force := range slices.Sorted(maps.Keys(shares)) {
		put(all, force, yamlText(inOwnUnit(shareKey, shares[force])))
	}
	return yamlFlow(all)
}

// sameSchemes reports whether every arm's scheme runs in the same areas, from the
// same times.
func (s *Scenario) sameSchemes() bool {
	return !slices.ContainsFunc(s.Arms, func(a Arm) bool {
		return a.Schemes.canonical() != s.Arms[0].Schemes.canonical()
	})
}
