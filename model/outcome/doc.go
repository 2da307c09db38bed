// Package outcome reduces the facts of a ledger to measures. It reads the
// ledger and nothing else, so that a measure sees no more than the facts, and
// those that only a simulator can know are marked as such where they are
// defined.
package outcome
