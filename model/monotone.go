package model

import (
	"fmt"
	"reflect"
	"slices"

	"diversim/model/evidence"
	"diversim/model/ledger"
)

// Monotone says whether, by the configuration of two arms alone, nobody can
// commit more offences of any type by any date in the arm than in the
// comparator, and why or why not.
//
// The arms share the unit-rate clock of each person and type, so that the
// number of offences by t is that of a Poisson process read at ∫λ. If at every
// time, whatever has happened, the factor M of the arm is at most a number m and
// that of the comparator at least m, the integrals are ordered and with them the
// counts, surely (the time-change argument needs no independence of M from the
// person's own past, since the bounds hold along every path). Where gaps are
// renewed after each offence the same follows offence by offence, because both
// arms are compared with the one process of constant factor m. M is the product
// of the factors of phase, record and employment, the fading effect of the latest
// disposal and that of the course; an effect that fades lies between its value
// and 1.
//
// It is refused where anything may stop or start offending otherwise, above all
// custody: who offends less is imprisoned less, and may offend more later. An
// input that the argument does not know refuses it too.
func Monotone(arm, comparator *Model) (guaranteed bool, reasons []string) {
	a, c := arm.set, comparator.set
	if alike(a, c) {
		return true, []string{"the arms have the same inputs"}
	}
	refuse := func(wrong bool, why string, args ...any) {
		if wrong {
			reasons = append(reasons, fmt.Sprintf(why, args...))
		}
	}
	for _, name := range unknownInputs(&a.Params) {
		refuse(true, "the argument does not know the input %s", name)
	}
	refuse(a.Engine.Coupling != CouplingCommon || c.Engine.Coupling != CouplingCommon, "the arms do not share every draw")
	refuse(!samePeople(a, c), "the people, or their base rates, are not the same in both arms")
	refuse(a.canImprison() || c.canImprison(), "custody: fewer offences can mean less custody, and so more time to offend later")
	either := func(is func(s *settings) bool, why string) { refuse(is(a) || is(c), "%s", why) }
	either(func(s *settings) bool { return s.Mortality.Enabled }, "death ends offending, and what happens to people changes the risk of it")
	either(func(s *settings) bool { return s.Treatment.Enabled && s.Treatment.acts() }, "treatment changes offending, and places in it are shared")
	either(func(s *settings) bool { return s.Desistance.Rate > 0 }, "people may stop offending, at rates that what happens to them changes")
	either(func(s *settings) bool { return s.StateDependence.Form != DependenceNone }, "what a person has done changes what that person does")
	either(func(s *settings) bool { return s.Peers.Enabled }, "what one person does sets off what others do")
	either(func(s *settings) bool { return s.Deterrence.Elasticity != 0 }, "offending follows the perceived certainty of a sanction")
	either(func(s *settings) bool { return s.Areas.Distinct }, "force areas have effects of their own, which differ from the one the argument bounds")
	_, highest := a.factors()
	lowest, _ := c.factors()
	refuse(highest > lowest, "the intensity can be multiplied by up to %.3f in the arm, and by no more than %.3f in the comparator", highest, lowest)
	if len(reasons) > 0 {
		return false, reasons
	}
	return true, []string{fmt.Sprintf(
		"nothing stops or starts offending, and the intensity is at most %.3f times the base in the arm, at least %.3f times in the comparator", highest, lowest)}
}

// alike says whether two arms are one world.
func alike(a, c *settings) bool {
	return a.Params == c.Params && a.Config.People == c.Config.People && a.Config.Horizon == c.Config.Horizon &&
		a.Force == c.Force && a.Engine.Coupling == CouplingCommon
}

// samePeople says whether both arms have the same people with the same base
// rates, followed as long.
func samePeople(a, c *settings) bool {
	return a.Config.People == c.Config.People && a.Config.Horizon == c.Config.Horizon && a.Force == c.Force &&
		a.Engine == c.Engine && a.Index == c.Index && a.Frailty == c.Frailty &&
		a.Covariates == c.Covariates && a.Areas.people() == c.Areas.people() && a.Careers == c.Careers && a.Offending == c.Offending && a.rate == c.rate
}

// canImprison says whether anybody can be sent to custody.
func (s *settings) canImprison() bool {
	possession := float64(s.Court.Sentence[immediateCustody]) > 0 && s.custody > 0
	harm := float64(s.Court.HarmCustody) > 0 && s.harmCustody > 0
	return s.Court.CustodyEnabled && s.conviction > 0 && (possession || harm)
}

