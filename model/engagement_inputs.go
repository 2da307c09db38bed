package model

import "diversim/model/evidence"

func (e *Engagement) declare(r *evidence.Registry) {
	e.declareCourse(r)
	e.declareAttendance(r)
	e.declareStaying(r)
}

func (e *Engagement) declareCourse(r *evidence.Registry) {
	evidence.Choose(r, &e.Mode, evidence.ChoiceSpec{
		Key: "programme.engagement", Label: "How engagement is counted", Value: ModeMarkov,
		Options: []string{ModeMarkov, ModeAppointments}, Status: evidence.Assumed,
		Note: "sessions with a hazard of dropping out; the other counts missed appointments",
	})
	evidence.Var(r, &e.Sessions, evidence.Spec{
		Key: "programme.sessions", Label: "Sessions after the first appointment that complete the course",
		Value: 3, Range: evidence.Between(0, 1000), Prior: evidence.Fixed{},
		Status: evidence.Read, Source: "spyt-2019", Note: "the next three sessions of the West Berkshire pilot",
	})
	evidence.Var(r, &e.RepeatSessions, evidence.Spec{
		Key: "programme.repeat_sessions", Label: "The same, for a person who is diverted again",
		Value: 3, Range: evidence.Between(0, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "the same course again",
	})
	evidence.Var(r, &e.SessionRate, evidence.Spec{
		Key: "programme.session_rate", Label: "Sessions offered to a person",
		Value: 26, Range: evidence.Between(0.1, 1e9), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "fortnightly",
	})
	evidence.Choose(r, &e.SessionGap, evidence.ChoiceSpec{
		Key: "programme.session_gap", Label: "Law of the time between sessions", Value: GapExponential,
		Options: []string{GapExponential, GapFixed}, Status: evidence.Assumed, Note: "irregular; fixed for comparisons",
	})
	evidence.Var(r, &e.MaxMisses, evidence.Spec{
		Key: "programme.max_misses", Label: "Missed appointments that end the course (mode appointments)",
		Value: 2, Range: evidence.Between(1, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a warning, then the end",
	})
	evidence.Var(r, &e.Deadline, evidence.Spec{
		Key: "programme.deadline", Label: "Time from the first appointment by which the course must be completed",
		Value: 0.333, Range: evidence.AtLeast(0), Prior: evidence.Fixed{},
		Status: evidence.Read, Source: "checkpoint-contract", Note: "the four-month contract",
	})
}

func (e *Engagement) declareAttendance(r *evidence.Registry) {
	evidence.Var(r, &e.NoEntry, evidence.Spec{
		Key: "programme.no_entry", Label: "First appointment missed after an accepted offer, in the base case",
		Value: 0.35, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 7, B: 13},
		Status: evidence.Derived, Source: "spyt-2019, west-mercia-2023",
		Note: "between the 55% of Thames Valley who never entered and the two in ten of West Mercia who did not attend",
	})
	evidence.Choose(r, &e.RepeatEntry, evidence.ChoiceSpec{
		Key: "programme.repeat_entry", Label: "How often people who are diverted again miss the first appointment", Value: RepeatAsAtFirst,
		Options: []string{RepeatAsAtFirst, RepeatStated}, Status: evidence.Assumed,
		Note: "as at the first offer, for want of any figure: whatever programme.no_entry is",
	})
	evidence.Var(r, &e.RepeatNoEntry, evidence.Spec{
		Key: "programme.repeat_no_entry", Label: "The same share, stated",
		Value: 0.35, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 7, B: 13},
		Status: evidence.Assumed, Note: "used with programme.repeat_entry: stated",
	})
	evidence.Var(r, &e.WaitSlope, evidence.Spec{
		Key: "programme.wait_slope", Label: "Fall in the log-odds of attendance per log of the wait",
		Value: 1, Range: evidence.Between(0, 10), Prior: evidence.NormalPositive{Mean: 1, SD: 0.4},
		Status: evidence.Assumed, Note: "the direction is from a trial of intake delay in the United States; the size is open",
	})
	evidence.Var(r, &e.WaitScale, evidence.Spec{
		Key: "programme.wait_scale", Label: "Wait against which waits are measured",
		Value: 1, Range: evidence.Between(0.01, 1000), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "a day",
	})
	evidence.Var(r, &e.ContactSlope, evidence.Spec{
		Key: "programme.contact_attendance", Label: "Rise in the log-odds of attendance per log of caseworker contact",
		Value: 0.3, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 0.6},
		Status: evidence.Assumed, Note: "decides what money buys; no study of these schemes varies it",
	})
	evidence.Var(r, &e.ContactScale, evidence.Spec{
		Key: "programme.contact_scale", Label: "Caseworker contacts a person against which contact is measured",
		Value: 4, Range: evidence.Between(0.01, 1000), Prior: evidence.LogNormalAt(4, 0.4),
		Status: evidence.Assumed, Note: "a handful of contacts is a real difference",
	})
	evidence.Var(r, &e.FrailtySlope, evidence.Spec{
		Key: "programme.frailty_attendance", Label: "Fall in the log-odds of attendance per log of disengagement frailty",
		Value: 0.5, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 1},
		Status: evidence.Assumed, Note: "those who drop out readily also miss the start",
	})
	evidence.Var(r, &e.LeverageSlope, evidence.Spec{
		Key: "programme.leverage_attendance", Label: "Rise in the log-odds of attendance where a charge threatens",
		Value: 0.4, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 0.8},
		Status: evidence.Assumed, Note: "a threat helps somewhat; no comparison of schemes was found",
	})
	evidence.Var(r, &e.YouthSlope, evidence.Spec{
		Key: "programme.youth_attendance", Label: "Rise in the log-odds of attendance of a person under 18",
		Value: 0, Range: evidence.Between(-10, 10), Prior: evidence.Normal{Mean: 0, SD: 0.3},
		Status: evidence.Assumed, Note: "the figures on entry are of adults",
	})
	evidence.Var(r, &e.VirtualSlope, evidence.Spec{
		Key: "programme.virtual_attendance", Label: "Rise in the log-odds of attendance where appointments are virtual",
		Value: 0, Range: evidence.Between(-10, 10), Prior: evidence.Normal{Mean: 0, SD: 0.3},
		Status: evidence.Assumed, Note: "West Mercia's were virtual and eight in ten attended, but much else differed",
	})
	evidence.Switch(r, &e.Virtual, evidence.SwitchSpec{
		Key: "programme.virtual", Label: "Appointments are virtual",
		Value: false, Status: evidence.Assumed, Note: "the base case is in person",
	})
}

