"""What the positions table says about a position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ctpanel.domain.account import AccountClass
from ctpanel.domain.flattening import FlattenAccountPlan, plan_flatten_account
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.money import Money
from ctpanel.domain.order import OrderAction, OrderType, WorkingOrder
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.position import Position, Side
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_positions
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.snapshot import Presence, Snapshot
from ctpanel.session.preferences import PnlUnit, Preferences
from ctpanel.ui.models.roles import Role
from ctpanel.ui.models.totals import Total, Totals
from ctpanel.ui.theme.apply import Theme
from tests.fakes.pictures import MES, START, account, close_plan, command, order, picture, position, stamp
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]
MES_SPEC = InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5))


def row(desk: Desk, key: str) -> str:
    (text,) = desk.column("Positions", key)
    return text


def test_a_position_in_words(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([position()])), Preferences(nicknames={"Sim101": "Practice"}))
    said = {key: row(desk, key) for key in ("account", "class", "instrument", "side", "contracts", "average", "mark")}
    assert said == {
        "account": "Practice (Sim101)",
        "class": "SIM",
        "instrument": "MES 12-25",
        "side": "▲ long",
        "contracts": "4",
        "average": "5,800.00",
        "mark": "5,831.25",
    }
    assert (row(desk, "pnl"), row(desk, "first_seen"), row(desk, "age")) == ("+$625.00", "0 s ago", "0 s")


def test_what_is_not_known_is_a_dash_and_never_zero(open_desk: OpenDesk) -> None:
    blank = position(average=None, mark=None, unrealized=None, side=Side.UNKNOWN)
    desk = open_desk(ScriptedSession(picture([blank], orders=None)))
    assert [row(desk, key) for key in ("side", "average", "mark", "pnl", "protection")] == ["? unknown", *"––––"]


@pytest.mark.parametrize(
    ("unit", "spec", "expected"),
    [
        (PnlUnit.CURRENCY, None, "+$625.00"),
        (PnlUnit.TICKS, MES_SPEC, "+125"),
        (PnlUnit.POINTS, MES_SPEC, "+31.25"),
        (PnlUnit.TICKS, None, "–"),
        (PnlUnit.POINTS, None, "–"),
    ],
)
def test_profit_in_three_units(open_desk: OpenDesk, unit: PnlUnit, spec: InstrumentSpec | None, expected: str) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session, Preferences(pnl_unit=unit))
    if spec is not None:
        session.set_spec(spec)
    assert row(desk, "pnl") == expected


def stop(quantity: int | None, **more: object) -> WorkingOrder:
    return order(OrderType.STOP_MARKET, quantity, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([], "none"),
        ([stop(2)], "stop 2/4"),
        ([stop(4)], "stop 4/4"),
        ([stop(6)], "stop 6/4 too big"),
        ([stop(4), order(OrderType.LIMIT, 6, id="b")], "target 6/4 too big"),
        ([order(OrderType.LIMIT, 4)], "none"),
        ([stop(None)], "ambiguous"),
        ([stop(4, action=OrderAction.BUY)], "none"),
        ([stop(4, key=PositionKey("Sim101", "MES 03-26"))], "none"),
        ([order(OrderType.MARKET, 4)], "none"),
        ([order(OrderType.MARKET, 6)], "exit 6/4 too big"),
        (None, "–"),
    ],
)
def test_protection_is_said_as_far_as_it_is_known(
    open_desk: OpenDesk, orders: list[WorkingOrder] | None, expected: str
) -> None:
    desk = open_desk(ScriptedSession(picture([position()], orders=orders)))
    assert row(desk, "protection") == expected


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([stop(4)], "Stops for 4 and targets for 0 of 4 contracts."),
        ([stop(4), order(OrderType.LIMIT, 2, id="b")], "Stops for 4 and targets for 2 of 4 contracts."),
        (
            [stop(4), order(OrderType.MARKET, 2, id="b")],
            "Stops for 4 and targets for 0 of 4 contracts. Exits at market for 2.",
        ),
        (
            [stop(6)],
            "Stops for 6 and targets for 0 of 4 contracts. 2 too many: if hit, they open the opposite side.",
        ),
        (
            [stop(4, oco=None), order(OrderType.LIMIT, 4, id="b", oco=None)],
            "Stops for 4 and targets for 4 of 4 contracts. No OCO group links them: if both are hit you end short 4.",
        ),
        ([stop(None)], "An order or the side could not be read, so what protects this position is not certain."),
    ],
)
def test_pointing_at_the_protection_tells_all_of_it(
    open_desk: OpenDesk, orders: list[WorkingOrder], expected: str
) -> None:
    desk = open_desk(ScriptedSession(picture([position()], orders=orders)))
    assert desk.tip("Positions", "protection") == expected


@pytest.mark.parametrize(
    ("orders", "color"),
    [
        ([stop(4)], None),
        ([stop(2)], "warning"),
        ([stop(4), stop(None, id="b")], "warning"),
        ([stop(6)], "danger"),
        ([stop(4), order(OrderType.LIMIT, 6, id="b")], "danger"),
        (None, "stale"),
    ],
)
def test_protection_that_is_missing_too_big_or_unknown_is_colored(
    open_desk: OpenDesk, theme: Theme, orders: list[WorkingOrder] | None, color: str | None
) -> None:
    desk = open_desk(ScriptedSession(picture([position()], orders=orders)))
    painted = desk.cell("Positions", "protection").data(Qt.ItemDataRole.ForegroundRole)
    assert painted == (None if color is None else QColor(getattr(theme.tokens.colors, color)))


def test_protection_waits_for_orders_of_the_same_moment(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()], orders=[stop(4)]))
    desk = open_desk(session)
    model = desk.window.panes.positions.model

    def held(quantity: int, at: float) -> str:
        read = PositionsRead((position(quantity=quantity),))
        session.snapshot = apply_positions(session.snapshot, read, stamp(START + at))
        model.take([MES], (), ())
        return row(desk, "protection")

    def covered(quantity: int, at: float) -> str:
        read = OrdersRead((stop(quantity),))
        session.snapshot = apply_orders(session.snapshot, read, stamp(START + at))
        model.take((), (), ["Sim101"])
        return row(desk, "protection")

    assert held(2, 3) == "–", "the orders are those of the size before"
    assert covered(2, 3) == "stop 2/2"
    assert held(2, 20) == "–", "the orders were read too long ago"
    assert covered(2, 20) == "stop 2/2"
    assert covered(1, 23) == "–", "the position may have changed with them"
    assert held(2, 23) == "stop 1/2"


def test_orders_that_change_change_the_protection(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    session.show(picture([position()], orders=[stop(4)], at=START))
    assert row(desk, "protection") == "stop 4/4"


@pytest.mark.parametrize(
    ("outcome", "later", "expected"),
    [
        (None, 0.0, "closing…"),
        (Outcome.VERIFIED_FLAT, 30.0, "VERIFIED flat and clean"),
        (Outcome.VERIFIED_FLAT, 90.0, ""),
        (Outcome.UNKNOWN, 90.0, "UNKNOWN"),
        (Outcome.NOT_VERIFIED, 900.0, "NOT VERIFIED"),
        (Outcome.REFUSED, 1.0, "REFUSED"),
    ],
)
def test_a_command_is_seen_on_its_row(
    open_desk: OpenDesk, outcome: Outcome | None, later: float, expected: str
) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    session.put_command(command(close_plan(position()), Stage.VERIFYING, outcome))
    session.advance(later)
    desk.window.bridge.ticked.emit()
    assert row(desk, "command") == expected


def test_a_row_that_comes_while_its_whole_account_is_kept_back_says_so(open_desk: OpenDesk) -> None:
    """As after a restart: the command is known before any position is, and others may be opened later."""
    plan = plan_flatten_account("Sim101", ())
    assert isinstance(plan, FlattenAccountPlan)
    session = ScriptedSession(picture([], [account()]))
    session.put_command(command(plan, outcome=Outcome.UNKNOWN))
    desk = open_desk(session)
    model = desk.window.panes.positions.model
    session.snapshot = picture([position(), position(account="Other")])
    model.take(session.snapshot.positions, [], [])
    assert desk.column("Positions", "command") == ["", "UNKNOWN"]
    session.put_command(replace(command(plan, outcome=Outcome.UNKNOWN), holds_lease=False))
    session.snapshot = picture([position(), position("MNQ 12-25"), position(account="Other")])
    model.take(session.snapshot.positions, [], [])
    # Given free: a new position has nothing to do with it.
    assert desk.column("Positions", "command") == ["", "UNKNOWN", ""]


def test_how_long_ago_a_position_was_first_seen_is_told_across_days(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([position()])))
    desk.session.advance(100_000)
    desk.window.bridge.ticked.emit()
    assert row(desk, "first_seen") == "1 d 3 h ago"
    assert desk.tip("Positions", "first_seen").startswith("2026-11-23 14:32:07")


def test_the_row_of_an_ended_command_tells_how_long_it_took(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    refused = command(close_plan(position()), outcome=Outcome.REFUSED)
    session.put_command(replace(refused, elapsed_s=0.42))
    assert open_desk(session).tip("Positions", "command").startswith("REFUSED · 0.4 s.")


@pytest.mark.parametrize("away", [False, True])
def test_a_command_in_doubt_stays_red_on_a_row_that_is_old(open_desk: OpenDesk, theme: Theme, away: bool) -> None:
    """It is in doubt because nothing could be read, so the row is old whenever the word matters."""
    session = ScriptedSession(picture([position()], presence=Presence.AWAY if away else Presence.PRESENT))
    session.put_command(command(close_plan(position()), outcome=Outcome.NOT_VERIFIED))
    desk = open_desk(session)
    session.advance(60)
    desk.window.bridge.ticked.emit()
    keys = ("command", "contracts")
    inks = {key: desk.cell("Positions", key).data(Qt.ItemDataRole.ForegroundRole) for key in keys}
    colors = theme.tokens.colors
    assert inks == {"command": QColor(colors.danger), "contracts": QColor(colors.stale)}


def test_a_command_on_an_account_is_seen_on_all_its_rows(open_desk: OpenDesk) -> None:
    held = (position(), position("MNQ 12-25"))
    session = ScriptedSession(picture([*held, position(account="Sim102")], [account(), account("Sim102")]))
    desk = open_desk(session)
    plan = plan_flatten_account("Sim101", held)
    assert isinstance(plan, FlattenAccountPlan)
    session.put_command(command(plan))
    columns = (desk.column("Positions", key) for key in ("account", "instrument", "command"))
    assert sorted(zip(*columns, strict=True)) == [
        ("Sim101", "MES 12-25", "closing…"),
        ("Sim101", "MNQ 12-25", "closing…"),
        ("Sim102", "MES 12-25", ""),
    ]


def test_an_old_outcome_does_not_stick_to_a_later_position(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    session.put_command(command(close_plan(position()), outcome=Outcome.REFUSED))
    model = desk.window.panes.positions.model
    session.snapshot = picture([], [account()])
    model.take([MES], [], [])
    session.snapshot = picture([position()])
    model.take([MES], [], [])
    assert row(desk, "command") == ""


def test_a_row_past_its_limit_is_grey_and_names_its_time(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    session.advance(20)
    desk.window.bridge.ticked.emit()
    assert row(desk, "age") == "as of 14:32:07"
    assert desk.table("Positions").model().index(0, 0).data(Role.STALE) is True


@pytest.mark.parametrize("by", ["link", "presence"])
def test_last_known_rows_are_grey_while_ninjatrader_is_away(open_desk: OpenDesk, by: str) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    model = desk.table("Positions").model()
    assert model.index(0, 0).data(Role.STALE) is False
    if by == "presence":
        session.snapshot = replace(session.snapshot, presence=Presence.AWAY)
    session.set_link(replace(session.link, accounts_away=by == "link"))
    assert model.index(0, 0).data(Role.STALE) is True
    assert row(desk, "age") == "as of 14:32:07"
    session.snapshot = replace(session.snapshot, presence=Presence.PRESENT)
    session.set_link(replace(session.link, accounts_away=False))
    assert model.index(0, 0).data(Role.STALE) is False


def test_a_grey_row_that_is_read_again_is_painted_as_a_whole_at_once(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    session.advance(20)
    desk.window.bridge.ticked.emit()
    model = desk.window.panes.positions.model
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda a, b: told.append((a.column(), b.column())))
    row_again = session.snapshot.positions[MES]._replace(stamp=stamp(session.now()))
    session.snapshot = replace(session.snapshot, positions={MES: row_again})
    model.take([MES], [], [])
    assert told == [(0, len(model.columns) - 1)]


def test_a_streamed_price_changes_its_two_cells_only(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session)
    model = desk.window.panes.positions.model
    told: list[tuple[str, str]] = []
    model.dataChanged.connect(lambda a, b: told.append((model.columns[a.column()].key, model.columns[b.column()].key)))
    old = session.snapshot.positions[MES]
    priced = old._replace(position=old.position._replace(unrealized=Decimal(-5)), priced=stamp(START + 1))
    session.snapshot = replace(session.snapshot, positions={MES: priced})
    model.take([MES], [], [])
    assert told == [("mark", "pnl")]
    assert row(desk, "pnl") == "-$5.00"
    read = priced._replace(position=priced.position._replace(unrealized=Decimal(-6)), stamp=stamp(START + 2))
    session.snapshot = replace(session.snapshot, positions={MES: read})
    model.take([MES], [], [])
    # The age follows with the second.
    assert told[1:] == [("mark", "pnl")]


def test_a_changed_class_changes_every_row_of_the_account(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position(), position("MNQ 12-25")]))
    desk = open_desk(session)
    session.classes["Sim101"] = AccountClass.LIVE
    desk.preferences.change(replace(desk.preferences.current, classes={"Sim101": AccountClass.LIVE}))
    assert desk.column("Positions", "class") == ["LIVE", "LIVE"]


def by_hand(snapshot: Snapshot) -> Decimal:
    return sum((r.position.unrealized or Decimal(0) for r in snapshot.positions.values()), Decimal(0))


def test_totals_follow_every_kind_of_change(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position(), position("MNQ 12-25", unrealized="-100.10")]))
    desk = open_desk(session)
    model = desk.window.panes.positions.model
    pictures: list[list[Position]] = [
        [position(unrealized="1.25")],
        [position(unrealized=None), position("MNQ 12-25", account="Other", unrealized="7")],
        [position(unrealized="3")],
        [],
    ]
    for positions in pictures:
        before, session.snapshot = session.snapshot, picture(positions)
        model.take({*before.positions, *session.snapshot.positions}, [], [])
        assert sum(total.money.amount for total in model.totals.of(model.totals.accounts())) == by_hand(
            session.snapshot
        )
        assert sum(total.positions for total in model.totals.of(model.totals.accounts())) == len(positions)
    assert model.totals.of(model.totals.accounts()) == ()


def test_totals_refuse_to_mix_currencies_and_count_what_is_missing() -> None:
    totals = Totals()
    mixed = [
        position(unrealized="5"),
        position("MNQ 12-25", unrealized=None),
        position(account="Other", unrealized="7"),
    ]
    currencies = {"Sim101": "USD", "Other": "EUR"}
    totals.take(picture(mixed).positions, currencies.__getitem__)
    euros, dollars = totals.of(totals.accounts())
    assert dollars == Total(Money(Decimal(5), "USD"), 2, 1)
    assert euros == Total(Money(Decimal(7), "EUR"), 1, 0)
    assert totals.accounts() == ("Other", "Sim101")
    assert (totals.count("Sim101"), totals.count("Nobody")) == (2, 0)
    totals.take(picture([position(unrealized="5"), position("MNQ 12-25", unrealized="2")]).positions, lambda _: "USD")
    assert totals.of(("Sim101",)) == (Total(Money(Decimal(7), "USD"), 2, 0),)
