"""Tables as Qt sees them: rows are immutable facts, columns are small specifications, identity is the row's key."""
