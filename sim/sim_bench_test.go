package sim

import "testing"

// sink keeps the compiler from removing what a benchmark computes.
var sink float64

func BenchmarkDraw(b *testing.B) {
	d := NewDraws(1, 0)
	b.Run("uniform", func(b *testing.B) {
		for i := range b.N {
			sink += d.Uniform(Person, uint32(i), 1, uint32(i>>32))
		}
	})
	b.Run("pair", func(b *testing.B) {
		for i := range b.N {
			first, second := d.Pair(Person, uint32(i), 2, uint32(i>>32))
			sink += first + second
		}
	})
}

func BenchmarkVariate(b *testing.B) {
	quantiles := GammaQuantiles(0.8)
	bands := NewBands([]float64{0.5, 1, 2}, []float64{1.5, 1, 0.7, 0.5})
	us := make([]float64, 1<<10)
	scores := make([]float64, len(us))
	for i := range us {
		word, _ := Philox2x64(uint64(i), 0, 0)
		us[i] = Open01(word)
		scores[i] = NormalScore(us[i])
	}
	for _, v := range []struct {
		name string
		f    func(float64) float64
		from []float64
	}{
		{"exponential", Exponential, us},
		{"threshold", ExpThreshold, us},
		{"score", NormalScore, us},
		{"gamma-at-score", quantiles.AtScore, scores},
		{"gamma", func(u float64) float64 { return quantiles.AtScore(NormalScore(u)) }, us},
		{"bands-inverse", bands.Inverse, us},
	} {
		b.Run(v.name, func(b *testing.B) {
			for i := range b.N {
				sink += v.f(v.from[i%len(v.from)])
			}
		})
	}
	b.Run("gamma-table", func(b *testing.B) {
		for range b.N {
			sink += GammaQuantiles(0.8).AtScore(1)
		}
	})
}

// BenchmarkCalendar holds a number of events pending, and takes one and posts
// one, as a run in its middle does, against a plain heap.
func BenchmarkCalendar(b *testing.B) {
	for _, pending := range []struct {
		name  string
		count int
	}{{"1k", 1000}, {"100k", 100_000}, {"1M", 1_000_000}} {
		b.Run("buckets/pending="+pending.name, func(b *testing.B) {
			var c Calendar
			c.Reset(0, 10*Year, 10*pending.count)
			holdModel(b, pending.count, c.Post, c.Next)
		})
		b.Run("heap/pending="+pending.name, func(b *testing.B) {
			var h heapCalendar
			holdModel(b, pending.count, h.post, h.next)
		})
	}
}

// holdModel posts each event anew about a year after it comes.
func holdModel(b *testing.B, pending int, post func(Event), next func() (Event, bool)) {
	delay := func(i int) Time {
		word, _ := Philox2x64(uint64(i), 1, 1)
		return Time(ExpThreshold(Open01(word)) * float64(Year))
	}
	for i := range pending {
		post(Event{At: delay(i), Entity: uint32(i)})
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		e, _ := next()
		e.At += delay(i)
		post(e)
	}
}
