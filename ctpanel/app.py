"""The composition root: builds everything in order, runs until it is asked to end, takes everything down in reverse.

Order: folders and log, window system and look, the lock of the profile, settings and journal, the demo's simulator,
the session, the window, then the token. The other way round at the end, under a deadline, each step logged.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ctpanel import __version__
from ctpanel.collecting import collect_now_and_then, collect_rarely
from ctpanel.domain.token import Token
from ctpanel.errors import ErrorReporter
from ctpanel.press_loop import PressLoop
from ctpanel.session.parts import AtOnce
from ctpanel.session.session import Session
from ctpanel.session.tasks import TaskScope
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.language import known_languages, language_for, speaking
from ctpanel.ui.shortcuts import assigned
from ctpanel.ui.single_instance import SingleInstance
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.wiring.alerts import AlertLine
from ctpanel.wiring.another_window import start_window
from ctpanel.wiring.demo import Demo
from ctpanel.wiring.disk import Disk, locate, open_disk
from ctpanel.wiring.first_page import first_page
from ctpanel.wiring.launch import Launch, LaunchRefused
from ctpanel.wiring.menu import Leaving, Menu
from ctpanel.wiring.off_loop import off_loop
from ctpanel.wiring.outside import Outside
from ctpanel.wiring.preferences import PreferencePlug
from ctpanel.wiring.profiles import ProfileShelf, ProfileWays
from ctpanel.wiring.refused import tell_refused
from ctpanel.wiring.screenshot import draw_to_file
from ctpanel.wiring.service import SessionBuilder
from ctpanel.wiring.system import require_screen, signals
from ctpanel.wiring.taking_down import take_down
from ctpanel.wiring.telling import on_loop, tell_fault, tell_keys, tell_problem
from ctpanel.wiring.warm_up import warm_up
from ctpanel.wiring.windows_shell import introduce

_LOG = logging.getLogger("ctpanel.app")
_REST_S: Final = 0.3


def run(launch: Launch, demo: Demo | None = None) -> int:
    """Run the program until it is closed; the exit code. Raises LaunchRefused when it cannot start.

    ``demo`` is the service of a demo that has begun to start already.
    """
    require_screen()
    introduce()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise LaunchRefused("another kind of Qt application runs in this process")
    application.setApplicationName("ctpanel")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(False)
    reporter = ErrorReporter()
    remove_hooks = reporter.install()
    loop = PressLoop(application)
    loop.set_exception_handler(reporter.in_loop)
    asyncio.set_event_loop(loop)
    try:
        with loop:
            code: int = loop.run_until_complete(_main(launch, application, reporter, demo))
            return code
    finally:
        remove_hooks()


async def _main(launch: Launch, application: QApplication, reporter: ErrorReporter, demo: Demo | None) -> int:
    """One start after the other: choosing the demo ends the first and begins the second."""
    theme = Theme(application)
    following: Launch | None = launch
    try:
        while following is not None:
            following, demo = await Run(following, theme, reporter, demo=demo).live(), None
    except LaunchRefused as refused:
        if launch.screenshot is None:
            await tell_refused(str(refused))
        raise
    return 0


class Run:
    """One start of the program, from its folders to its last task. ``session`` and ``window`` exist while it lives."""

    def __init__(
        self,
        launch: Launch,
        theme: Theme,
        reporter: ErrorReporter,
        outside: Outside | None = None,
        demo: Demo | None = None,
    ) -> None:
        self.session: Session | None = None
        self.window: MainWindow | None = None
        self._launch = launch
        self._theme = theme
        self._reporter = reporter
        self._outside = outside or Outside()
        self._demo = demo
        self._shutdown = asyncio.Event()
        self._refused: LaunchRefused | None = None
        self._following: Launch | None = None
        self._tasks = TaskScope(reporter.report)

    def end(self) -> None:
        """Ask for the orderly end; :meth:`live` returns when everything is down."""
        self._shutdown.set()

    async def live(self) -> Launch | None:
        """Build, run, take down; returns the start that shall follow, if any. Raises LaunchRefused."""
        picture = self._launch.screenshot
        if picture is not None and not picture.absolute().parent.is_dir():
            raise LaunchRefused(f"the screenshot cannot be written to {picture}: there is no such folder")
        token = None if self._launch.demo or self._launch.switched else self._outside.token()
        paths, throwaway = locate(self._launch)
        with contextlib.ExitStack() as at_end:
            if throwaway is not None:
                # After everything else: Windows removes no folder with an open file in it, and the lock is one.
                at_end.callback(throwaway.cleanup)
            instance = SingleInstance(paths.lock)
            if not instance.claim():
                self._hand_over(instance)
                return None
            at_end.callback(instance.release)
            disk = open_disk(self._launch, paths)
            at_end.callback(disk.close)
            # A change of the setting counts from the next start on: what stands in a window is not said again.
            chosen = language_for(disk.settings.language, QLocale.system(), known_languages())
            at_end.enter_context(speaking(chosen))
            _LOG.info("ctpanel %s starts, profile %s%s", __version__, paths.profile, ", demo" * self._launch.demo)
            demo = (self._demo or Demo(self._launch)) if self._launch.demo else None
            if demo is not None:
                at_end.callback(demo.stop)
                await off_loop(demo.start, "start demo")
                token = Token(demo.token)
            with signals(self._shutdown.set):
                await self._with_window(disk, demo, instance, token)
            _LOG.info("ctpanel ends")
        if self._refused is not None:
            raise self._refused
        return self._following

    def _hand_over(self, instance: SingleInstance) -> None:
        if self._launch.screenshot is not None:
            # Nobody asked for the other window, and an end without a word would say that there is a picture.
            raise LaunchRefused("ctpanel already runs with this profile, so there is no screenshot")
        if not instance.ask_other_to_show():
            raise LaunchRefused("ctpanel already runs with this profile, but its window does not answer")

    async def _with_window(self, disk: Disk, demo: Demo | None, instance: SingleInstance, token: Token | None) -> None:
        preferences = PreferencePlug(disk.settings_file, disk.settings, disk.profile)
        builder = SessionBuilder(self._launch, self._outside, self._reporter.report, _at_once())
        self.session = session = builder.build(disk, preferences, demo)
        preferences.unsaved = disk.settings_file.damaged = lambda why: tell_problem(session.board, why)
        formatter, icons = Formatter.from_locale(QLocale()), Icons(self._theme)
        alerts = AlertLine(session, preferences, formatter, icons)
        kit = DialogKit(session, preferences, self._theme, icons, formatter, self._tasks.spawn, alerts.alerting)
        menu = Menu(
            session,
            disk,
            kit,
            preferences,
            Leaving(self._shutdown.set, self._try_demo, self._begin_drill, self._launch.scenario),
        )
        handlers = menu.handlers()
        shelf = ProfileShelf(disk, self._ways(session, given=token is not None))
        if demo is None:
            # The demo has no user whose token or names could be another's.
            handlers = replace(handlers, open_profiles=lambda: menu.open_profiles(shelf))
        parts = WindowParts(session, preferences, handlers, self._theme, icons, formatter, shelf.several)
        self.window = window = MainWindow(parts)
        menu.attach(window)
        self._reporter.shown = on_loop(lambda what, count: tell_fault(session.board, what, count))
        instance.show_requested.connect(lambda: _raise(window))
        alerts.attach(window, lambda: _raise(window))
        window.restore_layout(disk.window_state.read())
        starting = self._tasks.spawn(session.start(token), "start")
        try:
            await first_page(session, starting)
            window.show()
            _LOG.info("window shown")
            # For every window's title and task bar. Drawn when the first one is there, which need not wait for it.
            QApplication.setWindowIcon(icons.app_icon())
            collect_rarely()
            collect_now_and_then(window)
            self._tasks.spawn(_afterwards(instance), "afterwards")
            _tell_problems(disk, preferences, session)
            if self._launch.drill:
                menu.open_drill()
            if self._launch.screenshot is not None:
                self._tasks.spawn(self._draw(self._launch.screenshot, window, session, starting), "screenshot")
            await self._shutdown.wait()
        finally:
            alerts.close()
            await self._go_down(disk, session, window, menu)

    async def _go_down(self, disk: Disk, session: Session, window: MainWindow, menu: Menu) -> None:
        try:
            await take_down(disk, session, self._tasks, window, menu)
        finally:
            self._reporter.shown = None

    def _ways(self, session: Session, *, given: bool) -> ProfileWays:
        """How the profiles reach the rest of the program; ``given`` says that the token was."""
        return ProfileWays(
            self._outside.vault,
            lambda: session.is_unsettled,
            self._switch_profile,
            lambda name: start_window(self._launch, name),
            given,
            bool(self._launch.base_url or self._launch.stream_url),
        )

    async def _draw(self, path: Path, window: MainWindow, session: Session, starting: asyncio.Task[None]) -> None:
        """The picture, then the end."""
        try:
            await asyncio.wait({starting})
            await draw_to_file(window, session, path)
        except LaunchRefused as refused:
            self._refused = refused
        except Exception as error:  # noqa: BLE001 - it ends the program, with its one line
            _LOG.info("the screenshot failed", exc_info=error)
            self._refused = LaunchRefused(f"the screenshot failed: {type(error).__name__}: {error}")
        finally:
            self._shutdown.set()

    def _begin_drill(self, scenario: str) -> None:
        self._following = replace(self._launch, scenario=scenario, drill=True)
        self._shutdown.set()

    def _try_demo(self) -> None:
        self._following = replace(self._launch, demo=True, profile=None, base_url=None, stream_url=None)
        self._shutdown.set()

    def _switch_profile(self, name: str) -> None:
        self._following = replace(self._launch, profile=name, base_url=None, stream_url=None, switched=True)
        self._shutdown.set()


async def _afterwards(instance: SingleInstance) -> None:
    """What can wait until the window is painted and rests."""
    await asyncio.sleep(_REST_S)
    instance.listen()
    await warm_up()


def _tell_problems(disk: Disk, preferences: PreferencePlug, session: Session) -> None:
    """What the folders and the settings gave trouble with."""
    for problem in disk.problems:
        tell_problem(session.board, problem)
    for problem in assigned(preferences.current.shortcuts).problems:
        tell_keys(session.board, problem)


def _at_once() -> AtOnce:
    """How a press gets ahead of everything else on the loop that runs."""
    loop = asyncio.get_running_loop()
    return loop.at_once if isinstance(loop, PressLoop) else contextlib.nullcontext


def _raise(window: MainWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
