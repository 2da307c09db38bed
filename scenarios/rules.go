package scenarios

import (
	"embed"
	"path"
	"slices"
	"strings"
)

// Verdict is what a rule says is to be done.
type Verdict string

// The verdicts.
const (
	Adopt     Verdict = "adopt"
	PilotMore Verdict = "pilot-more"
	Stop      Verdict = "stop"
)

var verdicts = []string{string(Adopt), string(PilotMore), string(Stop)}

// Rules say what to do given what is known: the first rule of which all conditions
// hold gives the verdict. The last has no conditions.
type Rules struct {
	Name, Title, Question string
	Rules                 []Rule
}

// Rule is a verdict and when it is given; without conditions it always is.
type Rule struct {
	Verdict Verdict
	Because string
	When    []Condition
}

// Condition holds a quantity of an arm against a bar: its mean over draws of the
// inputs, or, where Probability is above 0, the share of draws in which it is on
// the right side.
type Condition struct {
	Quantity    Quantity
	Arm         string // "": the headline arm; of the value of information: what may be chosen
	Level       bool   // of a measure: of the arm, and not of the arm minus the comparator
	Column      string // of money: "average", "marginal" or "cashable"
	AtLeast     bool   // else at most
	Bar         float64
	Probability float64 // 0: the mean is held against the bar
	Because     string
}

// Quantity is what a condition is about: an outcome measure, or money by a
// perspective, in pounds per person.
type Quantity struct {
	Name        string
	Money       MoneyKind // "": a measure
	Perspective string
}

// MoneyKind is a kind of quantity in pounds.
type MoneyKind string

// The kinds: health gained less cost; what is saved, the scheme's cost taken off;
// what is saved for each person who accepts, without the scheme's cost; the value of
// knowing every input before choosing among comparator, arm and charging everyone.
const (
	NetBenefitMoney  MoneyKind = "net_benefit"
	SavingMoney      MoneyKind = "saving"
	PerAcceptedMoney MoneyKind = "benefit_per_accepted"
	InformationMoney MoneyKind = "evpi"
)

var moneyColumns = []string{"average", "marginal", "cashable"}

// moneyQuantities lists the quantities in pounds.
func moneyQuantities() []Quantity {
	var all []Quantity
	add := func(kind MoneyKind, perspectives ...string) {
		for _, p := range perspectives {
			all = append(all, Quantity{string(kind) + "_" + p, kind, p})
		}
	}
	add(NetBenefitMoney, "public", "society")
	add(SavingMoney, "police", "cjs", "public", "exchequer", "society")
	add(PerAcceptedMoney, "public", "society")
	add(InformationMoney, "public", "society")
	return all
}

//go:embed rules/*.yaml
var rulesLibrary embed.FS

// RulesLibrary lists the rule files that come with the program, by name.
func RulesLibrary() []string {
	files, err := rulesLibrary.ReadDir("rules")
	if err != nil {
		panic("scenarios: the rules are not embedded: " + err.Error())
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

// LoadRules reads a rule file of the library, by name, or of a file, by path, for a
// scenario. The error is a Problems with everything that is wrong.
func LoadRules(nameOrPath string, s *Scenario) (*Rules, error) {
	text, display, complaint := findRules(nameOrPath)
	if complaint != nil {
		return nil, Problems{*complaint}
	}
	r := newReader(display, s.words)
	r.kind = "rule file"
	rules := r.rules(text, s)
	if len(r.problems) > 0 {
		return nil, r.problems.inOrder()
	}
	if rules.Name = nameOrPath; !slices.Contains(RulesLibrary(), nameOrPath) {
		rules.Name = strings.TrimSuffix(strings.TrimSuffix(path.Base(nameOrPath), ".yml"), ".yaml")
	}
	return rules, nil
}

// findRules reads the text of a rule file.
func findRules(nameOrPath string) (text []byte, display string, complaint *Problem) {
	if slices.Contains(RulesLibrary(), nameOrPath) {
		display = path.Join("rules", nameOrPath+".yaml")
		text, err := rulesLibrary.ReadFile(display)
		if err != nil {
			panic("scenarios: no such rule file: " + nameOrPath)
		}
		return text, display, nil
	}
	if nameOrPath == "" {
		return nil, "", &Problem{File: "rules", What: "wanted a rule file; got an empty name"}
	}
	text, err := source{path: nameOrPath}.text()
	if err != nil {
		return nil, "", &Problem{
			File: nameOrPath, What: "wanted a rule file of the library (" + strings.Join(RulesLibrary(), ", ") + ") or a file that can be read; " + cause(err),
			Hint: nearest(strings.TrimSuffix(path.Base(nameOrPath), ".yaml"), RulesLibrary()),
		}
	}
	return text, nameOrPath, nil
}
