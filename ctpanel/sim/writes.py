"""The calls that change something."""

import math
from collections.abc import Callable
from typing import Any

from ctpanel.sim import payloads
from ctpanel.sim.book import Account, Action, Order, OrderType, Position, Quirks, Ticket
from ctpanel.sim.brackets import cancel_and_bracket
from ctpanel.sim.inputs import Args, refused
from ctpanel.sim.reads import find_order
from ctpanel.sim.world import World

Body = dict[str, Any]
Handler = Callable[[Args, Quirks], Body]


class Writes:
    """Answers of the calls that trade, over one world. An answer means accepted; fills come later."""

    def __init__(self, world: World) -> None:
        self._world = world

    def table(self) -> dict[str, Handler]:
        """Handlers by RPC name."""
        return {
            "ClosePosition": self.close,
            "Flatten": self.flatten,
            "FlattenEverything": self.flatten_everything,
            "Reverse": self.reverse,
            "PlaceOrder": self.place,
            "Cancel": self.cancel,
            "CancelOrder": self.cancel,
            "CancelOrders": self.cancel_orders,
            "CancelAllOrders": self.cancel_all,
            "Change": self.change,
            "CancelAndBracket": self.bracket,
        }

    def close(self, args: Args, quirks: Quirks) -> Body:
        """Close all or part. The row in the answer is the position as it was before."""
        account = args.account()
        text = args.text("instrument")
        contract = self._world.catalog.resolve(text) if text else None
        quantity, percent = args.whole("quantity"), args.fraction("percent")
        net = 0 if contract is None else self._world.ledger.net(account.name, contract)
        if contract is None or net == 0:
            raise refused(f"No positions found for instrument '{text or ''}'")
        position = self._world.ledger.position(account.name, contract)
        before = payloads.position_row(self._world, position)
        wanted = contracts_to_close(abs(net), quantity, percent)
        if wanted >= abs(net):
            self._world.flatten(account.name, contract, quirks)
        else:
            self._world.close_at_market(position, wanted, quirks)
        return {"closedPositions": [before], "success": True}

    def flatten(self, args: Args, quirks: Quirks) -> Body:
        """Close the positions of an account, or of all; absent filters do not filter."""
        account, contract = args.optional_account(), args.optional_contract()
        side = (args.text("marketPosition") or "").casefold()
        if side not in ("", "long", "short"):
            raise refused(f"Invalid value for 'marketPosition': {side}")
        chosen = [
            position
            for position in self._world.positions(None if account is None else [account])
            if (contract is None or position.contract == contract)
            and (not side or (position.net > 0) == (side == "long"))
        ]
        return self._flattened(chosen, quirks)

    def flatten_everything(self, args: Args, quirks: Quirks) -> Body:
        """Every account, whatever the arguments say, and every working order with it."""
        answer = self._flattened(self._world.positions(), quirks)
        for account in self._world.ledger.accounts.values():
            self._cancel_working(account)
        return answer

    def reverse(self, args: Args, quirks: Quirks) -> Body:
        """Same size on the other side, by one market order of twice the size."""
        account, contract = args.account(), args.contract()
        net = self._world.ledger.net(account.name, contract)
        if net == 0:
            where = f"instrument '{contract.name}' in account '{account.name.lower()}'"
            raise refused(f"No position found for {where}")
        position = self._world.ledger.position(account.name, contract)
        order = self._world.close_at_market(position, 2 * abs(net), quirks)
        return {"orderId": order.id, "success": True}

    def place(self, args: Args, quirks: Quirks) -> Body:
        account, contract = args.account(), args.contract()
        kind = args.choice(OrderType, "orderType")
        quantity = args.whole("quantity")
        limit, stop = args.price(contract, "limitPrice"), args.price(contract, "stopPrice")
        if quantity is None:
            raise refused("Missing required field: quantity")
        if (kind.has_limit and limit is None) or (kind.has_stop and stop is None):
            raise refused(f"{kind.value} order needs its price")
        self._require_side(args, self._world.ledger.net(account.name, contract))
        if self._world.market(contract).closed:
            raise refused(f"Order rejected: {contract.name} is not trading")
        ticket = Ticket(
            account=account.name,
            contract=contract,
            action=args.choice(Action, "action"),
            quantity=quantity,
            type=kind,
            limit=limit if kind.has_limit else None,
            stop=stop if kind.has_stop else None,
            oco=args.text("ocoId") or "",
            name="Entry",
            time_in_force=(args.text("timeInForce") or "Gtc").capitalize(),
        )
        return {"orderId": self._world.desk.place(ticket, quirks).id, "success": True}

    def cancel(self, args: Args, quirks: Quirks) -> Body:
        order = find_order(self._world, args)
        if not order.is_working:
            raise refused(f"Order '{order.id}' not found or already terminal")
        self._cancel([order], quirks)
        return {"orderId": order.id, "success": True}

    def cancel_orders(self, args: Args, quirks: Quirks) -> Body:
        """Without an instrument every working order of the account goes."""
        working = self._world.desk.working(args.account().name, args.optional_contract())
        self._cancel(working, quirks)
        return {"orderIds": [order.id for order in working], "success": True}

    def cancel_all(self, args: Args, quirks: Quirks) -> Body:
        """Every working order of every account."""
        accounts = self._world.ledger.accounts
        working = [order for name in accounts for order in self._world.desk.working(name)]
        self._cancel(working, quirks)
        return {"orderIds": [order.id for order in working], "success": True}

    def change(self, args: Args, quirks: Quirks) -> Body:
        order = find_order(self._world, args)
        if not order.is_working:
            raise refused(f"Order '{order.id}' not found or already terminal")
        contract = order.ticket.contract
        limit, stop = args.price(contract, "limitPrice"), args.price(contract, "stopPrice")
        self._world.desk.change(order, args.whole("quantity"), limit, stop)
        return {"orderId": order.id, "success": True}

    def bracket(self, args: Args, quirks: Quirks) -> Body:
        return cancel_and_bracket(self._world, args)

    def _flattened(self, chosen: list[Position], quirks: Quirks) -> Body:
        rows = [payloads.position_row(self._world, position) for position in chosen]
        placed = [self._world.flatten(position.account, position.contract, quirks) for position in chosen]
        answer: Body = {"orderIds": [order.id for order in placed if order], "closedPositions": rows, "success": True}
        if not rows:
            answer["warning"] = "nothing_to_flatten"
        return answer

    def _cancel(self, orders: list[Order], quirks: Quirks) -> None:
        if quirks.survivor and orders:
            self._world.desk.spare(orders[0])
        for order in orders:
            self._world.desk.cancel(order)

    def _cancel_working(self, account: Account) -> None:
        for order in self._world.desk.working(account.name):
            if order.ticket.type is not OrderType.MARKET:
                self._world.desk.cancel(order)

    def _require_side(self, args: Args, net: int) -> None:
        rule = args.text("requireMarketPosition")
        side = "flat" if net == 0 else "long" if net > 0 else "short"
        if rule is not None and side not in [part.strip().casefold() for part in rule.split(",")]:
            raise refused(f"Market position is {side}, required: {rule}")


def contracts_to_close(open_size: int, quantity: int | None, percent: float | None) -> int:
    """Quantity wins and is capped; percent rounds up on binary doubles, so 0.28 of 25 is 8."""
    if quantity is not None:
        return min(quantity, open_size)
    if percent is not None and percent < 1:
        return math.ceil(open_size * percent)
    return open_size
