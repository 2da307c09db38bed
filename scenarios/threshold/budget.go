package threshold

import (
	"context"
	"fmt"
	"math"

	"diversim/model"
	"diversim/scenarios"
	"diversim/scenarios/results"
	"diversim/sim/estimate"
)

// budgets is T4: the least budget with which the target is met with the assurance, in
// every world.
func budgets(ctx context.Context, a *Ask) ([]Row, error) {
	worlds, err := a.worlds()
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, w := range worlds {
		if w.same != "" {
			for _, r := range rows {
				if r.World == w.same {
					r.World = w.name
					rows = append(rows, r)
				}
			}
			continue
		}
		found, err := a.budgetIn(ctx, w)
		if err != nil {
			return nil, err
		}
		rows = append(rows, found...)
	}
	return rows, nil
}

// budgetIn asks in one world.
func (a *Ask) budgetIn(ctx context.Context, w world) ([]Row, error) {
	r := a.aimed(w.name)
	r.Vary, r.Unit = a.Budget.text(), a.Budget.unit(w.scenario)
	if a.Budget.Key != budgetKey {
		r.Words = "What value of " + a.Budget.Key + " meets the target with the assurance?"
	}
	l, why := a.look(ctx, w.scenario, a.Arm, a.Budget.Key)
	if why != "" {
		r.Verdict, r.Note = NotAsked, why
		return []Row{r}, nil
	}
	without, err := a.chance(ctx, w.scenario, w.scenario.Comparator, a.Target.ofComparator())
	if err != nil {
		return nil, err
	}
	r.Comparator = without.share()
	stated := a.Budget.stated(w.scenario, a.Arm)
	s := &search{meets: l.meets}
	var between []float64
	if a.Budget.within(stated) {
		between = []float64{stated}
	}
	r.Tolerance = a.Options.step() * math.Abs(a.Budget.To-a.Budget.From)
	b, err := s.smallest(a.Target.Assurance, a.Budget.From, a.Budget.To, between, FewReplications, a.Options.Most(), r.Tolerance)
	if err != nil {
		return nil, err
	}
	r.Verdict, r.Answer, r.Low, r.High = b.verdict, b.answer, b.low, b.high
	if s.falling {
		r.Low, r.High = b.high, b.low
	}
	r.Probability, r.MCSE, r.Replications = b.at.share(), b.at.chanceError(), len(b.at.met)
	if r.AsStated, err = a.asStated(ctx, w, s, stated); err != nil {
		return nil, err
	}
	r.Note = joined(r.Note, s.doubtAtStart(b))
	low, high := without.interval()
	if r.Verdict == MetAtStart && low < a.Target.Assurance && high >= a.Target.Assurance {
		r.Note = joined(r.Note, fmt.Sprintf("whether the comparator meets it too is within the Monte Carlo error: %.2f (%.2f to %.2f)", r.Comparator, low, high))
	}
	switch money := a.Budget.Key == budgetKey && a.Budget.From == 0; {
	case r.Verdict == Feasible || b.at.value == a.Budget.From && r.Verdict == NotResolved:
	case r.Verdict == MetAtStart && low >= a.Target.Assurance:
		r.Verdict = MetWithoutDiversion
	case r.Verdict == MetAtStart && money:
		r.Verdict = MetWithoutMoney
	case r.Verdict == Infeasible:
		low, high := b.at.interval()
		r.Note = joined(r.Note, fmt.Sprintf("at the end of the range the chance is %.1f%% (%.1f%% to %.1f%%)", 100*b.at.share(), 100*low, 100*high))
	case r.Verdict == NotResolved:
		r.Note = joined(r.Note, fmt.Sprintf("at the end of the range the chance is %.1f%%, within its Monte Carlo error of the assurance: more --replications or a longer range would settle it", 100*b.at.share()))
	}
	if falls := s.falls(); falls != "" {
		r.Note = joined(r.Note, falls)
	}
	closed, err := a.closedForm(r, w, l, stated)
	return append([]Row{r}, closed...), err
}

