package cli

import (
	"math"
	"testing"

	"diversim/scenarios/results"
)

func TestRounded(t *testing.T) {
	for text, want := range map[string]string{
		"35.72245888169851%": "35.72%", "0.019230769230769232 years": "0.01923 years", "£475.9389403856312": "£475.9",
		"£56,646.15428421861": "£56,646", "£60,000": "£60,000", "0.845 per year": "0.845 per year", "1": "1",
		"normal(mean -0.123, SD 0.059)": "normal(mean −0.123, SD 0.059)", "-0.123": "−0.123", "deferred-prosecution": "deferred-prosecution",
		"-5 to 5": "−5 to 5", "1.25e-09": "1.25e−09", "0.5000001": "0.5", "recorded-crime-2024-25": "recorded-crime-2024-25",
	} {
		if got := rounded(text); got != want {
			t.Errorf("rounded(%q): want %q, got %q", text, want, got)
		}
	}
}

func TestAmounts(t *testing.T) {
	share, pounds := unitOf("proportion"), unitOf("pounds per person")
	nothing := results.Estimate{Mean: results.Absent(), Low: results.Absent(), High: results.Absent(), MCSE: results.Absent()}
	for _, c := range []struct{ got, want string }{
		{share.amount(0.2041), "20.4"},
		{share.change(0.0123), "+1.2"},
		{share.change(-0.0123), "−1.2"},
		{share.change(-0.0001), "0.0"},
		{share.mcError(0.00051), "0.05"},
		{share.mcError(0.00001), "<0.01"},
		{share.mcError(0), "0.00"},
		{share.interval(results.Estimate{Low: -0.1, High: 0.2}), "−10.0 to 20.0"},
		{share.interval(nothing), "–"},
		{share.inWords(0.2041), "20.4% of the cohort"},
		{share.short(0.2041), "20.4%"},
		{pounds.inWords(12345), "£12,345 per person"},
		{unitOf("days").inWords(12.34), "12.3 days"},
		{pounds.amount(results.Absent()), "–"},
		{pence(40), "£40.00"},
		{pence(-0.5), "−£0.50"},
		{percent(0.083, 0), "8%"},
		{percent(results.Absent(), 0), "–"},
		{years(3), "3 years"},
		{years(1), "1 year"},
		{years(1.5), "18 months"},
		{years(math.Pi), "3.142 years"},
		{results.Listed([]string{"a", "b", "c"}), "a, b and c"},
	} {
		if c.got != c.want {
			t.Errorf("want %q, got %q", c.want, c.got)
		}
	}
}
