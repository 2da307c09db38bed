package model

// WithoutEffects returns the parameters of a world in which nothing that the
// police, the courts or a course do bears on what anybody does: no effect of
// disposals, course, phase, record, lost work or treatment, on offending
// or on death, no deterrence, and no custody. Disposals, offers, completions and
// proof are as before, so that whatever differs between two such arms is how the
// same conduct was counted. A process through which a decision bears on
// behaviour adds its neutral value here; study compares the latent histories and
// says where one has been forgotten.
func (p *Params) WithoutEffects() *Params {
	q := *p
	q.Effect.ForceLogHR, q.Effect.StatedLogHR, q.Effect.YouthLogHR, q.Effect.MeasuredOn = 0, 0, 0, OnLatent
	q.Effect.DiversionRatio, q.Effect.ChargeRatio, q.Effect.ProcessedRatio = 1, 1, 1
	for k := range q.Effect.Phase {
		q.Effect.Phase[k] = 1
	}
	q.Record.Ratio, q.Record.YouthRatio = 1, 1
	q.Employment.Adults.Without, q.Employment.Youths.Without = 1, 1
	q.Desistance.InTreatment, q.Desistance.CourseCompleted = 1, 1
	q.Desistance.UnspentRecord, q.Desistance.AfterCustody = 1, 1
	q.Deterrence.Elasticity = 0
	for k := range q.Treatment.Effect {
		q.Treatment.Effect[k] = 1
	}
	q.Mortality.InTreatment, q.Mortality.Exit, q.Mortality.Custody = 1, 1, 1
	for k := range q.Mortality.Phase {
		q.Mortality.Phase[k] = 1
	}
	q.Court.CustodyEnabled = false
	return &q
}
