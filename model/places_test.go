package model

import (
	"testing"

	"diversim/model/evidence"
	"diversim/model/ledger"
	"diversim/sim"
)

// TestPlacesComeBack: however a course ends, its place is given back. With few
// places all are free again once every course has ended, and with a hazard of
// dropping out the time in use is what the courses took, to the second.
func TestPlacesComeBack(t *testing.T) {
	ends := map[ledger.Exit]int{}
	for name, set := range map[string]func(*Params){
		"a waiting list":  func(*Params) {},
		"no waiting list": func(p *Params) { p.Provider.WaitingList = false },
		"appointments":    func(p *Params) { p.Engagement.Mode = ModeAppointments },
		"long courses":    func(p *Params) { p.Engagement.SessionRate, p.Engagement.Deadline = 4, 0.5 },
		"many dropouts":   func(p *Params) { p.Engagement.Dropout = 20 },
	} {
		l := world(600, 6*sim.Year, 53, 0, scheme, alone, set, func(p *Params) {
			p.Provider.Slots, p.Programme.PlannedPeople = 40, 600
			p.Engagement.OutreachTimes = 0 // whose course goes on after a gap
			p.Breach.Reoffence, p.Court.CustodyEnabled = 1, false
		})
		held, used := int64(0), evidence.Count(0)
		for _, s := range l.Spells {
			ends[s.Exit]++
			from := s.AttendedAt
			if name == "no waiting list" {
				from = s.OfferedAt
			}
			if s.Accepted && from != sim.Never {
				used++
				held += int64(s.ExitAt - from)
			}
		}
		u := l.Provider
		if u.Taken != u.Released || used == 0 {
			t.Errorf("%s: %d places were taken and %d given back", name, u.Taken, u.Released)
		}
		if name != "appointments" && u.BusyTime != held {
			t.Errorf("%s: places were in use for %d seconds, courses took %d", name, u.BusyTime, held)
		}
	}
	for exit := ledger.NeverEntered; exit <= ledger.Completed; exit++ {
		if ends[exit] == 0 {
			t.Errorf("no course ended by %s, so that it is not tested", exit)
		}
	}
	if ends[ledger.Open] > 0 {
		t.Errorf("%d courses have not ended", ends[ledger.Open])
	}
}
