"""Which keyrings are used, how failures read, and that nobody waits for ever. No real keyring is touched here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, kwallet, libsecret, macOS, null
from keyring.backends import Windows as windows

from ctpanel.domain.token import Token
from ctpanel.storage.secrets import (
    KeyringFailed,
    KeyringIsLocked,
    KeyringRefused,
    KeyringTimedOut,
    NoKeyring,
    SecretError,
    SecretStore,
    refuse_unsafe,
)

TOKEN = Token("tok_Zx9Qw7k3mN0pLsVbRtYuIoAhJd42")


class MemoryKeyring(SecretService.Keyring):
    """In the place of the Secret Service; ``trouble`` is called before every access."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: Callable[[], object] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self.trouble()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.trouble()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.trouble()
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("No such password!")
        del self.kept[service, username]


# The allow-list goes by the name of the class, and this one stands in for the real one.
MemoryKeyring.__module__, MemoryKeyring.__qualname__ = "keyring.backends.SecretService", "Keyring"


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def store(backend: MemoryKeyring) -> SecretStore:
    return SecretStore(lambda: backend, timeout_s=5.0)


def test_a_token_is_kept_under_the_profile_and_given_back(store: SecretStore, backend: MemoryKeyring) -> None:
    assert store.load("Main") is None
    store.save("Main", TOKEN)
    assert backend.kept == {("ctpanel", "Main"): TOKEN.reveal()}
    assert store.load("Main") == TOKEN
    assert store.load("Second") is None
    store.delete("Main")
    assert backend.kept == {}


def test_deleting_what_is_not_there_is_done(store: SecretStore) -> None:
    store.delete("Main")


@pytest.mark.parametrize(
    "kind",
    [
        SecretService.Keyring,
        libsecret.Keyring,
        kwallet.DBusKeyring,
        kwallet.DBusKeyringKWallet4,
        macOS.Keyring,
        windows.WinVaultKeyring,
    ],
)
def test_the_keyrings_of_the_systems_are_allowed(kind: type[KeyringBackend]) -> None:
    refuse_unsafe(object.__new__(kind))


class PlaintextKeyring(MemoryKeyring):
    """What a third package may bring along."""


class _Similar(SecretService.Keyring):
    """Derived from an allowed one is not the allowed one."""


@pytest.mark.parametrize("kind", [PlaintextKeyring, _Similar, null.Keyring])
def test_any_other_keyring_is_refused_and_never_called(kind: type[KeyringBackend]) -> None:
    backend: KeyringBackend = kind()
    with pytest.raises(KeyringRefused, match="plain file"):
        SecretStore(lambda: backend).save("Main", TOKEN)
    assert getattr(backend, "kept", {}) == {}


def test_the_backend_that_always_fails_means_that_there_is_none() -> None:
    with pytest.raises(NoKeyring, match="No system keyring was found"):
        SecretStore(fail.Keyring).load("Main")


@pytest.mark.parametrize(
    ("members", "expected"),
    [([MemoryKeyring], None), ([MemoryKeyring, PlaintextKeyring], KeyringRefused), ([], NoKeyring)],
)
def test_a_chain_is_as_good_as_its_worst_member(
    monkeypatch: pytest.MonkeyPatch, members: list[type[KeyringBackend]], expected: type[SecretError] | None
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [member() for member in members])
    store = SecretStore(chainer.ChainerBackend)
    if expected is None:
        store.save("Main", TOKEN)
        assert store.load("Main") == TOKEN
    else:
        with pytest.raises(expected):
            store.save("Main", TOKEN)


class LockedException(Exception):
    """SecretStorage's own error has this name."""


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (keyring.errors.KeyringLocked("x"), KeyringIsLocked),
        (keyring.errors.InitError("x"), KeyringIsLocked),
        (LockedException("x"), KeyringIsLocked),
        (keyring.errors.NoKeyringError("x"), NoKeyring),
        (keyring.errors.PasswordSetError("x"), KeyringFailed),
        (OSError("x"), KeyringFailed),
    ],
)
def test_each_failure_has_its_own_sentence(
    store: SecretStore, backend: MemoryKeyring, error: Exception, expected: type[SecretError]
) -> None:
    def fails() -> None:
        raise error

    backend.trouble = fails
    calls: tuple[Callable[[], object], ...] = (
        lambda: store.load("Main"),
        lambda: store.save("Main", TOKEN),
        lambda: store.delete("Main"),
    )
    for call in calls:
        with pytest.raises(SecretError) as caught:
            call()
        assert type(caught.value) is expected
        assert str(caught.value).endswith(".")


def test_the_words_of_an_error_are_not_repeated(store: SecretStore, backend: MemoryKeyring) -> None:
    def fails() -> None:
        raise OSError(f"cannot store {TOKEN.reveal()}")

    backend.trouble = fails
    with pytest.raises(KeyringFailed) as caught:
        store.save("Main", TOKEN)
    assert TOKEN.reveal() not in str(caught.value)


def test_a_keyring_that_waits_for_a_person_does_not_hold_the_caller(backend: MemoryKeyring) -> None:
    store = SecretStore(lambda: backend, timeout_s=0.05)
    answered = threading.Event()
    entered = threading.Event()

    def waits() -> None:
        entered.set()
        answered.wait(20)

    backend.trouble = waits
    with pytest.raises(KeyringTimedOut, match="another window"):
        store.save("Main", TOKEN)
    assert entered.is_set()
    threads = threading.active_count()
    with pytest.raises(KeyringTimedOut):
        store.load("Main")
    assert threading.active_count() == threads, "a second call does not pile up behind the first"
    backend.trouble = lambda: None
    answered.set()
    assert SecretStore.load(_patient(store), "Main") == TOKEN


def _patient(store: SecretStore) -> SecretStore:
    """The same store with time to wait for the call that hangs."""
    store._timeout_s = 10.0
    return store


def test_a_stored_text_that_is_no_token_is_told(store: SecretStore, backend: MemoryKeyring) -> None:
    backend.kept["ctpanel", "Main"] = "two words"
    with pytest.raises(KeyringFailed, match="no token"):
        store.load("Main")


def test_nothing_about_the_token_is_logged(
    store: SecretStore, caplog: pytest.LogCaptureFixture, backend: MemoryKeyring
) -> None:
    caplog.set_level(logging.DEBUG)
    store.save("Main", TOKEN)
    store.load("Main")
    assert TOKEN.reveal() not in caplog.text + repr(store) + repr(vars(store))