func (e *Engagement) declareStaying(r *evidence.Registry) {
	evidence.Var(r, &e.Dropout, evidence.Spec{
		Key: "programme.dropout", Label: "Hazard of dropping out, without contact or threat",
		Value: 0.7, Range: evidence.Between(0, 1e9), Prior: evidence.LogNormalAt(0.7, 0.5),
		Status: evidence.Derived, Source: "spyt-2019",
		Note: "almost all who attend the first appointment attend the next three: (26/26.7)^3 = 0.92",
	})
	evidence.Var(r, &e.ContactDropout, evidence.Spec{
		Key: "programme.contact_dropout", Label: "Power by which caseworker contact lowers dropping out",
		Value: 0.5, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 1},
		Status: evidence.Assumed, Note: "decides what money buys; no study of these schemes varies it",
	})
	evidence.Var(r, &e.LeverageDropout, evidence.Spec{
		Key: "programme.leverage_dropout", Label: "Fall in the log hazard of dropping out where a charge threatens",
		Value: 0.2, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 0.5},
		Status: evidence.Assumed, Note: "as for attendance, weaker",
	})
	evidence.Var(r, &e.JoblessDropout, evidence.Spec{
		Key: "programme.jobless_dropout", Label: "Rise in the log hazard of dropping out while out of work or education",
		Value: 0.2, Range: evidence.Between(0, 10), Prior: evidence.Uniform{Low: 0, High: 0.5},
		Status: evidence.Assumed, Note: "less structured days; no comparison of schemes was found",
	})
	evidence.Var(r, &e.OutreachSuccess, evidence.Spec{
		Key: "programme.outreach_success", Label: "An attempt to bring back a person who dropped out succeeds",
		Value: 0.3, Range: evidence.Between(0, 1), Prior: evidence.Beta{A: 3, B: 7},
		Status: evidence.Assumed, Note: "no figure",
	})
	evidence.Var(r, &e.OutreachRate, evidence.Spec{
		Key: "programme.outreach_rate", Label: "Rate of such attempts per caseworker contact a person has in the base case",
		Value: 0.5, Range: evidence.Between(0, 1000), Prior: evidence.Uniform{Low: 0, High: 1},
		Status: evidence.Assumed, Note: "no figure",
	})
	evidence.Var(r, &e.OutreachTimes, evidence.Spec{
		Key: "programme.outreach_attempts", Label: "Attempts to bring a person back, at most",
		Value: 1, Range: evidence.Between(0, 100), Prior: evidence.Fixed{},
		Status: evidence.Assumed, Note: "one",
	})
}
