"""What everything about commands shares."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.domain.record import record
from ctpanel.session.clock import Clock
from ctpanel.session.command_book import CommandBook
from ctpanel.session.notices import NoticeBoard
from ctpanel.session.ports import CommandJournal
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope


@record
class Desk:
    """What is known and written down, the clock, who is told, the tasks, and a way to hurry the feed.

    ``user`` tells whose positions are read now.
    """

    journal: CommandJournal
    clock: Clock
    book: CommandBook
    board: NoticeBoard
    tasks: TaskScope
    store: Store
    look_soon: Callable[[], None]
    user: Callable[[], object]
