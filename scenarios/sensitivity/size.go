package sensitivity

// tops is the number of bundles whose Sobol' indices are estimated.
func (p *Plan) tops() int {
	if p.ask.Groups {
		return len(p.groups())
	}
	return min(Top, len(p.inputs))
}

// ranked says whether Sobol' indices need inputs to be ranked first.
func (p *Plan) ranked() bool { return !p.ask.Groups && len(p.inputs) > Top }

// screensFirst says whether one input at a time is tried, asked for or to rank them.
func (p *Plan) screensFirst() bool {
	return p.ask.wants(Tornado) || p.ask.wants(Sobol) && p.ranked() && !p.ask.wants(Morris)
}

// size is how many points a method evaluates, and on how many cohorts in all.
type size struct{ points, cohorts int }

// sizes are those of the methods, by the option that makes each large.
func (p *Plan) sizes() map[string]size {
	a, all := &p.ask, map[string]size{}
	add := func(option string, points, cohorts int) { all[option] = size{points, points * cohorts} }
	if p.screensFirst() {
		add("cohorts", 1+2*min(Followed, len(p.inputs)), a.cohorts(Tornado))
		if p.sifts() {
			add("vary", 1+2*len(p.inputs), sifting)
		}
	}
	if a.wants(Morris) {
		add("walks", a.Walks*(len(p.inputs)+1), a.cohorts(Morris))
	}
	if a.wants(Sobol) {
		all["points"] = size{a.Points * (p.tops() + 2), a.Points * (p.tops() + 3)} // the two samples; the cohort as an input makes no points
	}
	if a.wants(Value, Discover) {
		add("draws", a.Draws, 1)
	}
	return all
}

// refuseLarge refuses a design that is too large, and counts the points of one that is
// not.
func (p *Plan) refuseLarge() (wrong Problems) {
	largest, of, all := 0, "", 0
	for _, option := range []string{"vary", "cohorts", "walks", "points", "draws"} {
		s := p.sizes()[option]
		p.all += s.points
		all += s.cohorts
		if s.cohorts > largest {
			largest, of = s.cohorts, option
		}
	}
	if all > Most {
		wrong.add(of, "wanted a design of at most %s cohorts in each arm; got %s, of %s", count(Most), count(all), plural(len(p.inputs), "input"))
	}
	return wrong
}
