package results

// Rung is a step of the ladder of claims: how strong a claim a sentence is. A
// sentence without one is not printed.
type Rung string

// The ladder, weakest claim first.
const (
	Descriptive Rung = "descriptive"         // one arm, as it is
	Comparative Rung = "comparative"         // arms side by side
	Causal      Rung = "causal in the model" // the same people with and without: true if the model is
	Robust      Rung = "robust"              // holds under all beliefs and structures tried
	Validated   Rung = "validated"           // agrees with figures that no input was fitted to
)

// Ladder is every rung with what it says, weakest claim first.
func Ladder() []struct {
	Rung  Rung
	Means string
} {
	return []struct {
		Rung  Rung
		Means string
	}{
		{Descriptive, "one arm as it is"},
		{Comparative, "arms side by side"},
		{Causal, "the same people with and without the policy, true if the model is"},
		{Robust, "holds under every belief and every structure tried"},
		{Validated, "agrees with published figures that no input was fitted to"},
	}
}
