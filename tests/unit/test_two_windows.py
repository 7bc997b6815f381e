"""Two profiles are open side by side: what one window saves takes nothing back that the other one saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ctpanel.domain.account import AccountClass
from ctpanel.domain.alert import AlertChoice, AlertKind
from ctpanel.session.preferences import Preferences, TableColumns
from ctpanel.storage.settings import Profile
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.wiring.preferences import PreferencePlug

#: What two hands change, each in its own window.
FIRST = Preferences(
    theme="dark",
    emergency_text="Desk 555-0100",
    hold_for=frozenset(AccountClass),
    custom_colors=("#112233", "#C62828"),
    tables={"Positions": TableColumns(hidden=("age",))},
    shortcuts={"refresh": "F8"},
    alerts={AlertKind.VERIFIED: AlertChoice(True, False)},
)
SECOND = Preferences(
    mask=True,
    custom_colors=("#1A7F37", "#445566"),
    tables={"Accounts": TableColumns(widths={"cash": 120})},
    shortcuts={"mask": "F9"},
    alerts={AlertKind.UNKNOWN: AlertChoice(False, False)},
)


def opened(path: Path, name: str) -> PreferencePlug:
    file = SettingsFile(path)
    settings = file.load().settings
    return PreferencePlug(file, settings, settings.profile(name) or Profile(name))


def side_by_side(path: Path) -> tuple[PreferencePlug, PreferencePlug]:
    return opened(path, "Main"), opened(path, "Apex")


def test_each_saves_what_was_changed_in_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    main, apex = side_by_side(path)
    main.change(FIRST)
    apex.change(SECOND)
    found = opened(path, "Main").current
    assert (found.theme, found.emergency_text, found.hold_for, found.mask) == (
        "dark",
        "Desk 555-0100",
        frozenset(AccountClass),
        True,
    )
    assert found.custom_colors == ("#112233", "#445566")
    assert found.tables == {**FIRST.tables, **SECOND.tables}
    assert found.shortcuts == {"refresh": "F8", "mask": "F9"}
    assert found.alerts == {**FIRST.alerts, **SECOND.alerts}


def test_signing_in_saves_nothing_but_the_profile(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    main, apex = side_by_side(path)
    main.change(FIRST)
    apex.remember_profile(use_stream=True)
    found = opened(path, "Main").current
    assert replace(found, use_stream=False) == FIRST


def test_what_is_put_back_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    main, apex = side_by_side(path)
    main.change(FIRST)
    apex.change(SECOND)
    main.change(replace(main.current, shortcuts={}, theme="system"))
    found = opened(path, "Apex").current
    assert (found.shortcuts, found.theme) == ({"mask": "F9"}, "system")


def test_what_could_not_be_saved_is_saved_with_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    main, _ = side_by_side(path)
    refused: list[object] = []
    main.unsaved = refused.append
    path.mkdir()
    main.change(FIRST)
    assert refused
    path.rmdir()
    main.change(replace(main.current, ui_scale=125))
    found = opened(path, "Main").current
    assert replace(found, ui_scale=100) == FIRST


def test_a_file_that_is_gone_meanwhile_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    main, _ = side_by_side(path)
    main.change(FIRST)
    path.write_text("{ broken")
    main.change(replace(main.current, ui_scale=125))
    assert replace(opened(path, "Main").current, ui_scale=100) == FIRST
