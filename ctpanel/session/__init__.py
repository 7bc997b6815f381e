"""The application without a user interface: feed, store, commands, notices, and the one object the window talks to."""
