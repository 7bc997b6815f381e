"""A local look-alike of the CrossTrade service: a seeded market behind the real wire shapes, with faults on demand."""
