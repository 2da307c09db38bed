package model

import "diversim/model/evidence"

func evidenceLog(x float64) evidence.LogRatio { return evidence.LogRatio(x) }
func evidenceNum(x float64) evidence.Number   { return evidence.Number(x) }
func evidenceCount(x float64) evidence.Count  { return evidence.Count(x) }
