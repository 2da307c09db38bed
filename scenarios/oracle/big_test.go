package oracle

import (
	"context"
	"fmt"
	"testing"
)

func TestBig(t *testing.T) {
	for _, id := range []string{"P45", "P11", "P10"} {
		for _, o := range oracles {
			if o.id != id {
				continue
			}
			w := o.worlds[0]
			w.units = 4_000_000
			o.id = "P97" + id[1:]
			o.worlds = []world{w}
			f, err := o.find(context.Background(), 2, 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range sheets() {
				if s.ID == id {
					for _, a := range s.Quantities {
						for _, e := range f {
							if e.name == a.Name {
								r := a.judge(id, e.finding)
								fmt.Printf("%v %s %s z %.2f got %.7g want %.7g\n", r.Pass, r.Oracle, r.Quantity, r.Z, r.Got, r.Want)
							}
						}
					}
				}
			}
		}
	}
}
