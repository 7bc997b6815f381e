"""The window: everything that needs Qt, fed by the session's listeners and by nothing else."""
