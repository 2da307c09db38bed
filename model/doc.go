// Package model is the domain: people found in possession of drugs, what they
// go on to do, what the police, a programme and the courts do with them, and
// what that costs. One file is one process: its inputs with their sources, the
// equation it implements, its events and what it writes in the ledger.
//
// The package knows scenarios, replications and figures only as its callers.
package model
