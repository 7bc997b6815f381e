"""Two windows, of two profiles, save into one file: neither takes back what was set in the other."""

import json
from dataclasses import replace
from pathlib import Path

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences, TableColumns
from ctpanel.storage.settings import Profile
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.wiring.preferences import PreferencePlug

WIDE, NARROW = TableColumns(widths={"account": 200}), TableColumns(widths={"account": 90})


def window(path: Path, profile: str) -> PreferencePlug:
    """A window that is opened now."""
    settings = SettingsFile(path).load().settings
    return PreferencePlug(SettingsFile(path), settings, settings.profile(profile) or Profile(profile))


def both(tmp_path: Path) -> tuple[PreferencePlug, PreferencePlug]:
    path = tmp_path / "settings.json"
    return window(path, "Main"), window(path, "Second")


def test_what_was_set_in_one_window_survives_a_change_in_another(tmp_path: Path) -> None:
    one, other = both(tmp_path)
    one.change(replace(one.current, emergency_text="Desk: 555", hold_for=frozenset(AccountClass), mask=True))
    other.change(replace(other.current, theme="dark"))
    kept = window(tmp_path / "settings.json", "Main").current
    assert (kept.emergency_text, kept.hold_for, kept.mask) == ("Desk: 555", frozenset(AccountClass), True)
    assert kept.theme == "dark"


def test_of_maps_and_sets_only_the_entries_that_were_touched_are_saved(tmp_path: Path) -> None:
    one = window(tmp_path / "settings.json", "Main")
    live = frozenset({AccountClass.LIVE})
    start = replace(one.current, tables={"Orders": NARROW, "Accounts": NARROW}, shortcuts={"refresh": "F9"})
    one.change(start)
    other = window(tmp_path / "settings.json", "Second")
    one.change(replace(start, tables={"Orders": WIDE, "Accounts": NARROW}, hold_for=frozenset(AccountClass)))
    other.change(replace(other.current, tables={"Orders": NARROW, "Accounts": WIDE}, shortcuts={}, hold_for=live))
    kept = window(tmp_path / "settings.json", "Main").current
    assert kept.tables == {"Orders": WIDE, "Accounts": WIDE}
    assert kept.shortcuts == {}
    assert kept.hold_for == {AccountClass.LIVE, AccountClass.SIM}


def test_what_the_disk_refused_is_saved_with_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    one, told = window(path, "Main"), list[object]()
    one.unsaved = told.append
    path.mkdir()
    one.change(replace(one.current, mask=True))
    path.rmdir()
    one.change(replace(one.current, compact=True))
    assert len(told) == 1
    assert window(path, "Main").current == replace(Preferences(), mask=True, compact=True)


def test_a_file_that_was_broken_meanwhile_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    one = window(path, "Main")
    one.change(replace(one.current, emergency_text="Desk: 555", shortcuts={"refresh": "F9"}))
    path.write_text("{ broken")
    one.change(replace(one.current, mask=True))
    kept = window(path, "Main").current
    assert kept == replace(Preferences(), emergency_text="Desk: 555", shortcuts={"refresh": "F9"}, mask=True)


def test_a_file_that_an_editor_broke_while_the_program_runs_is_not_put_aside_without_a_word(tmp_path: Path) -> None:
    """What other profiles had in it is not in the file that is written anew."""
    path = tmp_path / "settings.json"
    window(path, "Second").change(Preferences(mask=True))
    file, told = SettingsFile(path), list[Text]()
    plug = PreferencePlug(file, file.load().settings, Profile("Main"))
    file.damaged = told.append
    path.write_text("{ broken")
    plug.change(replace(plug.current, theme="dark"))
    (aside,) = tmp_path.glob("*.broken-*")
    assert [aside.name in str(each) and "while ctpanel was running" in str(each) for each in told] == [True]
    document = json.loads(path.read_text())
    path.write_text(json.dumps({**document, "ui_scale": 9000}))
    plug.change(replace(plug.current, compact=True))
    assert "ui_scale" in str(told[1]) and len(told) == 2
