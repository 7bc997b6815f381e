"""Everything on disk that one run needs, opened in order and closed in reverse."""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from ctpanel.domain.record import record
from ctpanel.domain.text import Text
from ctpanel.storage.errors import StorageError
from ctpanel.storage.instance import Instance
from ctpanel.storage.journal import Journal, OpenedJournal, open_journal
from ctpanel.storage.logs import InstalledLogs, LineFormatter, install
from ctpanel.storage.paths import StatePaths
from ctpanel.storage.redaction import Redactor
from ctpanel.storage.settings import Profile, Settings
from ctpanel.storage.settings_file import SettingsFile
from ctpanel.storage.window_state import WindowStateFile
from ctpanel.wiring.launch import DEFAULT_PROFILE, Launch, LaunchRefused


@record
class Disk:
    """Folders, logs, settings and journal of one run. ``problems`` are sentences that the user should read."""

    paths: StatePaths
    redactor: Redactor
    logs: InstalledLogs
    settings_file: SettingsFile
    settings: Settings
    profile: Profile
    window_state: WindowStateFile
    instance: Instance
    journal: Journal
    problems: tuple[Text, ...]

    def close(self) -> None:
        """Give everything back, the log last."""
        self.journal.close()
        self.instance.stop()
        self.logs.uninstall()


def locate(launch: Launch) -> tuple[StatePaths, tempfile.TemporaryDirectory[str] | None]:
    """Where this run keeps its files, and the folder to be cleaned up when everything in it is closed.

    A demo picture without a folder of its own leaves nothing behind.
    """
    throwaway = None
    root = launch.state_dir
    if root is None and launch.demo and launch.screenshot is not None:
        throwaway = tempfile.TemporaryDirectory(prefix="ctpanel-")
        root = Path(throwaway.name)
    try:
        name = launch.profile or _last_profile(root, demo=launch.demo)
        paths = StatePaths.locate(name, state_dir=root, demo=launch.demo)
        paths.create()
    except StorageError as error:
        if throwaway is not None:
            throwaway.cleanup()
        raise LaunchRefused(str(error.text)) from error
    return paths, throwaway


def open_disk(launch: Launch, paths: StatePaths) -> Disk:
    """Open everything. Raises LaunchRefused when there can be no journal, because nothing may be sent without one."""
    redactor = Redactor()
    logs = _open_logs(launch, paths, redactor)
    settings_file = SettingsFile(paths.settings)
    loaded = settings_file.load()
    try:
        instance, opened = _open_journal(paths, redactor)
    except StorageError as error:
        logs.uninstall()
        raise LaunchRefused(str(error.text)) from error
    profile = loaded.settings.profile(paths.profile) or Profile(paths.profile)
    problems = [problem for problem in (logs.problem, *loaded.problems, opened.problem) if problem is not None]
    return Disk(
        paths,
        redactor,
        logs,
        settings_file,
        loaded.settings,
        profile,
        WindowStateFile(paths.window_state),
        instance,
        opened.journal,
        tuple(problems),
    )


def _open_journal(paths: StatePaths, redactor: Redactor) -> tuple[Instance, OpenedJournal]:
    instance = Instance.start(paths.instances)
    try:
        return instance, open_journal(paths.journal, instance, redactor)
    except BaseException:
        instance.stop()
        raise


def _open_logs(launch: Launch, paths: StatePaths, redactor: Redactor) -> InstalledLogs:
    """Everything to the file; standard error is for trouble, unless every detail was asked for."""
    level = logging.getLevelNamesMapping()[launch.log_level]
    logs = install(paths, redactor, level=level)
    # A program without a console has no standard error.
    if sys.stderr is not None:
        console = logging.StreamHandler(sys.stderr)
        console.setLevel(level if level < logging.INFO else max(level, logging.WARNING))
        console.setFormatter(LineFormatter())
        logs.add(console)
    return logs


def _last_profile(root: Path | None, *, demo: bool) -> str:
    found = SettingsFile(StatePaths.locate(DEFAULT_PROFILE, state_dir=root, demo=demo).settings).load().settings
    return found.last_profile or DEFAULT_PROFILE
