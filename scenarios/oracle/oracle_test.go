package oracle

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// part is how much of everything the tests of this package run: a tenth, so
// 40,000 people (200,000 for P31 and P42) or 300 to 400 replications.
const part size = 10

// Every oracle through the same code as the command, at its own n. About 140
// estimates are judged at 4.5 standard errors, and the suite at 0.001 on either
// side: with other draws a correct program fails once in some 400 times, almost
// always by the suite. The seeds are fixed, so that it fails for a reason.
func TestOracles(t *testing.T) {
	rows := 0
	err := verify(context.Background(), nil, 2, part, func(r Row) {
		rows++
		if !r.Pass {
			t.Errorf("%s, %s: got %v, want %v (z %.2f, tolerance %.3g) %s", r.Oracle, r.Quantity, r.Got, r.Want, r.Z, r.Tolerance, r.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	answers := 1 // the suite
	for _, s := range sheets() {
		answers += len(s.Quantities)
	}
	if rows != answers {
		t.Errorf("got %d rows for %d answers", rows, answers)
	}
}

// Every answer is sought and everything found has an answer, in oracles that
// are of the kind the sheet says.
func TestAnswersAndFindings(t *testing.T) {
	all := sheets()
	if len(all) != len(oracles) {
		t.Errorf("got %d sheets of answers for %d oracles", len(all), len(oracles))
	}
	for k, o := range oracles {
		var got, want []string
		if o.values != nil {
			for _, f := range o.values() {
				got = append(got, f.name)
			}
		}
		for _, w := range o.worlds {
			for _, q := range w.quantities {
				got = append(got, q.name)
			}
		}
		for _, a := range all[k].Quantities {
			want = append(want, a.Name)
		}
		slices.Sort(got)
		slices.Sort(want)
		if all[k].ID != o.id || !slices.Equal(got, want) {
			t.Errorf("%s: got findings\n%s\nwant answers of %s\n%s", o.id, strings.Join(got, "\n"), all[k].ID, strings.Join(want, "\n"))
		}
		if random := o.primary != ""; random && !slices.Contains(want, o.primary) {
			t.Errorf("%s: its primary quantity %q is no answer", o.id, o.primary)
		}
		if engine := all[k].How == "engine"; engine == (len(o.worlds) == 0) && o.id != "P20" {
			t.Errorf("%s is tested by %s, and has %d worlds", o.id, all[k].How, len(o.worlds))
		}
	}
}

func TestUnknownNames(t *testing.T) {
	ignore := func(Row) { t.Error("an oracle ran although a name was unknown") }
	for name, hint := range map[string]string{"P111": `did you mean "P11"?`, "P99": "wanted oracles among P01, P02", "": `got ""`} {
		err := Verify(context.Background(), []string{"P12", name}, 1, ignore)
		if err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("%q: got %v, want an error with %s", name, err, hint)
		}
	}
	var seen []string
	err := Verify(context.Background(), []string{"p43", "P12", "P12"}, 1, func(r Row) { seen = append(seen, r.Oracle) })
	if err != nil || len(seen) != 5+10 || seen[0] != "P12" || seen[14] != "P43" {
		t.Errorf("got rows of %v, %v; want the 5 of P12 and then the 10 of P43", seen, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Verify(ctx, []string{"P16"}, 2, func(Row) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Neither the number of workers nor a second run changes a row.
func TestWorkersChangeNothing(t *testing.T) {
	run := func(workers int) (rows []Row) {
		err := verify(context.Background(), []string{"P11", "P18"}, workers, 100, func(r Row) { rows = append(rows, r) })
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	one, three := run(1), run(3)
	for k := range one {
		if one[k].Got != three[k].Got || one[k].Tolerance != three[k].Tolerance && !math.IsNaN(one[k].Tolerance) {
			t.Errorf("%s: got %v with one worker and %v with three", one[k].Quantity, one[k], three[k])
		}
	}
}
