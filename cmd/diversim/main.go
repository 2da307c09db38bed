// Diversim simulates what happens to people found in possession of drugs when
// the police divert them to a course, prosecute them, or do as they do now.
//
// The commands are in internal/cli; "diversim help" lists them.
package main

import (
	"os"

	"diversim/cmd/diversim/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) }
