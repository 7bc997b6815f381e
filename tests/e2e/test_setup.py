"""A first start through the window: token, its refusals, the streaming question, or the demo."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from ctpanel.wiring.launch import Launch
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, Desk, click, named, told, until
from tests.e2e.test_trouble import holds_token

WRONG = "wrong-" + TOKEN


async def assistant(desk: Desk) -> QDialog:
    """The dialog that *Enter token* opens, at the page that takes the token."""
    click(named(desk.window.welcome, QPushButton, "Enter token"))

    def open_dialogs() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    await until(open_dialogs, "the assistant")
    (dialog,) = open_dialogs()
    field = named(dialog, QLineEdit, "Token")
    await until(field.isVisible, "the field for the token, without asking again how to begin")
    return dialog


def sign_in(dialog: QDialog, token: str) -> None:
    field = named(dialog, QLineEdit, "Token")
    QTest.keyClicks(field, token)
    click(named(dialog, QPushButton, "Sign in"))
    assert field.text() == "", "the field forgets at once"


@pytest.mark.parametrize(
    ("fault", "sentence", "next_step"),
    [
        ("401:accounts", "does not accept this token", "Copy the secret key anew"),
        ("403:accounts", "plan does not include API access", "Upgrade to CrossTrade Pro, then sign in again"),
        ("html:accounts", "web page instead of data", "Check the address"),
        ("503:accounts", "trouble of its own", "Sign in again in a moment"),
    ],
)
async def test_a_refused_token_gets_a_sentence_with_the_next_step(
    open_desk: OpenDesk, fault: str, sentence: str, next_step: str
) -> None:
    async with open_desk(typed="") as desk:
        desk.control.set_faults(fault)
        dialog = await assistant(desk)
        sign_in(dialog, TOKEN)
        await until(lambda: sentence in told(dialog, "Sign-in"), f"{sentence}; {told(dialog, 'Sign-in')}")
        assert next_step in told(dialog, "Sign-in")
        assert not desk.session.signed_in
        assert holds_token(desk.folder) == []


async def test_a_good_token_leads_to_positions_and_is_in_no_file(open_desk: OpenDesk) -> None:
    async with open_desk(typed="") as desk:
        dialog = await assistant(desk)
        sign_in(dialog, WRONG)
        await until(lambda: "does not accept" in told(dialog, "Sign-in"), "a refusal first")
        sign_in(dialog, TOKEN)
        finish = named(dialog, QPushButton, "Finish")
        await until(finish.isVisible, "the question about the stream")
        click(finish)
        await desk.positions_shown(6)
        await until(lambda: desk.says("Connection") == "live", "live")
        assert not desk.window.welcome.isVisible()
        await desk.stop()
        assert holds_token(desk.folder) + holds_token(desk.folder, WRONG) == []


async def test_nt8_away_is_told_and_the_token_is_kept(open_desk: OpenDesk) -> None:
    async with open_desk(typed="") as desk:
        desk.control.addon_away(True)
        dialog = await assistant(desk)
        sign_in(dialog, TOKEN)
        await until(lambda: desk.session.signed_in, "accepted")
        finish = named(dialog, QPushButton, "Finish")
        await until(finish.isVisible, "the question about the stream")
        assert "Start NinjaTrader" in told(dialog, "Kept"), "on the page that is seen"
        desk.control.addon_away(False)
        await desk.positions_shown(6)


async def test_the_demo_is_the_next_start(open_desk: OpenDesk) -> None:
    async with open_desk(typed="") as desk:
        click(named(desk.window.welcome, QPushButton, "Try the demo"))
        await until(desk.ending.done, "the end of this start")
        following = desk.ending.result()
        assert isinstance(following, Launch)
        assert following.demo and following.base_url is None and following.stream_url is None
        assert desk.control.requests() == []
