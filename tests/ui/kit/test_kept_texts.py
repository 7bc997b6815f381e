"""Texts that are laid out once look as if they were laid out each time, whatever was drawn before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from ctpanel.ui.delegates import kept_texts
from ctpanel.ui.delegates.kept_texts import KeptTexts
from ctpanel.ui.delegates.pnl import PnlDelegate
from ctpanel.ui.delegates.text import TextDelegate
from ctpanel.ui.models.roles import LEFT, RIGHT
from ctpanel.ui.theme.apply import Look, Scheme, Theme
from ctpanel.ui.widgets.data_table import DataTable

SIGN = Qt.ItemDataRole.UserRole + 1
STALE = Qt.ItemDataRole.UserRole + 2
TEXTS = (
    "",
    "$0.00",
    "+$12.50",
    "-$1,234,567.89",
    "MES 12-25",
    "LFE050!7731/2",
    "a name that fits in no such cell",
    "–",
)


def table(theme: Theme, qtbot: QtBot, width: int = 110) -> DataTable:
    made = DataTable(theme, "Positions")
    qtbot.addWidget(made)
    made.setModel(QStandardItemModel(1, 2, made))
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.horizontalHeader().resizeSection(0, width)
    made.resize(260, 80)
    give_painters(made, theme)
    made.show()
    return made


def give_painters(where: DataTable, theme: Theme) -> None:
    where.setItemDelegateForColumn(0, TextDelegate(theme, where))
    where.setItemDelegateForColumn(1, PnlDelegate(theme, SIGN, STALE, where))


def put(where: DataTable, text: str, sign: int | None, stale: bool) -> None:
    model = where.model()
    assert isinstance(model, QStandardItemModel)
    plain, money = QStandardItem(text), QStandardItem(text)
    plain.setData(RIGHT if sign else LEFT, Qt.ItemDataRole.TextAlignmentRole)
    plain.setData(QColor("#336699") if stale else None, Qt.ItemDataRole.ForegroundRole)
    money.setData(sign, SIGN)
    money.setData(stale, STALE)
    model.setItem(0, 0, plain)
    model.setItem(0, 1, money)


def picture(where: DataTable) -> QImage:
    return where.viewport().grab().toImage()


@pytest.fixture
def used(theme: Theme, qtbot: QtBot) -> Iterator[DataTable]:
    yield table(theme, qtbot)


CELLS = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from((1, 0, -1, None)), st.booleans(), st.sampled_from((40, 110))),
    min_size=1,
    max_size=8,
)
LOOKS = st.sampled_from((Look(Scheme.LIGHT), Look(Scheme.DARK), Look(Scheme.LIGHT, scale=1.5)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=CELLS, look=LOOKS)
def test_what_was_drawn_before_changes_nothing(
    cells: list[tuple[str, int | None, bool, int]], look: Look, used: DataTable, theme: Theme
) -> None:
    theme.apply(look)
    for text, sign, stale, width in cells:
        used.horizontalHeader().resizeSection(0, width)
        put(used, text, sign, stale)
        seen, kept, painters = picture(used), used.texts, [used.itemDelegateForColumn(column) for column in (0, 1)]
        used.texts = KeptTexts()
        give_painters(used, theme)
        assert seen == picture(used)
        used.texts = kept
        for column, painter in enumerate(painters):
            used.setItemDelegateForColumn(column, painter)


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("sign", [None, 1])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_plain_text_looks_as_the_style_paints_it(
    used: DataTable, theme: Theme, scheme: Scheme, text: str, sign: int | None, chosen: bool
) -> None:
    theme.apply(Look(scheme))
    put(used, text, sign, False)
    if chosen:
        used.selectRow(0)
    own = picture(used)
    used.setItemDelegateForColumn(0, QStyledItemDelegate(used))
    assert own == picture(used)


def test_only_so_many_are_kept(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_texts, "_MOST", 3)
    texts = KeptTexts()
    first = texts.get("0")
    assert texts.get("0") is first
    for number in range(1, 4):
        texts.get(str(number))
    assert texts.get("0") is not first
    assert texts.get("0").width == first.width


def test_another_font_and_another_density_are_laid_out_anew(qtbot: QtBot) -> None:
    texts, page = KeptTexts(), QImage(100, 40, QImage.Format.Format_RGB32)

    def drawn(font: QFont, ratio: float) -> tuple[QImage, int]:
        page.setDevicePixelRatio(ratio)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.setFont(font)
        texts.begin(painter)
        painter.drawStaticText(2, 2, texts.get("0123").drawn)
        painter.end()
        return page.copy(), texts.get("0123").width

    small, large = QFont(), QFont()
    large.setPointSizeF(small.pointSizeF() * 2)
    one, two = drawn(small, 1.0), drawn(large, 1.0)
    assert two[1] > one[1]
    assert drawn(small, 1.0) == one
    assert drawn(small, 2.0)[0] != one[0]
    assert drawn(large, 1.0) == two
