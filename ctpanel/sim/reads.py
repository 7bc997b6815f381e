"""The calls that only look."""

from collections.abc import Callable
from typing import Any

from ctpanel.sim import payloads, quotes
from ctpanel.sim.book import Account, Order
from ctpanel.sim.inputs import Args, Refusal, refused
from ctpanel.sim.payloads import Row
from ctpanel.sim.walltime import WallTime
from ctpanel.sim.world import World

Body = dict[str, Any] | list[Any]


class Reads:
    """Answers of the read calls over one world."""

    def __init__(self, world: World, wall: WallTime) -> None:
        self._world = world
        self._wall = wall

    def table(self) -> dict[str, Callable[[Args], Body]]:
        """Handlers by RPC name."""
        return {
            "ListAccounts": self.accounts,
            "GetAccount": self.account,
            "GetAccountSummary": self.snapshot,
            "GetWatermarks": self.watermarks,
            "GetAllPositions": self.all_positions,
            "ListPositions": self.positions,
            "GetPosition": self.position,
            "GetAllOrders": self.all_orders,
            "ListOrders": self.orders,
            "GetOrder": self.order,
            "GetOrderStatus": self.order_status,
            "ListExecutions": self.executions,
            "GetQuote": self.quote,
            "MarketInfo": self.market_info,
        }

    def accounts(self, args: Args) -> Body:
        rows = [payloads.account_row(self._world, account) for account in self._accounts()]
        return {"accounts": rows, "success": True}

    def account(self, args: Args) -> Body:
        return payloads.account_row(self._world, args.account()) | {"success": True}

    def snapshot(self, args: Args) -> Body:
        """All accounts with positions, one level deeper than elsewhere and without `success`."""
        now = self._world.now_us
        return {
            "type": "snapshot",
            "timestamp": self._wall.seven_digits(now),
            "epoch": self._wall.epoch_ms(now),
            "accounts": [self._snapshot_element(account) for account in self._accounts()],
        }

    def watermarks(self, args: Args) -> Body:
        """Highs of the session; both inner objects are empty until the account has results."""
        account = args.account()
        if not account.highs:
            data: Row = {"account": account.name, "watermarks": {}, "stats": {}}
            return {"success": True, "data": data}
        figures = payloads.balances(self._world, account)
        stats = {
            "pnl": figures["realizedProfitLoss"],
            "total": figures["realizedProfitLoss"] + figures["unrealizedProfitLoss"],
            "unrealized": figures["unrealizedProfitLoss"],
            "poscount": len(self._world.ledger.positions(account.name)),
            "netliq": figures["netLiquidation"],
        }
        highs = dict(account.highs)
        return {"success": True, "data": {"account": account.name, "watermarks": highs, "stats": stats | highs}}

    def all_positions(self, args: Args) -> Body:
        found = self._world.positions(include_flat=args.flag("includeFlat", default=False))
        rows = [payloads.position_row(self._world, position) | {"tag": None} for position in found]
        return {"positions": rows, "count": len(rows), "success": True}

    def positions(self, args: Args) -> Body:
        """One account's rows; contracts that were closed this session stay in the list as Flat."""
        found = self._world.positions([args.account()], include_flat=True)
        return {"positions": [payloads.position_row(self._world, position) for position in found], "success": True}

    def position(self, args: Args) -> Body:
        """The row itself; an instrument without a position answers with a Flat row of zeros."""
        account, contract = args.account(), args.contract()
        for position in self._world.ledger.positions(account.name, include_flat=True):
            if position.contract == contract:
                return payloads.position_row(self._world, position) | {"success": True}
        flat = {"account": account.name, "instrument": contract.name, "instrumentType": "Future"}
        return {"type": "NinjaTrader.Cbi.Position", **flat, "marketPosition": "Flat", "quantity": 0,
                "averagePrice": 0.0, "marketPrice": 0.0, "unrealizedProfitLoss": 0.0, "success": True}  # fmt: skip

    def all_orders(self, args: Args) -> Body:
        rows = self._order_rows(args, list(self._world.desk.orders.values()))
        return {"orders": rows, "count": len(rows), "success": True}

    def orders(self, args: Args) -> Body:
        account = args.account()
        mine = [order for order in self._world.desk.orders.values() if order.ticket.account == account.name]
        return {"orders": self._order_rows(args, mine), "success": True}

    def order(self, args: Args) -> Body:
        return payloads.order_row(self._world, self._wall, find_order(self._world, args)) | {"success": True}

    def order_status(self, args: Args) -> Body:
        return {"status": find_order(self._world, args).state.value, "success": True}

    def executions(self, args: Args) -> Body:
        """Fills of the last `lookbackTime` seconds, 320 unless told, never more than 900."""
        account = args.account()
        since = self._world.now_us - min(args.whole("lookbackTime") or 320, 900) * 1_000_000
        rows = [
            payloads.fill_row(self._world, self._wall, fill)
            for fill in self._world.desk.fills
            if fill.account == account.name and fill.at_us >= since
        ]
        return {"executions": rows, "success": True}

    def quote(self, args: Args) -> Body:
        """One instrument: a flat object without `success`; several: a bare array."""
        names = (args.text("instrument") or "").split(",")
        rows: list[Row] = []
        for name in names:
            contract = self._world.catalog.resolve(name)
            if contract is None:
                raise refused(f"Instrument '{name}' not found")
            rows.append(quotes.quote_row(self._world.market(contract), self._wall, self._world.now_us))
        return rows[0] if len(rows) == 1 else rows

    def market_info(self, args: Args) -> Body:
        market = self._world.market(args.contract())
        return quotes.market_info(market, self._wall, self._world.now_us) | {"success": True}

    def _accounts(self) -> list[Account]:
        return list(self._world.ledger.accounts.values())

    def _snapshot_element(self, account: Account) -> Row:
        open_positions = self._world.ledger.positions(account.name)
        head = {"type": "NinjaTrader.Cbi.Account", "isAccountFlat": not open_positions}
        return {
            "source": "NT8",
            "account": payloads.account_row(self._world, account) | head,
            "positions": [payloads.position_row(self._world, position) for position in open_positions],
        }

    def _order_rows(self, args: Args, orders: list[Order]) -> list[Row]:
        active_only = args.flag("activeOnly", default=False)
        chosen = [order for order in orders if order.is_working or not active_only]
        return [payloads.order_row(self._world, self._wall, order) for order in chosen]


def find_order(world: World, args: Args) -> Order:
    """The order with the id of the call; a foreign account does not find it."""
    wanted = args.text("orderId", "id") or ""
    order = world.desk.orders.get(wanted)
    account = args.optional_account()
    if order is None or (account is not None and order.ticket.account != account.name):
        raise Refusal(400, {"error": f"Order '{wanted}' not found or already terminal"})
    return order
