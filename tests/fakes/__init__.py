"""Hand-written doubles of what the window talks to; they keep what they were asked and answer what they were told."""
