"""Plays a session, its service and its user against each other at random, and checks after every step."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from decimal import Decimal
from urllib.parse import unquote

from ctpanel.domain.closing import ClosePlan, Form, Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.percent import contracts_for_percent
from ctpanel.domain.token import Token
from ctpanel.session.events import CommandChanged, PictureChanged, SessionEvent
from tests.session.rig import Panel, Rig, Ways
from tests.soak.mixes import COMMAND, READS

#: The reads may lie like this once in a run: a service that repeats a lie cannot be seen through.
LIES = tuple(fault for fault in READS if fault.startswith(("empty-list", "wrong-instrument")))
HARMLESS = tuple(fault for fault in READS if fault not in LIES and "hang" not in fault)
#: Seconds of simulated time that a read may be older than the sentence that is made of it.
_RECENT_S = 6.0


class Driver:
    """One run. ``faults`` collects every broken promise with the steps that led to it."""

    def __init__(self, rig: Rig, seed: int) -> None:
        self.rig = rig
        self.dice = random.Random(seed)
        self.ways = Ways(stream=seed % 2 == 1)
        self.faults: list[str] = []
        self.story: list[str] = []
        self._plans: dict[CommandId, ClosePlan] = {}
        self._panel: Panel
        self._lied = False
        self._away = False
        self._order_at = float("-inf")
        self._held = rig.control.positions()

    async def run(self, steps: int) -> None:
        """So many steps, and then an end in peace."""
        await self._start()
        choices = (
            (self._click, 8),
            (self._arm, 6),
            (self._disarm, 3),
            (self._pass_time, 6),
            (self._kill, 2),
            (self._jump, 1),
            (self._move_market, 2),
            (self._other_hand, 2),
            (self._toggle_addon, 1),
            (self._give_up, 3),
            (self._hurt_stream, 1),
        )
        kinds, weights = zip(*choices, strict=True)
        for _ in range(steps):
            step = self.dice.choices(kinds, weights)[0]
            self.story.append(step.__name__.strip("_"))
            await step()
            await asyncio.sleep(self.dice.random() * 0.03)
            self._check()
        await self._come_to_rest()

    # -- steps

    async def _start(self) -> None:
        self._panel = self.rig.panel(ways=self.ways)
        self._panel.session.listen(self._heard)
        await self._panel.session.start(Token(self.ways.token))
        for _ in range(100):
            if self._panel.session.snapshot.positions:
                return
            await asyncio.sleep(0.005)

    async def _click(self) -> None:
        rows = list(self._panel.session.snapshot.positions.values())
        if not rows:
            return
        position = self.dice.choice(rows).position
        wanted = self.dice.choice((Wanted.all(), Wanted.percent(self.dice.randint(1, 100)), Wanted.contracts(1)))
        plan = plan_close(position, wanted)
        if not isinstance(plan, ClosePlan):
            return
        for _ in range(self.dice.choice((1, 1, 3))):
            pressed = self._panel.session.close(plan)
            if isinstance(pressed, str):
                self._plans[pressed] = plan
                self.story[-1] += f" {plan.key} {plan.contracts} of {position.quantity}"

    async def _arm(self) -> None:
        chosen = [part for part in self.dice.choice(COMMAND).split("+") if part not in ("none", "kill")]
        chosen += self.dice.sample(HARMLESS, self.dice.choice((0, 1)))
        if not self._lied and self.dice.random() < 0.2:
            self._lied = True
            chosen.append(self.dice.choice(LIES))
        self.rig.control.set_faults(*chosen)
        self.story[-1] += f" {chosen}"

    async def _disarm(self) -> None:
        self.rig.control.clear_faults()

    async def _pass_time(self) -> None:
        await asyncio.sleep(self.dice.random() * 0.3)
        self._panel.session.refresh()

    async def _kill(self) -> None:
        await self.rig.crash(self._panel)
        await self._start()

    async def _jump(self) -> None:
        self.rig.clock.jump(self.dice.choice((2.0, 30.0)))

    async def _move_market(self) -> None:
        """To the price of some stop or target, with all that hangs from it."""
        key = self.dice.choice(self._held)
        prices = [order.stop or order.limit for order in self.rig.control.orders(key.account, key.instrument)]
        hit = self.dice.choice([price for price in prices if price is not None] or [Decimal(0)])
        if hit:
            self.rig.control.set_price(key.instrument, hit)

    async def _other_hand(self) -> None:
        held = self.dice.choice(self._held)
        action = self.dice.choice(("buy", "sell"))
        self.rig.control.place_order(held.account, held.instrument, action, self.dice.randint(1, 3))
        self._order_at = self.rig.clock.now()

    async def _toggle_addon(self) -> None:
        self._away = not self._away
        self.rig.control.addon_away(self._away)

    async def _give_up(self) -> None:
        held = [each for each in self._panel.session.commands if each.holds_lease and not each.is_running]
        if held:
            await self._panel.session.give_up_lease(self.dice.choice(held).id)

    async def _hurt_stream(self) -> None:
        control = self.rig.control
        self.dice.choice((control.drop_stream, control.send_resync, lambda: control.freeze_stream(0.2)))()

    async def _come_to_rest(self) -> None:
        """The troubles end: then every command has an outcome with a name, or keeps its lease."""
        self.rig.control.clear_faults()
        self.rig.control.addon_away(False)
        await self._panel.until(lambda: not any(each.is_running for each in self._panel.session.commands))
        self._check()
        for pressed in self._plans:
            record = self._panel.disk.journal.command(pressed)
            if record is None or (record.outcome is None and not self._panel.holds_lease(pressed)):
                self._broken(f"{pressed} has neither outcome nor lease")
        if self._panel.lost:
            self._broken(f"lost {self._panel.lost}")

    # -- promises

    def _check(self) -> None:
        """What the service got and did, against what was asked."""
        fills: Counter[PositionKey] = Counter()
        for fill in self.rig.control.fills():
            if fill.name == "Close":
                fills[PositionKey(fill.account, fill.instrument)] += fill.quantity
        for key, closed in fills.items():
            asked = self._asked(key)
            if closed > asked:
                self._broken(f"{key}: {closed} closed, {asked} asked")
        expected = Counter((plan.key.account, str(plan.request().body())) for plan in self._plans.values())
        got = Counter((unquote(record.path.split("/")[4]), str(record.body)) for record in self.rig.closes())
        if got - expected:
            self._broken(f"requests that nobody asked for: {got - expected}")

    def _heard(self, event: SessionEvent) -> None:
        if isinstance(event, PictureChanged):
            for key in event.positions.removed:
                if self.rig.net(key) and 0 not in self._recent_sizes(key):
                    self._broken(f"{key} went from the picture with {self.rig.net(key)} open")
        elif isinstance(event, CommandChanged) and not event.command.is_running:
            self._check_proof(event.command)

    def _check_proof(self, command: Command) -> None:
        if command.outcome is None or not command.outcome.is_verified:
            return
        assert isinstance(command.plan, ClosePlan)
        left = command.plan.remaining
        if left not in {abs(size) for size in self._recent_sizes(command.key)}:
            self._broken(f"{command.outcome.value} {left}, but {self._recent_sizes(command.key)}: {command.text}")
        moved = self.rig.clock.now() - self._order_at < _RECENT_S
        if command.plan.is_full and self.rig.orders(command.key) and not moved:
            self._broken(f"{command.outcome.value} with {self.rig.orders(command.key)} orders: {command.text}")

    def _asked(self, key: PositionKey) -> int:
        """Contracts that all requests for this position may have closed.

        The service takes a percentage of what is open when it executes, so it counts by the largest size that the
        position really had.
        """
        sizes = [abs(self.rig.net(key))]
        for fill in self.rig.control.fills():
            if (fill.account, fill.instrument) == key:
                sizes += [abs(fill.position_after), abs(fill.position_after - fill.action.sign * fill.quantity)]
        total = 0
        for plan in (each for each in self._plans.values() if each.key == key):
            if plan.wanted.form is Form.PERCENT:
                largest = max(plan.position.quantity, *sizes)
                total += contracts_for_percent(largest, plan.wanted.amount)
            else:
                total += plan.contracts
        return total

    def _recent_sizes(self, key: PositionKey) -> list[int]:
        """The net size now and before each of the latest fills."""
        sizes = [self.rig.net(key)]
        with self.rig.server.engine.lock:
            now_us = self.rig.server.engine.world.now_us
        for fill in reversed(self.rig.control.fills()):
            if (fill.account, fill.instrument) != key:
                continue
            if now_us - fill.at_us > _RECENT_S * 1_000_000:
                break
            sizes.append(fill.position_after - fill.action.sign * fill.quantity)
        return sizes

    def _broken(self, promise: str) -> None:
        self.faults.append(promise + "\n  " + "\n  ".join(self.story[-12:]))
