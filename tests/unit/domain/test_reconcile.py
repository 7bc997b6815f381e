"""Stories of answers that arrive: what each of them may change, and what it may not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ctpanel.domain.account import ConnectionStatus
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side
from ctpanel.domain.reads import AccountsRead, BookRead, PositionsRead
from ctpanel.domain.reconcile import apply_accounts, apply_book, apply_positions, canonical, is_up, note_life
from ctpanel.domain.reconcile_stream import apply_pnl, apply_position_news
from ctpanel.domain.snapshot import OrderBook, Presence, Snapshot, Stamp
from ctpanel.domain.stream import AccountPnl, PnlNews, PositionNews, PositionPnl
from tests.fakes.pictures import MES, account, dec, picture, position, stamp

NQ = position("NQ 12-25", 1)
SIM = account()
APEX = account("Apex-7", "Rithmic")
EMPTY = PositionsRead(())


def read(*rows: Position, of: str | None = None, unreadable: int = 0) -> PositionsRead:
    return PositionsRead(rows, of, unreadable)


def decs(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def started() -> Snapshot:
    """Two accounts and one position, all seen at second 10."""
    known = apply_accounts(Snapshot(), AccountsRead((SIM, APEX)), stamp(10))
    return apply_positions(known, read(position()), stamp(10))


def pnl(at: float, mark: str | None = "5840", money: str | None = "800", **figures: str) -> tuple[PnlNews, Stamp]:
    row = PositionPnl("Sim101", "MES 12-25", dec(mark), dec(money))
    told = AccountPnl("Sim101", **{name: Decimal(value) for name, value in figures.items()}, positions=(row,))
    return PnlNews((told,)), stamp(at)


# ---------------------------------------------------------------------------------- absence and proof


def test_an_empty_list_alone_ends_nothing() -> None:
    known = apply_positions(started(), EMPTY, stamp(11))
    assert known.position(MES) == position()
    assert known.absent == {MES: 11}
    assert known.positions[MES].stamp == stamp(10)
    assert known.positions_read["Sim101"] == stamp(10)
    assert known.everything_read == stamp(10)


def test_two_misses_with_a_sign_of_life_between_end_it() -> None:
    missed = apply_positions(started(), EMPTY, stamp(11))
    assert apply_positions(missed, EMPTY, stamp(13)).position(MES) is not None
    alive = apply_accounts(missed, AccountsRead((SIM, APEX)), stamp(12))
    ended = apply_positions(alive, EMPTY, stamp(13))
    assert ended.position(MES) is None
    assert (ended.gone, ended.absent) == ({MES: 13}, {})
    assert ended.everything_read == stamp(13)


def test_life_must_be_after_the_first_miss_and_before_the_second() -> None:
    missed = apply_positions(started(), EMPTY, stamp(11))
    for at in (11, 13):
        alive = note_life(missed, SIM, stamp(at))
        assert apply_positions(alive, EMPTY, stamp(13)).position(MES) is not None


def test_life_of_another_account_proves_nothing() -> None:
    missed = apply_positions(started(), EMPTY, stamp(11))
    assert apply_positions(note_life(missed, APEX, stamp(12)), EMPTY, stamp(13)).position(MES) is not None


def test_an_account_that_lost_its_broker_proves_nothing() -> None:
    lost = replace(SIM, connection=ConnectionStatus.CONNECTION_LOST)
    missed = apply_positions(started(), EMPTY, stamp(11))
    for known in (note_life(missed, lost, stamp(12)), apply_accounts(missed, AccountsRead((lost,)), stamp(12))):
        assert "Sim101" not in known.life
        assert apply_positions(known, EMPTY, stamp(13)).position(MES) is not None
    book = apply_book(started(), BookRead(AccountsRead((lost, APEX)), EMPTY), stamp(11))
    assert book.position(MES) is not None


def test_other_rows_of_the_account_end_it_at_once() -> None:
    known = apply_positions(started(), read(position(), NQ), stamp(11))
    after = apply_positions(known, read(NQ), stamp(12))
    assert after.position(MES) is None and after.position(NQ.key) == NQ
    assert after.gone == {MES: 12}


def test_rows_of_another_account_do_not() -> None:
    other = position("NQ 12-25", 1, account="Apex-7")
    known = apply_positions(started(), read(position(), other), stamp(11))
    assert apply_positions(known, read(other), stamp(12)).position(MES) is not None
    assert apply_positions(known, read(of="Apex-7"), stamp(12)).absent == {other.key: 12}


def test_rows_that_nobody_knew_end_nothing_because_they_may_be_mistaken() -> None:
    after = apply_positions(started(), read(NQ), stamp(11))
    assert after.position(MES) is not None and after.absent == {MES: 11}
    book = apply_book(started(), BookRead(AccountsRead((SIM, APEX)), read(NQ)), stamp(11))
    assert book.position(MES) is not None and book.absent == {MES: 11}


def test_the_combined_read_shows_who_answered() -> None:
    known = apply_book(started(), BookRead(AccountsRead((SIM, APEX)), EMPTY), stamp(11))
    assert known.position(MES) is None and known.gone == {MES: 11}
    away = apply_book(started(), BookRead(AccountsRead(()), EMPTY), stamp(11))
    assert away.position(MES) is not None and away.presence is Presence.AWAY and not away.absent


def test_unreadable_rows_prove_nothing_about_what_is_missing() -> None:
    known = apply_positions(started(), read(position(), NQ), stamp(11))
    after = apply_positions(known, read(NQ, unreadable=1), stamp(12))
    assert after.position(MES) is not None and not after.absent
    assert after.positions_read["Sim101"] == stamp(11)
    assert after.positions[NQ.key].stamp == stamp(12)


def test_a_position_that_is_named_again_was_never_missing() -> None:
    missed = apply_positions(started(), EMPTY, stamp(11))
    back = apply_positions(missed, read(position()), stamp(12))
    assert back.absent == {} and back.positions[MES].first_seen == stamp(10)
    again = apply_positions(note_life(back, SIM, stamp(13)), EMPTY, stamp(14))
    assert again.position(MES) is not None and again.absent == {MES: 14}


# ------------------------------------------------------------------------------------------- late news


def test_late_answers_bring_nothing_back() -> None:
    two = apply_positions(started(), read(position(), NQ), stamp(11))
    ended = apply_positions(two, read(NQ), stamp(20))
    for late in (11, 19):
        assert apply_positions(ended, read(position(), NQ), stamp(late)).position(MES) is None
        assert apply_position_news(ended, PositionNews(*MES, position()), stamp(late)).position(MES) is None
    opened = apply_positions(ended, read(position(quantity=1), NQ), stamp(21))
    assert opened.gone == {} and opened.positions[MES].first_seen == stamp(21)


def test_an_account_that_was_read_flat_stays_so_for_older_news() -> None:
    known = apply_positions(apply_accounts(Snapshot(), AccountsRead((SIM,)), stamp(10)), EMPTY, stamp(20))
    assert apply_positions(known, read(position()), stamp(19)).position(MES) is None
    assert apply_position_news(known, PositionNews(*MES, position()), stamp(19)).position(MES) is None
    assert apply_positions(known, read(position()), stamp(20)).position(MES) == position()


def test_a_late_list_changes_no_newer_row() -> None:
    newer = apply_positions(started(), read(position(quantity=2)), stamp(12))
    late = apply_positions(newer, read(position(quantity=4)), stamp(11))
    assert late.positions == newer.positions
    assert late.positions_read["Sim101"] == stamp(12)
    both = apply_positions(started(), read(position(), NQ), stamp(12))
    torn_off = apply_positions(both, read(NQ), stamp(11))
    assert torn_off.position(MES) == position() and not torn_off.absent


def test_a_list_from_before_a_pushed_flat_brings_nothing_back() -> None:
    flat = apply_position_news(started(), PositionNews(*MES, None), stamp(20))
    assert apply_positions(flat, read(position()), stamp(19)).position(MES) is None
    assert apply_positions(flat, read(position()), stamp(21)).position(MES) == position()


def test_an_older_list_takes_no_newer_sign_of_life_away() -> None:
    alive = note_life(started(), SIM, stamp(13))
    lost = replace(SIM, connection=ConnectionStatus.DISCONNECTED)
    for late in (SIM, lost):
        known = apply_accounts(alive, AccountsRead((late, APEX)), stamp(12))
        assert known.life["Sim101"] == stamp(13)
        assert known.accounts["Sim101"] == alive.accounts["Sim101"]


def test_unchanged_rows_keep_their_object() -> None:
    known = started()
    after = apply_positions(known, read(position()), stamp(12))
    assert after.positions[MES].position is known.positions[MES].position
    again = apply_accounts(known, AccountsRead((account(), APEX)), stamp(12))
    assert again.accounts["Sim101"].account is known.accounts["Sim101"].account
    assert again.accounts["Sim101"].stamp == stamp(12)


# -------------------------------------------------------------------------------------- names in any case


def test_one_account_in_several_spellings() -> None:
    shouted = position(account="SIM101")
    known = apply_positions(started(), read(shouted, of="SIM101"), stamp(11))
    assert set(known.positions) == {MES} and known.positions[MES].position.key == MES
    assert known.positions_read["Sim101"] == stamp(11) and "SIM101" not in known.positions_read
    known = apply_accounts(known, AccountsRead((account("sim101"), APEX)), stamp(12))
    assert list(known.accounts) == ["Sim101", "Apex-7"] and known.accounts["Sim101"].account.name == "Sim101"
    assert list(note_life(known, account("SIM101"), stamp(13)).accounts) == ["Sim101", "Apex-7"]


def test_the_first_spelling_wins_wherever_it_was_seen() -> None:
    by_position = apply_positions(Snapshot(), read(position(account="sim101"), unreadable=1), stamp(10))
    by_list = apply_positions(Snapshot(), read(of="sim101"), stamp(10))
    by_orders = Snapshot(orders={"sim101": OrderBook((), stamp(10), True)})
    for known in (by_position, by_list, by_orders):
        assert canonical(known, "Sim101") == "sim101"
        assert list(apply_accounts(known, AccountsRead((SIM,)), stamp(11)).accounts) == ["sim101"]
    assert canonical(Snapshot(), "Sim101") == "Sim101"


# ----------------------------------------------------------------------------------- accounts, presence


def test_an_empty_account_list_is_nt8_away_and_keeps_everything() -> None:
    known = apply_accounts(started(), AccountsRead(()), stamp(12))
    assert known.presence is Presence.AWAY
    assert replace(known, presence=Presence.PRESENT, presence_at=10) == started()
    assert apply_accounts(known, AccountsRead((SIM, APEX)), stamp(13)).presence is Presence.PRESENT


def test_a_late_account_list_says_nothing_about_now() -> None:
    assert apply_accounts(started(), AccountsRead(()), stamp(9)) == started()
    away = apply_accounts(started(), AccountsRead(()), stamp(12))
    assert apply_accounts(away, AccountsRead((SIM, APEX)), stamp(11)).presence is Presence.AWAY
    assert "New" not in apply_accounts(started(), AccountsRead((account("New"),)), stamp(9)).accounts
    assert list(apply_accounts(started(), AccountsRead((SIM,)), stamp(9)).accounts) == ["Sim101", "Apex-7"]
    unknown = Snapshot(presence=Presence.AWAY, presence_at=12)
    assert list(apply_accounts(unknown, AccountsRead((SIM,)), stamp(11)).accounts) == ["Sim101"]


def test_a_list_of_unreadable_rows_is_not_nt8_away() -> None:
    assert apply_accounts(started(), AccountsRead((), unreadable=2), stamp(12)) == started()


def test_while_nt8_is_away_empty_lists_prove_no_account_flat() -> None:
    known = apply_accounts(Snapshot(), AccountsRead((SIM, APEX)), stamp(10))
    away = apply_accounts(known, AccountsRead(()), stamp(11))
    assert apply_positions(away, EMPTY, stamp(12)).positions_read == {}
    spoken = apply_positions(away, read(position()), stamp(12))
    assert set(spoken.positions_read) == {"Sim101"} and spoken.everything_read is None


def test_an_account_that_left_the_list_goes_unless_it_holds_something_or_the_list_is_torn() -> None:
    only_apex = AccountsRead((APEX,))
    assert list(apply_accounts(started(), only_apex, stamp(12)).accounts) == ["Sim101", "Apex-7"]
    assert list(apply_accounts(started(), AccountsRead((SIM,)), stamp(12)).accounts) == ["Sim101"]
    assert len(apply_accounts(started(), AccountsRead((SIM,), unreadable=1), stamp(12)).accounts) == 2
    fresh = note_life(started(), APEX, stamp(13))
    assert len(apply_accounts(fresh, AccountsRead((SIM,)), stamp(12)).accounts) == 2


def test_accounts_keep_their_order_and_new_ones_come_last() -> None:
    new = account("Aaa")
    known = apply_accounts(started(), AccountsRead((new, APEX, SIM)), stamp(12))
    assert list(known.accounts) == ["Sim101", "Apex-7", "Aaa"]


def test_a_new_account_was_not_read_yet() -> None:
    assert started().everything_read == stamp(10)
    assert apply_accounts(started(), AccountsRead((SIM, APEX, account("New"))), stamp(12)).everything_read is None
    assert note_life(started(), account("New"), stamp(12)).everything_read is None
    one = apply_positions(started(), read(of="Apex-7"), stamp(14))
    assert one.everything_read == stamp(10)
    assert apply_accounts(Snapshot(), AccountsRead(()), stamp(1)).everything_read is None


def test_positions_of_an_unlisted_account_are_read_too() -> None:
    other = position(account="Elsewhere")
    known = apply_positions(started(), read(position(), other), stamp(11))
    assert known.positions_read["Elsewhere"] == stamp(11)
    assert apply_positions(known, read(position(), of="Sim101"), stamp(12)).positions_read["Elsewhere"] == stamp(11)


def test_a_list_of_names_does_not_erase_or_freshen_figures() -> None:
    bare = account(cash=None, net_liquidation=None, realized=None, unrealized=None)
    down = replace(bare, connection=ConnectionStatus.DISCONNECTED)
    known = apply_accounts(started(), AccountsRead((down, APEX)), stamp(12))
    row = known.accounts["Sim101"]
    assert row.account == replace(SIM, connection=ConnectionStatus.DISCONNECTED)
    assert (row.stamp, row.read_at) == (stamp(10), 12)
    assert apply_accounts(known, AccountsRead((bare, APEX)), stamp(11)).accounts["Sim101"] == row
    one_figure = replace(bare, cash=Decimal(7))
    assert apply_accounts(known, AccountsRead((one_figure,)), stamp(13)).accounts["Sim101"].account == one_figure
    first = apply_accounts(Snapshot(), AccountsRead((bare,)), stamp(1))
    assert apply_accounts(first, AccountsRead((bare,)), stamp(2)).accounts["Sim101"].stamp == stamp(2)


@pytest.mark.parametrize("status", ConnectionStatus)
def test_what_is_up(status: ConnectionStatus) -> None:
    up = status in (ConnectionStatus.CONNECTED, ConnectionStatus.UNKNOWN)
    assert is_up(replace(SIM, connection=status)) is up


def test_an_old_answer_of_one_account_changes_nothing() -> None:
    known = started()
    assert note_life(known, replace(SIM, cash=Decimal(1)), stamp(9)) is known
    assert note_life(known, SIM, stamp(12)).life["Sim101"] == stamp(12)


# ------------------------------------------------------------------------------------- streamed figures


def test_a_read_that_began_before_the_stream_spoke_still_tells_what_only_reads_tell() -> None:
    streamed = apply_pnl(started(), *pnl(20, net_liquidation="50400", cash="1", realized="2", unrealized="3"))
    told = replace(SIM, daily_loss_limit=Decimal(500), connection=ConnectionStatus.DISCONNECTED, cash=Decimal(9))
    row = apply_accounts(streamed, AccountsRead((told, APEX)), stamp(19)).accounts["Sim101"]
    assert row.account.daily_loss_limit == 500 and row.account.connection is ConnectionStatus.DISCONNECTED
    figures = (row.account.net_liquidation, row.account.cash, row.account.realized, row.account.unrealized)
    assert figures == decs(50400, 1, 2, 3)
    assert (row.stamp, row.read_at) == (stamp(20), 19)
    assert apply_accounts(streamed, AccountsRead((told, APEX)), stamp(9)).accounts == streamed.accounts
    assert apply_accounts(streamed, AccountsRead((told, APEX)), stamp(21)).accounts["Sim101"].account == told
    blank = apply_pnl(
        apply_accounts(Snapshot(), AccountsRead((account(cash=None),)), stamp(10)), *pnl(20, realized="2")
    )
    late = apply_accounts(blank, AccountsRead((SIM,)), stamp(19)).accounts["Sim101"].account
    assert (late.cash, late.realized) == (SIM.cash, Decimal(2))


def test_streamed_prices_stay_until_a_younger_read() -> None:
    streamed = apply_pnl(started(), *pnl(20))
    row = streamed.positions[MES]
    assert (row.position.mark_price, row.position.unrealized) == decs(5840, 800)
    assert (row.stamp, row.priced) == (stamp(10), stamp(20))
    before = apply_positions(streamed, read(position()), stamp(19)).positions[MES]
    assert (before.position.mark_price, before.position.unrealized) == decs(5840, 800)
    assert before.priced == stamp(20)
    after = apply_positions(streamed, read(position()), stamp(20)).positions[MES]
    assert (after.position, after.priced) == (position(), None)


@pytest.mark.parametrize(
    "changed", [position(quantity=2, unrealized="300"), position(side=Side.SHORT, unrealized="300")]
)
def test_a_streamed_result_of_another_size_is_not_kept(changed: Position) -> None:
    streamed = apply_pnl(started(), *pnl(20))
    for known in (
        apply_positions(streamed, read(changed), stamp(19)),
        apply_position_news(streamed, PositionNews(*MES, changed), stamp(19)),
    ):
        row = known.positions[MES]
        assert (row.position.mark_price, row.position.unrealized) == decs(5840, 300)


def test_keys_of_other_contracts_are_never_mixed_up() -> None:
    june = PositionKey("Sim101", "MES 06-26")
    known = apply_positions(started(), read(position(), position("MES 06-26", 9)), stamp(11))
    assert (known.positions[MES].position.quantity, known.positions[june].position.quantity) == (4, 9)


def test_a_complete_picture_from_the_kit_is_consistent() -> None:
    made = picture([position()], [SIM])
    assert apply_positions(made, read(position()), stamp(1000)).everything_read == made.everything_read
