package results

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
)

// blockRows is how many rows are held in memory.
const blockRows = 1024

const bytesOfNumber = 8

// Columns is a table of numbers that is filled row by row and read column by column.
// It holds 1,024 rows in memory, however many there are: what comes before them waits
// in a scratch file, without a name where the system lets it, until Close.
type Columns struct {
	width   int
	rows    int
	block   []float64 // the rows that are not in the file, column by column
	scratch *os.File
}

// NewColumns is an empty table of so many columns.
func NewColumns(width int) *Columns {
	return &Columns{width: width, block: make([]float64, width*blockRows)}
}

// Rows is how many there are.
func (c *Columns) Rows() int { return c.rows }

// Add adds a row. It returns an error when the scratch file cannot be written, and
// panics when the row has another width.
func (c *Columns) Add(row []float64) error {
	if len(row) != c.width {
		panic(fmt.Sprintf("results: a row of %d numbers in a table of %d columns", len(row), c.width))
	}
	at := c.rows % blockRows
	if at == 0 && c.rows > 0 {
		if err := c.put(); err != nil {
			return err
		}
	}
	for k, x := range row {
		c.block[k*blockRows+at] = x
	}
	c.rows++
	return nil
}

// put moves the block to the end of the file.
func (c *Columns) put() error {
	if c.scratch == nil {
		f, err := os.CreateTemp("", "diversim-*")
		if err != nil {
			return err
		}
		c.scratch = f
		_ = os.Remove(f.Name()) // where open files have to keep their name, Close takes it away
	}
	text := make([]byte, 0, bytesOfNumber*len(c.block))
	for _, x := range c.block {
		text = binary.LittleEndian.AppendUint64(text, math.Float64bits(x))
	}
	_, err := c.scratch.Write(text)
	return err
}

// Column is a column from the first row to the last. It returns an error when the
// scratch file cannot be read.
func (c *Columns) Column(k int) ([]float64, error) {
	all := make([]float64, 0, c.rows)
	text := make([]byte, bytesOfNumber*blockRows)
	for len(all)+blockRows < c.rows {
		block := len(all) / blockRows
		if _, err := c.scratch.ReadAt(text, int64((block*c.width+k)*len(text))); err != nil {
			return nil, err
		}
		for at := 0; at < len(text); at += bytesOfNumber {
			all = append(all, math.Float64frombits(binary.LittleEndian.Uint64(text[at:])))
		}
	}
	return append(all, c.block[k*blockRows:][:c.rows-len(all)]...), nil
}

// Close removes the scratch file, if there is one.
func (c *Columns) Close() {
	if c.scratch != nil {
		_ = c.scratch.Close()           // nothing in it is wanted
		_ = os.Remove(c.scratch.Name()) // gone already where that was possible
	}
}
