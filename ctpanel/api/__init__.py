"""CrossTrade over the wire: the only part of the program that talks to the service."""
