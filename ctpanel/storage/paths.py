"""Where everything lies on disk, for one profile."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Final

import platformdirs

from ctpanel.domain.record import record
from ctpanel.domain.text import Text
from ctpanel.storage.errors import PathRefused

_APP: Final = "ctpanel"
_DEMO: Final = "demo"
_MAX_NAME: Final = 40
# Windows opens a device for these names, whatever the extension.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789"}
)


@record
class StatePaths:
    """Folders and files of one profile. Settings, journal and instance files are shared by the profiles.

    File names use the case-folded profile name, so that "Live" and "live" are one profile on every system.
    """

    profile: str
    config: Path
    state: Path
    logs: Path

    @classmethod
    def locate(cls, profile: str, *, state_dir: Path | None = None, demo: bool = False) -> StatePaths:
        """The paths of a profile; ``state_dir`` puts everything in one folder. Raises PathRefused.

        The demo lives in a folder of its own below either place: its accounts, leases and settings can never
        be taken for those of a real profile.
        """
        name = checked_profile_name(profile)
        if state_dir is not None:
            root = state_dir.expanduser().absolute()
            root = root / _DEMO if demo else root
            return cls(name, config=root, state=root, logs=root / "logs")
        folders = platformdirs.PlatformDirs(_APP, appauthor=False, roaming=False)
        config, state, logs = folders.user_config_path, folders.user_state_path, folders.user_log_path
        if demo:
            config, state, logs = config / _DEMO, state / _DEMO, logs / _DEMO
        return cls(name, config=config, state=state, logs=logs)

    @property
    def settings(self) -> Path:
        """The settings of all profiles."""
        return self.config / "settings.json"

    @property
    def window_state(self) -> Path:
        """Geometry and the like of this profile's window."""
        return self.state / f"window-{self._key}.json"

    @property
    def journal(self) -> Path:
        """The journal of all profiles; two files more stand beside it while it is open."""
        return self.state / "journal.sqlite3"

    @property
    def instances(self) -> Path:
        """The folder of the lock files by which processes see each other."""
        return self.state / "instances"

    @property
    def lock(self) -> Path:
        """The lock that allows one window per profile."""
        return self.state / f"profile-{self._key}.lock"

    @property
    def log(self) -> Path:
        """The current log; older ones have a number behind the name."""
        return self.logs / f"ctpanel-{self._key}.log"

    @property
    def _key(self) -> str:
        return profile_key(self.profile)

    def create(self) -> None:
        """Make the folders, for this user only where the system has rights. Raises PathRefused."""
        for folder in (self.config, self.state, self.logs, self.instances):
            try:
                _make_private(folder)
            except OSError as error:
                raise PathRefused(
                    Text(
                        "The folder {folder} cannot be used: {reason}.",
                        folder=str(folder),
                        reason=error.strerror or type(error).__name__,
                    )
                ) from error


def _make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied")


def profile_key(name: str) -> str:
    """The form in which profile names are compared and stand in file names."""
    return unicodedata.normalize("NFC", name).casefold()


def checked_profile_name(name: str) -> str:
    """The name in its one written form (NFC). Raises PathRefused with the rule that it breaks.

    Letters, digits, spaces, ``-`` and ``_``, 1 to 40 of them, no space at either end, no Windows device name.
    """
    written = unicodedata.normalize("NFC", name)
    if not written.strip():
        raise PathRefused(Text("A profile needs a name."))
    if len(written) > _MAX_NAME:
        raise PathRefused(Text("A profile name has at most {most} characters.", most=_MAX_NAME))
    if written != written.strip():
        raise PathRefused(Text("A profile name does not begin or end with a space."))
    if not all(char.isalpha() or char.isdecimal() or char in " -_" for char in written):
        raise PathRefused(Text("A profile name has only letters, digits, spaces, - and _."))
    if profile_key(written) in _DEVICES:
        raise PathRefused(Text("“{name}” is the name of a device on Windows; choose another.", name=written))
    return written
