"""Which REST path is which call."""

from urllib.parse import unquote

from ctpanel.domain.record import record

_TABLE = """
GET  /v1/api/accounts                                      ListAccounts
GET  /v1/api/accounts/snapshot                             GetAccountSummary
GET  /v1/api/accounts/{account}                            GetAccount
GET  /v1/api/accounts/{account}/watermarks                 GetWatermarks
GET  /v1/api/positions                                     GetAllPositions
GET  /v1/api/accounts/{account}/positions                  ListPositions
GET  /v1/api/accounts/{account}/position                   GetPosition
POST /v1/api/accounts/{account}/positions/close            ClosePosition
POST /v1/api/accounts/{account}/positions/flatten          Flatten
POST /v1/api/positions/flatten                             FlattenFiltered
POST /v1/api/accounts/{account}/positions/reverse          Reverse
GET  /v1/api/orders                                        GetAllOrders
GET  /v1/api/accounts/{account}/orders                     ListOrders
GET  /v1/api/accounts/{account}/orders/{orderId}           GetOrder
GET  /v1/api/accounts/{account}/orders/{orderId}/status    GetOrderStatus
POST /v1/api/accounts/{account}/orders/place               PlaceOrder
POST /v1/api/accounts/{account}/orders/cancel              CancelOrders
POST /v1/api/accounts/{account}/orders/cancel_and_bracket  CancelAndBracket
POST /v1/api/accounts/{account}/orders/{orderId}/cancel    Cancel
PUT  /v1/api/accounts/{account}/orders/{orderId}/change    Change
POST /v1/api/orders/cancelall                              CancelAllOrders
GET  /v1/api/accounts/{account}/executions                 ListExecutions
GET  /v1/api/market/quote                                  GetQuote
GET  /v1/api/market/info                                   MarketInfo
"""

PREFIX = "/v1/api/"
STREAM_PATH = "/ws/stream"


@record
class Route:
    """A method and a path pattern whose segments in braces are arguments."""

    method: str
    pattern: str
    api: str

    @property
    def segments(self) -> list[str]:
        return self.pattern.strip("/").split("/")


@record
class Match:
    """The call that a request means, with the arguments from its path."""

    api: str
    arguments: dict[str, str]


def _parse(table: str) -> tuple[Route, ...]:
    rows = (line.split() for line in table.strip().splitlines())
    return tuple(Route(method, pattern, api) for method, pattern, api in rows)


ROUTES = _parse(_TABLE)


def match(method: str, raw_path: str) -> Match | None:
    """Find the call; works on the path as sent, so that an encoded slash stays part of an account name."""
    parts = raw_path.strip("/").split("/")
    for route in ROUTES:
        if route.method == method and len(route.segments) == len(parts):
            arguments = _arguments(route.segments, parts)
            if arguments is not None:
                return Match(route.api, arguments)
    return None


def did_you_mean(raw_path: str) -> list[str]:
    """Documented paths that look like the wrong one."""
    # Imported here: only a lost client needs it.
    import difflib

    return difflib.get_close_matches(raw_path, sorted({route.pattern for route in ROUTES}), n=3, cutoff=0.5)


def _arguments(pattern: list[str], parts: list[str]) -> dict[str, str] | None:
    arguments: dict[str, str] = {}
    for expected, part in zip(pattern, parts, strict=True):
        if expected.startswith("{"):
            arguments[expected.strip("{}")] = unquote(part)
        elif expected != part:
            return None
    return arguments
