package estimate

import "math"

// Breadth is how a budget is best split between taking more people and giving
// each more contacts.
type Breadth struct {
	ContactsPerPerson float64
	People            float64
	Completing        float64 // people times the gain of that many contacts
}

// BreadthAndDepth maximises n (1 - exp(-b kappa)) subject to
// n (person + kappa contact) = budget, costs in pounds and b per contact. The
// depth y = b kappa solves
//
//	e^y = y + k,  k = 1 + b person / contact
//
// or y = -k - W(-e^-k) with W the lower real branch of Lambert's function. It
// does not depend on the budget: more money buys more people at the same
// depth. With no cost per person the best is a little for very many, which
// this problem has no answer to; the cost per person must be positive.
func BreadthAndDepth(budgetPounds, personPounds, contactPounds, gainPerContact float64) Breadth {
	wantNotNegative("the budget", budgetPounds)
	wantPositive("the cost per person", personPounds)
	wantPositive("the cost per contact", contactPounds)
	wantPositive("the gain per contact", gainPerContact)
	depth := bestDepth(gainPerContact * personPounds / contactPounds)
	contacts := depth / gainPerContact
	people := budgetPounds / (personPounds + contacts*contactPounds)
	return Breadth{
		ContactsPerPerson: contacts,
		People:            people,
		Completing:        -people * math.Expm1(-depth),
	}
}

// bestDepth is y > 0 with e^y - 1 - y = excess. The left side is at least
// y^2/2 and, from y = 2 on, e^y/2, which bounds y from above.
func bestDepth(excess float64) float64 {
	high := math.Min(math.Sqrt(2*excess), math.Max(2, math.Log(2)+math.Log(excess)))
	return risingRoot(func(y float64) float64 { return math.Expm1(y) - y - excess }, 0, math.Nextafter(high, math.Inf(1)))
}
