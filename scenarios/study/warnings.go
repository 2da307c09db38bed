package study

import "diversim/scenarios/results"

func warnings(p *plan, g *gathering, run *results.Run) []results.Warning { return nil }
