package scenarios

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

var (
	rulesKeys     = []string{"title", "question", "rules"}
	ruleKeys      = []string{"verdict", "because", "when", "otherwise"}
	conditionKeys = []string{"quantity", "arm", "as", "column", "at_least", "at_most", "probability", "because"}
	asWords       = []string{"difference", "level"}
)

// rules reads the text of a rule file for a scenario; nil when it is no mapping.
func (r *reader) rules(text []byte, s *Scenario) *Rules {
	root := r.root(text)
	if root == nil {
		return nil
	}
	rules := &Rules{}
	given := r.keyed(root, "rules", rulesKeys, []string{"rules"})
	if n := given["title"]; n != nil {
		rules.Title = r.text(n, "title")
	}
	if n := given["question"]; n != nil {
		rules.Question = r.text(n, "question")
	}
	if n := given["rules"]; n != nil {
		items := r.items(n, "rules")
		for i, item := range items {
			rules.Rules = append(rules.Rules, r.rule(item, s, i == len(items)-1))
		}
		if n.Kind == yaml.SequenceNode && len(items) == 0 {
			r.complain(n, "", "rules: wanted at least one rule; got none")
		}
	}
	return rules
}

// rule reads one rule. The last, and no other, has otherwise in place of conditions.
func (r *reader) rule(n *yaml.Node, s *Scenario, last bool) Rule {
	var rule Rule
	given := r.keyed(n, "rule", ruleKeys, []string{"verdict", "because"})
	if node := given["verdict"]; node != nil {
		word := strings.Join(strings.Fields(r.text(node, "verdict")), "-")
		if word != "" && !slices.Contains(verdicts, word) {
			r.complain(node, nearest(word, verdicts), "verdict: wanted one of %s; got %q", strings.Join(verdicts, ", "), node.Value)
		}
		rule.Verdict = Verdict(word)
	}
	if node := given["because"]; node != nil {
		rule.Because = r.text(node, "because")
	}
	when, otherwise := given["when"], given["otherwise"]
	if otherwise != nil && r.text(otherwise, "otherwise") != "true" {
		r.complain(otherwise, "", "otherwise: wanted true; got %s", describe(otherwise))
	}
	switch {
	case n.Kind != yaml.MappingNode:
	case when != nil && otherwise != nil:
		r.complain(otherwise, "", "rule: wanted either when or otherwise; got both")
	case last && otherwise == nil:
		r.complain(n, "otherwise: true", "rule: wanted the last rule to hold whatever else; got conditions")
	case !last && otherwise != nil:
		r.complain(otherwise, "", "otherwise: wanted in the last rule alone, for no rule after it can count")
	case !last && when == nil:
		r.complain(n, "", "rule: when is missing")
	}
	if when == nil {
		return rule
	}
	items := r.items(when, "when")
	for _, item := range items {
		rule.When = append(rule.When, r.condition(item, s))
	}
	if when.Kind == yaml.SequenceNode && len(items) == 0 {
		r.complain(when, "", "when: wanted at least one condition; got none")
	}
	return rule
}

