package outcome

// manyContacts is the number of contacts, the index contact among them, from
// which a person counts as going round in circles.
const manyContacts = 3

// cycles is how people come back to the police: the same few, how often, and
// how soon.
var cycles = []Measure{
	{
		"cycles_contacts", "Later possession contacts", "contacts per person", "lower",
		"police contacts for possession after the index contact, over follow-up", 0,
		mean(func(p *People, i int) float64 { return float64(p.Recontacts[i]) }),
	},
	{
		"cycles_recorded", "Later recorded offences and contacts", "events per person", "lower",
		"possession contacts and harm offences recorded with the person as suspect, after the index contact, over follow-up", 0,
		mean(func(p *People, i int) float64 { return float64(p.Known[i]) }),
	},
	{
		"cycles_again_12m", "Found in possession again in 12 months", "proportion", "lower",
		"share of the cohort with another police contact for possession in the 12 months from the index contact", Window,
		mean(func(p *People, i int) float64 { return indicator(p.Contacts[i] > 0) }),
	},
	{
		"cycles_share_of_contacts", "Contacts that are of people with three or more", "share of contacts", "neither",
		"of all possession contacts, index contacts included, the share that concerns people with at least three over follow-up", 0,
		quotient(func(p *People, i int) float64 {
			if n := 1 + p.Recontacts[i]; n >= manyContacts {
				return float64(n)
			}
			return 0
		}, func(p *People, i int) float64 { return float64(1 + p.Recontacts[i]) }),
	},
	{
		"cycles_days_between", "Time from one possession contact to the next", "days", "higher",
		"mean over the contacts that were followed by another within follow-up, so that longer follow-up makes it longer", 0,
		quotient(func(p *People, i int) float64 { return p.LastContact[i].Days() },
			func(p *People, i int) float64 { return float64(p.Recontacts[i]) }),
	},
	{
		"cycles_diverted_again", "Diverted at a later contact", "proportion", "neither",
		"share of the cohort whom a later possession contact brought into the scheme, over follow-up", 0,
		share(func(p *People) []bool { return p.DivertedAgain }),
	},
}
