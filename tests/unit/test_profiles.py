"""The profiles on disk: what may be created, changed, deleted and gone to, and what is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from ctpanel.domain.token import Token
from ctpanel.session.ports import TokenVault, VaultTrouble
from ctpanel.session.profiles import ProfileRefused, ProfileUse
from ctpanel.storage.errors import StorageError
from ctpanel.storage.journal_records import JournaledCommand
from ctpanel.storage.leases import LeaseScope
from ctpanel.storage.secrets import KeyringIsLocked, NoKeyring
from ctpanel.storage.settings import MOST_PROFILES, Profile
from ctpanel.wiring.another_window import arguments_for
from ctpanel.wiring.disk import Disk, locate, open_disk
from ctpanel.wiring.launch import Launch
from ctpanel.wiring.profiles import ProfileShelf, ProfileWays

PRESSED = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


class Vault:
    """A keyring entry of one profile."""

    def __init__(self, desk: Desk, profile: str) -> None:
        self._desk, self._profile = desk, profile

    async def load(self) -> Token | None:
        return None

    async def store(self, token: Token) -> None:
        raise AssertionError("nobody stores a token here")

    async def forget(self) -> None:
        if self._desk.keyring is not None:
            raise VaultTrouble(self._desk.keyring.text, no_keyring=isinstance(self._desk.keyring, NoKeyring))
        self._desk.forgotten.append(self._profile)


@dataclass
class Desk:
    disk: Disk
    waiting: bool = False
    starts: bool = True
    keyring: StorageError | None = None
    forgotten: list[str] = field(default_factory=list)
    gone_to: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shelf(self) -> ProfileShelf:
        return ProfileShelf(self.disk, ProfileWays(self._vault, lambda: self.waiting, self._switch, self._open))

    def _vault(self, disk: Disk) -> TokenVault:
        return Vault(self, disk.profile.name)

    def _switch(self, name: str) -> None:
        self.gone_to.append(("switch", name))

    def _open(self, name: str) -> bool:
        self.gone_to.append(("window", name))
        return self.starts

    def stored(self) -> list[str]:
        return [each.name for each in self.disk.settings_file.load().settings.profiles]

    def leave_open(self, profile: str) -> None:
        """A command of this profile without an outcome."""
        scope = LeaseScope.position("Sim101", "MES 12-25")
        self.disk.journal.begin(JournaledCommand("c1", profile, "close", scope, PRESSED, {}))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    launch = Launch(profile="Main", state_dir=tmp_path)
    paths, _ = locate(launch)
    disk = open_disk(launch, paths)
    yield Desk(disk)
    disk.close()


def refusal(change: object, *arguments: str) -> str:
    assert callable(change)
    with pytest.raises(ProfileRefused) as refused:
        change(*arguments)
    return str(refused.value.text)


def test_a_window_whose_profile_was_never_saved_is_listed(desk: Desk) -> None:
    (only,) = desk.shelf.all()
    assert (only.name, only.use, only.open_commands) == ("Main", ProfileUse.HERE, 0)
    assert not desk.shelf.several()
    desk.disk.settings_file.update(lambda settings: replace(settings, profiles=(Profile("Apex"),)))
    again = replace(desk.disk, settings=desk.disk.settings_file.load().settings)
    assert Desk(again).shelf.several()


def test_a_new_profile_is_free_and_has_the_usual_addresses(desk: Desk) -> None:
    made = desk.shelf.create("Apex 50K")
    assert (made.name, made.use, made.base_url) == ("Apex 50K", ProfileUse.FREE, "https://app.crosstrade.io")
    assert desk.stored() == ["Main", "Apex 50K"], "the window's own is kept as well, for the way back"
    assert [each.name for each in desk.shelf.all()] == ["Main", "Apex 50K"]


@pytest.mark.parametrize(
    "name", ["", "  ", "a/b", "..", "a\\b", "CON", "lpt1", "x" * 41, " a", "a\n", "a\u202eb", "<b>", "MAIN", "main"]
)
def test_hostile_and_taken_names_are_refused(desk: Desk, name: str) -> None:
    assert refusal(desk.shelf.create, name)
    assert desk.stored() == []


def test_there_is_an_end_to_it(desk: Desk) -> None:
    full = tuple(Profile(f"p{number}") for number in range(MOST_PROFILES - 1))
    desk.disk.settings_file.update(lambda settings: replace(settings, profiles=full))
    assert "50" in refusal(desk.shelf.create, "one more")


def test_addresses_are_checked_and_kept_per_profile(desk: Desk) -> None:
    desk.shelf.create("Apex")
    plain = "http://evil.example"
    assert "https" in refusal(desk.shelf.set_addresses, "Apex", plain, "wss://app.crosstrade.io/ws/stream")
    assert "wss" in refusal(desk.shelf.set_addresses, "Apex", "https://a.example", "https://a.example")
    desk.shelf.set_addresses("Apex", "https://a.example", "wss://a.example/ws")
    desk.shelf.set_addresses("Main", "https://m.example", "wss://m.example/ws")
    found = {each.name: (each.base_url, each.stream_url) for each in desk.shelf.all()}
    assert found == {
        "Apex": ("https://a.example", "wss://a.example/ws"),
        "Main": ("https://m.example", "wss://m.example/ws"),
    }
    assert "no profile" in refusal(desk.shelf.set_addresses, "Gone", "https://a.example", "wss://a.example/ws")


async def test_a_deleted_profile_leaves_no_token_and_no_entry(desk: Desk) -> None:
    desk.shelf.create("Apex")
    paths = replace(desk.disk.paths, profile="Apex")
    paths.window_state.write_text("{}")
    desk.disk.settings_file.update(lambda settings: replace(settings, last_profile="apex"))
    told = await desk.shelf.delete("Apex")
    assert "gone from the keyring" in str(told)
    assert desk.forgotten == ["Apex"]
    assert desk.stored() == ["Main"]
    assert not paths.window_state.exists()
    assert desk.disk.settings_file.load().settings.last_profile == "Main"


async def test_a_profile_in_use_or_with_an_open_command_is_kept(desk: Desk) -> None:
    desk.shelf.create("Apex")
    with pytest.raises(ProfileRefused, match="This window"):
        await desk.shelf.delete("main")
    lock = QLockFile(str(replace(desk.disk.paths, profile="Apex").lock))
    assert lock.tryLock(0)
    assert [each.use for each in desk.shelf.all()] == [ProfileUse.HERE, ProfileUse.ELSEWHERE]
    with pytest.raises(ProfileRefused, match="open in another window"):
        await desk.shelf.delete("Apex")
    lock.unlock()
    desk.leave_open("Apex")
    assert [each.open_commands for each in desk.shelf.all()] == [0, 1]
    with pytest.raises(ProfileRefused, match="without an outcome"):
        await desk.shelf.delete("Apex")
    assert desk.forgotten == []
    assert desk.stored() == ["Main", "Apex"]


async def test_a_keyring_that_may_hold_the_token_keeps_the_profile(desk: Desk) -> None:
    desk.shelf.create("Apex")
    desk.keyring = KeyringIsLocked()
    with pytest.raises(ProfileRefused, match="still there"):
        await desk.shelf.delete("Apex")
    assert desk.stored() == ["Main", "Apex"]
    desk.keyring = NoKeyring()
    assert "no keyring here" in str(await desk.shelf.delete("Apex"))
    assert desk.stored() == ["Main"]


def test_a_switch_waits_for_what_only_this_window_watches(desk: Desk) -> None:
    desk.shelf.create("Apex")
    desk.waiting = True
    assert "no clear outcome" in refusal(desk.shelf.switch_to, "Apex")
    desk.waiting = False
    lock = QLockFile(str(replace(desk.disk.paths, profile="Apex").lock))
    assert lock.tryLock(0)
    assert "another window" in refusal(desk.shelf.switch_to, "Apex")
    lock.unlock()
    assert "no profile" in refusal(desk.shelf.switch_to, "Gone")
    assert desk.gone_to == []
    desk.shelf.switch_to("Apex")
    assert desk.gone_to == [("switch", "Apex")]


def test_another_window_needs_no_waiting(desk: Desk) -> None:
    desk.shelf.create("Apex")
    desk.waiting = True
    desk.shelf.open_window("Apex")
    assert desk.gone_to == [("window", "Apex")]
    desk.starts = False
    assert "--profile" in refusal(desk.shelf.open_window, "Apex")


def test_another_window_shares_the_folder_and_nothing_that_was_given_for_this_run(tmp_path: Path) -> None:
    launch = Launch(base_url="https://a.example", profile="Main", state_dir=tmp_path, no_stream=True)
    given = arguments_for(launch, "Apex")
    assert given == ("--profile", "Apex", "--log-level", "INFO", "--state-dir", str(tmp_path), "--no-stream")
    assert arguments_for(Launch(), "Apex") == ("--profile", "Apex", "--log-level", "INFO")
