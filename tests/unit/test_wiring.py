"""What joins the layers: choices survive the file, each flag has its effect, and no token escapes redaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.stream_rpc import RpcCommands
from ctpanel.domain.account import AccountClass
from ctpanel.domain.alert import AlertChoice, AlertKind
from ctpanel.domain.ids import CommandId
from ctpanel.domain.notice import Severity
from ctpanel.domain.token import Token
from ctpanel.session.ports import Connection
from ctpanel.session.preferences import PnlUnit, Preferences, TableColumns
from ctpanel.session.session import Session
from ctpanel.storage.paths import StatePaths
from ctpanel.storage.redaction import Redactor
from ctpanel.storage.secrets import SecretStore
from ctpanel.storage.settings import CommandTransport, Profile, Settings
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.wiring import menu
from ctpanel.wiring.disk import Disk, open_disk
from ctpanel.wiring.launch import Launch, LaunchRefused
from ctpanel.wiring.outside import Outside
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.service import SessionBuilder
from ctpanel.wiring.vault import KeyringVault

SECRET = "tok_Zx9/Qw+7k3mN0pLsVbRtYuIoAhJd42"
CHOSEN = Preferences(
    theme="dark",
    pnl_colors="custom",
    custom_colors=("#112233", "#445566"),
    pnl_unit=PnlUnit.TICKS,
    hold_for=frozenset({AccountClass.SIM, AccountClass.LIVE}),
    mask=True,
    always_on_top=True,
    compact=True,
    row_presets=False,
    quiet=True,
    alerts={AlertKind.VERIFIED: AlertChoice(sound=True, message=False)},
    emergency_text="Desk: 555",
    allow_reverse=True,
    ui_scale=150,
    language="de",
    nicknames={"APEX-1": "first"},
    classes={"APEX-1": AccountClass.LIVE, "APEX-2": AccountClass.SIM, "APEX-3": AccountClass.UNKNOWN},
    groups={"all": ("APEX-1", "APEX-2")},
    tables={"positions": TableColumns(("side", "quantity"), ("age",), {"side": 80})},
    use_stream=True,
    commands_over_stream=True,
    shortcuts={"refresh": "F8", "flatten": "", "of another version": "F9", "close_position": "no keys"},
)


def reloaded(path: Path, name: str = "Main") -> Preferences:
    """What the next start reads."""
    settings = SettingsFile(path).load().settings
    profile = settings.profile(name)
    assert profile is not None
    return PreferencePlug(SettingsFile(path), settings, profile).current


def plug(path: Path) -> PreferencePlug:
    return PreferencePlug(SettingsFile(path), Settings(), Profile("Main"))


def test_every_choice_survives_save_and_load(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    defaults = Preferences()
    same = [name for name in Preferences.__dataclass_fields__ if getattr(CHOSEN, name) == getattr(defaults, name)]
    assert same == [], "every field must differ from its default, or the test shows nothing"
    plug(path).change(CHOSEN)
    assert reloaded(path) == CHOSEN


@pytest.mark.parametrize("held", [frozenset({each}) for each in AccountClass] + [frozenset[AccountClass]()])
def test_each_hold_stays_with_its_own_class(tmp_path: Path, held: frozenset[AccountClass]) -> None:
    path = tmp_path / "settings.json"
    plug(path).change(replace(Preferences(), hold_for=held))
    assert reloaded(path).hold_for == held


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    launch = Launch(state_dir=tmp_path, profile="Main")
    paths = StatePaths.locate("Main", state_dir=tmp_path, demo=False)
    paths.create()
    opened = open_disk(launch, paths)
    yield opened
    opened.close()


def session_of(disk: Disk, launch: Launch, profile: Profile) -> Session:
    builder = SessionBuilder(launch, Outside({}), lambda what, error: None)
    return builder.build(disk, PreferencePlug(disk.settings_file, Settings(), profile), None)


def connected(disk: Disk, launch: Launch, profile: Profile) -> Connection:
    """What a session of this start would connect with."""
    disk = replace(disk, profile=profile)
    session = session_of(disk, launch, profile)
    return session._parts.connector(Token(SECRET))


RPC = CommandTransport.RPC


@pytest.mark.parametrize(
    ("launch", "use_stream", "transport", "streams", "commander"),
    [
        (Launch(), None, CommandTransport.REST, False, CrossTradeClient),
        (Launch(), False, CommandTransport.REST, False, CrossTradeClient),
        (Launch(), True, CommandTransport.REST, True, CrossTradeClient),
        (Launch(), True, RPC, True, RpcCommands),
        (Launch(no_stream=True), True, CommandTransport.REST, False, CrossTradeClient),
    ],
)
async def test_flags_and_profile_decide_the_ways(
    disk: Disk,
    launch: Launch,
    use_stream: bool | None,
    transport: CommandTransport,
    streams: bool,
    commander: type,
) -> None:
    profile = Profile("Main", use_stream=use_stream, command_transport=transport)
    connection = connected(disk, launch, profile)
    assert (connection.stream is not None) is streams
    assert isinstance(connection.commander, commander)
    await connection.service.aclose()


async def test_an_address_of_the_command_line_is_checked(disk: Disk) -> None:
    with pytest.raises(LaunchRefused):
        session_of(disk, Launch(base_url="http://example.com"), disk.profile)


async def test_the_connector_registers_the_token(disk: Disk) -> None:
    connection = connected(disk, Launch(), Profile("Main"))
    assert SECRET not in disk.redactor.clean(f"it is {SECRET}.")
    await connection.service.aclose()


async def test_the_vault_registers_the_token() -> None:
    class Store:
        def load(self, profile: str) -> Token | None:
            return Token(SECRET)

    redactor = Redactor()
    made: list[Store] = []

    def make() -> SecretStore:
        made.append(Store())
        return cast(SecretStore, made[-1])

    vault = KeyringVault(make, "Main", redactor)
    assert not made, "its libraries are loaded with the first use"
    assert [await vault.load(), await vault.load()] == [Token(SECRET)] * 2
    assert len(made) == 1, "two of them would let two calls through at a time"
    assert SECRET not in redactor.clean(f"it is {SECRET}.")


async def test_a_case_file_without_a_readable_journal_is_a_warning(disk: Disk) -> None:
    session = session_of(disk, Launch(), disk.profile)
    leaving = menu.Leaving(lambda: None, lambda: None, lambda scenario: None)
    choices = PreferencePlug(disk.settings_file, Settings(), disk.profile)
    disk.journal.close()
    await menu.Menu(session, disk, cast(DialogKit, SimpleNamespace(spawn=None)), choices, leaving)._case_file(
        CommandId("x")
    )
    (notice,) = session.notices
    assert notice.severity is Severity.WARNING
    assert "Try again when the journal can be read." in str(notice.action)


def test_the_licenses_name_every_locked_package() -> None:
    lock = Path(__file__).parents[2] / "packaging" / "locks" / "runtime.txt"
    told = re.sub(r"[-_.]+", "-", menu._LICENSES.casefold())
    names = re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    assert names and [name for name in names if name.removesuffix("-essentials") not in told] == []
