package results

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// eventsPerGroup bounds the memory that a log of events takes while it is
// written: a row group is held until it is full.
const eventsPerGroup = 250_000

// replicationRecord is a Row as it stands in replications.parquet. A mean over
// nobody is null there.
type replicationRecord struct {
	Replication int      `parquet:"replication"`
	Arm         string   `parquet:"arm,dict"`
	Stratum     string   `parquet:"stratum,dict"`
	Measure     string   `parquet:"measure,dict"`
	Value       *float64 `parquet:"value,optional"`
}

// parquetOptions names the maker and the run inside a table, so that a file
// that has left its directory still says where it came from.
func parquetOptions(m Manifest) []parquet.WriterOption {
	return []parquet.WriterOption{
		parquet.CreatedBy("diversim", m.Version, ""),
		parquet.Compression(&parquet.Snappy),
		parquet.MaxRowsPerRowGroup(eventsPerGroup),
		parquet.KeyValueMetadata("scenario", m.Scenario),
		parquet.KeyValueMetadata("digest", m.ScenarioDigest),
		parquet.KeyValueMetadata("seed", strconv.FormatUint(m.Seed, 10)),
	}
}

func writeReplications(w io.Writer, m Manifest, rows Rows) error {
	table := parquet.NewGenericWriter[replicationRecord](w, parquetOptions(m)...)
	batch := make([]replicationRecord, 0, 1024)
	flush := func() error {
		_, err := table.Write(batch)
		batch = batch[:0]
		return err
	}
	for r := range rows.All() {
		record := replicationRecord{r.Replication, r.Arm, r.Stratum, r.Measure, &r.Value}
		if math.IsNaN(r.Value) {
			record.Value = nil
		}
		if batch = append(batch, record); len(batch) == cap(batch) {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return table.Close()
}

func readReplications(path string) (Rows, error) {
	records, err := parquet.ReadFile[replicationRecord](path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	rows := make([]Row, len(records))
	for i, r := range records {
		rows[i] = Row{r.Replication, r.Arm, r.Stratum, r.Measure, math.NaN()}
		if r.Value != nil {
			rows[i].Value = *r.Value
		}
	}
	return Rows(slices.Values(rows)), nil
}

// placedEvent is an EventRow of a run over force areas.
type placedEvent struct {
	EventRow
	Area string `parquet:"force,dict"`
}

// writeEvents writes the log; placed says that it has a column of force areas.
func writeEvents(w io.Writer, m Manifest, events EventStream, placed bool) error {
	if placed {
		return writeLog(w, m, events, func(e EventRow) placedEvent { return placedEvent{e, e.Force} })
	}
	return writeLog(w, m, events, func(e EventRow) EventRow { return e })
}

func writeLog[T any](w io.Writer, m Manifest, events EventStream, record func(EventRow) T) error {
	table := parquet.NewGenericWriter[T](w, parquetOptions(m)...)
	batch := make([]T, 0, 1024)
	var failed error
	flush := func() bool {
		_, failed = table.Write(batch)
		batch = batch[:0]
		return failed == nil
	}
	err := events(func(e EventRow) bool {
		batch = append(batch, record(e))
		return len(batch) < cap(batch) || flush()
	})
	if err != nil {
		return err
	}
	if failed != nil || !flush() {
		return failed
	}
	return table.Close()
}
