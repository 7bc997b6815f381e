"""The system keyring as the session's token vault."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.ports import VaultTrouble
from ctpanel.storage.errors import StorageError
from ctpanel.storage.redaction import Redactor
from ctpanel.wiring.off_loop import off_loop

if TYPE_CHECKING:
    from ctpanel.storage.secrets import SecretStore


class KeyringVault:
    """Implements :class:`ctpanel.session.ports.TokenVault`. What comes out is registered for redaction first.

    ``make`` is called with the first use, on a thread of its own: loading the keyring's libraries takes a while.
    """

    def __init__(self, make: Callable[[], SecretStore], profile: str, redactor: Redactor) -> None:
        self._make = make
        self._made: SecretStore | None = None
        self._making = threading.Lock()
        self._profile = profile
        self._redactor = redactor

    async def load(self) -> Token | None:
        """The stored token, or None."""
        try:
            token = await off_loop(lambda: self._store().load(self._profile), "keyring load")
        except StorageError as error:
            raise _trouble(error) from error
        if token is not None:
            self._redactor.register(token.reveal())
        return token

    async def store(self, token: Token) -> None:
        """Keep the token."""
        try:
            await off_loop(lambda: self._store().save(self._profile, token), "keyring store")
        except StorageError as error:
            raise _trouble(error) from error

    async def forget(self) -> None:
        """Remove the stored token."""
        try:
            await off_loop(lambda: self._store().delete(self._profile), "keyring forget")
        except StorageError as error:
            raise _trouble(error) from error

    def _store(self) -> SecretStore:
        """The same for every call, because it lets one through at a time."""
        with self._making:
            if self._made is None:
                self._made = self._make()
            return self._made


def _trouble(error: StorageError) -> VaultTrouble:
    # Imported here: a start without trouble has no use for it.
    from ctpanel.storage.secrets import KeyringRefused, NoKeyring

    return VaultTrouble(error.text, no_keyring=isinstance(error, (NoKeyring, KeyringRefused)))


class DemoVault:
    """The demo's token lives as long as its simulator; nothing is ever stored."""

    async def load(self) -> Token | None:
        """Nothing is kept."""
        return None

    async def store(self, token: Token) -> None:
        """Refused, so that nobody believes that it was kept."""
        raise VaultTrouble(Text("The demo keeps no tokens."))

    async def forget(self) -> None:
        """There is nothing to forget."""
