"""What a storm is made of beside its steps: a disk that fails now and then, and what requests say."""

from __future__ import annotations

import json
import random
from collections.abc import Collection
from typing import Any, TypeAlias
from urllib.parse import unquote

from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Side
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text
from ctpanel.session.ports import Entry, HeldBy, JournalTrouble, Record, Unfinished
from ctpanel.session.sending import request_record
from ctpanel.sim.records import RequestRecord
from ctpanel.wiring.journal import JournalPlug
from tests.session.rig import Rig

Key: TypeAlias = tuple[object, ...]
_DISK_FULL = Text("The journal cannot be written: the disk is full.")


class ShakyJournal(JournalPlug):
    """Sometimes a write seems to fail; of those that seem to, some reach the disk all the same."""

    dice = random.Random(0)
    shaky = False

    def _fails(self) -> bool:
        return self.shaky and self.dice.random() < 0.4

    def begin(self, entry: Entry) -> HeldBy | None:
        if not self._fails():
            return super().begin(entry)
        if self.dice.random() < 0.5:
            super().begin(entry)
        raise JournalTrouble(_DISK_FULL)

    def record(self, step: Record) -> None:
        if self._fails():
            raise JournalTrouble(_DISK_FULL)
        super().record(step)

    def finish(self, step: Record, *, release: bool) -> None:
        if not self._fails():
            return super().finish(step, release=release)
        if self.dice.random() < 0.5:
            super().finish(step, release=release)
        raise JournalTrouble(_DISK_FULL)

    def unfinished(self, known: Collection[CommandId] = ()) -> tuple[Unfinished, ...]:
        if self._fails():
            raise JournalTrouble(_DISK_FULL)
        return super().unfinished(known)


def recent_sizes(rig: Rig, account: str, instrument: str, within_s: float = 12.0) -> list[int]:
    """The net size now and before each of the latest fills."""
    sizes = [rig.control.position(account, instrument).net]
    with rig.server.engine.lock:
        now_us = rig.server.engine.world.now_us
    for fill in reversed(rig.control.fills()):
        if (fill.account, fill.instrument) != (account, instrument):
            continue
        if now_us - fill.at_us > within_s * 1_000_000:
            break
        sizes.append(fill.position_after - fill.action.sign * fill.quantity)
    return sizes


def shown_sizes(snapshot: Snapshot) -> dict[PositionKey, int]:
    """Signed contracts by position, as the picture has them."""
    signs = {Side.LONG: 1, Side.SHORT: -1, Side.UNKNOWN: 0}
    rows = (row.position for row in snapshot.positions.values())
    return {each.key: signs[each.side] * each.quantity for each in rows}


def true_sizes(rig: Rig) -> dict[PositionKey, int]:
    """The same as they are."""
    return {PositionKey(each.account, each.instrument): each.net for each in rig.control.positions()}


def untrue(rig: Rig, snapshot: Snapshot, now: float) -> list[str]:
    """What the picture says of a moment at which it was not so; two seconds count as one moment."""
    found = []
    shown, true = shown_sizes(snapshot), true_sizes(rig)
    for key in {*shown, *true}:
        row, listed = snapshot.positions.get(key), snapshot.positions_read.get(key.account)
        told_at = snapshot.gone.get(key, float("-inf")) if row is None else row.stamp.at
        if row is None and listed is not None:
            told_at = max(told_at, listed.at)
        if told_at == float("-inf"):
            continue
        size = shown.get(key, 0)
        sizes = recent_sizes(rig, *key, within_s=now - told_at + 2.0)
        if size not in sizes:
            found.append(f"{key} shown as {size}, {now - told_at:.1f} s old; since then it was {sizes}")
    return found


def wanted(plan: Plan) -> Key:
    """What the request of this plan has to say."""
    told: Any = request_record(plan.request())
    body = told["body"]
    order = body.get("order_id", "")
    return (told["call"], told["account"], order, body.get("instrument"), body.get("quantity"), body.get("percent"))


def key_of(record: RequestRecord) -> Key:
    if record.transport == "ws":
        said = json.loads(record.raw)["args"]
        told = (said.get("instrument"), said.get("quantity"), said.get("percent"))
        return (record.api, said["account"], said.get("orderId", ""), *told)
    parts = [unquote(part) for part in record.path.split("/")]
    order = parts[6] if len(parts) > 7 and parts[5] == "orders" else ""
    body = record.body if isinstance(record.body, dict) else {}
    return (record.api, parts[4], order, body.get("instrument"), body.get("quantity"), body.get("percent"))