// asStated is the chance at the value that the arm has in the scenario.
func (a *Ask) asStated(ctx context.Context, w world, s *search, stated float64) (float64, error) {
	for _, p := range s.points {
		if p.value == stated {
			return p.share(), nil
		}
	}
	p, err := a.chance(ctx, w.scenario, a.Arm, a.Target)
	return p.share(), err
}

// closedForm is the same question put to an estimate.FundingResponse, fitted to the
// simulated means at three budgets: where the money pays for the process alone, as
// stated, and at the end of the range. The closed form processes everybody, so that
// where contact is not needed what the process costs is enough, and less may be.
func (a *Ask) closedForm(simulated Row, w world, l *lens, stated float64) ([]Row, error) {
	p := l.policy.Params()
	if a.Budget.Key != budgetKey || a.Target.Completed || a.Budget.From > a.Budget.To {
		return nil, nil
	}
	r := a.aimed(w.name)
	r.Method, r.Vary, r.Unit = Analytic, simulated.Vary, simulated.Unit
	r.AsStated, r.Comparator = simulated.AsStated, simulated.Comparator
	unfunded, err := l.unfunded()
	if err != nil {
		return nil, err
	}
	f, fitted := l.response(p, unfunded, stated, a.Budget.To)
	n := unfunded.cohort()
	need := estimate.CountAtLeast(a.Target.AtLeast, n)
	switch {
	case fitted != "":
		r.Verdict, r.Note = NotAsked, fitted
		return []Row{r}, nil
	case need == 0:
		r.Verdict = MetWithoutDiversion
		return []Row{r}, nil
	}
	rate := estimate.RateForAssurance(n, need, a.Target.Assurance)
	r.Note = fmt.Sprintf("the true rate that is observed as %g%% of %s with the assurance is %.2f%%", 100*a.Target.AtLeast, results.Count(float64(n)), 100*rate)
	answer, err := f.BudgetFor(rate)
	if err != nil {
		return nil, err
	}
	chance := func(rate float64) float64 { return estimate.BinomialUpperTail(n, need, rate) }
	switch pounds, ok := answer.Pounds(); {
	case ok && pounds <= a.Budget.To:
		r.Verdict, r.Answer, r.Probability = Feasible, pounds, a.Target.Assurance
	case ok:
		r.Verdict, r.Probability = Infeasible, chance(f.NonReoffendingAt(a.Budget.To))
		r.Note = joined(r.Note, fmt.Sprintf("beyond the range, at £%.0f, it would be met", pounds))
	case answer.Verdict() == estimate.Infeasible:
		r.Verdict, r.Probability = Infeasible, chance(f.NonReoffending(f.CompletionUnfunded+f.CompletionGain))
		r.Note = joined(r.Note, "in the closed form no money is enough, however much")
	default:
		r.Probability = chance(f.NonReoffending(f.CompletionUnfunded))
		r.processAlone(simulated.Verdict, f.FixedPounds+f.People*processCost(p, unfunded), a.Budget.To)
	}
	return []Row{r}, nil
}

// processAlone judges a budget that pays for the process, in pounds, where that is
// enough. The comparator is not in the closed form: that it is enough is simulated.
func (r *Row) processAlone(simulated Verdict, process, most float64) {
	switch {
	case simulated == MetWithoutDiversion:
		r.Verdict = MetWithoutDiversion
	case process == 0:
		r.Verdict = MetWithoutMoney
	case process > most:
		r.Verdict, r.Probability = NotResolved, math.NaN()
		r.Note = joined(r.Note, fmt.Sprintf("no caseworker contact is needed, but the process costs £%.0f for everybody, beyond the range; that it takes less for some of them is not in the closed form", process))
	default:
		r.Verdict, r.Answer, r.High = Feasible, process, process
		r.Note = joined(r.Note, "what the process costs for everybody, without caseworker contact, is enough; that less pays for it for some of them is not in the closed form")
	}
}

