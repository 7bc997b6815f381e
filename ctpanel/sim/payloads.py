"""Rows as the service words them. Money and prices are doubles, computed in doubles, with the noise that gives."""

from typing import Any

from ctpanel.sim.book import Account, Fill, Order, OrderType, Position
from ctpanel.sim.walltime import WallTime
from ctpanel.sim.world import World

Row = dict[str, Any]

_ITEM_KEYS = (
    "buyingPower", "commission", "dailyProfitTrigger", "excessInitialMargin", "excessIntradayMargin",
    "excessMaintenanceMargin", "excessPositionMargin", "fee", "initialMargin", "intradayMargin",
    "longOptionValue", "longStockValue", "lookAheadMaintenanceMargin", "maintenanceMargin",
    "netLiquidationByCurrency", "positionMargin", "shortOptionValue", "shortStockValue", "sodCashValue",
    "sodLiquidatingValue", "totalCashBalance", "weeklyLossLimit", "weeklyProfitLoss", "weeklyProfitTrigger",
)  # fmt: skip


def unrealized(position: Position, mark: int) -> float:
    """Dollars at a mark in ticks."""
    product = position.contract.product
    points = float(mark * product.tick) - float(position.average) * float(product.tick)
    return points * float(product.point_value) * position.net


def position_row(world: World, position: Position) -> Row:
    """A position; `quantity` is unsigned, the side stands in `marketPosition`."""
    mark = world.market(position.contract).last
    side = "Flat" if position.net == 0 else "Long" if position.net > 0 else "Short"
    return {
        "type": "NinjaTrader.Cbi.Position",
        "account": position.account,
        "instrument": position.contract.name,
        "instrumentType": "Future",
        "marketPosition": side,
        "quantity": abs(position.net),
        "averagePrice": float(position.average) * float(position.contract.product.tick),
        "marketPrice": float(position.contract.to_price(mark)),
        "unrealizedProfitLoss": unrealized(position, mark),
    }


def balances(world: World, account: Account) -> dict[str, float]:
    """The figures of one account that move: cash, realized, unrealized, commission and their sum."""
    open_result = 0.0
    for position in world.ledger.positions(account.name):
        open_result += unrealized(position, world.market(position.contract).last)
    gross = float(account.realized)
    commission = float(account.commission)
    cash = float(account.cash_at_start) + gross - commission
    return {
        "cashValue": cash,
        "realizedProfitLoss": gross - commission,
        "grossRealizedProfitLoss": gross,
        "unrealizedProfitLoss": open_result,
        "netLiquidation": cash + open_result,
        "commission": commission,
    }


def track_highs(world: World) -> None:
    """Raise the session highs of accounts that live under a trailing drawdown."""
    for account in world.ledger.accounts.values():
        if not account.trailing_max_drawdown:
            continue
        figures = balances(world, account)
        total = figures["realizedProfitLoss"] + figures["unrealizedProfitLoss"]
        now = {
            "pnlhigh": total,
            "netliqhigh": figures["netLiquidation"],
            "unrealhigh": figures["unrealizedProfitLoss"],
        }
        account.highs = {key: max(value, account.highs.get(key, value)) for key, value in now.items()}


def account_row(world: World, account: Account) -> Row:
    """One account as GET account answers it, without the envelope."""
    item: dict[str, float | None] = dict.fromkeys(_ITEM_KEYS, 0.0)
    item |= balances(world, account)
    item["dailyLossLimit"] = float(account.daily_loss_limit)
    item["trailingMaxDrawdown"] = float(account.trailing_max_drawdown)
    item["totalCashBalance"] = item["cashValue"]
    item |= dict.fromkeys(account.withheld)
    return {
        "id": account.id,
        "name": account.name,
        "displayName": account.name,
        "primaryUser": None,
        "provider": account.provider,
        "denomination": "UsDollar",
        "status": "Enabled",
        "dailyLossLimit": float(account.daily_loss_limit),
        "minCashValue": 0.0,
        "maxOrderSize": 0,
        "maxPositionSize": 0,
        "connection": "NinjaTrader.Cbi.Connection",
        "connectionStatus": account.connection_status,
        "lastTransactionSum": 0.0,
        "item": item,
    }


def order_row(world: World, wall: WallTime, order: Order) -> Row:
    """An order. Rows of simulated accounts carry the id twice; broker rows have `orderId` null and only `id`."""
    ticket = order.ticket
    tick = ticket.contract.product.tick
    simulated = world.ledger.accounts[ticket.account].is_simulated
    return {
        "id": order.id,
        "orderId": order.id if simulated else None,
        "ocoId": ticket.oco,
        "name": ticket.name,
        "account": ticket.account,
        "instrument": ticket.contract.name,
        "instrumentType": "Future",
        "orderType": ticket.type.value,
        "orderState": order.state.value,
        "orderAction": ticket.action.value,
        "quantity": order.quantity,
        "limitPrice": float((order.limit or 0) * tick) if ticket.type.has_limit else 0.0,
        "stopPrice": float((order.stop or 0) * tick) if ticket.type.has_stop else 0.0,
        "filled": order.filled,
        "averageFillPrice": float(order.paid * tick) / order.filled if order.filled else 0.0,
        "timeInForce": ticket.time_in_force,
        "time": wall.seven_digits(order.placed_at_us, zoned=False),
        "fromEntrySignal": "",
        "gtd": "2099-12-01T00:00:00.0000000",
        "hasOverfill": False,
        "isBacktestOrder": False,
        "ownerStrategy": None,
        "userData": "" if ticket.type is not OrderType.MARKET else None,
    }


def fill_row(world: World, wall: WallTime, fill: Fill) -> Row:
    """An execution; `marketPosition` is the side of the fill, `position` the unsigned size after it."""
    return {
        "id": fill.id,
        "type": "NinjaTrader.Cbi.Execution",
        "time": wall.seven_digits(fill.at_us, zoned=False),
        "epoch": wall.epoch_ms(fill.at_us),
        "name": fill.name,
        "orderId": fill.order_id,
        "account": fill.account,
        "serverName": world.ledger.accounts[fill.account].provider,
        "instrument": fill.instrument,
        "instrumentType": "Future",
        "position": abs(fill.position_after),
        "marketPosition": "Long" if fill.action.sign > 0 else "Short",
        "positionStrategy": 0,
        "price": float(fill.price),
        "quantity": fill.quantity,
    }
