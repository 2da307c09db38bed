package evidence_test

import (
	"fmt"

	"diversim/model/evidence"
)

// A process declares its inputs against a registry and reads plain fields; the
// command line, scenarios and priors go through the registry.
func Example() {
	var police struct {
		OfferProbability evidence.Probability
	}
	r := evidence.New()
	evidence.Var(r, &police.OfferProbability, evidence.Spec{
		Key: "police.offer_probability", Label: "Diversion offered to an eligible suspect",
		Value: 0.5, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 50, B: 50},
		Status: evidence.Derived, Source: "pdd-2026",
		Note: "about 8,800 of 18,000 possession suspects in diversion forces",
	})
	fmt.Println(police.OfferProbability)

	v, err := r.Parse("police.offer_probability", "80%")
	if err != nil {
		fmt.Println(err)
		return
	}
	r.Set("police.offer_probability", v)
	fmt.Println(police.OfferProbability)

	_, err = r.Parse("police.offer_probabilty", "80%")
	fmt.Println(err)
	_, err = r.Parse("police.offer_probability", "£80")
	fmt.Println(err)
	// Output:
	// 0.5
	// 0.8
	// no input is called "police.offer_probabilty"; did you mean "police.offer_probability"?
	// police.offer_probability: wanted proportion, 0% to 100%, written like 0.8 or 80%; got "£80"
}
