"""One running program per profile: a lock file decides, a local socket only says "show yourself"."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

#: Longer than a program takes from its lock to its window.
_WAIT_MS: Final = 5000
_AGAIN_MS: Final = 50


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
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this process is now the one; if not, nothing has changed. Call once."""
        return self._lock.tryLock(0)

    def listen(self) -> None:
        """Let other starts reach us from now on. For whoever has the claim, once there is a window to raise."""
        # Imported here, as below: the window does not wait for a part of Qt that it does not need.
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._heard(server))
        # Replaces the socket of a process that died.
        server.listen(self._name)

    @property
    def listening(self) -> bool:
        """Whether other starts can reach us; without it everything works but raising the window."""
        return self._server is not None and self._server.isListening()

    def ask_other_to_show(self, within_ms: int = _WAIT_MS) -> bool:
        """Ask the process that holds the lock to raise its window; False when nobody listens.

        To connect is to ask. It may be starting itself, so this blocks until somebody listens or the time is over: it
        is meant for a program that is about to leave.
        """
        from PySide6.QtNetwork import QLocalSocket

        deadline = QDeadlineTimer(within_ms)
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            reached = socket.waitForConnected(max(1, deadline.remainingTime()))
            socket.abort()
            if reached or deadline.hasExpired():
                return reached
            QThread.msleep(_AGAIN_MS)

    def release(self) -> None:
        """Stop listening and give the lock back; harmless when it was never claimed."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _heard(self, server: QLocalServer) -> None:
        while server.hasPendingConnections():
            # Whoever can connect is this user; nothing that is said is ever read.
            visitor = server.nextPendingConnection()
            visitor.abort()
            visitor.deleteLater()
            self.show_requested.emit()


def socket_name(lock: Path) -> str:
    """A short name of its own for each lock file: paths are too long for a socket's name on some systems."""
    return "ctpanel-" + hashlib.sha256(str(lock.resolve()).encode()).hexdigest()[:16]
