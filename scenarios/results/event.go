package results

// EventRow is one event in the life of one person in one arm of one
// replication: a row of events.parquet. AtDays counts from the person's index
// contact; Pence is what the event cost, if anything.
type EventRow struct {
	Replication int     `parquet:"replication"`
	Arm         string  `parquet:"arm,dict"`
	Person      uint32  `parquet:"person"`
	AtDays      float64 `parquet:"at_days"`
	Kind        string  `parquet:"kind,dict"`
	Type        string  `parquet:"type,dict"`
	Outcome     string  `parquet:"outcome,dict"`
	Pence       int64   `parquet:"pence"`
	// Force is the area of the index contact. It is a column of runs over force
	// areas alone, the last.
	Force string `parquet:"-"`
}

// EventStream yields the events of a run one at a time, so that a log larger
// than memory can be written. It stops when yield returns false, and returns
// its own error, if it had one.
type EventStream func(yield func(EventRow) bool) error
