"""The composition root: builds everything in order, runs until it is asked to end, takes everything down in reverse.

Order: folders and log, window system and look, the lock of the profile, settings and journal, the demo's simulator,
the session, the window, then the token. The other way round at the end, under a deadline, each step logged.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

# The binding must be loaded before qasync, which takes the first one that it finds.
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from ctpanel import __version__
from ctpanel.api.config import ConfigRefused, ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token, TokenRejected
from ctpanel.errors import ErrorReporter
from ctpanel.session.clock import SystemClock
from ctpanel.session.notices import Message
from ctpanel.session.session import Parts, Session
from ctpanel.session.tasks import TaskScope
from ctpanel.storage.secrets import SecretStore
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.single_instance import SingleInstance
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.main_window import MainWindow, WindowParts
from ctpanel.wiring.connector import ApiConnector
from ctpanel.wiring.demo import demo_token, start_demo
from ctpanel.wiring.disk import Disk, locate, open_disk
from ctpanel.wiring.journal import JournalPlug
from ctpanel.wiring.launch import Launch, LaunchRefused
from ctpanel.wiring.menu import Leaving, Menu
from ctpanel.wiring.off_loop import off_loop
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.screenshot import draw_to_file
from ctpanel.wiring.vault import DemoVault, KeyringVault

if TYPE_CHECKING:
    from ctpanel.sim.server import SimServer

_LOG = logging.getLogger("ctpanel.app")
TOKEN_VARIABLE: Final = "XTRADE_TOKEN"  # noqa: S105 - the name of a variable, not a secret


def run(launch: Launch) -> int:
    """Run the program until it is closed; the exit code. Raises LaunchRefused when it cannot start."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise LaunchRefused("another kind of Qt application runs in this process")
    application.setApplicationName("ctpanel")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(False)
    reporter = ErrorReporter()
    remove_hooks = reporter.install()
    loop = QEventLoop(application)
    loop.set_exception_handler(reporter.in_loop)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            code: int = loop.run_until_complete(_main(launch, application, reporter))
            return code
    finally:
        remove_hooks()


async def _main(launch: Launch, application: QApplication, reporter: ErrorReporter) -> int:
    """One start after the other: choosing the demo ends the first and begins the second."""
    theme = Theme(application)
    following: Launch | None = launch
    while following is not None:
        following = await Run(following, theme, reporter).live()
    return 0


