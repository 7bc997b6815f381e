"""The service in trouble, as the window tells it: what happened, what to do, and positions that stay on screen."""

from __future__ import annotations

import base64
import gc
import socket
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView

from ctpanel.session.feed import BOOK_CACHE_S
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, click, named, until


def holds_token(folder: Path, token: str = TOKEN) -> list[str]:
    """Files below the folder that hold the token in any of its usual written forms."""
    forms = [token.encode(), base64.b64encode(token.encode()).rstrip(b"="), quote(token, safe="").encode()]
    return [
        str(path) for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


TROUBLES = [
    ("401:reads", "does not accept this token", "Copy the secret key anew", "not authorized"),
    ("403:reads", "plan does not include API access", "Upgrade to CrossTrade Pro", "not authorized"),
    ("408:reads", "NinjaTrader or its CrossTrade add-on is not connected", "Start NinjaTrader", "NT8 away"),
    ("html:reads", "web page instead of data", "Check the address", "degraded"),
    ("redirect:reads", "redirect, which is not followed", "Check the address", "degraded"),
    ("503:reads", "trouble of its own", "reads again by itself", "degraded"),
]


@pytest.mark.parametrize(("fault", "sentence", "next_step", "state"), TROUBLES)
async def test_each_trouble_has_its_sentence_its_next_step_and_its_end(
    open_desk: OpenDesk, fault: str, sentence: str, next_step: str, state: str
) -> None:
    async with open_desk(rows=6, faster=15.0) as desk:
        before = [cells[:5] for cells in desk.rows()]
        desk.control.set_faults(fault)
        await until(lambda: sentence in desk.notices(), f"{sentence}; {desk.notices()}")
        assert next_step in desk.notices()
        await until(lambda: desk.says("Connection") == state, f"{state}, now {desk.says('Connection')}")
        assert [cells[:5] for cells in desk.rows()] == before, "what was known stays on screen"
        await until(lambda: desk.says("Data age").startswith("as of "), f"an old picture; {desk.says('Data age')}")
        desk.control.clear_faults()
        click(named(desk.window, QAbstractButton, "Refresh"))
        await until(lambda: desk.says("Connection") == "live", "its end")
        await until(lambda: sentence not in desk.notices(), f"the notice goes; {desk.notices()}")
        assert desk.changing() == []
        assert holds_token(desk.folder) == []


async def test_a_wrong_token_is_told_at_the_start(open_desk: OpenDesk) -> None:
    wrong = "wrong-" + TOKEN
    async with open_desk(typed=wrong) as desk:
        await until(lambda: "does not accept this token" in desk.notices(), "the sentence")
        assert desk.says("Connection") == "not authorized"
        assert desk.rows() == []
        named(desk.window, QAbstractItemView, "Positions")
        assert holds_token(desk.folder, wrong) == []


async def test_a_plan_without_api_is_told_at_the_start(open_desk: OpenDesk) -> None:
    async with open_desk(plan_has_api=False) as desk:
        await until(lambda: "plan does not include API access" in desk.notices(), f"the sentence; {desk.notices()}")
        assert "Upgrade" in desk.notices()


async def test_nobody_at_the_address_is_told(open_desk: OpenDesk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"
        async with open_desk(away=dead, faster=20.0) as desk:
            await until(lambda: "cannot be reached" in desk.notices(), "the sentence")
            assert "Check your network" in desk.notices()
            await until(lambda: desk.says("Connection") == "offline", desk.says("Connection"))


async def test_nt8_away_shows_last_known_and_the_emergency_card_and_recovers(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=10.0) as desk:
        desk.control.addon_away(True)
        await until(lambda: desk.says("Connection") == "NT8 away", "NT8 away")
        assert desk.window.emergency.isVisible()
        card = "\n".join(line for line in desk.shown_texts().splitlines() if "exit" in line.lower())
        assert "cannot exit" in card.lower(), desk.shown_texts()
        assert len(desk.rows()) == 6
        await until(lambda: desk.says("Data age").startswith("as of "), "an old picture")
        card_rows = named(desk.window, QAbstractItemView, "Last known positions").model()
        last = [str(card_rows.index(row, 0).data()) for row in range(card_rows.rowCount())]
        assert len(last) == 6 and any("Sim101 MES 12-25" in line for line in last), "the card lists positions"
        desk.control.addon_away(False)
        await until(lambda: desk.says("Connection") == "live", "back by itself")
        await until(lambda: not desk.window.emergency.isVisible(), "no card")
        assert len(desk.rows()) == 6


async def test_an_empty_account_list_is_never_flat(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=10.0) as desk:
        desk.control.set_faults("empty-list:reads")
        await until(lambda: desk.says("Connection") == "NT8 away", desk.says("Connection"))
        assert len(desk.rows()) == 6
        assert desk.window.emergency.isVisible()
        desk.control.clear_faults()
        # The combined read may be a cached one and counts as older by as much; it must be newer than the empty lists.
        desk.jump(2 * BOOK_CACHE_S)
        click(named(desk.window, QAbstractButton, "Refresh"))
        await until(lambda: desk.says("Connection") == "live", "back")
        assert not desk.window.emergency.isVisible()


async def test_an_eaten_budget_slows_reads_and_not_the_close(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=4.0, rate_capacity=20.0) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        desk.control.spend_budget(20)
        await until(lambda: desk.control.requests()[-1].status == 429, "a read that comes too early")
        desk.control.forget_requests()
        await until(lambda: desk.control.budget_left() > 4, "a little budget again")
        assert len(desk.control.requests()) <= 4, "reads keep back"
        dialog.press_send()
        await until(desk.changing, "the close", 2.0)
        outcome = await dialog.ends()
        assert outcome.startswith("VERIFIED"), outcome
        assert len(desk.changing()) == 1


async def test_the_service_stops_and_comes_back(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=15.0) as desk:
        desk.server.stop()
        await until(lambda: desk.says("Connection") == "offline", desk.says("Connection"))
        assert len(desk.rows()) == 6
        desk.server.start()
        click(named(desk.window, QAbstractButton, "Refresh"))
        await until(lambda: desk.says("Connection") == "live", "live again")
        await until(lambda: not desk.says("Data age").startswith("as of"), "fresh again")


async def test_an_endless_answer_is_cut_off_in_order(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        # What the library leaves unfinished would be reported as a lost exception of this loop.
        desk.control.set_faults("huge-body:reads")
        await until(lambda: "too large to be genuine" in desk.notices(), "a word about it")
        desk.control.clear_faults()
        await until(lambda: (desk.session.data_age() or 99.0) < 2.0, "fresh again")
        gc.collect()