// condition reads one condition.
func (r *reader) condition(n *yaml.Node, s *Scenario) Condition {
	var c Condition
	given := r.keyed(n, "condition", conditionKeys, []string{"quantity"})
	known := false
	if node := given["quantity"]; node != nil {
		c.Quantity, known = r.quantityOf(node)
	}
	if node := given["because"]; node != nil {
		c.Because = r.text(node, "because")
	}
	if node := given["arm"]; node != nil {
		c.Arm = r.text(node, "arm")
		if _, found := s.Arm(c.Arm); c.Arm != "" && !found {
			r.complain(node, nearest(c.Arm, s.armNames()), "arm: wanted one of the arms %s; got %q", strings.Join(s.armNames(), ", "), c.Arm)
		}
	}
	if node := given["as"]; node != nil {
		c.Level = r.oneOf(node, "as", asWords) == "level"
		if known && c.Quantity.Money != "" {
			r.complain(node, "", "as: wanted for outcome measures alone; %s compares the arm with the comparator", c.Quantity.Name)
		}
	}
	if c.Arm == s.Comparator && !c.Level && given["arm"] != nil {
		r.complain(given["arm"], "as: level", "arm: wanted another arm than the comparator, from which it does not differ; got %q", c.Arm)
	}
	if known && c.Quantity.Money != "" {
		c.Column = moneyColumns[0]
	}
	if node := given["column"]; node != nil {
		c.Column = r.oneOf(node, "column", moneyColumns)
		if known && c.Quantity.Money == "" {
			r.complain(node, "", "column: wanted for quantities in pounds alone; %s is an outcome measure", c.Quantity.Name)
		}
	}
	r.bar(n, given, &c)
	if node := given["probability"]; node != nil {
		p, read := r.number(node, "probability")
		switch {
		case read && !(p > 0 && p < 1):
			r.complain(node, "", "probability: wanted more than 0%% and less than 100%%, which no draws can show; got %q", node.Value)
		case c.Quantity.Money == InformationMoney:
			r.complain(node, "", "probability: %s is one number over all draws; wanted no probability", c.Quantity.Name)
		}
		c.Probability = p
	}
	return c
}

// bar reads what the quantity is held against.
func (r *reader) bar(n *yaml.Node, given map[string]*yaml.Node, c *Condition) {
	least, most := given["at_least"], given["at_most"]
	switch {
	case least != nil && most != nil:
		r.complain(most, "", "condition: wanted either at_least or at_most; got both")
	case least != nil:
		c.AtLeast = true
		c.Bar, _ = r.number(least, "at_least")
	case most != nil:
		c.Bar, _ = r.number(most, "at_most")
	case n.Kind == yaml.MappingNode:
		r.complain(n, "", "condition: at_least or at_most is missing")
	}
}

// quantityOf reads the name of a quantity.
func (r *reader) quantityOf(n *yaml.Node) (Quantity, bool) {
	name := r.text(n, "quantity")
	if name == "" {
		return Quantity{}, false
	}
	money := moneyQuantities()
	if i := slices.IndexFunc(money, func(q Quantity) bool { return q.Name == name }); i >= 0 {
		return money[i], true
	}
	names := r.words.measureNames()
	if slices.Contains(names, name) {
		return Quantity{Name: name}, true
	}
	var ofMoney []string
	for _, q := range money {
		ofMoney = append(ofMoney, q.Name)
	}
	r.complain(n, nearest(name, append(names, ofMoney...)),
		"quantity: wanted an outcome measure (diversim measures lists them) or one of %s; got %q", strings.Join(ofMoney, ", "), name)
	return Quantity{}, false
}

func (r *reader) oneOf(n *yaml.Node, what string, words []string) string {
	word := r.text(n, what)
	if word != "" && !slices.Contains(words, word) {
		r.complain(n, nearest(word, words), "%s: wanted one of %s; got %q", what, strings.Join(words, ", "), word)
	}
	return word
}

var numberForm = regexp.MustCompile(`^([-+−]?)£?([0-9][0-9_,]*(?:\.[0-9]+)?) ?(%?)$`)

// number reads a number, a percentage or a sum of money.
func (r *reader) number(n *yaml.Node, what string) (x float64, read bool) {
	text := r.text(n, what)
	if text == "" {
		return 0, false
	}
	parts := numberForm.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		r.complain(n, "", "%s: wanted a number, written like 0.8, 80%% or £40; got %q", what, text)
		return 0, false
	}
	x, err := strconv.ParseFloat(strings.NewReplacer("_", "", ",", "").Replace(parts[2]), 64)
	if err != nil {
		r.complain(n, "", "%s: wanted a number; got %q", what, text)
		return 0, false
	}
	if parts[3] != "" {
		const percent = 100
		x /= percent
	}
	if parts[1] == "-" || parts[1] == "−" {
		x = 0 - x
	}
	return x, true
}

// armNames lists the arms in order.
func (s *Scenario) armNames() []string {
	names := make([]string, len(s.Arms))
	for i, a := range s.Arms {
		names[i] = a.Name
	}
	return names
}
