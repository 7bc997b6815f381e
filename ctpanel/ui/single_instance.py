"""One running program per profile: a lock file decides, a local socket only says "show yourself"."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 500


class SingleInstance(QObject):
    """Claims ``lock``, the lock file of a profile, for this process.

    The socket cannot decide: listening replaces a socket that is still in use, so two programs that start at once
    could both succeed. The lock file knows when the process that holds it is gone.
    """

    show_requested = Signal()

    def __init__(self, lock: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(lock))
        # A lock is never stale by age: the panel runs all day. Qt still frees it when its process is gone.
        self._lock.setStaleLockTime(0)
        self._name = socket_name(lock)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def claim(self) -> bool:
        """Whether this process is now the one; if not, nothing has changed. Call once."""
        if not self._lock.tryLock(0):
            return False
        # Replaces the socket of a process that died.
        self._server.listen(self._name)
        return True

    @property
    def listening(self) -> bool:
        """Whether other starts can reach us; without it everything works but raising the window."""
        return self._server.isListening()

    def ask_other_to_show(self) -> bool:
        """Ask the process that holds the lock to raise its window; False when nobody listens.

        To connect is to ask. Blocks for at most half a second and is meant for a program that is about to leave.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(_WAIT_MS)
        socket.abort()
        return reached

    def release(self) -> None:
        """Stop listening and give the lock back; harmless when it was never claimed."""
        self._server.close()
        self._lock.unlock()

    def _heard(self) -> None:
        while self._server.hasPendingConnections():
            # Whoever can connect is this user; nothing that is said is ever read.
            self._server.nextPendingConnection().abort()
            self.show_requested.emit()


def socket_name(lock: Path) -> str:
    """A short name of its own for each lock file: paths are too long for a socket's name on some systems."""
    return "ctpanel-" + hashlib.sha256(str(lock.resolve()).encode()).hexdigest()[:16]
