"""The table view and its cell painters, seen through pictures of the viewport."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.domain.freshness import Freshness
from ctpanel.ui.delegates.badge import BadgeDelegate
from ctpanel.ui.delegates.freshness import FreshnessDelegate
from ctpanel.ui.delegates.pnl import PnlDelegate
from ctpanel.ui.delegates.sparkline import SparklineDelegate
from ctpanel.ui.models.roles import Role
from ctpanel.ui.theme.apply import Look, Scheme, Theme
from ctpanel.ui.widgets.badge import BadgeKind, paint_badge
from ctpanel.ui.widgets.data_table import DataTable

SIGN = Qt.ItemDataRole.UserRole + 1
STALE = Qt.ItemDataRole.UserRole + 2


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> Iterator[DataTable]:
    window = QWidget()
    qtbot.addWidget(window)
    filter_field = QLineEdit(window)
    made = DataTable(theme, "Positions", window)
    made.setModel(QStandardItemModel(3, 2, made))
    made.setGeometry(0, 40, 400, 200)
    window.resize(400, 240)
    window.show()
    window.activateWindow()
    filter_field.setFocus()
    qtbot.waitUntil(filter_field.hasFocus)
    yield made


def cell(table: DataTable, row: int, text: str, **roles: object) -> QModelIndex:
    model = table.model()
    assert isinstance(model, QStandardItemModel)
    item = QStandardItem(text)
    for name, value in roles.items():
        item.setData(value, {"sign": SIGN, "stale": STALE, "brief": Role.BRIEF}[name])
    model.setItem(row, 0, item)
    return model.index(row, 0)


def delegate(table: DataTable, made: QStyledItemDelegate) -> None:
    made.setParent(table)
    table.setItemDelegateForColumn(0, made)


def picture(table: DataTable, index: QModelIndex) -> QImage:
    return table.viewport().grab(table.visualRect(index).adjusted(0, 0, 0, -2)).toImage()


def colors_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(
    ("sign", "stale", "token"),
    [(1, False, "gain"), (-1, False, "loss"), (0, False, "text"), (1, True, "stale"), (None, False, "stale")],
)
def test_profit_and_loss_have_the_color_of_their_sign(
    table: DataTable, theme: Theme, sign: int | None, stale: bool, token: str
) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    index = cell(table, 0, "$312.50", sign=sign, stale=stale)
    seen = colors_in(picture(table, index))
    wanted = {name: getattr(theme.tokens.colors, name) for name in ("gain", "loss", "text", "stale")}
    assert {name for name, color in wanted.items() if color in seen} == {token}


def test_the_arrow_turns_with_the_sign_and_is_missing_for_zero(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    pictures = {}
    for sign in (1, -1, 0):
        index = cell(table, 0, "", sign=sign, stale=True)
        pictures[sign] = picture(table, index)
    assert pictures[1] != pictures[-1]
    assert len(colors_in(pictures[0])) == 1
    assert pictures[1].flipped(Qt.Orientation.Vertical) != pictures[1]


def test_the_color_does_not_come_from_the_text(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    index = cell(table, 0, "-$80.00", sign=1, stale=False)
    assert theme.tokens.colors.gain in colors_in(picture(table, index))


def test_a_narrow_cell_drops_the_arrow_before_it_touches_the_number(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    index = cell(table, 0, "-$1,234,567.00", sign=-1, stale=True)
    table.setColumnWidth(0, table.fontMetrics().horizontalAdvance("-$1,234,567.00") + 18)
    narrow = picture(table, index)
    without_arrow = picture(table, cell(table, 0, "-$1,234,567.00", sign=0, stale=True))
    assert narrow == without_arrow


@pytest.mark.parametrize("made", ["pnl", "freshness"])
def test_a_number_that_does_not_fit_is_not_shown_in_part(table: DataTable, theme: Theme, made: str) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE) if made == "pnl" else FreshnessDelegate(theme, SIGN))
    table.setColumnWidth(0, 60)
    first = picture(table, cell(table, 0, "-$1,234,567.00", sign=-1, stale=False))
    other = picture(table, cell(table, 0, "-$9,876,543.00", sign=-1, stale=False))
    assert first == other, "an ellipsis, and no digit"
    assert first != picture(table, cell(table, 0, "", sign=0, stale=False))


def test_a_badge_stays_inside_its_cell(table: DataTable, theme: Theme) -> None:
    delegate(table, BadgeDelegate(theme, SIGN))
    index = cell(table, 0, "", sign=BadgeKind.UNKNOWN)
    table.setColumnWidth(0, 40)
    beside = table.visualRect(index.siblingAtColumn(1)).adjusted(0, 0, 0, -2)
    assert colors_in(table.viewport().grab().toImage().copy(beside)) == {theme.tokens.colors.surface}


def test_a_selected_cell_keeps_its_color_on_the_selection(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    index = cell(table, 0, "+$312.50", sign=1, stale=False)
    table.selectRow(0)
    seen = colors_in(picture(table, index))
    assert {theme.tokens.colors.selection, theme.tokens.colors.gain} <= seen


def test_every_freshness_has_a_mark_of_its_own(table: DataTable, theme: Theme) -> None:
    delegate(table, FreshnessDelegate(theme, SIGN))
    pictures = [picture(table, cell(table, 0, "", sign=freshness)) for freshness in Freshness]
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[i + 1 :])
    assert picture(table, cell(table, 0, "", sign="nonsense")) == pictures[list(Freshness).index(Freshness.UNKNOWN)]


def test_an_unreadable_class_is_drawn_as_unknown(table: DataTable, theme: Theme) -> None:
    delegate(table, BadgeDelegate(theme, SIGN))
    unknown = picture(table, cell(table, 0, "", sign=BadgeKind.UNKNOWN))
    assert picture(table, cell(table, 0, "", sign=None)) == unknown
    assert picture(table, cell(table, 0, "", sign=BadgeKind.LIVE)) != unknown


def test_a_curve_needs_two_values(table: DataTable, theme: Theme) -> None:
    delegate(table, SparklineDelegate(theme, SIGN))
    assert len(colors_in(picture(table, cell(table, 0, "", sign=[1])))) == 1
    assert theme.tokens.colors.loss in colors_in(picture(table, cell(table, 0, "", sign=[1, 4, -5])))


def test_a_painted_cell_still_tells_its_text(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    cell(table, 0, "+$312.50", sign=1, stale=False)
    interface = QAccessible.queryAccessibleInterface(table)
    told = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    assert "+$312.50" in told
    assert interface.text(QAccessible.Text.Name) == "Positions"


def test_enter_and_double_click_open_the_row_and_a_held_enter_opens_once(table: DataTable, qtbot: QtBot) -> None:
    cell(table, 1, "MES 12-25")
    opened: list[int] = []
    table.opened.connect(lambda index: opened.append(index.row()))
    table.setCurrentIndex(table.model().index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    for _ in range(5):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(table, repeat)
    assert opened == [1]
    place = table.visualRect(table.model().index(1, 0)).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseButtonRelease,
    ):
        there = QPointF(place)
        event = QMouseEvent(kind, there, table.viewport().mapToGlobal(there), left, left, none)
        QApplication.sendEvent(table.viewport(), event)
    assert opened == [1, 1]


def test_rows_are_separated_by_a_hair_line(table: DataTable, theme: Theme) -> None:
    image = table.viewport().grab().toImage()
    line = table.rowViewportPosition(0) + table.rowHeight(0) - 1
    assert image.pixelColor(200, line).name() == theme.tokens.colors.separator
    assert image.pixelColor(200, line - 3).name() == theme.tokens.colors.surface


def test_the_current_row_is_framed_only_with_the_focus(table: DataTable, theme: Theme, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(1, 0))
    edge = table.rowViewportPosition(1) + table.rowHeight(1) // 2
    assert table.viewport().grab().toImage().pixelColor(0, edge).name() != theme.tokens.colors.focus
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.viewport().grab().toImage().pixelColor(0, edge).name() == QColor(theme.tokens.colors.focus).name()


def test_an_empty_table_says_why(table: DataTable) -> None:
    table.setModel(QStandardItemModel(0, 2, table))
    before = table.viewport().grab().toImage()
    table.set_empty_text("No positions")
    assert table.viewport().grab().toImage() != before


@pytest.mark.parametrize("scale", [0.75, 1.0, 1.5, 2.0])
def test_painted_numbers_stand_on_the_line_of_their_neighbors(table: DataTable, theme: Theme, scale: float) -> None:
    theme.apply(Look(scheme=Scheme.LIGHT, scale=scale))
    model = table.model()
    assert isinstance(model, QStandardItemModel)
    model.setItem(0, 1, QStandardItem("0123"))
    model.item(0, 1).setForeground(QColor(theme.tokens.colors.text))
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    own = cell(table, 0, "0123", sign=0, stale=False)
    assert inked_rows(picture(table, own)) == inked_rows(picture(table, model.index(0, 1)))


def inked_rows(image: QImage) -> list[int]:
    ground = image.pixelColor(0, 0)
    return [y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(image.width()))]


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_rows_stand_on_the_grid(table: DataTable, theme: Theme, scale: float) -> None:
    theme.apply(Look(scheme=Scheme.LIGHT, scale=scale))
    text = table.fontMetrics().height()
    assert table.rowHeight(0) % theme.tokens.spacing.tiny == 0
    assert text + theme.tokens.spacing.base <= table.rowHeight(0) < text + 2 * theme.tokens.spacing.base


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_table_fills_what_no_cell_covers(table: DataTable, theme: Theme, scheme: Scheme) -> None:
    theme.apply(Look(scheme=scheme))
    viewport = table.viewport()
    assert viewport.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent), "scrolling would paint everything again"
    picture = viewport.grab().toImage()
    assert picture.pixelColor(viewport.width() - 3, viewport.height() - 3) == QColor(theme.tokens.colors.surface)


def test_an_amount_without_room_is_told_in_short(table: DataTable, theme: Theme) -> None:
    delegate(table, PnlDelegate(theme, SIGN, STALE))
    table.setColumnWidth(0, table.fontMetrics().horizontalAdvance("≈-$124M") + 2 * theme.tokens.spacing.base + 2)
    in_short = picture(table, cell(table, 0, "-$123,987,000.00", sign=-1, stale=False, brief="≈-$124M"))
    assert in_short == picture(table, cell(table, 0, "≈-$124M", sign=-1, stale=False))


@pytest.mark.parametrize("width", [46, 14])
def test_a_badge_without_room_is_not_cut(theme: Theme, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    def drawn(room: float) -> QImage:
        canvas = QImage(200, 30, QImage.Format.Format_RGB32)
        canvas.fill(theme.tokens.colors.surface)
        painter = QPainter(canvas)
        paint_badge(painter, QRectF(0, 0, room, 18), BadgeKind.UNKNOWN, theme.tokens)
        painter.end()
        return canvas

    seen = drawn(width)
    monkeypatch.setattr("ctpanel.ui.widgets.badge.badge_word", lambda _kind: "UNK?" if width == 46 else "?")
    assert seen == drawn(width)
    monkeypatch.setattr("ctpanel.ui.widgets.badge.badge_word", lambda _kind: "")
    assert seen != drawn(width)
