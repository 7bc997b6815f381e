"""The settings file: what goes in comes out, and what cannot be used is neither lost nor fatal."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.storage.errors import SettingsUnwritable
from ctpanel.storage.migrations import SCHEMA
from ctpanel.storage.settings import (
    ClassOverride,
    CommandTransport,
    ConfirmStrength,
    EventAlert,
    PnlUnit,
    Profile,
    Settings,
    TableLayout,
    Theme,
)
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.storage.settings_record import Record
from ctpanel.storage.settings_spec import Report, specs_of

NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


def settings_file(folder: Path) -> SettingsFile:
    return SettingsFile(folder / "settings.json", now=lambda: NOON)


def written(folder: Path, document: object) -> SettingsFile:
    (folder / "settings.json").write_text(json.dumps(document), encoding="utf-8")
    return settings_file(folder)


NAMES = st.text("ABCdef 019-_é", min_size=1, max_size=20).filter(lambda name: name == name.strip())
ACCOUNTS = st.text(min_size=1, max_size=20).filter(lambda name: bool(name.strip()))
NICKNAMES = st.text("abc é€漢1-", min_size=1, max_size=30).filter(lambda name: bool(name.strip()))
PROFILES = st.builds(
    Profile,
    name=NAMES,
    base_url=st.sampled_from(["https://app.crosstrade.io", "http://127.0.0.1:8080", "http://[::1]:9"]),
    stream_url=st.sampled_from(["wss://app.crosstrade.io/ws/stream", "ws://localhost:1/ws"]),
    use_stream=st.sampled_from([None, True, False]),
    command_transport=st.sampled_from(CommandTransport),
    nicknames=st.dictionaries(ACCOUNTS, NICKNAMES, max_size=3).map(MappingProxyType),
    classes=st.dictionaries(ACCOUNTS, st.sampled_from(ClassOverride), max_size=3).map(MappingProxyType),
    groups=st.dictionaries(ACCOUNTS, st.lists(ACCOUNTS, max_size=3, unique_by=str.casefold).map(tuple), max_size=2).map(
        MappingProxyType
    ),
)
LAYOUTS = st.builds(
    TableLayout,
    order=st.lists(st.sampled_from(["account", "side", "pnl"]), unique=True).map(tuple),
    widths=st.dictionaries(st.sampled_from(["account", "side"]), st.integers(10, 4000)).map(MappingProxyType),
)
SETTINGS = st.builds(
    Settings,
    profiles=st.lists(PROFILES, max_size=2, unique_by=lambda each: each.name.casefold()).map(tuple),
    theme=st.sampled_from(Theme),
    pnl_unit=st.sampled_from(PnlUnit),
    confirm_sim=st.sampled_from(ConfirmStrength),
    mask=st.booleans(),
    tables=st.dictionaries(st.sampled_from(["positions", "orders"]), LAYOUTS).map(MappingProxyType),
    events=st.dictionaries(st.just("verified"), st.builds(EventAlert, sound=st.booleans())).map(MappingProxyType),
    emergency_text=st.text(max_size=50),
    ui_scale=st.integers(75, 300),
    language=st.sampled_from(["", "en", "de-AT", "zh_Hant"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(SETTINGS)
def test_what_is_written_is_read_back_with_its_types(settings: Settings) -> None:
    report = Report()
    text = json.dumps(Record(Settings).encode(settings))
    assert Record(Settings).decode(json.loads(text), report) == settings
    assert report.problems == []


@given(st.dictionaries(st.sampled_from([*specs_of(Settings), "other"]), JSON))
def test_no_content_is_fatal_and_every_value_stays_in_its_range(document: dict[str, object]) -> None:
    settings = Record(Settings).decode(document, Report())
    again = Report()
    assert Record(Settings).decode(Record(Settings).encode(settings), again) == settings
    assert again.problems == []


def test_the_first_start_has_defaults_and_no_complaint(tmp_path: Path) -> None:
    loaded = settings_file(tmp_path).load()
    assert loaded.settings == Settings()
    assert loaded.problems == ()
    assert loaded.writable
    assert not (tmp_path / "settings.json").exists()


def test_an_update_is_on_the_disk_and_only_for_this_user(tmp_path: Path) -> None:
    file = settings_file(tmp_path)
    file.update(lambda old: dataclasses.replace(old, profiles=old.with_profile(Profile("Main")), theme=Theme.DARK))
    loaded = settings_file(tmp_path).load()
    assert loaded.settings.theme is Theme.DARK
    assert loaded.settings.profile("MAIN") == Profile("Main")
    assert json.loads((tmp_path / "settings.json").read_text())["schema"] == SCHEMA
    assert os.listdir(tmp_path) == ["settings.json"]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_an_update_keeps_what_another_process_saved_meanwhile(tmp_path: Path) -> None:
    file = settings_file(tmp_path)
    file.load()
    settings_file(tmp_path).update(lambda old: dataclasses.replace(old, mask=True))
    file.update(lambda old: dataclasses.replace(old, compact=True))
    loaded = file.load().settings
    assert (loaded.mask, loaded.compact) == (True, True)


def test_entries_that_this_version_does_not_know_survive_an_update(tmp_path: Path) -> None:
    document = {"schema": SCHEMA, "later": [1, {"a": None}], "profiles": [{"name": "Main", "tomorrow": 2}]}
    file = written(tmp_path, document)
    assert file.load().problems == ()
    file.update(lambda old: dataclasses.replace(old, mask=True))
    saved = json.loads((tmp_path / "settings.json").read_text())
    assert saved["later"] == [1, {"a": None}]
    assert saved["profiles"][0]["tomorrow"] == 2


def test_one_bad_value_takes_its_default_and_the_others_live(tmp_path: Path) -> None:
    file = written(tmp_path, {"ui_scale": 900, "theme": "dark", "mask": 1})
    loaded = file.load()
    assert (loaded.settings.ui_scale, loaded.settings.theme, loaded.settings.mask) == (100, Theme.DARK, False)
    assert sorted(str(problem) for problem in loaded.problems) == [
        "mask: It must be true or false. The default is used.",
        "ui_scale: It must be a whole number from 75 to 300. The default is used.",
    ]


def test_bad_parts_of_a_profile_cost_only_themselves(tmp_path: Path) -> None:
    good = {"name": "Main", "base_url": "http://example.com", "nicknames": {"Sim101": "Desk", "Sim102": 7}}
    file = written(tmp_path, {"profiles": [good, {"name": "a/b"}, {"name": "main"}, {}]})
    loaded = file.load()
    (profile,) = loaded.settings.profiles
    assert profile.base_url == "https://app.crosstrade.io"
    assert dict(profile.nicknames) == {"Sim101": "Desk"}
    places = [str(problem).split(":")[0] for problem in loaded.problems]
    assert places == ["profiles[0].base_url", "profiles[0].nicknames.Sim102"] + [f"profiles[{n}]" for n in (1, 2, 3)]


def test_a_file_with_bad_values_is_copied_before_it_is_replaced(tmp_path: Path) -> None:
    file = written(tmp_path, {"ui_scale": 900})
    file.update(lambda old: dataclasses.replace(old, mask=True))
    copy = tmp_path / "settings.json.before-20261123T120000"
    assert json.loads(copy.read_text()) == {"ui_scale": 900}
    file.update(lambda old: old)
    assert len(os.listdir(tmp_path)) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"ui_scale": NaN}', b'{"schema": "1"}', b'{"schema": 0}', b"[" * 100_000],
)
def test_a_broken_file_is_kept_aside_and_reported(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    loaded = settings_file(tmp_path).load()
    assert loaded.settings == Settings()
    assert loaded.writable
    assert [problem.source for problem in loaded.problems] == [
        "The settings file was damaged. It is kept as {name}; the settings are the defaults now."
    ]
    assert (tmp_path / "settings.json.broken-20261123T120000").read_bytes() == content
    assert not (tmp_path / "settings.json").exists()


def test_two_broken_files_in_one_second_do_not_replace_each_other(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        (tmp_path / "settings.json").write_bytes(content)
        settings_file(tmp_path).load()
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"one", b"two"]


def test_a_newer_file_is_never_touched(tmp_path: Path) -> None:
    file = written(tmp_path, {"schema": SCHEMA + 1, "theme": "dark"})
    before = (tmp_path / "settings.json").read_bytes()
    loaded = file.load()
    assert loaded.settings == Settings()
    assert not loaded.writable
    with pytest.raises(SettingsUnwritable, match="newer version"):
        file.update(lambda old: dataclasses.replace(old, mask=True))
    assert (tmp_path / "settings.json").read_bytes() == before
    assert os.listdir(tmp_path) == ["settings.json"]


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    file = written(tmp_path, {"mask": True})
    with pytest.raises(ZeroDivisionError):
        file.update(lambda old: dataclasses.replace(old, ui_scale=1 // 0))
    (tmp_path / "gone").mkdir()
    missing = SettingsFile(tmp_path / "nowhere" / "settings.json", now=lambda: NOON)
    with pytest.raises(SettingsUnwritable, match="could not be saved"):
        missing.update(lambda old: old)
    assert file.load().settings.mask


def test_a_value_outside_its_range_is_not_written(tmp_path: Path) -> None:
    file = settings_file(tmp_path)
    with pytest.raises(SettingsUnwritable, match="ui_scale: It must be a whole number"):
        file.update(lambda old: dataclasses.replace(old, ui_scale=10))
    assert os.listdir(tmp_path) == []


def test_a_changed_profile_takes_the_place_of_its_namesake() -> None:
    settings = Settings(profiles=(Profile("A"), Profile("B")))
    assert settings.with_profile(Profile("a", use_stream=True)) == (Profile("a", use_stream=True), Profile("B"))
    assert settings.with_profile(Profile("C")) == (Profile("A"), Profile("B"), Profile("C"))


def test_every_setting_says_what_it_is() -> None:
    for record in (Settings, Profile, TableLayout, EventAlert):
        declared = specs_of(record)
        assert {field.name for field in dataclasses.fields(record)} == {*declared, "unknown"}
        for name, spec in declared.items():
            assert spec.summary.endswith("."), name


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://app.crosstrade.io", True),
        ("https://dev.crosstrade.io:8443/x", True),
        ("http://127.0.0.1:1", True),
        ("http://localhost", True),
        ("http://app.crosstrade.io", False),
        ("http://localhost.example.com", False),
        ("https://user@app.crosstrade.io", False),
        ("https://app.crosstrade.io/?token=1", False),
        ("https://", False),
        ("https://a b", False),
        ("https://app.crosstrade.io:99999", False),
        ("wss://app.crosstrade.io", False),
        ("", False),
    ],
)
def test_requests_go_encrypted_or_stay_on_this_machine(tmp_path: Path, address: str, allowed: bool) -> None:
    loaded = written(tmp_path, {"profiles": [{"name": "Main", "base_url": address}]}).load()
    assert (loaded.problems == ()) == allowed
    expected = address if allowed else "https://app.crosstrade.io"
    assert loaded.settings.profiles[0].base_url == expected
