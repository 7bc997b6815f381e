"""The notice board: the same fault counts up, one about money stays until it is dismissed."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.leftovers import Leftover
from ctpanel.domain.notice import Notice, Severity
from ctpanel.domain.record import record
from ctpanel.domain.text import Text
from ctpanel.session.clock import Clock

#: Older notices that are not about money make room for new ones.
KEPT = 100


@record
class Message:
    """What a notice says: what happened, what it means for positions, what to do. See :class:`Notice` for the rest."""

    identity: str
    severity: Severity
    what: Text
    meaning: Text
    action: Text
    reference: str = ""
    about: PositionKey | None = None
    left: Leftover | None = None


class NoticeBoard:
    """Holds notices, newest first, and tells when they change."""

    def __init__(self, clock: Clock, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._notices: dict[str, Notice] = {}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All notices, the one that happened last first, whatever the clock on the wall was set to meanwhile."""
        return tuple(reversed(self._notices.values()))

    def post(self, message: Message) -> None:
        """Add a notice, or count the same one up with its newest words."""
        old = self._notices.get(message.identity)
        self._put(message, old, 1 if old is None else old.count + 1)

    def reword(self, message: Message) -> None:
        """The same event in the words of now; one that was dismissed stays away."""
        old = self._notices.get(message.identity)
        if old is not None:
            self._put(message, old, old.count)

    def clear(self, identity: str) -> None:
        """The cause is over: an ordinary notice goes, one about money stays."""
        notice = self._notices.get(identity)
        if notice is not None and notice.severity is not Severity.MONEY:
            self.dismiss(identity)

    def dismiss(self, identity: str) -> None:
        """The user has read it."""
        if self._notices.pop(identity, None) is not None:
            self._changed()

    def _put(self, message: Message, old: Notice | None, count: int) -> None:
        wall = self._clock.wall()
        notice = Notice(
            message.identity,
            message.severity,
            message.what,
            message.meaning,
            message.action,
            wall if old is None else old.first_wall,
            wall,
            count,
            message.reference,
            message.about,
            message.left,
        )
        self._notices.pop(message.identity, None)
        self._notices[message.identity] = notice
        self._make_room()
        self._changed()

    def _make_room(self) -> None:
        ordinary = [notice for notice in self.notices if notice.severity is not Severity.MONEY]
        for notice in ordinary[KEPT:]:
            del self._notices[notice.identity]
