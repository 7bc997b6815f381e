"""What a choice of rows comes to: exactly the requests that were chosen, as the picture has them now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ctpanel.domain.exit_lists import (
    Listed,
    cancels_of_accounts,
    cancels_of_instruments,
    cancels_of_orders,
    everywhere,
    flattens_of_accounts,
    flattens_of_positions,
    reversals,
)
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import OrderAction, OrderType
from ctpanel.domain.order_words import order_words
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Reason
from tests.fakes.pictures import MES, START, account, order, picture, position, stamp

MNQ = PositionKey("Sim101", "MNQ 12-25")
OTHER = PositionKey("Sim102", "MES 12-25")
NOW = picture(
    [position(), position("MNQ 12-25", 1, Side.SHORT), position(account="Sim102")],
    [account("Sim103")],
    [order(id="a"), order(id="b", key=OTHER)],
)


def scopes(listed: tuple[Listed, ...]) -> list[Scope]:
    return [each.scope for each in listed]


def words(listed: tuple[Listed, ...]) -> list[str]:
    return [str(each.what) for each in listed]


def test_positions_are_flattened_one_request_each_in_the_order_of_the_choice() -> None:
    found = flattens_of_positions(NOW, [MNQ, MES, MNQ]).listed
    assert scopes(found) == [Scope(*MNQ), Scope(*MES)]
    assert words(found) == ["short 1, 0 working orders", "long 4, 1 working order"]


def test_what_is_not_open_any_more_is_not_listed() -> None:
    assert flattens_of_positions(NOW, [PositionKey("Sim103", "MES 12-25")]).listed == ()
    assert flattens_of_accounts(NOW, ["Sim103", "Nobody"]).listed == ()
    assert reversals(NOW, [PositionKey("Sim103", "MES 12-25")]).listed == ()
    assert cancels_of_orders(NOW, [order(id="b"), order(id="a", key=PositionKey("Nobody", "MES 12-25"))]).listed == ()


def test_an_account_is_one_request() -> None:
    found = flattens_of_accounts(NOW, ["Sim102", "Sim101"]).listed
    assert scopes(found) == [Scope("Sim102"), Scope("Sim101")]
    assert words(found) == [
        "1 position, 1 working order (MES 12-25 long 4)",
        "2 positions, 1 working order (MES 12-25 long 4, MNQ 12-25 short 1)",
    ]


def test_an_account_with_orders_alone_has_them_cancelled() -> None:
    resting = order(OrderType.LIMIT, action=OrderAction.BUY, key=PositionKey("Sim103", "MES 12-25"), id="r")
    now = picture([position()], [account("Sim103"), account("Sim104")], [order(id="a"), resting])
    found = everywhere(now).listed
    assert [(each.plan.kind, str(each.what)) for each in found] == [
        (CommandKind.FLATTEN_ACCOUNT, "1 position, 1 working order (MES 12-25 long 4)"),
        (CommandKind.CANCEL_ACCOUNT, "no position; cancel only: 1 working order"),
    ]
    assert scopes(found) == [Scope("Sim101"), Scope("Sim103")]


def test_what_is_not_known_of_an_account_counts_as_there() -> None:
    flat = picture((), [account("Sim101")])
    assert everywhere(flat).listed == ()
    (unread,) = everywhere(replace(flat, orders={})).listed
    assert str(unread.what) == "no position; cancel only: working orders not known"
    (nothing,) = everywhere(replace(flat, orders={}, positions_read={})).listed
    assert nothing.plan.kind is CommandKind.FLATTEN_ACCOUNT
    assert str(nothing.what) == "positions not known, working orders not known"
    assert str(nothing.plan.button()) == "Flatten the account"


def test_what_was_read_a_while_ago_does_not_prove_that_an_account_is_flat() -> None:
    flat = picture((), [account("Sim101"), account("Sim102")], at=START)
    assert everywhere(flat, START).listed == ()
    old = everywhere(flat, START + 1).listed
    assert [each.plan.kind for each in old] == [CommandKind.FLATTEN_ACCOUNT] * 2
    assert words(old)[0] == "positions not read for a while, working orders not known"
    orders_alone = replace(flat, positions_read={name: stamp(START + 1) for name in flat.accounts})
    (of_orders, _) = everywhere(orders_alone, START + 1).listed
    assert str(of_orders.what) == "no position; cancel only: working orders not known"
    assert words(cancels_of_accounts(flat, ["Sim101"], START + 1).listed) == ["working orders not known"]
    assert words(cancels_of_instruments(flat, [MES], START + 1).listed) == ["working orders not known"]
    assert cancels_of_accounts(flat, ["Sim101"], START).listed == cancels_of_instruments(flat, [MES], START).listed


def test_what_is_known_to_be_open_comes_first() -> None:
    now = picture([position(account="Sim102")], [account("Sim101")], at=START)
    assert scopes(everywhere(now, START + 1).listed) == [Scope("Sim102"), Scope("Sim101")]


def test_an_account_that_no_list_names_is_named_and_not_sent() -> None:
    found = flattens_of_accounts(NOW, ["Gone", "Sim102"])
    assert scopes(found.listed) == [Scope("Sim102")]
    assert [(each.scope, each.why.reason) for each in found.left_out] == [(Scope("Gone"), Reason.NO_ACCOUNT)]


def test_orders_are_named_with_the_price_at_which_they_act() -> None:
    several = (
        order(),
        order(OrderType.MIT)._replace(limit_price=None, stop_price=Decimal(5850)),
        order(OrderType.STOP_LIMIT)._replace(limit_price=Decimal(5780)),
        order(OrderType.MARKET)._replace(limit_price=None),
        order(quantity=None),
    )
    assert [str(order_words(each)) for each in several] == [
        "Sell 4 Stop @ 5,790.00",
        "Sell 4 MIT @ 5,850.00",
        "Sell 4 Stop limit @ 5,790.00",
        "Sell 4 Market",
        "Stop, contracts not readable",
    ]


def test_instruments_without_an_order_are_left_out_but_unread_ones_are_not() -> None:
    assert scopes(cancels_of_instruments(NOW, [MES, MNQ]).listed) == [Scope(*MES)]
    unread = picture([position()], orders=None)
    found = cancels_of_instruments(unread, [MES]).listed
    assert words(found) == ["working orders not known"] == words(cancels_of_accounts(unread, ["Sim101"]).listed)


def test_orders_are_named_by_account_and_id() -> None:
    found = cancels_of_orders(NOW, [order(id="b", key=OTHER), order(id="a")]).listed
    assert scopes(found) == [Scope(*OTHER), Scope(*MES)]
    assert words(found)[0] == "Sell 4 Stop @ 5,790.00"


def test_rows_of_one_list_have_names_of_their_own() -> None:
    both = picture([position()], orders=[order(id="a"), order(id="b")])
    found = cancels_of_orders(both, [order(id="a"), order(id="b")]).listed
    assert len({each.id for each in found}) == 2


def test_a_size_that_changes_keeps_the_row_and_changes_its_words() -> None:
    (before,) = flattens_of_positions(NOW, [MES]).listed
    (after,) = flattens_of_positions(picture([position(quantity=2)]), [MES]).listed
    assert before.id == after.id and before.what != after.what


def test_a_row_that_must_not_be_sent_is_named_with_the_reason() -> None:
    """Who chose three rows and is shown two would take the third one for closed."""
    undated, blank = position("MES"), position(account=" ")
    rolling = order(id="a", key=PositionKey("Sim101", "MES ##-##"))
    now = picture([position(), undated, blank], [account("Sim101")], [rolling])
    chosen = [MES, undated.key, blank.key]
    for found in (flattens_of_positions(now, chosen), reversals(now, chosen)):
        assert scopes(found.listed) == [Scope(*MES)]
        assert [(each.scope, each.why.reason) for each in found.left_out] == [
            (Scope(*undated.key), Reason.NOT_DATED),
            (Scope(*blank.key), Reason.NO_ACCOUNT),
        ]
    cancelled = cancels_of_orders(now, [rolling])
    assert (cancelled.listed, [each.why.reason for each in cancelled.left_out]) == ((), [Reason.NOT_DATED])
    assert [each.why.reason for each in flattens_of_accounts(now, [" ", "Sim101"]).left_out] == [Reason.NO_ACCOUNT]
    assert [each.scope.account for each in everywhere(now).listed] == ["Sim101"]


def test_a_position_of_unknown_side_is_flattened_and_not_turned_over() -> None:
    unread = picture([position(side=Side.UNKNOWN)])
    assert scopes(flattens_of_positions(unread, [MES]).listed) == [Scope(*MES)]
    (left,) = reversals(unread, [MES]).left_out
    assert (left.scope, left.why.reason) == (Scope(*MES), Reason.SIDE_UNKNOWN)
