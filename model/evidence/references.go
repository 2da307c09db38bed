package evidence

// bibliography is in order of key. An entry is added with the first input or table
// that cites it.
var bibliography = []Reference{}
