"""Which processes are alive, told by locks that the operating system drops when a process dies.

A lease on disk names the instance that took it. A process number would not do: numbers are used again.
Instead every process holds an exclusive lock on a file of its own name for as long as it lives, however it ends.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Final

from ctpanel.domain.text import Text
from ctpanel.storage.errors import PathRefused

_SUFFIX: Final = ".alive"


if sys.platform == "win32":

    def _hold(descriptor: int, path: Path) -> bool:
        """The open file is the lock: Windows refuses to delete it until its process has gone."""
        return True

    def _sweep_if_dead(path: Path) -> bool:
        path.unlink()
        return True

else:
    import fcntl

    def _hold(descriptor: int, path: Path) -> bool:
        """Take the exclusive lock without waiting; False when a prober was faster, or swept the file before it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return _same_file(descriptor, path)

    def _sweep_if_dead(path: Path) -> bool:
        descriptor = os.open(path, os.O_RDWR)
        try:
            # Shared, so that two processes that ask at the same moment do not take each other for the owner.
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True


def _same_file(descriptor: int, path: Path) -> bool:
    try:
        on_disk = path.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(descriptor)
    return (held.st_ino, held.st_dev) == (on_disk.st_ino, on_disk.st_dev)


class Instance:
    """This process as others see it: an id, and a lock that says that it is alive."""

    def __init__(self, folder: Path, instance_id: str, descriptor: int) -> None:
        self._folder = folder
        self._descriptor: int | None = descriptor
        self.id = instance_id

    @classmethod
    def start(cls, folder: Path) -> Instance:
        """Begin a life under a new id, and clear away the files of the dead. Raises PathRefused."""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in folder.glob(f"*{_SUFFIX}"):
                is_alive(folder, old.stem)
            while True:
                instance_id = secrets.token_hex(16)
                path = folder / f"{instance_id}{_SUFFIX}"
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
                # Another start may have swept the file between its creation and the lock.
                if _hold(descriptor, path):
                    return cls(folder, instance_id, descriptor)
                os.close(descriptor)
        except OSError as error:
            raise PathRefused(
                Text(
                    "The folder {folder} cannot hold lock files: {reason}.",
                    folder=str(folder),
                    reason=error.strerror or type(error).__name__,
                )
            ) from error

    def is_alive(self, instance_id: str) -> bool:
        """Whether that instance (this one included) still runs."""
        return is_alive(self._folder, instance_id)

    def stop(self) -> None:
        """End the life in good order; from here on others may recover what this instance left."""
        if self._descriptor is None:
            return
        os.close(self._descriptor)
        self._descriptor = None
        (self._folder / f"{self.id}{_SUFFIX}").unlink(missing_ok=True)


def is_alive(folder: Path, instance_id: str) -> bool:
    """Whether the instance holds its lock. The file of a dead one is removed."""
    try:
        return not _sweep_if_dead(folder / f"{instance_id}{_SUFFIX}")
    except FileNotFoundError:
        return False
    except PermissionError:
        # In doubt alive: what is believed alive is never taken over.
        return True