// response fits the closed form. why says what stands against it, "" where it can.
func (l *lens) response(p *model.Params, unfunded *average, stated, top float64) (f estimate.FundingResponse, why string) {
	own, most := l.seen[stated], l.seen[top]
	if own == nil || most == nil || !(top > stated) || stated == 0 {
		return f, "the closed form is fitted to the arm's own budget, which must lie within the range"
	}
	people := float64(p.Programme.PlannedPeople)
	f = estimate.FundingResponse{
		People: people, FixedPounds: float64(p.Programme.Fixed), ContactPounds: float64(p.Programme.CaseworkCost),
		AdminPounds:        processCost(p, own),
		CompletionUnfunded: unfunded.complete(), FrailtyVariance: float64(p.Frailty.Offending),
	}
	if f.ContactPounds == 0 {
		return f, "caseworker contact costs nothing, so that money buys none"
	}
	f.CompletionGain, f.ContactScale = saturation(
		f.ContactsPerPerson(stated), own.complete()-f.CompletionUnfunded,
		f.ContactsPerPerson(top), most.complete()-f.CompletionUnfunded)
	if !(f.ContactScale > 0) || f.CompletionUnfunded+f.CompletionGain > 1 {
		return f, "completion does not rise with money, ever less for each further pound, as the closed form supposes"
	}
	// Two strata, completers and others, through the rates at no contact and at the top.
	rise, gain := most.rate()-unfunded.rate(), most.complete()-unfunded.complete()
	apart := rise / gain
	others := unfunded.rate() - unfunded.complete()*apart
	if completers := others + apart; !(math.Min(others, completers) >= 0 && math.Max(others, completers) <= 1) {
		return f, fmt.Sprintf("the closed form would want completers of whom %s%% do not reoffend beside %s%% of the others",
			results.Amount("", 100*completers, 0), results.Amount("", 100*others, 0))
	}
	f.CumulativeIntensity = estimate.FrailtyIntensity(others, f.FrailtyVariance, estimate.PopulationSampled)
	f.CompleterHazardRatio = estimate.FrailtyIntensity(others+apart, f.FrailtyVariance, estimate.PopulationSampled) / f.CumulativeIntensity
	return f, said("the closed form, two rates of completers and others and completion that rises ever less with money, cannot be fitted to the simulated rates: ", f.Check())
}

// unfunded is the arm offered to everybody although nothing pays for contact.
func (l *lens) unfunded() (*average, error) {
	set := make([]scenarios.Setting, 0, 2)
	for _, t := range [][2]string{{budgetKey, "£0"}, {policyKey, model.PolicyOverspend}} {
		one, err := l.scenario.Setting(t[0], t[1])
		if err != nil {
			return nil, err
		}
		set = append(set, one)
	}
	p, err := l.policy.Of(l.scenario.At(set))
	if err != nil {
		return nil, err
	}
	sum := &average{}
	_, err = l.ask.run(l.ctx, p, l.ask.Target, upTo(min(FewReplications, l.ask.Options.Most())), sum)
	return sum, err
}

// processCost is what a person costs apart from contact, in pounds for each of a cohort,
// who stands for one that is planned for: money and people are in proportion.
func processCost(p *model.Params, at *average) float64 {
	m := &p.Programme
	sessions := float64(p.Engagement.Sessions) * float64(m.SessionCost)
	total := at.offered*float64(m.OfferCost) + at.attended*float64(m.FirstCost) + at.completed*sessions
	return total / at.people
}

// saturation is the gain and the scale of a·(1 − e^(−k/s)) through two points; the scale
// is 0 where none goes through them.
func saturation(contacts, gain, most, greatest float64) (whole, scale float64) {
	if !(contacts > 0 && most > contacts && gain > 0 && greatest > gain && greatest < gain*most/contacts) {
		return 0, 0
	}
	ratio := func(s float64) float64 { return math.Expm1(-most/s) / math.Expm1(-contacts/s) }
	low, high := 0.0, most
	for ratio(high) < greatest/gain {
		high *= 2
	}
	for middle := low + (high-low)/2; middle > low && middle < high; middle = low + (high-low)/2 {
		if ratio(middle) < greatest/gain {
			low = middle
		} else {
			high = middle
		}
	}
	return gain / -math.Expm1(-contacts/high), high
}

func (a *average) rate() float64     { return estimate.Mean(a.rates) }
func (a *average) complete() float64 { return a.completed / a.accepted }

// cohort is the whole number of people in one.
func (a *average) cohort() int { return int(math.Round(a.people / float64(len(a.rates)))) }
