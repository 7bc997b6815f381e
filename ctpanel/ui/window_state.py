"""Where windows stand: captured as plain values, put back so that nothing is ever off screen.

Geometry is kept in device-independent pixels of the client area. Qt's own blob is not used: it mixes frame and client
coordinates across systems, which lets windows grow at every start on screens of different scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ctpanel.domain.record import record

_TITLE_BAR: Final = 32
_BORDERS: Final = 16
_LEAST: Final = QSize(200, 120)
_LIMIT: Final = 100_000


@record
class Placement:
    """A window's client area before any maximizing, and the name of its screen."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False
    screen: str = ""

    def as_json(self) -> dict[str, object]:
        """Plain values for the state file."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: object) -> Placement | None:
        """None for anything that is not a believable placement: the state file may be old, edited or broken."""
        if not isinstance(raw, Mapping):
            return None
        numbers = [raw.get(key) for key in ("x", "y", "width", "height")]
        if any(type(number) is not int or abs(number) > _LIMIT for number in numbers):
            return None
        x, y, width, height = (int(str(number)) for number in numbers)
        if width < 1 or height < 1:
            return None
        screen = raw.get("screen")
        return cls(x, y, width, height, raw.get("maximized") is True, screen if isinstance(screen, str) else "")


def capture(window: QWidget) -> Placement:
    """The placement to save for ``window``; call it while the window still exists, shown or not."""
    maximized = window.isMaximized()
    ordinary = not (maximized or window.isFullScreen() or window.isMinimized())
    rect = window.geometry() if ordinary else window.normalGeometry()
    rect = rect if rect.isValid() else window.geometry()
    return Placement(rect.x(), rect.y(), rect.width(), rect.height(), maximized, window.screen().name())


def fit(wanted: QRect, areas: Sequence[QRect], title_bar: int = _TITLE_BAR) -> QRect:
    """``wanted`` moved and shrunk into the area that it overlaps most, or the first one when it overlaps none.

    ``areas`` are the available areas of the screens, the preferred one first; with no screen the wish is returned.
    Room of ``title_bar`` pixels is kept above, for a frame whose size is not known yet.
    """
    if not areas:
        return wanted
    area = max(areas, key=lambda one: _overlap(wanted, one))
    inside = area.adjusted(0, min(title_bar, area.height() // 4), 0, 0)
    width = min(max(wanted.width(), _LEAST.width()), inside.width())
    height = min(max(wanted.height(), _LEAST.height()), inside.height())
    x = min(max(wanted.x(), inside.left()), inside.left() + inside.width() - width)
    y = min(max(wanted.y(), inside.top()), inside.top() + inside.height() - height)
    return QRect(x, y, width, height)


class Screen(Protocol):
    """The part of QScreen that placing needs."""

    def name(self) -> str:
        """As the system calls it; the same across restarts."""

    def availableGeometry(self) -> QRect:
        """Without task bars, in device-independent pixels of the whole desktop."""


def restore(window: QWidget, placement: Placement, screens: Sequence[Screen] | None = None) -> None:
    """Put ``window`` back before its first show; where its screen is gone, onto one that is there."""
    present: list[Screen] = [*(QGuiApplication.screens() if screens is None else screens)]
    present.sort(key=lambda screen: screen.name() != placement.screen)
    wanted = QRect(placement.x, placement.y, placement.width, placement.height)
    window.setGeometry(fit(wanted, [screen.availableGeometry() for screen in present]))
    if placement.maximized:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep_smaller_than_screen(window: QWidget) -> None:
    """Before its first show, so that it is laid out once; a frame whose size is not known yet has room too."""
    area = window.screen().availableSize()
    room = QSize(area.width() - _BORDERS, area.height() - min(_TITLE_BAR + _BORDERS, area.height() // 4))
    window.resize(window.size().boundedTo(room.expandedTo(_LEAST)))


class ScreenGuard(QObject):
    """Keeps a window reachable: after every show, when its frame is known, and whenever a screen goes or changes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._later)
            application.primaryScreenChanged.connect(self._later)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Qt's entry."""
        if event.type() is QEvent.Type.Show and not event.spontaneous():
            self._later()
        return False

    def _later(self) -> None:
        # The window system tells the frame's size only after the window is up.
        QTimer.singleShot(0, self, self.keep_on_screen)

    def keep_on_screen(self) -> None:
        """Move and shrink the window if any part of its frame is outside of the screens; maximized ones are left."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or window.isMinimized():
            return
        areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        client, frame = window.geometry(), window.frameGeometry()
        if not areas or _overlap(frame, max(areas, key=lambda one: _overlap(frame, one))) == _area(frame):
            return
        left, top = client.left() - frame.left(), client.top() - frame.top()
        right, bottom = frame.right() - client.right(), frame.bottom() - client.bottom()
        fitted = fit(client, [area.adjusted(left, top, -right, -bottom) for area in areas], title_bar=0)
        if fitted != client:
            window.setGeometry(fitted)


def _overlap(one: QRect, other: QRect) -> int:
    return _area(one.intersected(other))


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
