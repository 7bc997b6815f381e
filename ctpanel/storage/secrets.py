"""The token in the system's keyring, and nowhere else on disk.

Every call may wait for a person (a keyring asks for its pass phrase), so each runs on a thread of its own and is
waited for with a bound. Call from a worker thread, never from the window's.

SecretError
├── NoKeyring          the system has none
├── KeyringRefused     there is one, and it is not known to keep secrets safe
├── KeyringIsLocked    it was not opened
├── KeyringTimedOut    it did not answer in time
└── KeyringFailed      anything else, or what it holds is no token
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

import keyring
import keyring.errors
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail

from ctpanel.domain.text import Text
from ctpanel.domain.token import Token, TokenRejected
from ctpanel.storage.errors import StorageError

SERVICE: Final = "ctpanel"
T = TypeVar("T")

# Backends by module and class. Others keep secrets in plain files, or nowhere.
_ALLOWED: Final = frozenset(
    {
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.libsecret", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
        ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.Windows", "WinVaultKeyring"),
    }
)
# SecretStorage and the D-Bus library have their own errors, which keyring lets through on some calls.
_LOCKED_ERRORS: Final = frozenset({"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"})
_MISSING_ERRORS: Final = frozenset({"NoKeyringError", "SecretServiceNotAvailableException"})


class SecretError(StorageError):
    """The keyring cannot be used now. The token was not stored, or not read; nothing was deleted."""


class NoKeyring(SecretError):
    """The system offers no keyring."""

    def __init__(self) -> None:
        super().__init__(Text("No system keyring was found."))


class KeyringRefused(SecretError):
    """The configured keyring is not on the list of those that keep secrets safe."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text("The configured keyring “{name}” may keep secrets in a plain file and is not used.", name=name)
        )


class KeyringIsLocked(SecretError):
    """The keyring exists and was not opened: no pass phrase, a wrong one, or a dismissed question."""

    def __init__(self) -> None:
        super().__init__(Text("The system keyring is locked."))


class KeyringTimedOut(SecretError):
    """No answer within the bound. The call goes on by itself: an answer given later may still store a token."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            Text(
                "The system keyring has not answered for {seconds} s. It may be waiting for your answer in another"
                " window.",
                seconds=seconds,
            )
        )


class KeyringFailed(SecretError):
    """An error of the keyring itself; only its kind is told, because its words may repeat what was to be stored."""

    def __init__(self, kind: str) -> None:
        super().__init__(Text("The system keyring failed ({kind}); the token was not changed.", kind=kind))


def refuse_unsafe(backend: KeyringBackend) -> None:
    """Raise NoKeyring or KeyringRefused unless this keyring is known to keep secrets safe.

    A chain of keyrings is allowed when each of its members is: it stores in the first that takes it.
    """
    if isinstance(backend, fail.Keyring):
        raise NoKeyring
    if type(backend) is chainer.ChainerBackend:
        members = list(backend.backends)
        if not members:
            raise NoKeyring
        for member in members:
            refuse_unsafe(member)
        return
    kind = type(backend)
    if (kind.__module__, kind.__qualname__) not in _ALLOWED:
        raise KeyringRefused(f"{kind.__module__}.{kind.__qualname__}")


class SecretStore:
    """Tokens by profile name in the system keyring. Every method waits at most ``timeout_s`` and raises SecretError."""

    def __init__(self, backend: Callable[[], KeyringBackend] = keyring.get_keyring, *, timeout_s: float = 60.0) -> None:
        self._backend = backend
        self._timeout_s = timeout_s
        self._one_call = threading.Lock()

    def load(self, profile: str) -> Token | None:
        """The stored token, or None when there is none."""
        found = self._bounded(lambda backend: backend.get_password(SERVICE, profile))
        if found is None:
            return None
        try:
            return Token(found)
        except TokenRejected as error:
            raise KeyringFailed("what it holds is no token") from error

    def save(self, profile: str, token: Token) -> None:
        """Store the token in the place of an older one. Windows' limit of 1,280 characters is above a token's."""
        self._bounded(lambda backend: backend.set_password(SERVICE, profile, token.reveal()))

    def delete(self, profile: str) -> None:
        """Remove the token; done as well when there is none."""

        def remove(backend: KeyringBackend) -> None:
            # Its own error for a missing entry is the one for a failed deletion too, so look first.
            if backend.get_password(SERVICE, profile) is not None:
                backend.delete_password(SERVICE, profile)

        self._bounded(remove)

    def _bounded(self, call: Callable[[KeyringBackend], T]) -> T:
        """Run a call on a daemon thread; a call before it that still hangs counts as no answer."""
        deadline = time.monotonic() + self._timeout_s
        if not self._one_call.acquire(timeout=self._timeout_s):
            raise KeyringTimedOut(round(self._timeout_s))
        answers: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()

        def run() -> None:
            try:
                backend = self._backend()
                refuse_unsafe(backend)
                answers.put((call(backend), None))
            except Exception as error:  # noqa: BLE001 - raised again on the caller's thread, see below
                answers.put((None, error))
            finally:
                self._one_call.release()

        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            value, error = answers.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise KeyringTimedOut(round(self._timeout_s)) from None
        if error is not None:
            raise _translated(error) from error
        return value  # type: ignore[return-value]  # no error: the value is what the call returned


def _translated(error: Exception) -> SecretError:
    if isinstance(error, SecretError):
        return error
    name = type(error).__name__
    if name in _LOCKED_ERRORS:
        return KeyringIsLocked()
    if name in _MISSING_ERRORS:
        return NoKeyring()
    return KeyringFailed(name)
