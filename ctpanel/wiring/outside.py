"""What one run takes from outside of the program: variables, time, patience on the wire, and a place for the token."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from ctpanel.api.config import Timeouts
from ctpanel.domain.record import record
from ctpanel.domain.token import Token, TokenRejected
from ctpanel.session.clock import Clock, SystemClock
from ctpanel.session.ports import TokenVault
from ctpanel.wiring.disk import Disk
from ctpanel.wiring.launch import LaunchRefused
from ctpanel.wiring.own_program import TOKEN_VARIABLE
from ctpanel.wiring.vault import KeyringVault

if TYPE_CHECKING:
    from ctpanel.storage.secrets import SecretStore


def _keyring(disk: Disk) -> TokenVault:
    return KeyringVault(_secret_store, disk.profile.name, disk.redactor)


def _secret_store() -> SecretStore:
    # Imported here: neither the demo nor a token from outside needs a keyring, and loading it takes a tenth of a start.
    from ctpanel.storage.secrets import SecretStore

    return SecretStore()


@record
class Outside:
    """The real world by default. ``vault`` makes the token's keeper of a run that is not the demo."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Clock = field(default_factory=SystemClock)
    timeouts: Timeouts = field(default_factory=Timeouts)
    vault: Callable[[Disk], TokenVault] = _keyring

    def token(self) -> Token | None:
        """The token of the environment; None when there is none.

        Raises LaunchRefused for one that cannot be a token: the keyring's, which may be another user's, is never taken
        in the place of one that was given.
        """
        value = self.variables.get(TOKEN_VARIABLE, "")
        if not value.strip():
            return None
        try:
            return Token(value)
        except TokenRejected as refused:
            raise LaunchRefused(f"{TOKEN_VARIABLE}: {refused}") from None
