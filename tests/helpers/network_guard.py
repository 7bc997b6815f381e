"""Connections leave this machine in no test: anything but loopback is refused and remembered."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest


class OutsideConnection(Exception):
    """A test tried to reach another machine. Not an ``OSError``, so that no code takes it for a network fault."""


def is_loopback(host: object) -> bool:
    """True for the loopback addresses and their one name, and for an empty host (which means this machine)."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


class NetworkGuard:
    """Stands in front of the calls that name another machine; ``attempts`` lists the refused ones."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Replaces connect, connect_ex, sendto and name look-ups until ``patch`` is undone."""
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, self._guarded_method(getattr(socket.socket, name)))
        patch.setattr(socket.socket, "sendto", self._guarded_method(socket.socket.sendto))
        for name in ("getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, self._guarded_lookup(getattr(socket, name)))

    def take_attempts(self) -> list[str]:
        """Returns what was refused since the last call."""
        attempts, self.attempts = self.attempts, []
        return attempts

    def _check(self, host: object) -> None:
        if not is_loopback(host):
            self.attempts.append(f"connection to another machine: {host!r}")
            raise OutsideConnection(f"tests reach loopback only, not {host!r}")

    def _guarded_method(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(sock: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            # Local sockets have a path for an address.
            if isinstance(address, tuple):
                self._check(address[0])
            return real(sock, *arguments)

        return guarded

    def _guarded_lookup(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(host: object, *arguments: Any, **named: Any) -> Any:
            self._check(host)
            return real(host, *arguments, **named)

        return guarded
