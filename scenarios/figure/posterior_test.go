package figure

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diversim/scenarios/results"
)

func TestCalibrationFigures(t *testing.T) {
	for name, c := range calibrationVariants() {
		for part, d := range map[string]*Drawing{"posterior": drawPosterior(c), "predictions": drawPredictions(c)} {
			checkLayout(t, name+", "+part, d)
		}
		for _, words := range []string{posteriorSentence(c), predictionSentence(c)} {
			if !strings.HasSuffix(words, ".") || strings.Contains(words, "NaN") {
				t.Errorf("%s: %q is no sentence", name, words)
			}
		}
		if *look != "" {
			pictures, err := RenderCalibration(c, "png")
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range pictures {
				if strings.HasSuffix(f.Name, ".png") {
					lookAt(t, name+"-"+f.Name, f.Bytes)
				}
			}
		}
	}
	for name, reason := range map[string]string{"fit": "has no posterior", "history": "has no posterior", "nothing": "has no posterior"} {
		if words := posteriorSentence(calibrationVariants()[name]); !strings.Contains(words, reason) {
			t.Errorf("%s: %s", name, words)
		}
	}
	if words := predictionSentence(calibrationVariants()["history"]); !strings.Contains(words, "went no further") {
		t.Errorf("nothing to predict: %s", words)
	}
	if words := predictionSentence(calibrationVariants()["fit"]); !strings.Contains(words, "3 of 3 figures within") {
		t.Errorf("a fit alone: %s", words)
	}
}

// What the figures say nothing of and what the posterior does not predict is named, in
// the picture and in the sentence.
func TestCalibrationSaysWhatFails(t *testing.T) {
	c := fakeCalibration()
	if words := posteriorSentence(c); !strings.Contains(words, "inform 2 of 3 inputs") || !strings.Contains(words, `Not informed by them: "Share of the effect`) {
		t.Errorf("one input is not informed: %s", words)
	}
	if words := predictionSentence(c); !strings.Contains(words, "2 of 3 published figures") || !strings.Contains(words, `Outside: "Proven reoffending`) {
		t.Errorf("one figure is outside: %s", words)
	}
	few := fakeCalibration()
	few.Beliefs[2].Verdict = results.NotResolved
	if words := posteriorSentence(few); !strings.Contains(words, "inform 1 of 3 inputs") || !strings.Contains(words, "Not resolved, for so few particles show as much of what nothing informs: variance of the offending frailty.") {
		t.Errorf("one input is not resolved: %s", words)
	}
	for part, want := range map[*Drawing]string{drawPosterior(few): ">not resolved<", drawPosterior(c): ">not informed by the figures<", drawPredictions(c): ">outside<"} {
		picture, err := part.SVG("")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(picture), want) != 1 {
			t.Errorf("the picture %q does not say %s once", part.Title, want)
		}
	}
}

// The key has the fitted value where one is drawn, and axes of inputs have their units.
func TestPosteriorIsLabelled(t *testing.T) {
	for name, fitted := range map[string]bool{"whole": true, "search": false} {
		picture, err := drawPosterior(calibrationVariants()[name]).SVG("")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(picture), "the value that comes nearest") != fitted {
			t.Errorf("%s: a fitted value in the key, want %v", name, fitted)
		}
		if !strings.Contains(string(picture), ">Mean rate of sanctioned reoffences, per year<") {
			t.Errorf("%s: an axis of the pair has no unit", name)
		}
	}
}

// Both laws hold all they are given: the areas are the probabilities.
func TestStairsHoldTheirProbability(t *testing.T) {
	b := fakeCalibration().Beliefs[0]
	pl := &panel{x: axis{min: b.Bins[0].From, max: b.Bins[len(b.Bins)-1].To}, y: axis{max: tallest(b.Bins)}, right: 100, top: 10}
	area := 0.0
	points := pl.stairs(b.Bins, func(b results.Bin) float64 { return b.Prior })
	for i := range points {
		next := points[(i+1)%len(points)]
		area += float64(points[i].X-next.X) * float64(points[i].Y+next.Y) / 2
	}
	sum := 0.0
	for _, bin := range b.Bins {
		sum += bin.Prior
	}
	want := sum * 10 / tallest(b.Bins) * 100 / float64(len(b.Bins))
	if area < 0 {
		area = -area
	}
	if area < 0.999*want || area > 1.001*want {
		t.Errorf("the area is %v, want %v", area, want)
	}
}

func TestCalibrationGolden(t *testing.T) {
	files, err := RenderCalibration(fakeCalibration(), "svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		// 11-calibration of a run has the same name.
		checkGolden(t, filepath.Join("testdata", "calibration", f.Name), f.Bytes)
	}
	if _, err := RenderCalibration(fakeCalibration(), "pdf"); err == nil || !strings.Contains(err.Error(), `got "pdf"`) {
		t.Errorf("asking for pdf: %v", err)
	}
}

// lookAt keeps a picture for people.
func lookAt(t *testing.T, name string, picture []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(*look, strings.ReplaceAll(name, " ", "-")), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

func checkGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s differs from its golden (%v); look at it, then run with -update", path, err)
	}
}
