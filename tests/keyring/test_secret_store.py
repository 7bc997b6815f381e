"""The token in a real Secret Service."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ctpanel.domain.token import Token
from ctpanel.storage.secrets import KeyringIsLocked, NoKeyring, SecretStore

pytestmark = pytest.mark.secret_service

TOKEN = Token("tok_Zx9Qw7k3mN0pLsVbRtYuIoAhJd42")


def test_a_token_goes_in_comes_back_and_leaves() -> None:
    store = SecretStore(timeout_s=20)
    assert store.load("Main") is None
    store.save("Main", TOKEN)
    assert SecretStore(timeout_s=20).load("Main") == TOKEN
    assert store.load("Other") is None
    replaced = Token("tok_another_0123456789")
    store.save("Main", replaced)
    assert store.load("Main") == replaced
    store.delete("Main")
    store.delete("Main")
    assert store.load("Main") is None


def test_no_file_of_the_keyring_holds_the_text_of_the_token() -> None:
    SecretStore(timeout_s=20).save("Files", TOKEN)
    files = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert any("keyring" in path.parts or "keyrings" in path.parts for path in files)
    for path in files:
        assert TOKEN.reveal().encode() not in path.read_bytes(), path
    SecretStore(timeout_s=20).delete("Files")


def in_a_process(code: str, **variables: str) -> str:
    """What a program prints that has the store: keyring chooses its backend once, and leaves its socket open when
    the keyring is locked."""
    program = f"from ctpanel.domain.token import Token\nfrom ctpanel.storage.secrets import *\n{code}"
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), **variables}
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_locked_keyring_says_so_and_keeps_what_it_has() -> None:
    SecretStore(timeout_s=20).save("Main", TOKEN)
    bus_call = [
        "dbus-send",
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/collection/login",
    ]
    subprocess.run(bus_call, check=True, capture_output=True, timeout=100)
    calls = ("load('Main')", "save('Main', Token('tok_other'))", "delete('Main')")
    for call in calls:
        code = f"try:\n    SecretStore(timeout_s=20).{call}\nexcept KeyringIsLocked as error:\n    print(error)"
        assert in_a_process(code) == str(KeyringIsLocked())


def test_without_a_bus_there_is_none(tmp_path: Path) -> None:
    code = "try:\n    SecretStore(timeout_s=20).load('Main')\nexcept NoKeyring as error:\n    print(error)"
    nowhere = f"unix:path={tmp_path}/none"
    assert in_a_process(code, DBUS_SESSION_BUS_ADDRESS=nowhere) == str(NoKeyring())
