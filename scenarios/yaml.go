package scenarios

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// yamlMapping is an empty mapping, filled by put.
func yamlMapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

// put adds a key to a mapping.
func put(m *yaml.Node, key string, value *yaml.Node) {
	m.Content = append(m.Content, yamlText(key), value)
}

// yamlText is a string, whatever it looks like. Line breaks become spaces, so
// that it can stand on the line of its key.
func yamlText(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: strings.Join(strings.Fields(text), " ")}
}

// yamlTexts is a list of strings.
func yamlTexts(list []string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, text := range list {
		n.Content = append(n.Content, yamlText(text))
	}
	return n
}

// yamlPlain is a number, a switch or a word, without quotes where YAML allows.
func yamlPlain(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: text}
}

// yamlFlow puts a list or mapping on one line.
func yamlFlow(n *yaml.Node) *yaml.Node {
	n.Style = yaml.FlowStyle
	return n
}
