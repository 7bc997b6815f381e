"""One program, two users of the service with accounts of the same names, and everything that can happen in between.

Plans of every kind, alone and in runs; changes of the user, reconnects, crashes, sleeps, a disk that fails, a
service that fails. After every step each service must have got what was meant for it, once, and nothing else.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from ctpanel.domain.cancelling import CancelOrderPlan
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.exit_lists import (
    cancels_of_accounts,
    cancels_of_instruments,
    cancels_of_orders,
    flattens_of_accounts,
    flattens_of_positions,
    reversals,
)
from ctpanel.domain.flattening import FlattenInstrumentPlan
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.step import Step
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkRun, BulkState
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.session.ports import Connection
from tests.session.rig import PROFILE, Disk, Panel, Rig, Ways, connector
from tests.session.storm_parts import Key, ShakyJournal, key_of, recent_sizes, shown_sizes, true_sizes, untrue, wanted

#: Whom the fault of a command hits, and when.
FAULTS = (
    "lost-request:commands:p=0.5",
    "lost-answer:commands:p=0.5",
    "lost-answer:commands:mode=hang:count=1",
    "lost-request:commands:mode=hang:count=1",
    "latency:commands:seconds=0.1",
    "400:commands:p=0.5",
    "408:commands:when=after:p=0.5",
    "429:commands:p=0.5",
    "503:commands:when=after:p=0.5",
    "html:commands:p=0.5",
    "cut-json:commands:p=0.5",
    "ok-false:commands:p=0.5",
    "partial-fill:commands",
    "rejected-order:commands",
    "surviving-order:commands",
    "delayed-execution:commands:seconds=3",
    "500:reads:p=0.4",
    "429:reads:p=0.4",
    "cut-json:reads:p=0.3",
    "text-numbers:reads:p=0.5",
    "snake-case:reads:p=0.5",
    "404:positions:count=1",
    "404:orders:count=1",
    "lost-request:reads:mode=hang:count=2",
    "dropped-frames:p=0.3",
    "duplicate-frames:p=0.5",
    "late-frames:p=0.4",
    "garbled-frames:p=0.3",
    "frozen-socket:count=1:seconds=2",
)


@dataclass
class User:
    """One user: the service, the token, and what was meant for it. ``sent`` is by request, ``ended`` by request too."""

    rig: Rig
    token: Token
    sent: Counter[Key] = field(default_factory=Counter)
    plans: dict[CommandId, Plan] = field(default_factory=dict)

    def got(self) -> Counter[Key]:
        """Changing requests by what they say."""
        return Counter(key_of(each) for each in self.rig.control.requests() if each.method != "GET")

    def done(self) -> Counter[Key]:
        """Those of them that were carried out."""
        found = (each for each in self.rig.control.requests() if each.method != "GET" and each.executed)
        return Counter(map(key_of, found))


class Storm:
    """One run. ``faults`` has every broken promise with the steps before it."""

    def __init__(self, rigs: tuple[Rig, Rig], seed: int) -> None:
        self.dice = random.Random(seed)
        self.users = tuple(User(rig, Token(rig.server.token)) for rig in rigs)
        self.clock = rigs[0].clock
        self.ways = Ways(stream=seed % 3 > 0, rpc=seed % 3 == 2)
        self._meant: dict[int, User] = {}
        self.faults: list[str] = []
        self.story: list[str] = []
        self.runs: list[tuple[BulkRun, User]] = []
        self._journal: ShakyJournal
        self._disk: Disk
        self._panel: Panel

    async def run(self, steps: int) -> None:
        await self._start(self.users[0])
        choices = (
            (self._press, 8),
            (self._press_many, 5),
            (self._stop_run, 1),
            (self._trouble, 5),
            (self._peace, 4),
            (self._pass_time, 7),
            (self._change_user, 3),
            (self._cut_and_change, 2),
            (self._reconnect, 2),
            (self._crash, 2),
            (self._sleep, 1),
            (self._shake_disk, 1),
            (self._other_hand, 2),
            (self._give_up, 3),
            (self._addon, 1),
            (self._stream_again, 2),
        )
        kinds, weights = zip(*choices, strict=True)
        for _ in range(steps):
            step = self.dice.choices(kinds, weights)[0]
            self.story.append(step.__name__.strip("_"))
            await step()
            await asyncio.sleep(self.dice.random() * 0.04)
            self._check()
        await self._come_to_rest()

    # -- steps

    async def _start(self, user: User) -> None:
        rig = self.users[0].rig
        self._disk = rig.disk()
        self._journal = ShakyJournal(self._disk.journal, PROFILE, "https://service.example")
        self._journal.dice = self.dice
        panel = rig.panel(self._disk, connector=self._connect, journal=self._journal)
        self._panel = panel
        panel.session.listen(self._heard)
        real = panel.session.send

        def send(plan: Plan) -> CommandId | Refusal:
            now = self._user()
            taken = real(plan)
            if isinstance(taken, str):
                if now is None or self._meant.get(id(plan), now) is not now:
                    self._broken("sent for nobody, or for another user than it was meant for")
                else:
                    now.sent[wanted(plan)] += 1
                    now.plans[taken] = plan
            return taken

        panel.session.send = send  # type: ignore[method-assign]
        await panel.session.start(user.token)
        await self._seen()

    def _connect(self, token: Token) -> Connection:
        user = next(each for each in self.users if each.token == token)
        server = user.rig.server
        ways = Ways(self.ways.stream, self.ways.rpc, base_url=server.base_url, stream_url=server.stream_url)
        return connector(ways, self._panel.session._parts.gauge)(token)  # type: ignore[arg-type]  # the same purse

    def _user(self) -> User | None:
        return next((each for each in self.users if each.token == self._panel.session._keeper.pictured), None)

    async def _seen(self) -> None:
        for _ in range(60):
            if self._panel.session.snapshot.positions:
                return
            await asyncio.sleep(0.005)

    def _some_plans(self) -> list[Plan]:
        now, dice = self._panel.session.snapshot, self.dice
        keys = list(now.positions)
        orders = [each for book in now.orders.values() for each in book.orders]
        accounts = list(now.accounts)
        listed = dice.choice(
            (
                lambda: flattens_of_positions(now, dice.sample(keys, dice.randint(0, len(keys)))).listed,
                lambda: flattens_of_accounts(now, dice.sample(accounts, dice.randint(0, len(accounts)))).listed,
                lambda: cancels_of_orders(now, dice.sample(orders, dice.randint(0, len(orders)))).listed,
                lambda: cancels_of_instruments(now, dice.sample(keys, dice.randint(0, len(keys)))).listed,
                lambda: cancels_of_accounts(now, dice.sample(accounts, dice.randint(0, len(accounts)))).listed,
                lambda: reversals(now, dice.sample(keys, min(1, len(keys)))).listed,
            )
        )()
        return [each.plan for each in listed]

    async def _press(self) -> None:
        rows = list(self._panel.session.snapshot.positions.values())
        plans: list[Plan] = self._some_plans()[:1]
        if rows and self.dice.random() < 0.6:
            size = self.dice.choice((Wanted.all(), Wanted.percent(self.dice.randint(1, 100)), Wanted.contracts(1)))
            close = plan_close(self.dice.choice(rows).position, size)
            plans = [] if isinstance(close, Refusal) else [close]
        for plan in plans:
            for _ in range(self.dice.choice((1, 1, 3))):
                taken = self._panel.session.send(plan)
                self.story[-1] += f" {plan.button()} {plan.scope} {'sent' if isinstance(taken, str) else taken.reason}"

    async def _press_many(self) -> None:
        user, plans = self._user(), self._some_plans()
        if plans and user is not None:
            self._meant.update({id(each): user for each in plans})
            self.runs.append((self._panel.session.send_all(plans), user))
            self.story[-1] += f" {len(plans)} × {plans[0].kind.value}"

    async def _stop_run(self) -> None:
        for run, _ in self.runs:
            run.stop()

    async def _trouble(self) -> None:
        chosen = self.dice.sample(FAULTS, self.dice.choice((1, 1, 2)))
        for user in self.users:
            user.rig.control.set_faults(*chosen)
        self.story[-1] += f" {chosen}"

    async def _peace(self) -> None:
        for user in self.users:
            user.rig.control.clear_faults()

    async def _pass_time(self) -> None:
        await asyncio.sleep(self.dice.random() * 0.3)
        self._panel.session.refresh()

    async def _change_user(self) -> None:
        user = self.dice.choice(self.users)
        if self.dice.random() < 0.5:
            await self._press_many()
        entering = asyncio.ensure_future(self._panel.session.sign_in(user.token, remember=False))
        if self.dice.random() < 0.5:
            # Something is pressed while the token is tried.
            await asyncio.sleep(self.dice.random() * 0.03)
            await self._press()
        told = await entering
        self.story[-1] += f" to {self.users.index(user)}: {told.accepted}"

    async def _cut_and_change(self) -> None:
        """The stream is cut under a run, and somebody else signs in meanwhile."""
        for user in self.users:
            user.rig.control.freeze_stream(0.2)
            user.rig.control.drop_stream()
        await asyncio.sleep(0.02)
        await self._press_many()
        await self._change_user()

    async def _reconnect(self) -> None:
        again = asyncio.ensure_future(self._panel.session.reconnect())
        if self.dice.random() < 0.5:
            await asyncio.sleep(0)
            await self._press()
        await again

    async def _crash(self) -> None:
        await self.users[0].rig.crash(self._panel)
        user = self.dice.choice(self.users)
        self.story[-1] += f", then {self.users.index(user)}"
        await self._start(user)

    async def _sleep(self) -> None:
        seconds = self.dice.choice((5.0, 40.0, 8 * 3600.0))
        for user in self.users:
            user.rig.clock.jump(seconds)
        self.story[-1] += f" {seconds}"

    async def _shake_disk(self) -> None:
        self._journal.shaky = not self._journal.shaky

    async def _other_hand(self) -> None:
        control = self.dice.choice(self.users).rig.control
        account = self.dice.choice(("Sim101", "Sim102"))
        instrument = self.dice.choice(("MES 12-25", "MES 03-26", "MNQ 12-25"))
        control.place_order(account, instrument, self.dice.choice(("buy", "sell")), self.dice.randint(1, 3))

    async def _give_up(self) -> None:
        held = [each for each in self._panel.session.commands if each.holds_lease and not each.is_running]
        if held:
            await self._panel.session.give_up_lease(self.dice.choice(held).id)

    async def _addon(self) -> None:
        away = self.dice.random() < 0.5
        self.dice.choice(self.users).rig.control.addon_away(away)

    async def _stream_again(self) -> None:
        """The stream breaks, is asked to have lost something, or is taken by another program."""
        control = self.dice.choice(self.users).rig.control
        self.dice.choice((control.drop_stream, control.send_resync, control.steal_session))()

    async def _come_to_rest(self) -> None:
        self._journal.shaky = False
        for user in self.users:
            user.rig.control.clear_faults()
            user.rig.control.addon_away(False)
        session = self._panel.session
        self.story.append("rest")
        await self._panel.until(lambda: not session.unsent_rows)
        await self._panel.until(lambda: not any(each.is_running for each in session.commands))
        self._check()
        held = {each.command_id for each in self._disk.journal.open_commands()}
        for user in self.users:
            for pressed in user.plans:
                record = self._disk.journal.command(pressed)
                # What its user gave free has told its outcome before, perhaps while the disk could not take it.
                freed = record is not None and any(step.step is Step.RELEASED for step in record.steps)
                if record is None or (record.outcome is None and pressed not in held and not freed):
                    self._broken(f"{pressed} has neither outcome nor lease")
        await self._check_picture()
        for run, _ in self.runs:
            if run.state is BulkState.SENDING or len(run.results) != len(run.plans):
                self._broken(f"a run of {len(run.plans)} told {len(run.results)}")
        if self._panel.lost:
            self._broken(f"lost {self._panel.lost}")

    # -- promises

    async def _check_picture(self) -> None:
        """When nothing is wrong any more, the picture comes to be what is true."""
        user = self._user()
        if user is None:
            return
        session, rig = self._panel.session, user.rig
        try:
            await self._panel.until(lambda: shown_sizes(session.snapshot) == true_sizes(rig), within_s=20.0)
        except AssertionError:
            self._broken(f"shown {shown_sizes(session.snapshot)}, true {true_sizes(rig)}")

    def _check(self) -> None:
        for number, user in enumerate(self.users):
            more = user.got() - user.sent
            if more:
                self._broken(f"user {number} got what nobody meant: {more}")
        self._check_denied()
        session, shown = self._panel.session, self._user()
        for untruth in untrue(shown.rig, session.snapshot, session.now()) if shown is not None else ():
            self._broken(untruth)

    def _check_denied(self) -> None:
        """What is told as not done was not done: by the last outcome of every command that is known."""
        denied = {
            each.id for each in self._panel.session.commands if each.outcome in (Outcome.NOT_SENT, Outcome.REFUSED)
        }
        for number, user in enumerate(self.users):
            possible = Counter(wanted(plan) for id, plan in user.plans.items() if id not in denied)
            more = user.done() - possible
            if more:
                self._broken(f"user {number}: called not sent or refused, and done: {more}")

    def _heard(self, event: SessionEvent) -> None:
        if isinstance(event, CommandChanged) and event.command.outcome is not None:
            self._check_proof(event.command)

    def _check_proof(self, command: Command) -> None:
        owner = next((each for each in self.users if command.id in each.plans), None)
        if owner is None or command.outcome is None or not command.outcome.is_verified or command.elapsed_s is None:
            return
        control, plan = owner.rig.control, command.plan
        if isinstance(plan, CancelOrderPlan):
            working = {each.id for each in control.orders(*plan.orders[0].key)}
            if plan.orders[0].id in working:
                self._broken(f"VERIFIED cancelled, and it works: {plan.orders[0]}")
        elif isinstance(plan, ClosePlan | FlattenInstrumentPlan):
            self._check_size(owner, command, plan)

    def _check_size(self, owner: User, command: Command, plan: ClosePlan | FlattenInstrumentPlan) -> None:
        left = plan.remaining if isinstance(plan, ClosePlan) else 0
        sizes = {abs(size) for size in recent_sizes(owner.rig, plan.key.account, plan.key.instrument)}
        if left not in sizes:
            self._broken(f"VERIFIED {left} left, but {sizes}: {command.text}")

    def _broken(self, promise: str) -> None:
        self.faults.append(promise + "\n  " + "\n  ".join(self.story[-25:]))
