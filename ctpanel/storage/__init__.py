"""Everything that outlives the process: folders, settings, token, logs, and the journal with its leases."""
