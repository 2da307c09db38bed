package scenarios_test

import (
	"fmt"

	"diversim/scenarios"
)

// What distinguishes an arm from the base case, and where it is said.
func ExampleLoad() {
	s, err := scenarios.Load("enforce-the-law", scenarios.Overrides{Set: []string{"police.admission_probability=0.9"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Title, "for", s.People, "people over", s.Horizon.Years(), "years")
	for _, e := range s.Explain("charge") {
		if e.Layer >= scenarios.LayerArm {
			fmt.Printf("%s = %v (%v): %s\n", e.Key, e.Value, e.Layer, e.File)
		}
	}
	// Output:
	// Enforce the law for 1500 people over 3 years
	// police.admission_probability = 90% (--set): --set
	// police.charge_everyone = true (arm): library/enforce-the-law.yaml
}
