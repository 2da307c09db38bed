/* REF-1C in scalar C: how fast one core can go. The engine's benchmark is
 * measured against it. The model is that of example_test.go; here it is bound
 * to its numbers, the draws come from a sequential generator, and nothing is
 * general. The calendar is of the same kind, as the engine's is a fast one.
 *
 *   gcc -O3 -march=native -o ref1 ref1.c -lm
 *   ./ref1 PERSONS YEARS SECONDS
 *
 * runs replications for about SECONDS and prints one line of key=value. */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Uniform words: xoshiro256+ (Blackman and Vigna 2018), seeded by splitmix64. */
typedef struct { uint64_t a, b, c, d; } generator;

static inline uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }

static inline uint64_t word(generator *g) {
	uint64_t result = g->a + g->d, shifted = g->b << 17;
	g->c ^= g->a; g->d ^= g->b; g->b ^= g->c; g->a ^= g->d;
	g->c ^= shifted;
	g->d = rotate(g->d, 45);
	return result;
}

static uint64_t split(uint64_t *state) {
	uint64_t z = *state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static generator seeded(uint64_t seed) {
	generator g;
	g.a = split(&seed); g.b = split(&seed); g.c = split(&seed); g.d = split(&seed);
	return g;
}

static inline double unit(uint64_t w) { return (double)(int64_t)(w >> 11) * 0x1p-53 + 0x1p-54; }

/* Unit exponential: ziggurat of 256 layers (Marsaglia and Tsang 2000). */
#define LAYERS 256
static const double rightmost = 7.69711747013104972, layer_area = 3.949659822581572e-3;
static double edge[LAYERS + 1], height[LAYERS + 1], scale[LAYERS];
static uint64_t inside[LAYERS];

static void build_exponential(void) {
	edge[0] = layer_area / exp(-rightmost);
	edge[1] = rightmost;
	for (int i = 2; i < LAYERS; i++) edge[i] = -log(layer_area / edge[i - 1] + exp(-edge[i - 1]));
	edge[LAYERS] = 0;
	for (int i = 0; i < LAYERS; i++) {
		height[i] = exp(-edge[i]);
		scale[i] = edge[i] * 0x1p-53;
		inside[i] = (uint64_t)(edge[i + 1] / edge[i] * 0x1p53);
	}
	height[LAYERS] = 1;
}

static __attribute__((noinline)) double exponential_rest(generator *g, uint64_t w) {
	for (;; w = word(g)) {
		unsigned i = w & (LAYERS - 1);
		double x = (double)(int64_t)(w >> 11) * scale[i];
		if (w >> 11 < inside[i]) return x;
		if (i == 0) return rightmost - log(unit(word(g)));
		if (height[i] + unit(word(g)) * (height[i + 1] - height[i]) < exp(-x)) return x;
	}
}

static inline double exponential(generator *g) {
	uint64_t w = word(g);
	unsigned i = w & (LAYERS - 1);
	if (__builtin_expect(w >> 11 < inside[i], 1)) return (double)(int64_t)(w >> 11) * scale[i];
	return exponential_rest(g, w);
}

/* Frailty, gamma of shape 0.8 and mean 1: a monotone function of a unit
 * exponential, cubic on cells of a binary logarithmic grid. */
static const double shape = 0.8;
enum { lowest = -20, octaves = 26, halvings = 5, grid = octaves << halvings };
static double cubic[grid][4];

/* The quantile of the gamma with scale 1 whose upper tail is exp(-e), by
 * Newton steps on the logarithm of the smaller tail, and its slope in e. */
static void quantile(double e, double *value, double *slope) {
	double lower = -expm1(-e), x = pow(lower * tgamma(shape + 1), 1 / shape);
	if (e > 1) x = e;
	for (int step = 0; step < 60; step++) {
		double density = exp((shape - 1) * log(x) - x - lgamma(shape)), move;
		if (x < shape + 1) { /* series */
			double sum = 1 / shape, term = sum;
			for (int n = 1; term > sum * 1e-17; n++) sum += term *= x / (shape + n);
			double p = sum * density * x;
			move = (log(lower) - log(p)) * p / density;
		} else { /* continued fraction, from the inside out */
			double f = 0;
			for (int n = 300; n > 0; n--) f = n * (n - shape) / (x + 2 * n + 1 - shape - f);
			double q = density * x / (x + 1 - shape - f);
			move = (log(q) + e) * q / density;
		}
		x = x + move > 0 ? x + move : x / 2;
		*slope = exp(-e) / density / shape;
		if (fabs(move) < 1e-14 * x) break;
	}
	*value = x / shape;
}

static void build_frailty(void) {
	for (int i = 0; i < grid; i++) {
		double octave = ldexp(1, lowest + (i >> halvings)), width = octave / (1 << halvings);
		double from = octave + width * (i & ((1 << halvings) - 1)), v0, v1, s0, s1;
		quantile(from, &v0, &s0);
		quantile(from + width, &v1, &s1);
		s0 *= width; s1 *= width;
		cubic[i][0] = v0;
		cubic[i][1] = s0;
		cubic[i][2] = 3 * (v1 - v0) - 2 * s0 - s1;
		cubic[i][3] = 2 * (v0 - v1) + s0 + s1;
	}
}

static inline double frailty(double e) {
	uint64_t bits;
	memcpy(&bits, &e, 8);
	int64_t cell = (int64_t)(bits >> (52 - halvings)) - ((int64_t)(1023 + lowest) << halvings);
	if (__builtin_expect(cell < 0 || cell >= grid, 0))
		return cell < 0 ? cubic[0][0] * pow(e / ldexp(1, lowest), 1 / shape) : e / shape;
	bits = (bits << halvings & 0xfffffffffffff) | 0x3ff0000000000000;
	double x;
	memcpy(&x, &bits, 8);
	x -= 1;
	const double *c = cubic[cell];
	return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

/* Time since the last contact at which the integrated rate reaches h. */
static inline double since(double h, int lowered) {
	static const double until1[2] = {0.375, 0.30}, until2[2] = {0.25, 0.20};
	static const double years1[2] = {0.5 / 0.375, 0.5 / 0.30}, years2[2] = {2, 2.5};
	double first = until1[lowered], second = until2[lowered];
	if (h < first) return h * years1[lowered];
	h -= first;
	if (h < second) return 0.5 + h * years2[lowered];
	h -= second;
	if (h < 0.35) return 1 + h * (1 / 0.35);
	return 2 + (h - 0.35) * 4;
}

/* The calendar: buckets of about 256 contacts in pooled blocks. */
typedef struct { double at; float exit, years; uint32_t person, again; } event;
enum { per_block = 42, per_bucket = 256, cells = 256 };
typedef struct { event events[per_block]; int count, next; } block;
typedef struct {
	block *blocks; int used, room, free;
	int *last, buckets, open;
	double per_year;
	event *sorted, *gathered; int at, count, sorted_room;
} calendar;

static void post_later(calendar *c, int bucket, event e) {
	int k = c->last[bucket];
	if (k < 0 || c->blocks[k].count == per_block) {
		int before = k;
		if (c->free >= 0) {
			k = c->free;
			c->free = c->blocks[k].next;
		} else {
			if (c->used == c->room) c->blocks = realloc(c->blocks, (c->room = 2 * c->room + 64) * sizeof(block));
			k = c->used++;
		}
		c->blocks[k].count = 0;
		c->blocks[k].next = before;
		c->last[bucket] = k;
	}
	c->blocks[k].events[c->blocks[k].count++] = e;
}

static void make_room(calendar *c, int events) {
	if (events <= c->sorted_room) return;
	c->sorted_room = 2 * events;
	c->sorted = realloc(c->sorted, c->sorted_room * sizeof(event));
	c->gathered = realloc(c->gathered, c->sorted_room * sizeof(event));
}

static inline void post(calendar *c, event e) {
	int bucket = (int)(e.at * c->per_year);
	if (bucket >= c->buckets) bucket = c->buckets - 1;
	if (bucket != c->open) { post_later(c, bucket, e); return; }
	make_room(c, c->count + 1);
	int i = c->count++;
	for (; i > c->at && c->sorted[i - 1].at > e.at; i--) c->sorted[i] = c->sorted[i - 1];
	c->sorted[i] = e;
}

static int open_next(calendar *c) {
	do if (++c->open >= c->buckets) return 0; while (c->last[c->open] < 0);
	int n = 0, start[cells + 1] = {0};
	double from = c->open / c->per_year, scale = cells * c->per_year;
	for (int k = c->last[c->open], next; k >= 0; k = next) {
		block *b = c->blocks + k;
		make_room(c, n + b->count);
		memcpy(c->gathered + n, b->events, b->count * sizeof(event));
		n += b->count;
		next = b->next;
		b->next = c->free;
		c->free = k;
	}
	make_room(c, n);
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < n; i++) {
			int cell = (int)((c->gathered[i].at - from) * scale);
			cell = cell < 0 ? 0 : cell >= cells ? cells - 1 : cell;
			if (pass) c->sorted[start[cell]++] = c->gathered[i]; else start[cell + 1]++;
		}
		if (!pass) for (int i = 0; i < cells; i++) start[i + 1] += start[i];
	}
	for (int i = 1; i < n; i++) {
		event e = c->sorted[i];
		int j = i;
		for (; j > 0 && c->sorted[j - 1].at > e.at; j--) c->sorted[j] = c->sorted[j - 1];
		c->sorted[j] = e;
	}
	c->at = 0;
	c->count = n;
	return 1;
}

