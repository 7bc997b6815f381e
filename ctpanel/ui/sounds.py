"""Plays the program's short sounds by what the system has for that, and by its plain beep where there is nothing."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.domain.alert import Grade
from ctpanel.domain.text import Text
from ctpanel.resources import resource

#: Programs that play one file and end, with what stands before the file's name.
PLAYERS: Final = (
    (("pw-play", ()), ("paplay", ()), ("aplay", ("-q",))) if sys.platform != "darwin" else (("afplay", ()),)
)
#: All that a player is given of the environment: the token may stand in it, and a bundle's library paths do.
_HANDED_ON: Final = frozenset(
    "PATH HOME USER LANG XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS DISPLAY PULSE_SERVER PULSE_COOKIE"
    " PIPEWIRE_REMOTE".split()
)
_PATIENCE_MS: Final = 4000
_BEEP_PAUSE_MS: Final = 250
_FILES: Final = {Grade.GOOD: "good", Grade.ATTENTION: "attention", Grade.ALARM: "alarm"}


class Sounds(QObject):
    """One sound at a time; what comes while one is heard is left away. Never waits for anything."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._grade = Grade.GOOD
        self._beeps = 0
        self._impatience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._impatience.timeout.connect(self._give_up)
        self._pause = QTimer(self, interval=_BEEP_PAUSE_MS)
        self._pause.timeout.connect(self._beep_again)

    def way(self) -> Text:
        """By what sounds are played here, as a sentence for the settings."""
        if sys.platform == "win32":
            return Text("Sounds are played by Windows.")
        found = _player()
        if found is not None:
            return Text("Sounds are played by {program}.", program=found[0].rsplit("/", 1)[-1])
        return Text("No sound player was found here; the system's own beep is used, which some systems keep silent.")

    def play(self, grade: Grade) -> None:
        """Begin to play, and return."""
        if self._process is not None or self._pause.isActive():
            return
        self._grade = grade
        if sys.platform == "win32":
            self._play_on_windows(grade)
            return
        found = _player()
        if found is None:
            self._beep()
            return
        program, before = found
        process = self._process = QProcess(self)
        process.setProgram(program)
        process.setArguments([*before, str(resource(f"sounds/{_FILES[grade]}.wav"))])
        process.setProcessEnvironment(_environment())
        for silence in (process.setStandardOutputFile, process.setStandardErrorFile):
            silence(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._impatience.start()
        process.start()

    def close(self) -> None:
        """Silence, because the program ends. Qt warns of a player that outlives this object, so it has to go first."""
        self._pause.stop()
        process = self._process
        if process is not None:
            # That it was ended is no reason to beep.
            process.finished.disconnect(self._finished)
            process.finished.connect(self._forget)
            process.kill()

    # ------------------------------------------------------------------ inside

    def _play_on_windows(self, grade: Grade) -> None:
        if sys.platform == "win32":
            import winsound

            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            try:
                winsound.PlaySound(str(resource(f"sounds/{_FILES[grade]}.wav")), flags)
            except RuntimeError:
                self._beep()

    def _finished(self, code: int) -> None:
        self._forget()
        if code != 0:
            # There is a player, but nothing that it could play on.
            self._beep()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._forget()
            self._beep()

    def _give_up(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _forget(self) -> None:
        self._impatience.stop()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()

    def _beep(self) -> None:
        """As many beeps as the grade is high."""
        QApplication.beep()
        self._beeps = int(self._grade) - 1
        self._pause.start()

    def _beep_again(self) -> None:
        if self._beeps <= 0:
            self._pause.stop()
            return
        self._beeps -= 1
        QApplication.beep()


def _player() -> tuple[str, tuple[str, ...]] | None:
    for name, before in PLAYERS:
        found = QStandardPaths.findExecutable(name)
        if found:
            return found, before
    return None


def _environment() -> QProcessEnvironment:
    own, given = QProcessEnvironment.systemEnvironment(), QProcessEnvironment()
    for name in own.keys():
        if name in _HANDED_ON or name.startswith("LC_"):
            given.insert(name, own.value(name))
    return given