class Run:
    """One start of the program, from its folders to its last task."""

    def __init__(self, launch: Launch, theme: Theme, reporter: ErrorReporter) -> None:
        self._launch = launch
        self._theme = theme
        self._reporter = reporter
        self._shutdown = asyncio.Event()
        self._following: Launch | None = None
        self._tasks = TaskScope(reporter.report)

    async def live(self) -> Launch | None:
        """Build, run, take down; returns the start that shall follow, if any."""
        paths, throwaway = locate(self._launch)
        with contextlib.ExitStack() as at_end:
            instance = SingleInstance(paths.lock)
            if not instance.claim():
                self._hand_over(instance)
                return None
            at_end.callback(instance.release)
            disk = open_disk(self._launch, paths, throwaway)
            at_end.callback(disk.close)
            _LOG.info("ctpanel %s starts, profile %s%s", __version__, paths.profile, ", demo" * self._launch.demo)
            demo = await off_loop(lambda: start_demo(self._launch), "start demo") if self._launch.demo else None
            if demo is not None:
                at_end.callback(demo.stop)
            with _signals(self._shutdown.set):
                await self._with_window(disk, demo, instance)
            _LOG.info("ctpanel ends")
        return self._following

    def _hand_over(self, instance: SingleInstance) -> None:
        if not instance.ask_other_to_show():
            raise LaunchRefused("ctpanel already runs with this profile, but its window does not answer")

    async def _with_window(self, disk: Disk, demo: SimServer | None, instance: SingleInstance) -> None:
        problems = list(disk.problems)
        preferences = PreferencePlug(disk.settings_file, disk.settings, disk.profile, problems.append)
        session = self._session(disk, demo, preferences)
        formatter, icons = Formatter.from_locale(_locale()), Icons(self._theme)
        kit = DialogKit(session, preferences, self._theme, icons, formatter, self._tasks.spawn)
        menu = Menu(
            session,
            disk,
            kit,
            preferences,
            Leaving(self._shutdown.set, self._try_demo, self._begin_drill, self._launch.scenario),
        )
        parts = WindowParts(session, preferences, menu.handlers(), self._theme, icons, formatter)
        window = MainWindow(parts)
        menu.attach(window)
        self._reporter.shown = lambda what, where, count: _tell_fault(session, what, count)
        instance.show_requested.connect(lambda: _raise(window))
        window.restore_layout(disk.window_state.read())
        window.show()
        for problem in problems:
            _tell_problem(session, problem)
        if self._launch.drill:
            menu.open_drill()
        self._tasks.spawn(self._begin(session, window, demo), "start")
        try:
            await self._shutdown.wait()
        finally:
            await self._take_down(disk, session, window, menu)

    def _session(self, disk: Disk, demo: SimServer | None, preferences: PreferencePlug) -> Session:
        launch, profile = self._launch, disk.profile
        try:
            config = ServiceConfig(
                launch.base_url or (demo.base_url if demo else profile.base_url),
                launch.stream_url or (demo.stream_url if demo else profile.stream_url),
            )
        except ConfigRefused as refused:
            raise LaunchRefused(str(refused)) from refused
        budget = RequestBudget()
        connector = ApiConnector(
            config,
            budget,
            disk.redactor,
            use_stream=lambda: not launch.no_stream and (demo is not None or bool(preferences.profile.use_stream)),
            by_rpc=lambda: preferences.profile.command_transport == "rpc",
        )
        vault = DemoVault() if demo else KeyringVault(SecretStore(), disk.profile.name, disk.redactor)
        # Every start of the demo is a world of its own: what was open in an earlier one means nothing in it.
        owner = f"demo {secrets.token_hex(4)}" if demo else disk.profile.name
        journal = JournalPlug(disk.journal, owner)
        return Session(
            Parts(
                disk.profile.name, connector, vault, journal, preferences, budget, SystemClock(),
                self._reporter.report, demo is not None,
            )
        )  # fmt: skip

    async def _begin(self, session: Session, window: MainWindow, demo: SimServer | None) -> None:
        """The token, then the first reads; without a token the welcome page."""
        await session.start(demo_token(demo) if demo else _token_from_environment(session))
        if self._launch.screenshot is not None:
            try:
                await draw_to_file(window, session, self._launch.screenshot)
            finally:
                self._shutdown.set()

    def _begin_drill(self, scenario: str) -> None:
        self._following = replace(self._launch, scenario=scenario, drill=True)
        self._shutdown.set()

    def _try_demo(self) -> None:
        self._following = replace(self._launch, demo=True, profile=None, base_url=None, stream_url=None)
        self._shutdown.set()

    async def _take_down(self, disk: Disk, session: Session, window: MainWindow, menu: Menu) -> None:
        """Bounded: commands in flight get some seconds, then every task is ended."""
        _LOG.info("ending: commands and reads")
        menu.close()
        left = await session.stop()
        left += await self._tasks.close()
        for name in left:
            _LOG.error("a task did not end: %s", name)
        _LOG.info("ending: window")
        trouble = disk.window_state.write(window.layout_state())
        if trouble is not None:
            _LOG.warning("%s", trouble)
        self._reporter.shown = None
        window.allow_close()
        window.close()
        window.deleteLater()


def _locale() -> QLocale:
    """The system's; where none is set up, American English, which the texts are written in."""
    system = QLocale()
    if system.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return system


def _token_from_environment(session: Session) -> Token | None:
    value = os.environ.get(TOKEN_VARIABLE, "")
    if not value.strip():
        return None
    try:
        return Token(value)
    except TokenRejected as refused:
        _tell_problem(session, Text("{variable}: {why}", variable=TOKEN_VARIABLE, why=str(refused)))
        return None


def _tell_problem(session: Session, problem: Text) -> None:
    meaning = Text("Positions and closing are not affected.")
    session.board.post(Message(f"disk:{problem.source}", Severity.WARNING, problem, meaning, Text("See the log.")))


def _tell_fault(session: Session, what: str, count: int) -> None:
    session.board.post(
        Message(
            f"fault:{what}",
            Severity.WARNING,
            Text("Something in ctpanel failed: {what} ({count} times).", what=what, count=count),
            Text("The program goes on. A part of the window may be out of date."),
            Text("Compare with NinjaTrader before you act, and save the log for a report."),
        )
    )


def _raise(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


@contextlib.contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """End in order on Ctrl+C and on the system's request, where the loop can listen for them."""
    loop = asyncio.get_running_loop()
    heard = []
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, stop)
            heard.append(number)
    try:
        yield
    finally:
        for number in heard:
            loop.remove_signal_handler(number)
