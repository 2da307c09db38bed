package evidence

// ForceEffect is what a published study found in one force with a diversion
// scheme: the hazard ratio of reoffending beside forces without, and its 95%
// interval. The force is not known, and its effect must not be given to one that
// is.
type ForceEffect struct {
	Letter                 string // by which the study calls the force
	HazardRatio, Low, High float64
}

// ForceEffects are the nine effects that "effect.force_log_hr" and
// "effect.between_forces" sum up.
func ForceEffects() []ForceEffect {
	rows := readTable(effectsTable)
	all := make([]ForceEffect, len(rows))
	for i, r := range rows {
		all[i] = ForceEffect{r.text("letter"), r.number("hazard_ratio"), r.number("low"), r.number("high")}
	}
	return all
}
