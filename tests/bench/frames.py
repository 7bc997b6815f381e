"""Frames of streamed P&L as the service sends them, in which every position has a new price each time."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from ctpanel.domain.account import Account
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import AccountRow, PositionRow, Snapshot, Source, Stamp
from ctpanel.sim.engine import Engine
from ctpanel.sim.frames import Feed
from ctpanel.sim.options import Options
from ctpanel.sim.scenarios import scenario_named

PER_ACCOUNT = 20


def template(accounts: int) -> dict[str, Any]:
    """The simulator's own frame for so many accounts of twenty positions each."""
    passing = itertools.count(0.0, 1.0)
    engine = Engine(scenario_named("hundred-accounts"), Options(clock=lambda: next(passing)))
    feed = Feed(engine)
    feed.stream_results(True, 1000)
    content = next(content for _ in range(10) for kind, content in feed.due() if kind == "pnlUpdate")
    return {"type": "pnlUpdate", "seq": 0, **content, "accounts": content["accounts"][:accounts]}


def frames(accounts: int) -> Iterator[str]:
    """One text after the other, for ever; prices walk up and down by ticks."""
    frame = template(accounts)
    rows = [row for account in frame["accounts"] for row in account["positions"]]
    entries = [row["marketPrice"] for row in rows]
    for seq in itertools.count(1):
        frame["seq"], frame["epoch"] = seq, frame["epoch"] + 250
        for place, (row, entry) in enumerate(zip(rows, entries, strict=True)):
            step = (seq * 7 + place * 3) % 41 - 20
            row["marketPrice"] = entry + 0.25 * step
            row["unrealizedProfitLoss"] = 1.25 * step * row["quantity"]
        for account in frame["accounts"]:
            account["unrealizedProfitLoss"] = sum(row["unrealizedProfitLoss"] for row in account["positions"])
        yield json.dumps(frame, separators=(",", ":"))


def picture(accounts: int, at: float) -> Snapshot:
    """What is known before the first frame: the same positions, read a moment ago."""
    stamp = Stamp(at, datetime.now().astimezone(), Source.REST)
    found = template(accounts)["accounts"]
    positions = {}
    for account in found:
        for row in account["positions"]:
            key = PositionKey(account["account"], row["instrument"])
            side = Side.LONG if row["marketPosition"] == "Long" else Side.SHORT
            price = Decimal(str(row["averagePrice"]))
            position = Position(key, side, row["quantity"], price, price, Decimal(0))
            positions[key] = PositionRow(position, stamp, stamp)
    names = [account["account"] for account in found]
    rows = {name: AccountRow(Account(name), stamp) for name in names}
    return Snapshot(rows, positions, {}, dict.fromkeys(names, stamp), stamp)
