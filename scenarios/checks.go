package scenarios

import (
	"strings"

	"diversim/sim"
)

// checkWhole checks what can be judged only once everything is inherited.
func (l *loader) checkWhole(d *document) {
	for _, f := range fields {
		if _, given := d.given[f.key]; !given && f.required {
			l.problems = append(l.problems, d.at.problem("", "%s is missing; wanted: %s", f.key, f.about))
		}
	}
	l.checkStarts(d, d.schemes)
	if len(d.arms) == 0 {
		return // reported where they are missing or could not be read
	}
	for i := range d.arms {
		l.checkStarts(d, d.arms[i].schemes)
	}
	if d.comparator != "" && d.arm(d.comparator) == nil {
		l.problems = append(l.problems, d.given["comparator"].problem(nearest(d.comparator, d.armNames()),
			"comparator: wanted one of the arms %s; got %q", strings.Join(d.armNames(), ", "), d.comparator))
	}
	for _, t := range d.thresholds {
		if t.Arm != "" && d.arm(t.Arm) == nil {
			l.problems = append(l.problems, t.at.problem(nearest(t.Arm, d.armNames()),
				"thresholds: wanted one of the arms %s; got %q", strings.Join(d.armNames(), ", "), t.Arm))
		}
	}
}

// checkStarts reports schemes that would start when nobody is recruited any more.
func (l *loader) checkStarts(d *document, schemes *schemesDocument) {
	intake := d.recruiting()
	if schemes == nil || intake == 0 {
		return
	}
	for _, s := range schemes.starts {
		if s.start >= intake {
			l.problems = append(l.problems, s.written.at.problem("", "schemes: %s: wanted a start before the end of intake, %s; got %q",
				s.force.text, inOwnUnit(intakeKey, intake.Years()), s.written.text))
		}
	}
}

// recruiting is how long people are recruited, 0 if that could not be read.
func (d *document) recruiting() sim.Time {
	if _, given := d.given["intake"]; given {
		return d.intake
	}
	return sim.Year
}

// schemesOf is which force areas run the arm's scheme: as the arm says, else as
// the scenario does, else all.
func (d *document) schemesOf(arm *armDocument) Schemes {
	for _, written := range []*schemesDocument{arm.schemes, d.schemes} {
		switch {
		case written == nil:
			continue
		case written.word != "":
			return Schemes{Word: written.word}
		case len(written.starts) == 0:
			return Schemes{Word: SchemesNone}
		}
		starts := map[string]sim.Time{}
		for _, s := range written.starts {
			starts[s.force.text] = s.start
		}
		return Schemes{Starts: starts}
	}
	return Schemes{Word: SchemesAll}
}

// sharesByForce are the arm's shares, nil where it has none.
func (a *armDocument) sharesByForce() map[string]float64 {
	if len(a.shares) == 0 {
		return nil
	}
	byForce := map[string]float64{}
	for _, s := range a.shares {
		byForce[s.force.text] = s.share
	}
	return byForce
}
