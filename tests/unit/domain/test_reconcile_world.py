"""However late, often or mixed up the news come, the picture says of every part what was true at its time."""

from collections import deque
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ctpanel.domain.account import ConnectionStatus
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Side
from ctpanel.domain.snapshot import NEVER_AT, PositionRow, Presence, Snapshot
from tests.unit.domain.world import ACCOUNTS, INSTRUMENTS, News, World

KEYS = st.builds(PositionKey, st.sampled_from(ACCOUNTS), st.sampled_from(INSTRUMENTS))
NAMES = st.sampled_from(ACCOUNTS)
SOME = st.none() | NAMES
SPELLED = st.sampled_from([str, str.upper, str.lower])
LOST = st.sampled_from([0, 0, 0, 1, 2])


def true_name(name: str) -> str:
    return next(one for one in ACCOUNTS if one.casefold() == name.casefold())


def true_key(key: PositionKey) -> PositionKey:
    return PositionKey(true_name(key.account), key.instrument)


class Feed(RuleBasedStateMachine):
    """A world in which things happen, a service that tells of them, and a network that plays tricks."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.known = Snapshot()
        self.before = Snapshot()
        self.late: list[News] = []
        self.pushed: deque[News] = deque()
        self.outages_left = 1

    # ------------------------------------------------------------------------------------ what happens

    @rule(key=KEYS, size=st.integers(-3, 3), told=st.booleans(), spelled=SPELLED)
    def trades(self, key: PositionKey, size: int, told: bool, spelled: type[str]) -> None:
        if self.world.now.answers(key.account):
            self.world.tick()
            self.world.now.sizes[key] = size
            if told:
                self.late.append(self.world.position_event(key, spelled))

    @rule(
        account=NAMES,
        instrument=st.sampled_from(INSTRUMENTS),
        by=st.integers(-9, 9),
        told=st.booleans(),
        spelled=SPELLED,
    )
    def price_moves(self, account: str, instrument: str, by: int, told: bool, spelled: type[str]) -> None:
        self.world.tick()
        self.world.now.marks[instrument] += by
        self.world.now.equity[account] += by
        if told and self.world.now.answers(account):
            self.late.append(self.world.pnl_event(account, spelled))

    @rule(account=NAMES, id=st.sampled_from(["a", "b"]), size=st.integers(0, 3), spelled=SPELLED)
    def order_changes(self, account: str, id: str, size: int, spelled: type[str]) -> None:
        """Order events are pushed over one connection, so they come in order; they may come late and twice."""
        if self.world.now.answers(account):
            self.world.tick()
            orders = self.world.now.orders[account]
            orders.pop(id, None)
            if size:
                orders[id] = size
            self.pushed.append(self.world.order_event(account, id, spelled))

    @precondition(lambda self: self.outages_left)
    @rule(account=SOME)
    def goes_away(self, account: str | None) -> None:
        """NT8 is closed, or one account loses its broker. Once: two outages around one sign of life prove too much."""
        self.outages_left -= 1
        self.world.tick()
        if account is None:
            self.world.now.nt8_up = False
        else:
            self.world.now.linked[account] = False

    @rule()
    def comes_back(self) -> None:
        self.world.tick()
        self.world.now.nt8_up = True
        self.world.now.linked = dict.fromkeys(ACCOUNTS, True)

    # ------------------------------------------------------------------------------------ what is asked

    @rule(account=SOME, spelled=SPELLED, lost=LOST)
    def asks_for_positions(self, account: str | None, spelled: type[str], lost: int) -> None:
        self.world.tick()
        self.late.append(self.world.positions(account, spelled, lost))

    @rule(account=SOME, spelled=SPELLED, lost=LOST)
    def asks_for_orders(self, account: str | None, spelled: type[str], lost: int) -> None:
        self.world.tick()
        self.late.append(self.world.orders(account, spelled, lost))

    @rule(spelled=SPELLED, lost=LOST, bare=st.booleans())
    def asks_for_accounts(self, spelled: type[str], lost: int, bare: bool) -> None:
        self.world.tick()
        self.late.append(self.world.accounts(spelled, lost, bare))

    @rule(account=NAMES, spelled=SPELLED)
    def asks_for_one_account(self, account: str, spelled: type[str]) -> None:
        self.world.tick()
        self.late.append(self.world.account(account, spelled))

    @rule(spelled=SPELLED, lost=LOST)
    def asks_for_the_book(self, spelled: type[str], lost: int) -> None:
        self.world.tick()
        self.late.append(self.world.book(spelled, lost))

    # -------------------------------------------------------------------------------------- what comes

    @precondition(lambda self: self.late)
    @rule(data=st.data(), again=st.sampled_from([False, False, True]))
    def something_comes(self, data: st.DataObject, again: bool) -> None:
        index = data.draw(st.integers(0, len(self.late) - 1))
        self._take(self.late[index] if again else self.late.pop(index))

    @precondition(lambda self: self.late)
    @rule()
    def the_newest_comes(self) -> None:
        self._take(self.late.pop())

    @precondition(lambda self: self.pushed)
    @rule(again=st.booleans())
    def an_order_event_comes(self, again: bool) -> None:
        event = self.pushed.popleft()
        self._take(event)
        if again:
            self.late.append(event)

    def _take(self, news: News) -> None:
        self.before = self.known
        self.known = news(self.known)

    # ------------------------------------------------------------------------------ what must be so

    @invariant()
    def every_position_is_as_it_was_at_its_time(self) -> None:
        for key, row in self.known.positions.items():
            then = self.world.then(row.stamp.at)
            size = then.size(true_key(key))
            assert (row.position.side is Side.LONG, row.position.quantity) == (size > 0, abs(size))
            assert row.position.key == key
            priced = self.world.then((row.priced or row.stamp).at)
            assert row.position.mark_price == priced.marks[key.instrument]

    @invariant()
    def what_is_gone_was_flat_at_that_time(self) -> None:
        for key, at in self.known.gone.items():
            assert key not in self.known.positions
            assert self.world.then(at).size(true_key(key)) == 0
        ended = self.before.positions.keys() - self.known.positions.keys()
        assert ended <= self.known.gone.keys()
        assert not self.known.absent.keys() - self.known.positions.keys()

    @invariant()
    def nothing_becomes_older(self) -> None:
        for key in self.before.positions.keys() | self.before.gone.keys():
            assert self._known_at(self.known, key) >= self._known_at(self.before, key)
        for name, row in self.before.accounts.items():
            assert self.known.accounts[name].stamp.at >= row.stamp.at
            assert self.known.accounts[name].read_at >= row.read_at
        for account, read in self.before.positions_read.items():
            assert self.known.positions_read[account].at >= read.at
        for account, book in self.before.orders.items():
            now = self.known.orders[account]
            assert max(now.stamp.at, now.touched) >= max(book.stamp.at, book.touched)
        assert self.known.presence_at >= self.before.presence_at
        for account, seen in self.before.life.items():
            assert self.known.life.get(account, seen).at >= seen.at

    @staticmethod
    def _known_at(picture: Snapshot, key: PositionKey) -> float:
        row = picture.positions.get(key)
        return row.stamp.at if row else picture.gone.get(key, NEVER_AT)

    @invariant()
    def the_first_sight_is_kept_until_the_end(self) -> None:
        for key, row in self.known.positions.items():
            old: PositionRow | None = self.before.positions.get(key)
            assert row.first_seen == (old.first_seen if old else row.stamp)

    @invariant()
    def one_thing_has_one_name(self) -> None:
        names = [*self.known.accounts, *{key.account for key in self.known.positions}, *self.known.orders]
        assert len(set(names)) == len({name.casefold() for name in names})

    @invariant()
    def what_counts_as_read_says_the_truth_about_what_is_flat(self) -> None:
        for account, read in self.known.positions_read.items():
            then = self.world.then(read.at)
            if not then.answers(true_name(account)):
                continue
            for instrument in INSTRUMENTS:
                key = PositionKey(account, instrument)
                if key not in self.known.positions and self.known.gone.get(key, NEVER_AT) <= read.at:
                    assert then.size(true_key(key)) == 0

    @invariant()
    def everything_is_read_when_each_account_is(self) -> None:
        reads = [self.known.positions_read.get(name) for name in self.known.accounts]
        expected = None if None in reads or not reads else min(read for read in reads if read)
        assert self.known.everything_read == expected

    @invariant()
    def accounts_are_as_they_were_at_their_time(self) -> None:
        for name, row in self.known.accounts.items():
            account = row.account
            assert account.name == name
            money = {account.net_liquidation, account.cash} - {None}
            assert money <= {Decimal(self.world.then(row.stamp.at).equity[true_name(name)])}
            linked = self.world.then(row.read_at).linked[true_name(name)]
            assert (account.connection is ConnectionStatus.CONNECTED) == linked

    @invariant()
    def presence_and_life_are_true(self) -> None:
        if self.known.presence is not Presence.UNREAD:
            up = self.world.then(self.known.presence_at).nt8_up
            assert (self.known.presence is Presence.PRESENT) == up
        for name, seen in self.known.life.items():
            assert self.world.then(seen.at).answers(true_name(name))

    @invariant()
    def complete_orders_are_as_they_were_at_their_time(self) -> None:
        for account, book in self.known.orders.items():
            then = self.world.then(max(book.stamp.at, book.touched))
            told = {str(order.id): order.quantity for order in book.orders}
            assert {order.key.account for order in book.orders} <= {account}
            if book.complete and then.answers(true_name(account)):
                assert told == then.orders[true_name(account)]
            if not then.answers(true_name(account)) and then.orders[true_name(account)] and told:
                assert not book.complete


TestFeed = Feed.TestCase
TestFeed.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
