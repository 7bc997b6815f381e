"""What the window's actions do beyond the session: dialogs, files, the demo, leaving.

What an action needs alone is imported when it is first wanted: the start does not wait for windows that nobody opened.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ctpanel import __version__
from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.notice import Severity
from ctpanel.domain.outcome import Topic
from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, Text
from ctpanel.session.notices import Message
from ctpanel.session.profiles import Profiles
from ctpanel.session.session import Session
from ctpanel.storage.errors import StorageError
from ctpanel.ui.actions import Handlers
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.one_of_each import OneOfEach
from ctpanel.ui.i18n import tr
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.wiring.disk import Disk
from ctpanel.wiring.exits import ExitMenu
from ctpanel.wiring.leave_question import LeaveQuestion
from ctpanel.wiring.off_loop import off_loop
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.reconnecting import Reconnecting

if TYPE_CHECKING:
    from ctpanel.ui.dialogs.about import AboutFacts
    from ctpanel.ui.dialogs.close_dialogs import CloseDialogs

_LIBRARIES: Final = ("PySide6_Essentials", "qasync", "httpx", "websockets", "msgspec", "keyring", "platformdirs")
_LICENSES: Final = (
    "Qt for Python (PySide6, shiboken6): LGPL-3.0. The Qt libraries are separate files and may be replaced by "
    "your own build.\n"
    "qasync: BSD-2-Clause.\n"
    "httpx, httpcore, websockets, msgspec, uvicorn, click, idna, pycparser, SecretStorage, "
    "pywin32-ctypes: BSD-3-Clause.\n"
    "keyring, platformdirs, anyio, h11, jaraco.classes, jaraco.context, jaraco.functools, jeepney, more-itertools, "
    "backports.tarfile, zipp: MIT. cffi: MIT-0.\n"
    "importlib-metadata, lazy-importer: Apache-2.0. cryptography: Apache-2.0 or BSD-3-Clause.\n"
    "certifi: MPL-2.0. typing-extensions: PSF-2.0."
)


@record
class Leaving:
    """How the program is asked to end: for good, or to start again as the demo. ``scenario`` is the demo's own now."""

    quit: Callable[[], None]
    try_demo: Callable[[], None]
    begin_drill: Callable[[str], None]
    scenario: str = ""


