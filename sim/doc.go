// Package sim is a discrete-event simulation engine: an integer clock, a
// calendar of public events, random numbers that are pure functions of their
// key, hazards consumed in operational time, capacity with waiting lists, and
// replications spread over workers.
//
// It knows nothing of any domain. A model built on it decides what an event
// means; the engine decides when it happens and guarantees that the same
// inputs give the same events, whatever the number of workers.
package sim
