# make            builds the program as ./diversim
# make help       lists the rest
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
BIN := $(CURDIR)/.bin
OUT ?= out

.PHONY: build help test race debug lint format tools bench compare notebooks figure calibrate posterior sbc

build: ## the program
	go build ./cmd/diversim

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

test: ## every test
	go test ./...

race: ## the packages that share memory between goroutines, under the race detector; what asks them, by its commands
	go test -race -short -timeout 20m ./sim ./scenarios ./scenarios/figure ./scenarios/oracle ./scenarios/results ./scenarios/study ./cmd/...

debug: ## every test, using a random draw twice being a panic
	go test -short -tags simdebug -timeout 20m ./...

tools: ## linters and benchstat, built into .bin
	go -C tools build -o $(BIN)/ tool

lint: tools ## go vet, gofumpt, staticcheck and golangci-lint
	go vet ./... && go -C notebooks vet ./...
	$(BIN)/golangci-lint run ./...

format: tools ## rewrites every file as gofumpt would
	$(BIN)/gofumpt -w -modpath diversim sim model scenarios cmd notebooks

bench: ## benchmarks, REF-1 and the pilot among them, into out/bench.txt for benchstat
	mkdir -p $(OUT)
	go test -run '^$$' -bench . -benchmem -count 6 -timeout 60m ./sim ./model ./scenarios/study | tee $(OUT)/bench.txt

compare: ## REF-1 against a scalar C program, in one run
	sim/testdata/ref1/compare.sh

notebooks: ## runs the notebooks and saves what they show
	go -C notebooks test . -run TestNotebooksAreCurrent -update -count 1 -timeout 20m

figure: ## runs the pilot, a country and the validation, and writes what the README says of them, and its figures
	mkdir -p notebooks/figures
	go -C notebooks test . -run TestReadmeIsCurrent -update -count 1 -timeout 20m

calibrate: ## fits the calibrated sets to published figures and writes them, a minute or two each on two idle processors
	go test ./scenarios/study -run TestCalibratedSets -update -count 1 -timeout 90m

posterior: ## what is believed of the inputs of the set possession together, a few minutes on two idle processors
	go test ./scenarios/calibration -run TestCommittedPosterior -update -count 1 -timeout 60m

sbc: ## whether such beliefs are right, on 1,000 and on 400 truths that are known
	go test ./scenarios/calibration -run TestCommittedChecks -update -count 1 -timeout 180m
