"""The session's events as Qt signals; changes of the picture in at most four flushes a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ctpanel.domain.diff import Diff
from ctpanel.domain.ids import PositionKey
from ctpanel.session.events import (
    CommandChanged,
    LinkChanged,
    NoticesChanged,
    PictureChanged,
    SessionEvent,
    SpecsChanged,
)
from ctpanel.session.view import PanelSession

FLUSH_MS: Final = 250
TICK_MS: Final = 1000
#: A second of which no more than this is left is told with a flush.
_NEARLY_OVER_MS: Final = 100


@dataclass(slots=True)
class Touched:
    """Which positions, which accounts, and whose order lists may look different than at the last flush.

    Whether a key came, changed or went is for the picture to say: between two flushes it may have done all of that.
    """

    positions: set[PositionKey] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)

    def add(self, event: PictureChanged) -> None:
        """Count in one event."""
        for keys, changes in ((self.accounts, event.accounts), (self.orders, event.orders)):
            keys.update(_keys(changes))
        positions = event.positions
        self.positions.update(positions.added, positions.changed, positions.removed)

    def __bool__(self) -> bool:
        return bool(self.positions or self.accounts or self.orders)


def _keys(changes: Diff[str]) -> tuple[str, ...]:
    return changes.added + changes.changed + changes.removed


class Bridge(QObject):
    """Signals for the window. The first change of the picture is told at once, those behind it are gathered.

    A read that only confirms what is known waits for the next change or second, and is told with that.
    ``flushed`` carries a :class:`Touched`, ``command_changed`` a :class:`Command`, ``spec_known`` an instrument;
    ``ticked`` comes once a second while somebody can see the window. Signals run receivers on the caller's stack, but
    an exception in one goes to the hook for lost exceptions, not into the session.
    """

    flushed = Signal(object)
    link_changed = Signal()
    notices_changed = Signal()
    command_changed = Signal(object)
    spec_known = Signal(str)
    ticked = Signal()

    def __init__(self, session: PanelSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._touched = Touched()
        self._urgent = False
        self._pause = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._pause.timeout.connect(self._flush)
        self._seconds = QTimer(self, interval=TICK_MS)
        self._may_wait = False
        self._seconds.timeout.connect(self._tick)
        self._seconds.start()
        self._unlisten: Callable[[], None] | None = session.listen(self._hear)

    def close(self) -> None:
        """Hear nothing more; further calls do nothing."""
        self._pause.stop()
        self._seconds.stop()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None

    def set_visible(self, visible: bool) -> None:
        """Ages of a window that nobody sees are not counted, and the session reads more rarely."""
        if self._unlisten is None:
            return
        self._session.set_watched(visible=visible)
        if visible and not self._seconds.isActive():
            self._tick()
        elif not visible:
            self._seconds.stop()

    def _tick(self) -> None:
        self._may_wait = False
        self._seconds.start(TICK_MS)
        self._tell_touched()
        self.ticked.emit()

    def _hear(self, event: SessionEvent) -> None:
        match event:
            case PictureChanged():
                self._take(event, anew=self._session.snapshot.is_blank)
            case LinkChanged():
                self.link_changed.emit()
            case NoticesChanged():
                self.notices_changed.emit()
            case CommandChanged(command):
                self.command_changed.emit(command)
            case SpecsChanged(instrument):
                self.spec_known.emit(instrument)

    def _take(self, event: PictureChanged, *, anew: bool) -> None:
        """``anew`` is the end of another user's picture: told together with what follows, nobody would see it."""
        self._touched.add(event)
        self._urgent |= bool(self._touched) and (anew or not event.confirms or not self._seconds.isActive())
        if self._urgent and (anew or not self._pause.isActive()):
            self._flush()

    def _flush(self) -> None:
        if not self._urgent:
            return
        # Started before anybody works on it: however long that takes, there is a pause after this flush.
        self._pause.start()
        self._tell_touched()
        if self._seconds.isActive():
            self._flushed_within_second()

    def _flushed_within_second(self) -> None:
        """Seconds come to be told together with flushes: to paint both at once costs half as much as to paint twice.

        One that is nearly over is told now. Any other waits a moment longer for the next changes, so that it meets
        those that come once a second too; it lasts no longer than a second and a flush.
        """
        left = self._seconds.remainingTime()
        if left <= _NEARLY_OVER_MS + FLUSH_MS * self._may_wait:
            self._seconds.start(TICK_MS + FLUSH_MS)
            self.ticked.emit()
        elif not self._may_wait:
            # A timer of Qt may round the time that is left up to more than there was.
            self._seconds.start(min(left, TICK_MS) + FLUSH_MS)
        self._may_wait = True

    def _tell_touched(self) -> None:
        touched, self._touched = self._touched, Touched()
        self._urgent = False
        if touched:
            self.flushed.emit(touched)
