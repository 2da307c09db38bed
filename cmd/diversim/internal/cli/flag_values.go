package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"diversim/model/evidence"
)

// addCount adds a flag that is a whole number.
func addCount(c *cobra.Command, into *int, name string, value int, usage string) {
	*into = value
	c.Flags().Var((*grouped)(into), name, usage)
}

// grouped is a whole number that may be written as scenario files write it: 1,500 or
// 1_500.
type grouped int

// Set reads the value of a flag.
func (n *grouped) Set(text string) error {
	x, ok := evidence.ReadDecimal(text)
	if !ok || float64(int(x)) != x {
		return strconv.ErrSyntax
	}
	*n = grouped(x)
	return nil
}

// String is the value in figures.
func (n *grouped) String() string { return strconv.Itoa(int(*n)) }

// Type is how messages call the value.
func (n *grouped) Type() string { return "int" }

// addShare adds a flag that is a share or a rate: 0.05 or 5%.
func addShare(c *cobra.Command, into *float64, name string, value float64, usage string) {
	*into = value
	c.Flags().Var((*share)(into), name, usage)
}

// share is a number that may be written as a percentage.
type share float64

// Set reads the value of a flag.
func (s *share) Set(text string) error {
	x, ok := readShare(text)
	if !ok {
		return strconv.ErrSyntax
	}
	*s = share(x)
	return nil
}

// String is the value in figures.
func (s *share) String() string { return strconv.FormatFloat(float64(*s), 'g', -1, 64) }

// Type is how messages call the value.
func (s *share) Type() string { return "float64" }

// addSeed adds --seed to a command.
func addSeed(c *cobra.Command, into *uint64) {
	*into = 1
	c.Flags().Var((*seed)(into), "seed", "`number` from which every draw follows")
}

// seed is a whole number of 64 bits, written as other numbers are: pflag would take 017
// for 15.
type seed uint64

// Set reads the value of a flag.
func (s *seed) Set(text string) error {
	if _, ok := evidence.ReadDecimal(text); !ok {
		return strconv.ErrSyntax
	}
	x, err := strconv.ParseUint(strings.NewReplacer(",", "", "_", "").Replace(text), 10, 64)
	if err != nil {
		return err
	}
	*s = seed(x)
	return nil
}

// String is the value in figures.
func (s *seed) String() string { return strconv.FormatUint(uint64(*s), 10) }

// Type is how messages call the value.
func (s *seed) Type() string { return "uint64" }
