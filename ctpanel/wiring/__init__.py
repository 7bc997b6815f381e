"""Plugs: the outside (service, disk, keyring) fitted to what the session asks for. Used by the composition root only."""
