"""Whatever would look different is told; columns that are not told look as they did."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctpanel.domain.account import Account, AccountClass, ConnectionStatus
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.orders_known import OrderGap
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import AccountRow, Marks, PositionRow
from ctpanel.domain.watermarks import Watermarks
from ctpanel.ui.models.accounts import AccountsModel, AccountView
from ctpanel.ui.models.columns import Style
from ctpanel.ui.models.position_view import PositionView
from ctpanel.ui.models.positions import PositionsModel
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.models.totals import Totals
from ctpanel.ui.theme.apply import Theme
from tests.fakes.pictures import START, stamp
from tests.fakes.scripted_session import ScriptedSession

AMOUNT = st.sampled_from((None, Decimal(-1), Decimal(0), Decimal("2.5")))
STAMP = st.sampled_from((stamp(), stamp(START + 1)))
ACCOUNTS = st.builds(
    Account,
    st.just("A"),
    provider=st.sampled_from(("Simulator", "Rithmic")),
    currency=st.sampled_from(("USD", "EUR")),
    connection=st.sampled_from(ConnectionStatus),
    cash=AMOUNT,
    net_liquidation=AMOUNT,
    realized=AMOUNT,
    unrealized=AMOUNT,
    daily_loss_limit=AMOUNT,
    trailing_max_drawdown=AMOUNT,
)
MARKS = st.one_of(st.none(), st.builds(Marks, st.builds(Watermarks, st.just("A"), AMOUNT), STAMP))
ACCOUNT_VIEWS = st.builds(
    AccountView,
    st.builds(AccountRow, ACCOUNTS, STAMP, marks=MARKS),
    st.sampled_from(AccountClass),
    st.sampled_from((None, 0, 3)),
    st.sampled_from(((), (Decimal(1), Decimal(2)), (Decimal(1), Decimal(-2)))),
    st.booleans(),
)
POSITIONS = st.builds(
    Position,
    st.just(PositionKey("A", "ES 12-25")),
    st.sampled_from(Side),
    st.sampled_from((1, 2)),
    AMOUNT,
    AMOUNT,
    AMOUNT,
)
POSITION_VIEWS = st.builds(
    PositionView,
    st.builds(PositionRow, POSITIONS, STAMP, st.just(stamp()), st.none(), st.just(START)),
    st.sampled_from(AccountClass),
    st.sampled_from(("USD", "EUR")),
    st.none(),
    st.just(OrderGap.UNREAD),
    st.none(),
    st.booleans(),
)
FIELDS = tuple(field.name for field in fields(Account))


def looks(model: TableModel[Any, Any], row: object, index: int) -> tuple[object, ...]:
    """Everything that a painter is told of a cell."""
    column, asked = model.columns[index], (row, model.style, START + 1)
    facts = tuple(fact(*asked) for fact in column.facts.values())
    return column.text(*asked), column.ink(*asked) if column.ink else None, facts


def check(model: TableModel[Any, Any], old: object, new: object) -> None:
    told = {column for left, right in model.touched(old, new) for column in range(left, right + 1)}
    for index, column in enumerate(model.columns):
        # What depends on the clock is told by the second.
        if not column.timed and index not in told:
            assert looks(model, old, index) == looks(model, new, index), column.key


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=ACCOUNT_VIEWS, new=ACCOUNT_VIEWS, change=st.sampled_from((*AccountView._fields, *FIELDS)))
def test_accounts(old: AccountView, new: AccountView, change: str, style: Style, theme: Theme) -> None:
    model = AccountsModel(ScriptedSession(), Totals(), style, theme)
    check(model, old, new)
    check(model, old, one_change(old, new, change))
    model.deleteLater()


def one_change(old: AccountView, new: AccountView, change: str) -> AccountView:
    """The old one but for this field of the view, or of the account in it."""
    if change in AccountView._fields:
        return old._replace(**{change: getattr(new, change)})
    values = {name: getattr(old.row.account, name) for name in FIELDS}
    values[change] = getattr(new.row.account, change)
    return old._replace(row=old.row._replace(account=Account(**values)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=POSITION_VIEWS, new=POSITION_VIEWS, change=st.sampled_from(Position._fields))
def test_positions(old: PositionView, new: PositionView, change: str, style: Style, theme: Theme) -> None:
    model = PositionsModel(ScriptedSession(), style, theme)
    check(model, old, new)
    held = old.row.position._replace(**{change: getattr(new.row.position, change)})
    check(model, old, old._replace(row=old.row._replace(position=held)))
    model.deleteLater()
