"""Recorded-looking answers of the service, one file for every documented shape."""

from pathlib import Path

from ctpanel.api.values import Json, loads

_FOLDER = Path(__file__).parents[1] / "fixtures" / "payloads"


def body(name: str) -> bytes:
    return (_FOLDER / f"{name}.json").read_bytes()


def payload(name: str) -> Json:
    return loads(body(name))


def every_body() -> list[bytes]:
    return [path.read_bytes() for path in sorted(_FOLDER.glob("*.json"))]
