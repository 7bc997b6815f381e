"""Events become sounds and messages as chosen: masked, gathered, never in the way, and seen without a tray too."""

from __future__ import annotations

import os
import stat
import sys
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.domain.alert import MANNERS, Alert, AlertChoice, AlertKind, Grade
from ctpanel.domain.text import Text
from ctpanel.resources import resource
from ctpanel.session.preferences import Preferences
from ctpanel.ui import sounds
from ctpanel.ui.alerting import GATHER_MS, Alerting
from ctpanel.ui.format import Formatter
from ctpanel.ui.sounds import Sounds
from ctpanel.ui.tray import Tray, without_markup
from tests.fakes.scripted_session import ScriptedPreferences

ALL = {kind: AlertChoice(sound=True, message=True) for kind in AlertKind}
MESSAGES = {kind: AlertChoice(sound=False, message=True) for kind in AlertKind}


class HeardSounds(Sounds):
    """Keeps what would be heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Grade] = []

    def play(self, grade: Grade) -> None:
        self.heard.append(grade)


class SeenTray(Tray):
    """A tray that is there or not, and keeps what it shows."""

    def __init__(self) -> None:
        super().__init__(QIcon, lambda: None)
        self.there = True
        self.seen: list[tuple[str, str, Grade]] = []

    @property
    def is_there(self) -> bool:
        return self.there

    def show(self, title: str, body: str, grade: Grade) -> bool:
        if self.there:
            self.seen.append((title, body, grade))
        return self.there


class Room:
    def __init__(self) -> None:
        self.preferences = ScriptedPreferences(Preferences(alerts=ALL))
        self.tray, self.sounds = SeenTray(), HeardSounds()
        self.alerting = Alerting(self.preferences, Formatter(zone=UTC), self.tray, self.sounds)

    def choose(self, **changes: object) -> None:
        self.preferences.change(replace(self.preferences.current, **changes))  # type: ignore[arg-type]

    def let_go(self) -> None:
        """The time of gathering is over."""
        pause = self.alerting._pause
        assert pause.isActive()
        assert pause.interval() == GATHER_MS
        pause.stop()
        pause.timeout.emit()


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    made = Room()
    yield made
    made.alerting.close()
    for each in (made.alerting, made.tray, made.sounds):
        each.deleteLater()


def verified(account: str = "Sim101") -> Alert:
    return Alert(AlertKind.VERIFIED, Text("VERIFIED flat and clean"), account, "MES 12-25")


UNKNOWN = Alert(AlertKind.UNKNOWN, Text("UNKNOWN"), "APEX-204817-03", "MNQ 12-25")


def test_one_event_is_told_at_once_in_one_message(room: Room) -> None:
    room.alerting.take(verified())
    assert room.tray.seen == [("Verified", "MES 12-25 in Sim101: VERIFIED flat and clean", Grade.GOOD)]
    assert room.sounds.heard == [Grade.GOOD]


def test_an_account_as_a_whole_and_an_event_without_any(room: Room) -> None:
    room.alerting.take(Alert(AlertKind.NOT_VERIFIED, Text("NOT VERIFIED"), "Sim101"))
    room.let_go()
    room.alerting.take(Alert(AlertKind.NT8_AWAY, Text("Away.")))
    room.let_go()
    assert [body for _title, body, _grade in room.tray.seen] == ["Sim101: NOT VERIFIED", "Away."]


def test_masking_counts_in_messages_and_nicknames_too(room: Room) -> None:
    room.choose(nicknames={"APEX-204817-03": "first"})
    room.alerting.take(UNKNOWN)
    room.let_go()
    room.choose(mask=True)
    room.alerting.take(UNKNOWN)
    bodies = [body for _title, body, _grade in room.tray.seen]
    assert bodies == ["MNQ 12-25 in first (APEX-204817-03): UNKNOWN", "MNQ 12-25 in A•••7-03: UNKNOWN"]


def test_a_storm_of_events_makes_two_messages_and_two_sounds(room: Room) -> None:
    room.alerting.take(verified())
    for _ in range(5000):
        room.alerting.take(verified())
    room.alerting.take(UNKNOWN)
    assert len(room.tray.seen) == len(room.sounds.heard) == 1
    room.let_go()
    assert room.sounds.heard == [Grade.GOOD, Grade.ALARM]
    assert len(room.tray.seen) == 2
    title, body, grade = room.tray.seen[1]
    assert (title, grade) == ("5,001 events", Grade.ALARM)
    assert [line.split(":")[0] for line in body.split("\n")[:3]] == ["Outcome unknown", "Verified", "Verified"]
    assert body.endswith("and 4,998 more")
    room.let_go()
    assert len(room.tray.seen) == 2, "nothing is told again"


def test_the_gravest_of_several_comes_first(room: Room) -> None:
    room.alerting.take(verified())
    room.alerting.take(verified())
    room.alerting.take(UNKNOWN)
    room.let_go()
    title, body, grade = room.tray.seen[1]
    assert (title, grade) == ("2 events", Grade.ALARM)
    assert body.split("\n")[0].startswith("Outcome unknown: MNQ 12-25")


def test_off_is_off_by_kind_and_as_a_whole(room: Room) -> None:
    room.choose(alerts=MESSAGES)
    room.alerting.take(verified())
    room.let_go()
    room.choose(alerts={AlertKind.VERIFIED: AlertChoice(sound=True, message=False)})
    room.alerting.take(verified())
    room.let_go()
    assert (len(room.tray.seen), room.sounds.heard) == (1, [Grade.GOOD])
    room.choose(quiet=True, alerts=ALL)
    for kind in AlertKind:
        room.alerting.take(Alert(kind, Text("x")))
    assert (len(room.tray.seen), room.sounds.heard) == (1, [Grade.GOOD])


def test_the_first_choices_tell_of_all_that_is_about_money() -> None:
    now = Preferences()
    heard = {kind for kind in AlertKind if now.alert(kind).sound}
    alarms = {kind for kind in AlertKind if MANNERS[kind].grade is Grade.ALARM}
    assert alarms <= heard
    assert now.alert(AlertKind.CHANGED) == (False, False)


class Marks(QObject):
    """Counts what a window is told."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.kinds: list[QEvent.Type] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        self.kinds.append(event.type())
        return False


