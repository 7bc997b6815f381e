"""The close dialog where there is little room: nothing is cut, nothing is torn apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.text import Text
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.roomy import ScrolledMiddle
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.theme.apply import Look, Scheme
from tests.fakes.pictures import MES, close_plan, order, picture, position
from tests.helpers.room import cut_words
from tests.ui.dialogs.bench import Bench, dispose

SCALES = pytest.mark.parametrize("scale", [1.0, 2.0])
WORDS = "The service accepted the close, but 10 s later the position was still long 4. Look in NinjaTrader now."


@pytest.fixture
def opened(bench: Bench) -> Iterator[Callable[..., ClosePositionDialog]]:
    made: list[ClosePositionDialog] = []

    def make(key: PositionKey = MES, scale: float = 1.0) -> ClosePositionDialog:
        bench.kit.theme.apply(Look(scheme=Scheme.LIGHT, scale=scale))
        dialog = ClosePositionDialog(bench.kit, key)
        made.append(dialog)
        dialog.resize(round(480 * scale), 0)
        dialog.show()
        return dialog

    yield make
    for dialog in made:
        dispose(dialog)


@SCALES
def test_no_words_are_cut_before_the_press(opened: Callable[..., ClosePositionDialog], scale: float) -> None:
    dialog = opened(scale=scale)
    assert dialog.width() == min(round(480 * scale), 720), "the screen has 800"
    for wanted in (Wanted.contracts(2), Wanted.percent(50), Wanted.all()):
        dialog.choose(wanted)
        QApplication.processEvents()
        assert cut_words(dialog) == []


@SCALES
def test_no_words_are_cut_when_an_outcome_comes(
    bench: Bench, opened: Callable[..., ClosePositionDialog], scale: float
) -> None:
    dialog = opened(scale=scale)
    bench.session.close(close_plan(position(), Wanted.contracts(2)))
    (sent,) = bench.session.commands
    for outcome in (None, *Outcome):
        bench.session.step(sent.id, Stage.DONE if outcome else Stage.VERIFYING, outcome, Text(WORDS))
        QApplication.processEvents()
        assert cut_words(dialog) == []
        if dialog.height() < dialog.screen().availableGeometry().height() * 9 // 10:
            (middle,) = dialog.findChildren(ScrolledMiddle)
            assert middle.verticalScrollBar().maximum() == 0


def test_numbers_of_orders_stand_below_their_titles(opened: Callable[..., ClosePositionDialog]) -> None:
    (table,) = (one for one in opened().findChildren(QTableView) if one.accessibleName() == "Orders affected")
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    model = table.model()
    for column in range(model.columnCount()):
        assert model.headerData(column, across, role) == model.index(0, column).data(role)


def test_a_price_keeps_its_digits_while_the_tick_is_not_known(
    bench: Bench, opened: Callable[..., ClosePositionDialog]
) -> None:
    euro = position("6E 12-25", average="1.05455", mark="1.05465", unrealized=None)
    bench.session.show(picture([euro], orders=[order(key=euro.key, price="1.05405")]))
    dialog = opened(euro.key)
    dialog.choose(Wanted.contracts(2))
    told = " ".join(one.accessibleName() for one in dialog.findChildren(QLabel))
    assert "average 1.05455 · mark 1.05465" in told
    assert "stop 4 @ 1.05405" in told
    (table,) = (one for one in dialog.findChildren(QTableView) if one.accessibleName() == "Orders affected")
    assert table.model().index(0, 3).data() == "1.05405"


def test_an_arrow_is_not_torn_from_its_amount(qtbot: QtBot) -> None:
    sentence = Sentence("Position", "long 4 · ▲ +$625.00")
    qtbot.addWidget(sentence)
    assert sentence.accessibleName() == "Position: long 4 · ▲ +$625.00"
    assert "▲\u00a0+" in sentence.text()


def test_a_sentence_said_again_is_not_longer(qtbot: QtBot) -> None:
    said = "-$12.50 of 6E 12-25 in " + "an-account-without-spaces" * 3
    sentence = Sentence("Summary", said)
    qtbot.addWidget(sentence)
    shown = sentence.text()
    for _ in range(3):
        sentence.setText(said)
    assert sentence.text() == shown != said


def test_the_action_is_as_wide_as_the_dialog(opened: Callable[..., ClosePositionDialog]) -> None:
    dialog = opened()
    (send,) = (one for one in dialog.findChildren(QPushButton) if one.accessibleName().startswith("Send close"))
    assert send.width() > dialog.width() * 0.9
