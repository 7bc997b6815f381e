"""Prices and market hours as the service words them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ctpanel.sim.instruments import Contract
from ctpanel.sim.market import Market
from ctpanel.sim.walltime import EASTERN, WallTime

Row = dict[str, Any]


def tick_row(market: Market) -> Row:
    """What a quote frame says about one instrument."""
    contract = market.contract
    return {
        "instrument": contract.name,
        "last": _price(contract, market.last),
        "bid": _price(contract, market.bid),
        "ask": _price(contract, market.ask),
        "volume": market.volume,
    }


def quote_row(market: Market, wall: WallTime, now_us: int) -> Row:
    """The long quote of the REST call; `epoch` is in seconds here, unlike anywhere else."""
    contract, product = market.contract, market.contract.product
    moment = wall.at(now_us).astimezone(UTC)
    return tick_row(market) | {
        "description": product.description,
        "type": "Future",
        "tickSize": float(product.tick),
        "pointValue": float(product.point_value),
        "tickValue": float(contract.tick_value),
        "exchange": product.exchange,
        "expiration": f"{contract.year}-{contract.month:02d}-19",
        "tradingHours": "CME US Index Futures ETH",
        "open": _price(contract, market.opened),
        "high": _price(contract, market.high),
        "low": _price(contract, market.low),
        "close": _price(contract, market.last),
        "quoteTime": f"{moment.astimezone(EASTERN):%Y-%m-%d %H:%M:%S}",
        "quoteTimeUtc": f"{moment:%Y-%m-%d %H:%M:%S}",
        "epoch": int(moment.timestamp()),
        "dataSource": {"status": "Connected", "connectedFeeds": ["Simulated Data Feed"]},
        "isMarketOpen": not market.closed,
    }


def market_info(market: Market, wall: WallTime, now_us: int) -> Row:
    """Whether the market is open, with the session that is running or comes next."""
    moment = wall.at(now_us).astimezone(UTC)
    closing = moment.replace(hour=22, minute=0, second=0, microsecond=0)
    if closing <= moment:
        closing += timedelta(days=1)
    opening = closing - timedelta(hours=23)
    left = int((closing - moment).total_seconds())
    is_open = not market.closed
    return {
        "status": {"isOpen": is_open, "state": "Open" if is_open else "Closed"},
        "session": {
            "label": "Current Session" if is_open else "Next Session",
            "utcStart": _zulu(opening),
            "utcEnd": _zulu(closing),
            "localStart": f"{opening.astimezone(EASTERN):%m/%d/%Y %I:%M:%S %p}",
            "localEnd": f"{closing.astimezone(EASTERN):%m/%d/%Y %I:%M:%S %p}",
            "countdown": f"{left // 3600:02d}:{left // 60 % 60:02d}:{left % 60:02d}",
            "action": "Until Close" if is_open else "Until Open",
            "secondsRemaining": left,
        },
        "upcoming": {
            "utcStart": _zulu(closing + timedelta(hours=1)),
            "utcEnd": _zulu(closing + timedelta(hours=24)),
        },
        "timeZone": "Eastern Standard Time",
        "timestamp": _zulu(moment),
    }


def _price(contract: Contract, ticks: int) -> float:
    return float(contract.to_price(ticks))


def _zulu(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06d}0Z"
