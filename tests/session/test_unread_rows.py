"""Positions that the service lists and that cannot be read are told: nobody sees them in the table."""

from __future__ import annotations

from dataclasses import replace

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import Priority
from ctpanel.domain.reads import PositionsRead
from ctpanel.domain.token import Token
from ctpanel.session.notices import NoticeBoard
from ctpanel.session.ports import Connection
from ctpanel.session.unread_rows import UnreadRows
from tests.session.conftest import MakeRig
from tests.session.rig import MES, QUICK, TOKEN, FastClock

LOST = "1 position that the service lists cannot be read."


class HalfRead(CrossTradeClient):
    """A service whose row of one position makes no sense, such as half a contract."""

    odd = True
    reads = 0

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        read = await super().read_positions(account, priority=priority)
        self.reads += 1
        others = tuple(each for each in read.positions if each.key != MES)
        return replace(read, positions=others, unreadable=1) if self.odd else read


async def test_a_position_that_cannot_be_read_is_told_for_as_long_as_it_is_so(make_rig: MakeRig) -> None:
    rig = make_rig("calm", rate_capacity=None)
    config = ServiceConfig(rig.server.base_url, rig.server.stream_url, QUICK)
    client = HalfRead(config, Token(TOKEN), RequestBudget(clock=rig.clock.now, sleep=rig.clock.sleep))
    panel = rig.panel(connector=lambda token: Connection(client, client))
    await panel.session.start(Token(TOKEN))
    await panel.until(lambda: LOST in panel.notices())
    told, seen = panel.session.notices[0], client.reads
    assert "money" in panel.notices()
    panel.session.refresh()
    await panel.until(lambda: seen + 2 <= client.reads)
    assert panel.session.notices[0].count == told.count == 1, "the same trouble is told once, not with every read"
    client.odd = False
    panel.session.refresh()
    await panel.until(lambda: LOST not in panel.notices())


def board() -> tuple[NoticeBoard, UnreadRows]:
    notices = NoticeBoard(FastClock(1.0), lambda: None)
    return notices, UnreadRows(notices)


def said(notices: NoticeBoard) -> list[str]:
    return [str(each.what) for each in notices.notices]


def test_one_cut_answer_is_not_told() -> None:
    notices, rows = board()
    for unreadable in (1, 0, 1):
        rows.note(None, unreadable)
    assert said(notices) == []


def test_accounts_that_are_asked_one_by_one_are_counted_together() -> None:
    notices, rows = board()
    for account in ("Sim101", "Sim102", "Sim101", "Sim102"):
        rows.note(account, 1)
    assert said(notices) == ["2 positions that the service lists cannot be read."]
    rows.note(None, 0)
    assert said(notices) == []


def test_what_was_dismissed_comes_again_with_another_number_only() -> None:
    notices, rows = board()
    rows.note(None, 1)
    rows.note(None, 1)
    notices.dismiss(notices.notices[0].identity)
    rows.note(None, 1)
    assert said(notices) == []
    rows.note(None, 2)
    assert len(said(notices)) == 1


def test_a_new_connection_begins_anew() -> None:
    notices, rows = board()
    rows.note(None, 1)
    rows.note(None, 1)
    rows.forget()
    assert said(notices) == []