def test_without_a_tray_the_window_is_marked_and_nothing_takes_the_focus(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_duration: marked.append(window))
    window = QWidget()
    marks = Marks(window)
    room.alerting.attach(window)
    room.tray.there = False
    room.alerting.take(verified())
    assert marked == [window]
    assert QEvent.Type.WindowActivate not in marks.kinds
    assert "There is no tray here" in str(room.alerting.ways()[1])
    window.deleteLater()


def test_what_is_in_front_needs_no_message(room: Room) -> None:
    window = QWidget()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 2000)
    room.alerting.take(verified())
    assert (room.tray.seen, room.sounds.heard) == ([], [Grade.GOOD])
    window.close()
    window.deleteLater()


def test_a_test_is_heard_and_seen_whatever_is_chosen(room: Room) -> None:
    room.choose(quiet=True)
    for _ in range(20):
        room.alerting.test(AlertKind.LINK_LOST)
    ((title, body, _grade),) = room.tray.seen
    assert title == "Link lost"
    assert "test" in body
    assert room.sounds.heard


# ------------------------------------------------------------------ sounds


def test_every_grade_has_a_short_sound() -> None:
    for name in ("good", "attention", "alarm"):
        with wave.open(str(resource(f"sounds/{name}.wav"))) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < 1.0


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a player of this name and script on a path of its own; without a call there is none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XTRADE_TOKEN", "tok_secret")

    def make(name: str, script: str) -> Path:
        made = folder / name
        made.write_text(f"#!/bin/sh\n{script}\n")
        made.chmod(made.stat().st_mode | stat.S_IXUSR)
        return made

    return make


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    told: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: told.append(1))
    monkeypatch.setattr(sounds, "_BEEP_PAUSE_MS", 1)
    return told


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")


@POSIX
def test_a_player_gets_the_file_and_neither_the_token_nor_a_second_sound(
    qapp: QApplication, tmp_path: Path, players: Callable[[str, str], Path]
) -> None:
    log = tmp_path / "log"
    name = sounds.PLAYERS[-1][0]
    players(name, f'echo "$@ token=$XTRADE_TOKEN" >> {log}')
    made = Sounds()
    assert name in str(made.way())
    made.play(Grade.ALARM)
    made.play(Grade.GOOD)
    process = made._process
    assert process is not None
    assert QSignalSpy(process.finished).wait(5000)
    (line,) = log.read_text().splitlines()
    assert line.endswith("alarm.wav token=")
    made.deleteLater()


@POSIX
@pytest.mark.parametrize("script", ["exit 1", None], ids=["fails", "missing"])
def test_without_sound_there_are_as_many_beeps_as_the_grade_is_high(
    qtbot: QtBot, players: Callable[[str, str], Path], beeps: list[int], script: str | None
) -> None:
    if script is not None:
        players(sounds.PLAYERS[0][0], script)
    made = Sounds()
    made.play(Grade.ALARM)
    qtbot.waitUntil(lambda: len(beeps) == 3 and not made._pause.isActive(), timeout=5000)
    made.play(Grade.GOOD)
    qtbot.waitUntil(lambda: len(beeps) == 4, timeout=5000)
    if script is None:
        assert "some systems keep silent" in str(made.way())
    made.deleteLater()


@POSIX
def test_a_player_that_never_ends_is_ended(qtbot: QtBot, players: Callable[[str, str], Path]) -> None:
    players(sounds.PLAYERS[0][0], "exec /bin/sleep 60")
    made = Sounds()
    made.play(Grade.GOOD)
    process = made._process
    assert process is not None
    assert process.waitForStarted(5000)
    number = process.processId()
    made._impatience.timeout.emit()
    qtbot.waitUntil(lambda: made._process is None, timeout=5000)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    made.deleteLater()


@POSIX
def test_a_program_that_ends_in_the_middle_of_a_sound_says_nothing(
    qtbot: QtBot, players: Callable[[str, str], Path], beeps: list[int]
) -> None:
    """Qt would warn of the player, and the warning stands on standard error."""
    players(sounds.PLAYERS[0][0], "exec /bin/sleep 60")
    made = Sounds()
    made.play(Grade.ALARM)
    assert made._process is not None and made._process.waitForStarted(5000)
    made.close()
    qtbot.waitUntil(lambda: made._process is None)
    shiboken6.delete(made)
    assert beeps == []


def test_markup_in_a_name_stays_a_name() -> None:
    told = without_markup("<b>S&P</b> MES 12-25")
    assert not set(told) & set("<>&")
    assert told.endswith(" MES 12-25")
