"""The window's ways to act on more than one row: who is asked, and about which rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtWidgets import QMenu

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Side
from ctpanel.ui.actions import ExitHandlers, Handlers
from tests.fakes.pictures import MES, order, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Asked, Desk

OpenDesk = Callable[..., Desk]
MNQ = PositionKey("Sim101", "MNQ 12-25")
OTHER = PositionKey("Sim102", "MES 12-25")
NOW = picture(
    [position(), position("MNQ 12-25", 1, Side.SHORT), position(account="Sim102")],
    orders=[order(id="a"), order(id="b", key=OTHER)],
)


@dataclass
class Exits:
    """What was asked for, with which rows."""

    calls: list[tuple[object, ...]] = field(default_factory=list)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    may_reverse: bool = False

    def handlers(self) -> ExitHandlers:
        def note(word: str) -> Callable[..., None]:
            return lambda *what: self.calls.append((word, *what))

        return ExitHandlers(
            note("side"),
            note("everything"),
            note("reverse"),
            note("single"),
            note("cancel accounts"),
            note("flatten accounts"),
            note("group"),
            lambda: self.groups,
            lambda: self.may_reverse,
        )


@pytest.fixture
def exits() -> Exits:
    return Exits()


@pytest.fixture
def desk(open_desk: OpenDesk, asked: Asked, exits: Exits) -> Desk:
    handlers: Handlers = replace(asked.all_handlers(), exits=exits.handlers())
    made = open_desk(ScriptedSession(NOW), handlers=handlers)
    made.window.show()
    return made


def entries(desk: Desk, table: str, rows: list[int]) -> dict[str, QMenu]:
    """The entries of the menu of these rows, by their words; each value is the menu, which keeps them alive."""
    view = desk.table(table)
    view.clearSelection()
    for row in rows:
        index = view.model().index(row, 0)
        view.selectionModel().select(
            index, view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows
        )
    menu = QMenu(desk.window)
    fill = view._fill_menu
    assert fill is not None
    fill(menu, view.selected_keys())
    return {action.text(): menu for action in menu.actions() if not action.isSeparator()}


def choose(found: dict[str, QMenu], words: str) -> None:
    next(action for action in found[words].actions() if action.text() == words).trigger()


def test_one_side_is_asked_of_the_rows_that_are_shown(desk: Desk, exits: Exits) -> None:
    desk.window.panes.positions.filter.setText("Sim101")
    desk.window.actions_by_key["flatten_longs"].trigger()
    desk.window.actions_by_key["flatten_shorts"].trigger()
    assert exits.calls == [("side", Side.LONG, (MES, MNQ)), ("side", Side.SHORT, (MES, MNQ))]


def test_everything_is_asked_without_rows(desk: Desk, exits: Exits) -> None:
    desk.window.actions_by_key["flatten_everything"].trigger()
    assert exits.calls == [("everything",)]


def test_reverse_is_there_only_when_the_setting_allows_it(desk: Desk, exits: Exits) -> None:
    assert "Reverse…" not in entries(desk, "Positions", [0])
    exits.may_reverse = True
    choose(entries(desk, "Positions", [0]), "Reverse…")
    assert exits.calls == [("reverse", (MES,))]


def test_orders_are_cancelled_alone_or_with_their_instrument_or_account(desk: Desk, exits: Exits, asked: Asked) -> None:
    found = entries(desk, "Working orders", [0])
    choose(found, "Cancel this order…")
    choose(found, "Cancel all orders of the instrument…")
    choose(found, "Cancel all orders of the account…")
    assert exits.calls == [("single", (order(id="a"),)), ("cancel accounts", ("Sim101",))]
    assert asked.calls == [("cancel", (MES,))]


def test_an_order_without_an_id_is_asked_for_with_the_others_and_never_alone(
    open_desk: OpenDesk, asked: Asked, exits: Exits
) -> None:
    both = (order(id="a"), order(key=MNQ)._replace(id=None))
    handlers = replace(asked.all_handlers(), exits=exits.handlers())
    desk = open_desk(ScriptedSession(picture([position()], orders=both)), handlers=handlers)
    choose(entries(desk, "Working orders", [0, 1]), "Cancel these orders…")
    assert exits.calls == [("single", both)]
    assert not any(words.endswith("order…") for words in entries(desk, "Working orders", [1]))


def test_accounts_and_their_groups(desk: Desk, exits: Exits) -> None:
    exits.groups = {"Prop": ("sim102",), "Mine": ("Sim101",)}
    found = entries(desk, "Accounts", [0])
    assert "Flatten group Mine…" in found and "Flatten group Prop…" not in found
    choose(found, "Flatten group Mine…")
    choose(found, "Flatten the account…")
    choose(entries(desk, "Accounts", [0, 1]), "Cancel all orders of these accounts…")
    assert exits.calls == [
        ("group", "Mine"),
        ("flatten accounts", ("Sim101",)),
        ("cancel accounts", ("Sim101", "Sim102")),
    ]
