"""The link as reads and stream leave it, and the notices that go with it."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.link import Link, StreamState
from ctpanel.session.fault_words import away_trouble, identity_of_trouble, read_trouble
from ctpanel.session.notices import NoticeBoard


class LinkKeeper:
    """Holds the link. ``changed`` is called with every new value."""

    def __init__(self, board: NoticeBoard, changed: Callable[[], None]) -> None:
        self._board = board
        self._changed = changed
        self._link = Link()
        self._has_read = False

    @property
    def link(self) -> Link:
        """The link as of now."""
        return self._link

    def begun(self) -> None:
        """Reads begin, on a connection of which nothing is known yet; what was read before may still be shown."""
        self._set(Link().begun())

    def stopped(self) -> None:
        """There is no connection any more."""
        self._set(self._link.stopped())

    def read_succeeded(self, still_failing: tuple[ServiceFault, ...]) -> None:
        """A read was answered; the link is whole again only when no other kind of read still fails."""
        self._has_read = True
        link = self._link.read_succeeded()
        for fault in still_failing:
            link = link.read_failed(fault)
        # Not only when the link had a fault: a refusal for the request limit leaves the link as it is.
        kept = {identity_of_trouble(fault) for fault in still_failing}
        for notice in self._board.notices:
            if notice.identity.startswith("read:") and notice.identity not in kept:
                self._board.clear(notice.identity)
        self._set(link)

    def read_failed(self, fault: ServiceFault) -> None:
        """A read failed; the user is told what it means."""
        self._board.post(read_trouble(fault, read_before=self._has_read))
        self._set(self._link.read_failed(fault))

    def stream_is(self, state: StreamState) -> None:
        """The stream has come to this."""
        self._set(self._link.stream_is(state))

    def accounts_gone(self, gone: bool) -> None:
        """NT8 shows no accounts any more, or shows them again."""
        if gone == self._link.accounts_away:
            return
        self._set(self._link.accounts_gone(gone))
        if gone:
            self._board.post(away_trouble())
        else:
            self._board.clear(away_trouble().identity)

    def _set(self, link: Link) -> None:
        if link != self._link:
            self._link = link
            self._changed()
