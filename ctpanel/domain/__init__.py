"""What the program knows and decides: pure values and rules, without I/O, clock or window."""
