package evidence

// TypeMix is the share of each type of offence among the four that harm others;
// it sums to one.
type TypeMix struct {
	Acquisitive, Violent, Supply, Other float64
}

// RecordedTypeMix is the mix of offences recorded in England and Wales in 2024/25:
//
//	acquisitive  theft (with burglary and vehicle offences) and robbery
//	violent      violence against the person and sexual offences
//	supply       drug trafficking
//	other        criminal damage and arson, public order, weapons, miscellaneous
//
// Drug possession and fraud are left out. That what people found with drugs go on
// to do is distributed like recorded crime as a whole is an assumption: recorded
// crime counts victims' reports, most of them without a suspect.
func RecordedTypeMix() TypeMix {
	var m TypeMix
	for _, r := range readTable(crimeTable) {
		m.Acquisitive += r.number("theft") + r.number("robbery")
		m.Violent += r.number("violence") + r.number("sexual")
		m.Other += r.number("criminal_damage_arson") + r.number("public_order") +
			r.number("weapons") + r.number("miscellaneous")
	}
	for _, f := range forceAreas() {
		m.Supply += float64(f.Trafficking)
	}
	total := m.Acquisitive + m.Violent + m.Supply + m.Other
	return TypeMix{m.Acquisitive / total, m.Violent / total, m.Supply / total, m.Other / total}
}
