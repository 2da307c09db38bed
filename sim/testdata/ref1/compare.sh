#!/bin/sh
# Measures the engine against scalar C on REF-1C, two years, on this machine
# in one go: prints events per second of both and their ratio at three sizes.
# C and Go take turns, and the best turn of each counts: what else a machine
# does can only slow them. Needs gcc. Usage: compare.sh [TURNS]
set -eu
turns=${1:-5}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

gcc -O3 -march=native -o "$scratch/ref1" "$here/ref1.c" -lm
(cd "$here/../.." && go test -c -o "$scratch/sim.test" .)

in_c() { sed -n 's/.*events\/s=\([0-9]*\).*/\1/p'; }
in_go() { awk '{ for (i = 2; i <= NF; i++) if ($i == "events/s") print $(i-1) }'; }
best() { sort -n | tail -n 1; }

printf '%10s %14s %14s %7s\n' persons 'C events/s' 'Go events/s' ratio
for persons in 1500 100000 1000000; do
	: >"$scratch/c"
	: >"$scratch/go"
	turn=0
	while [ "$turn" -lt "$turns" ]; do
		"$scratch/ref1" "$persons" 2 0.5 | in_c >>"$scratch/c"
		(cd "$here/../.." && "$scratch/sim.test" -test.run '^$' -test.cpu 1 -test.benchtime 0.5s \
			-test.bench "^BenchmarkREF1\$/^C\$/^persons=$persons\$/^years=2\$") | in_go >>"$scratch/go"
		turn=$((turn + 1))
	done
	c=$(best <"$scratch/c")
	go=$(best <"$scratch/go")
	awk -v p="$persons" -v c="$c" -v g="$go" 'BEGIN { printf "%10d %14.0f %14.0f %7.2f\n", p, c, g, g / c }'
done