class Menu:
    """Gives the window its handlers. Made before the window; :meth:`attach` tells it which one."""

    def __init__(
        self, session: Session, disk: Disk, kit: DialogKit, preferences: PreferencePlug, leaving: Leaving
    ) -> None:
        self._session = session
        self._disk = disk
        self._kit = kit
        self._preferences = preferences
        self._leaving = leaving
        self._window: MainWindow | None = None
        self._dialogs: CloseDialogs | None = None
        self._windows = OneOfEach()
        self._under_way: set[str] = set()
        self._exits = ExitMenu(kit, preferences)
        self._question = LeaveQuestion(session, kit)
        Reconnecting(session, preferences, kit.spawn)

    def attach(self, window: MainWindow) -> None:
        """From now on dialogs belong to this window."""
        self._window = window
        self._exits.attach(window)

    def handlers(self) -> Handlers:
        """What each action does."""
        demo = self._session.demo
        return Handlers(
            open_close_dialog=self._open_close,
            cancel_orders=self._exits.cancel_orders,
            flatten=self._exits.flatten,
            exits=self._exits.handlers(),
            on_close_requested=lambda: self._leave(self._leaving.quit),
            enter_token=None if demo else self._enter_token,
            try_demo=None if demo else lambda: self._leave(self._leaving.try_demo),
            export_journal=lambda: self._start(self._export(), "export journal"),
            save_case_file=lambda command: self._start(self._case_file(command), "save case file"),
            start_fire_drill=self.open_drill if demo else None,
            open_settings=self._open_settings,
            open_shortcuts=self._open_shortcuts,
            open_guide=self._open_guide,
            open_preset=self._open_preset,
            open_about=self._open_about,
        )

    def _open_close(self, key: PositionKey) -> None:
        self._close_dialogs().open(key)

    def _open_guide(self, topic: Topic | None) -> None:
        self._close_dialogs().explain(topic)

    def _open_shortcuts(self) -> None:
        from ctpanel.ui.dialogs.shortcut_overview import ShortcutOverview

        def made() -> ShortcutOverview:
            overview = ShortcutOverview(self._kit, self._window)
            overview.change.connect(self._open_key_settings)
            return overview

        self._windows.show(ShortcutOverview, made)

    def _open_key_settings(self) -> None:
        from ctpanel.ui.dialogs.settings_list import KEYS

        self._open_settings(KEYS)

    def _open_preset(self, key: PositionKey, wanted: Wanted) -> None:
        self._close_dialogs().open(key, wanted)

    def _open_settings(self, page: Phrase | None = None) -> None:
        from ctpanel.ui.dialogs.settings import SettingsDialog

        dialog = self._windows.show(SettingsDialog, lambda: SettingsDialog(self._kit, self._window))
        if page is not None:
            dialog.turn_to(page)

    def _open_about(self) -> None:
        from ctpanel.ui.dialogs.about import AboutDialog

        self._windows.show(AboutDialog, lambda: AboutDialog(self._kit, self._about(), self._window))

    def open_drill(self) -> None:
        """Show the fire drill beside the window."""
        from ctpanel.ui.dialogs.fire_drill import DrillPlan, FireDrillDialog
        from ctpanel.wiring.demo import drills

        def begin(scenario: str) -> None:
            self._leave(lambda: self._leaving.begin_drill(scenario))

        plan = DrillPlan(drills(), self._leaving.scenario, begin)
        self._windows.show(FireDrillDialog, lambda: FireDrillDialog(self._kit, plan, self._window))

    def open_profiles(self, profiles: Profiles) -> None:
        """Show the profiles beside the window."""
        from ctpanel.ui.dialogs.profiles import ProfilesDialog

        self._windows.show(ProfilesDialog, lambda: ProfilesDialog(self._kit, profiles, self._window))

    def close(self) -> None:
        """Close every window that it opened; commands go on."""
        self._exits.close()
        self._windows.close_all()
        if self._dialogs is not None:
            self._dialogs.close_all()

    def _close_dialogs(self) -> CloseDialogs:
        if self._window is None:
            raise RuntimeError("there is no window yet")
        if self._dialogs is None:
            from ctpanel.ui.dialogs.close_dialogs import CloseDialogs

            self._dialogs = CloseDialogs(self._kit, self._window)
        return self._dialogs

    def _leave(self, end: Callable[[], None]) -> None:
        self._question.leave(self._window, end)

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Once at a time: the second of two presses in one turn of the loop comes before there is a dialog."""
        if name in self._under_way:
            work.close()
            return
        self._under_way.add(name)
        self._kit.spawn(work, name).add_done_callback(lambda _: self._under_way.discard(name))

    def _enter_token(self) -> None:
        first = self._preferences.profile.use_stream is None
        self._start(self._set_up() if first else self._replace_token(), "enter token")

    async def _set_up(self) -> None:
        """The assistant: token, then whether to take the one streaming session."""
        from ctpanel.ui.dialogs.setup_assistant import Start, ask_setup

        result = await ask_setup(self._kit, self._window, token_first=True)
        if result.start is Start.DEMO:
            self._leave(self._leaving.try_demo)
        elif result.start is Start.SIGN_IN:
            self._preferences.remember_profile(use_stream=result.use_stream)

    async def _replace_token(self) -> None:
        from ctpanel.ui.dialogs.token import ask_token

        await ask_token(self._kit, self._window)

    async def _export(self) -> None:
        from ctpanel.ui.awaiting import ask_save_path

        name = f"ctpanel-journal-{datetime.now().astimezone():%Y-%m-%d}.csv"
        path = await ask_save_path(self._window, tr("Export journal"), Path.home() / name, "CSV (*.csv)")
        if path is not None:
            await self._write(lambda: self._export_to(path), path)

    def _export_to(self, path: Path) -> None:
        from ctpanel.storage.export import export_journal
        from ctpanel.storage.journal_query import JournalReader

        with JournalReader.on(self._disk.paths.journal) as reader:
            export_journal(path, reader.all_commands())

    async def _case_file(self, command: CommandId) -> None:
        from ctpanel.storage.casefile import case_file_name, write_case_file
        from ctpanel.ui.awaiting import ask_save_path

        try:
            record = self._disk.journal.command(command)
        except StorageError as error:
            self._failed(error, Text("Try again when the journal can be read."))
            return
        if record is None:
            return
        name = case_file_name(record, with_account=not self._preferences.current.mask)
        path = await ask_save_path(self._window, tr("Save case file"), Path.home() / name, "ZIP (*.zip)")
        if path is None:
            return
        versions = dict(_versions())
        made_at = datetime.now().astimezone()
        await self._write(lambda: write_case_file(path, record, versions, self._disk.redactor, made_at), path)

    async def _write(self, write: Callable[[], object], path: Path) -> None:
        """Write a file for the user, away from the loop, and say how it goes: a year of commands takes a while."""
        self._tell(Severity.INFO, Text("Writing {path}…", path=str(path)), Text(""))
        try:
            await off_loop(write, "write file")
        except StorageError as error:
            self._failed(error, Text("Choose another folder."))
            return
        self._tell(Severity.INFO, Text("Saved: {path}", path=str(path)), Text(""))

    def _failed(self, error: StorageError, action: Text) -> None:
        self._tell(Severity.WARNING, error.text, action)

    def _tell(self, severity: Severity, what: Text, action: Text) -> None:
        self._session.board.clear("file")  # another file is another event: not counted as the one before, once more
        self._session.board.post(Message("file", severity, what, Text("Positions are not affected."), action))

    def _about(self) -> AboutFacts:
        from ctpanel.ui.dialogs.about import AboutFacts

        paths = self._disk.paths
        return AboutFacts((("ctpanel", __version__), *_versions()), _LICENSES, (paths.state, paths.config, paths.logs))


def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", " "), _version(name)) for name in _LIBRARIES)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "bundled"
