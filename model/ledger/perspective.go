package ledger

// saving says what becomes of an amount that is not spent.
type saving uint8

const (
	cash     saving = iota // the payer keeps the money
	capacity               // people and buildings stay paid for: time is freed, and little of it is money
	welfare                // nobody's budget: a loss that does not happen
)

// payerTable says what each payer is called and what it saves.
var payerTable = [payers]struct {
	name  string
	saves saving
}{
	Programme:          {"programme", cash},
	Police:             {"police", capacity},
	ProsecutionService: {"prosecution service", capacity},
	Courts:             {"courts", capacity},
	LegalAid:           {"legal aid", cash}, // paid by the claim, unless the run says otherwise
	Prison:             {"prison", capacity},
	Probation:          {"probation", capacity},
	Health:             {"health", capacity},
	LocalAuthority:     {"local authority", capacity},
	Victims:            {"victims", welfare},
	Fined:              {"fines paid", cash},
}

func (p Payer) String() string { return payerTable[p].name }

// Column is how much of a saving counts.
type Column uint8

// The columns: the whole average cost, what is released within a year, and
// what can be taken out of a budget.
const (
	Average Column = iota
	Marginal
	Cashable
	columns
)

// Columns is how many there are.
const Columns = int(columns)

func (c Column) String() string { return [...]string{"average", "marginal", "cashable"}[c] }

// Share is the part of a payer's average cost that a column counts. Money paid
// by the piece is the same in all of them. A loss that victims are spared is
// real within the year, but can be taken out of no budget.
func (c Column) Share(p Payer, v *Values) float64 {
	saves := payerTable[p].saves
	if p == LegalAid && !v.LegalAidIsCash {
		saves = capacity
	}
	switch {
	case c == Average || saves == cash:
		return 1
	case saves == welfare && c == Marginal:
		return 1
	case saves == welfare:
		return 0
	case c == Marginal:
		return v.MarginalShare
	}
	return v.CashableShare
}

// Perspective is whose costs are counted.
type Perspective uint8

// The perspectives. The police are part of criminal justice, criminal justice
// and the programme of the public purse, and that of the exchequer and society.
const (
	ByProgramme Perspective = iota
	ByPolice
	ByJustice
	ByPublic
	ByExchequer
	BySociety
	perspectives
)

// Perspectives is how many there are.
const Perspectives = int(perspectives)

func (v Perspective) String() string {
	return [...]string{"programme", "police", "cjs", "public", "exchequer", "society"}[v]
}

// weightTable says how each perspective counts what each payer pays. Fines are
// receipts of the exchequer and, being a transfer, nothing to society.
var weightTable = [perspectives][payers]float64{
	ByProgramme: {Programme: 1},
	ByPolice:    {Police: 1},
	ByJustice:   {Police: 1, ProsecutionService: 1, Courts: 1, LegalAid: 1, Prison: 1, Probation: 1},
	ByPublic: {
		Programme: 1, Police: 1, ProsecutionService: 1, Courts: 1, LegalAid: 1, Prison: 1, Probation: 1, Health: 1, LocalAuthority: 1,
	},
	ByExchequer: {
		Programme: 1, Police: 1, ProsecutionService: 1, Courts: 1, LegalAid: 1, Prison: 1, Probation: 1, Health: 1, LocalAuthority: 1,
		Fined: -1,
	},
	BySociety: {
		Programme: 1, Police: 1, ProsecutionService: 1, Courts: 1, LegalAid: 1, Prison: 1, Probation: 1, Health: 1, LocalAuthority: 1,
		Victims: 1,
	},
}

// Weight is how a perspective counts what a payer pays: 1, 0, or -1 for a
// transfer to it.
func (v Perspective) Weight(p Payer) float64 { return weightTable[v][p] }