typedef struct { uint64_t offences, desistances, deaths, contacts, diversions, within12; } totals;

/* A person's life from a contact to the next, or to the end. */
static inline void live(calendar *c, generator *g, totals *t, event e, int lowered) {
	double from = e.at, used = 0;
	for (;;) {
		used += exponential(g) * e.years;
		double at = from + since(used, lowered);
		if (at >= e.exit) return;
		t->offences++;
		if (unit(word(g)) < 0.3) {
			e.at = at;
			post(c, e);
			return;
		}
	}
}

static void replicate(calendar *c, double *back, long persons, double horizon, uint64_t seed, totals *out) {
	generator g = seeded(seed);
	totals t = *out;
	int slots = (int)(persons / 50), busy = 0, oldest = 0;
	memset(c->last, 0xff, c->buckets * sizeof(int));
	c->open = c->free = -1;
	c->used = c->at = c->count = 0;
	for (long i = 0; i < persons; i++) {
		double years = 1 / frailty(exponential(&g)), exit = exponential(&g) / 0.155;
		if (exit < horizon) {
			if (unit(word(&g)) < 0.15 / 0.155) t.desistances++; else t.deaths++;
		} else exit = horizon;
		live(c, &g, &t, (event){0, (float)exit, (float)years, (uint32_t)i, 0}, 0);
	}
	while (open_next(c)) while (c->at < c->count) {
		event e = c->sorted[c->at++];
		int lowered = 0;
		t.contacts++;
		if (!e.again) t.within12 += e.at <= 1;
		e.again = 1;
		while (busy && back[oldest] <= e.at) {
			if (++oldest == slots) oldest = 0;
			busy--;
		}
		if (busy < slots) {
			int k = oldest + busy++;
			back[k >= slots ? k - slots : k] = e.at + 0.25;
			t.diversions++;
			lowered = unit(word(&g)) < 0.6;
		}
		live(c, &g, &t, e, lowered);
	}
	*out = t;
}

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int count, char **arguments) {
	if (count != 4) {
		fprintf(stderr, "usage: ref1 PERSONS YEARS SECONDS\n");
		return 2;
	}
	long persons = atol(arguments[1]), replications = 0;
	double years = atof(arguments[2]), limit = atof(arguments[3]);
	build_exponential();
	build_frailty();
	calendar c = {0};
	c.buckets = (int)(persons / per_bucket) + 4;
	c.per_year = c.buckets / years;
	c.last = malloc(c.buckets * sizeof(int));
	double *back = malloc((persons / 50 + 1) * sizeof(double));
	totals t = {0};
	replicate(&c, back, persons, years, 0, &t); /* sizes the storage */
	memset(&t, 0, sizeof t);
	double start = now(), seconds;
	do replicate(&c, back, persons, years, (uint64_t)++replications, &t);
	while ((seconds = now() - start) < limit);
	double people = (double)persons * replications, events = t.offences + t.desistances + t.deaths;
	printf("persons=%ld years=%g replications=%ld seconds=%.3f events/s=%.0f persons/s=%.0f "
		"within12=%.5f offences=%.5f events=%.5f contacts=%.5f diversions=%.6f\n",
		persons, years, replications, seconds, events / seconds, people / seconds,
		t.within12 / people, t.offences / people, events / people, t.contacts / people, t.diversions / people);
	return 0;
}
