package results

import (
	"runtime"
	"testing"
)

// Columns come back as rows went in, on both sides of every block's end.
func TestColumns(t *testing.T) {
	const width = 3
	for _, rows := range []int{0, 1, blockRows - 1, blockRows, blockRows + 1, 3 * blockRows, 3*blockRows + 7} {
		c := NewColumns(width)
		for r := range rows {
			if err := c.Add([]float64{float64(r), 0.5 * float64(r), float64(-r)}); err != nil {
				t.Fatal(err)
			}
		}
		for k, by := range []float64{1, 0.5, -1} {
			got, err := c.Column(k)
			if err != nil || len(got) != rows || c.Rows() != rows {
				t.Fatalf("%d rows: got %d, %v", rows, len(got), err)
			}
			for r, x := range got {
				if x != by*float64(r) {
					t.Fatalf("%d rows: column %d, row %d is %v", rows, k, r, x)
				}
			}
		}
		c.Close()
	}
}

// What a table holds in memory does not grow with its rows: less than a quarter of a
// byte for each number beyond the first blocks.
func TestColumnsAreFlat(t *testing.T) {
	const width = 200
	held := func(rows int) uint64 {
		c := NewColumns(width)
		defer c.Close()
		row := make([]float64, width)
		for range rows {
			if err := c.Add(row); err != nil {
				t.Fatal(err)
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		runtime.KeepAlive(c)
		return m.HeapAlloc
	}
	few, many := held(2*blockRows), held(12*blockRows)
	if more := int64(many) - int64(few); more > width*10*blockRows/4 {
		t.Errorf("ten times %d rows hold %d bytes more", blockRows, more)
	}
}
