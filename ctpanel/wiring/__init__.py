"""Plugs: disk, keyring and service fitted to what the session asks for. Only the composition root uses them."""
