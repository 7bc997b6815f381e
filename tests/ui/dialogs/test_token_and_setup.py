"""Entering a token, and the first start."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.view import SignIn
from ctpanel.ui.dialogs.setup_assistant import SetupResult, Start, ask_setup
from ctpanel.ui.dialogs.token import TokenDialog, ask_token
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

SECRET = "made-up-token-0123456789-abcdefgh"


@pytest.fixture
def dialog(bench: Bench) -> Iterator[TokenDialog]:
    made = TokenDialog(bench.kit)
    made.show()
    yield made
    dispose(made)


def field(dialog: QDialog) -> QLineEdit:
    return named(dialog, QLineEdit, "Token")


def told(dialog: QWidget, head: str) -> str:
    return starting(dialog, QLabel, f"{head}:").accessibleName()


def enter(dialog: QDialog, text: str) -> None:
    QTest.keyClicks(field(dialog), text)
    QTest.keyClick(field(dialog), Qt.Key.Key_Return)


async def test_the_token_is_tried_and_leaves_no_trace_in_the_field(bench: Bench, dialog: TokenDialog) -> None:
    QTest.keyClicks(field(dialog), SECRET)
    assert SECRET not in field(dialog).displayText()
    QTest.keyClick(field(dialog), Qt.Key.Key_Return)
    assert field(dialog).text() == ""
    field(dialog).undo()
    assert field(dialog).text() == ""
    await bench.settle()
    assert bench.session.tokens == [(Token(SECRET), True)]
    assert told(dialog, "Sign-in") == "Sign-in: Signed in."
    assert told(dialog, "Kept") == "Kept: The token is in the keyring of this computer."


async def test_a_token_is_tried_once_while_busy(bench: Bench, dialog: TokenDialog) -> None:
    enter(dialog, SECRET)
    enter(dialog, SECRET)
    named(dialog, QPushButton, "Sign in").click()
    assert not field(dialog).isEnabled()
    await bench.settle()
    assert len(bench.session.tokens) == 1


async def test_session_only_is_said_plainly(bench: Bench, dialog: TokenDialog) -> None:
    bench.session.sign_in_answer = SignIn(True, Text("Signed in. No system keyring was found."), False)
    named(dialog, QCheckBox, "Keep it in the keyring of this computer").setChecked(False)
    enter(dialog, SECRET)
    await bench.settle()
    assert bench.session.tokens[0][1] is False
    assert "not stored" in told(dialog, "Kept")


async def test_a_refused_token_is_told_and_can_be_replaced(bench: Bench, dialog: TokenDialog) -> None:
    bench.session.sign_in_answer = SignIn(False, Text("CrossTrade does not know this token. Copy it again."))
    enter(dialog, SECRET)
    await bench.settle()
    assert told(dialog, "Sign-in") == "Sign-in: CrossTrade does not know this token. Copy it again."
    assert dialog.signed_in is None
    enter(dialog, SECRET)
    await bench.settle()
    assert len(bench.session.tokens) == 2


def test_a_text_that_cannot_be_a_token_is_not_sent(bench: Bench, dialog: TokenDialog) -> None:
    enter(dialog, "two words")
    assert not bench.session.tokens
    assert "has a space" in told(dialog, "Sign-in")
    enter(dialog, "")
    assert told(dialog, "Sign-in") == "Sign-in: The token is empty."
    assert field(dialog).text() == ""


async def test_a_sign_in_that_breaks_leaves_the_dialog_usable(
    bench: Bench, dialog: TokenDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(token: Token, *, remember: bool) -> SignIn:
        raise RuntimeError("broken")

    monkeypatch.setattr(bench.session, "sign_in", broken)
    enter(dialog, SECRET)
    with pytest.raises(RuntimeError, match="broken"):
        await bench.settle()
    assert field(dialog).isEnabled()
    assert "could not be tried" in told(dialog, "Sign-in")


async def test_leaving_withdraws_a_token_that_is_being_tried(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    trying = asyncio.Event()

    async def slow(token: Token, *, remember: bool) -> SignIn:
        trying.set()
        await asyncio.Event().wait()
        return bench.session.sign_in_answer

    monkeypatch.setattr(bench.session, "sign_in", slow)
    dialog = TokenDialog(bench.kit)
    dialog.show()
    enter(dialog, SECRET)
    await asyncio.wait_for(trying.wait(), 5)
    dialog.reject()
    with pytest.raises(asyncio.CancelledError):
        await bench.settle()
    dispose(dialog)


async def shown(kind: str) -> QDialog:
    """The dialog with this title, once it is up."""
    for _ in range(50):
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and widget.windowTitle() == kind:
                return widget
        await asyncio.sleep(0)
    raise AssertionError(f"no dialog {kind!r}")


async def test_asking_for_a_token_answers_what_was_signed_in(bench: Bench) -> None:
    asked = asyncio.ensure_future(ask_token(bench.kit))
    dialog = await shown("CrossTrade token")
    enter(dialog, SECRET)
    await bench.settle()
    named(dialog, QPushButton, "Continue").click()
    assert await asked == bench.session.sign_in_answer


async def test_the_demo_needs_one_press(bench: Bench) -> None:
    asked = asyncio.ensure_future(ask_setup(bench.kit))
    named(await shown("Set up ctpanel"), QPushButton, "Try the demo").click()
    assert await asked == SetupResult(Start.DEMO, use_stream=True)
    assert not bench.session.tokens


@pytest.mark.parametrize(
    ("choice", "streams"), [("Use the streaming session", True), ("Leave it to another program", False)]
)
async def test_token_then_the_question_about_the_stream(bench: Bench, choice: str, streams: bool) -> None:
    asked = asyncio.ensure_future(ask_setup(bench.kit))
    dialog = await shown("Set up ctpanel")
    named(dialog, QPushButton, "Enter token").click()
    enter(dialog, SECRET)
    await bench.settle()
    named(dialog, QRadioButton, choice).click()
    named(dialog, QPushButton, "Finish").click()
    assert await asked == SetupResult(Start.SIGN_IN, streams, bench.session.sign_in_answer)


async def test_what_the_service_said_is_read_on_the_page_after_it(bench: Bench) -> None:
    why = "The service accepts this token. The system keyring is locked."
    bench.session.sign_in_answer = SignIn(True, Text(why), stored=False)
    asked = asyncio.ensure_future(ask_setup(bench.kit, token_first=True))
    dialog = await shown("Set up ctpanel")
    enter(dialog, SECRET)
    await bench.settle()
    assert why in told(dialog, "Kept") and "is not stored" in told(dialog, "Kept")
    assert starting(dialog, QLabel, "Kept:").isVisible()
    dialog.close()
    await asked


async def test_a_text_that_cannot_be_a_token_can_be_typed_anew_at_once(dialog: TokenDialog) -> None:
    QTest.keyClicks(field(dialog), "two words")
    QTest.mouseClick(named(dialog, QPushButton, "Sign in"), Qt.MouseButton.LeftButton)
    assert dialog.focusWidget() is field(dialog)


async def test_closing_the_assistant_decides_nothing(bench: Bench) -> None:
    asked = asyncio.ensure_future(ask_setup(bench.kit))
    (await shown("Set up ctpanel")).close()
    assert (await asked).start is Start.LATER


async def test_whoever_chose_the_token_already_is_not_asked_again(bench: Bench) -> None:
    asked = asyncio.ensure_future(ask_setup(bench.kit, token_first=True))
    dialog = await shown("Set up ctpanel")
    assert field(dialog).isVisible()
    assert not named(dialog, QPushButton, "Try the demo").isVisible()
    dialog.close()
    assert (await asked).start is Start.LATER


async def test_a_long_refusal_pushes_nothing_out_of_sight(bench: Bench) -> None:
    bench.session.sign_in_answer = SignIn(False, Text("The service does not accept this token. " * 4))
    asked = asyncio.ensure_future(ask_setup(bench.kit, token_first=True))
    dialog = await shown("Set up ctpanel")
    enter(dialog, SECRET)
    await bench.settle()
    await asyncio.sleep(0.05)
    back = named(dialog, QPushButton, "Back")
    assert back.visibleRegion().boundingRect().height() == back.height()
    dialog.close()
    await asked