// factors are the least and the greatest that the intensity of a person can be
// multiplied by, along any path.
func (s *settings) factors() (least, greatest float64) {
	least, greatest = 1, 1
	widen := func(low, high *float64, hr float64) { *low, *high = min(*low, hr), max(*high, hr) }
	routeLow, routeHigh := 1.0, 1.0 // before any decision, and when an effect has faded
	courseLow, courseHigh := 1.0, 1.0
	for group, c := range s.contrast {
		if ageGroup(group) == youths && !s.Covariates.hasYouths() {
			continue
		}
		for d, possible := range s.disposals() {
			if possible {
				widen(&routeLow, &routeHigh, c.Route[d])
			}
		}
		if s.scheme != nil && s.course {
			widen(&courseLow, &courseHigh, c.Course)
		}
	}
	for _, factor := range s.phase {
		widen(&least, &greatest, factor)
	}
	for _, states := range [...][]evidence.Ratio{
		{s.Record.Ratio, s.Record.YouthRatio}, {s.Employment.Adults.Without, s.Employment.Youths.Without},
	} {
		low, high := 1.0, 1.0
		for _, hr := range states {
			widen(&low, &high, float64(hr))
		}
		least, greatest = least*low, greatest*high
	}
	return least * routeLow * courseLow, greatest * routeHigh * courseHigh
}

// disposals are those that a person can meet with.
func (s *settings) disposals() (possible [ledger.Disposals]bool) {
	for _, byBand := range s.mix {
		for _, mix := range byBand {
			for o, share := range mix {
				if share > 0 {
					possible[s.usual(evidence.Outcome(o))] = true
				}
			}
		}
	}
	harm := s.detected > 0 && s.proved > 0
	possible[ledger.Caution] = possible[ledger.Caution] || harm && s.cautionShare > 0
	possible[ledger.Charge] = possible[ledger.Charge] || harm && s.cautionShare < 1
	if s.scheme != nil && s.Police.WaivesProcessing {
		possible[ledger.Charge] = possible[ledger.Charge] || s.Police.RefusalUpgrade
		if s.course {
			possible[ledger.Diversion] = true
			possible[ledger.Charge] = possible[ledger.Charge] || s.breachCharge > 0
		} else {
			possible[ledger.CommunityResolution] = true
		}
	}
	return possible
}

// knownInputs are the groups of inputs that the argument has been made for: all
// their fields where none are named.
var knownInputs = map[string][]string{
	"Engine": {"Grid", "Coupling"}, "Index": nil, "Frailty": nil, "Covariates": nil,
	"Careers": {
		"AgeCurve", "Renewal", "StateDependence", "NeverAgain", "Desistance", "Batch", "TypeFrailty", "DependenceRatio", "Peers",
	},
	"Deterrence": {"Elasticity", "Averaging"}, "Eligibility": nil, "Acceptance": nil,
	"Offending": {"Kind", "SanctionedRate", "PossessionShare", "TypeShare", "Recontacts"},
	"Record":    {"Ratio", "YouthRatio", "Period", "YouthPeriod"}, "Employment": {"Adults", "Youths"},
	"Detection": {"Detected", "Proved", "CautionShare", "RecordingLag", "ChargeLag", "CautionLag", "LagCV"},
	"Police": {
		"Mix", "Stated", "Offer", "RepeatOffer", "Admission", "ChargeEveryone", "WaivesProcessing", "RefusalUpgrade", "MixByDrug", "ChargeTilt",
	},
	"Schemes": nil, "Programme": nil, "Engagement": nil, "Provider": nil, "Breach": {"Lag", "Reoffence"},
	"Court": {
		"Delay", "DelayCV", "Conviction", "Sentence", "HarmCustody", "CustodyWeeks", "HarmWeeks", "Served", "CustodyLength", "CustodyEnabled",
	},
	"Effect": {
		"ForceLogHR", "YouthEvidence", "YouthLogHR", "MeasuredOn", "Scale", "CourseShare", "Uptake", "RecontactDiverted",
		"StudyYears", "RouteDecay", "CourseDecay", "DoseScale", "DiversionRatio", "ChargeRatio", "Phase", "StatedLogHR", "BetweenForces", "Farthest",
		"ProcessedRatio",
	},
	"Areas": nil, "Adoption": nil, "National": nil, "Costs": nil, "CourtQueue": nil, "Treatment": nil, "Mortality": nil, "Utility": nil, "Valuation": nil,
}

// unknownInputs are the inputs that the argument has not been made for.
func unknownInputs(p *Params) []string {
	var unknown []string
	groups := reflect.TypeOf(*p)
	for i := range groups.NumField() {
		group := groups.Field(i)
		fields, known := knownInputs[group.Name]
		if !known {
			unknown = append(unknown, group.Name)
			continue
		}
		for k := 0; fields != nil && k < group.Type.NumField(); k++ {
			if name := group.Type.Field(k).Name; !slices.Contains(fields, name) {
				unknown = append(unknown, group.Name+"."+name)
			}
		}
	}
	return unknown
}
