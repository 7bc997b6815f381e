"""Closes two contracts through the accessibility bus alone: no mouse, no keys, no pixels.

    dbus-run-session -- python -m tests.e2e.assistive ARGUMENTS OF CTPANEL

Starts the program with these arguments and prints what it told, a line for each step. Linux only.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MatchRule,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

T = TypeVar("T")
_SPI = "org.a11y.atspi"
_PATIENCE_S = 90.0


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible thing of some program."""

    bus: DBusConnection
    owner: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", *arguments: object) -> Any:
        """The answer of one call; raises RuntimeError with the bus' words when it is refused."""
        address = DBusAddress(self.path, self.owner, f"{_SPI}.{interface}")
        return self._reply(new_method_call(address, method, signature or None, arguments))

    def read(self, interface: str, name: str) -> Any:
        address = DBusAddress(self.path, self.owner, f"{_SPI}.{interface}")
        return self._reply(Properties(address).get(name))[1]

    def set(self, interface: str, name: str, signature: str, value: object) -> None:
        address = DBusAddress(self.path, self.owner, f"{_SPI}.{interface}")
        self._reply(Properties(address).set(name, signature, value))

    @property
    def name(self) -> str:
        return str(self.read("Accessible", "Name"))

    @property
    def role(self) -> str:
        return str(self.ask("Accessible", "GetRoleName"))

    def children(self) -> list[Node]:
        return [Node(self.bus, owner, path) for owner, path in self.ask("Accessible", "GetChildren")]

    def below(self) -> Iterator[Node]:
        """Everything below, but for the cells of tables."""
        for child in self.children():
            yield child
            if child.role not in ("table", "table cell", "menu bar"):
                yield from child.below()

    def press(self) -> None:
        self.ask("Action", "DoAction", "i", 0)

    def cell(self, row: int, column: int) -> Node:
        return Node(self.bus, *self.ask("Table", "GetAccessibleAt", "ii", row, column))

    def _reply(self, message: Any) -> Any:
        reply = self.bus.send_and_get_reply(message, timeout=60)
        if reply.header.message_type.name == "error":
            raise RuntimeError(f"{self.path}: {reply.body}")
        return reply.body[0] if reply.body else None


def soon(find: Callable[[], T | None], what: str) -> T:
    """What is found in the end; things that vanish while they are looked at do not matter."""
    ends = time.monotonic() + _PATIENCE_S
    while True:
        try:
            found = find()
        except RuntimeError:
            found = None
        if found is not None:
            return found
        if time.monotonic() > ends:
            raise SystemExit(f"not found: {what}")
        time.sleep(0.1)


def accessibility_bus() -> DBusConnection:
    with open_dbus_connection("SESSION") as session:
        address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        reply = session.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=60)
    return open_dbus_connection(str(reply.body[0]))


@contextmanager
def hearing(bus: DBusConnection) -> Iterator[Callable[[], list[str]]]:
    """Collects what a screen reader is asked to say of its own accord; the call gives it, in order."""
    registry = DBusAddress("/org/a11y/atspi/registry", f"{_SPI}.Registry", f"{_SPI}.Registry")
    bus.send_and_get_reply(new_method_call(registry, "RegisterEvent", "s", ("object:announcement",)), timeout=5)
    rule = MatchRule(type="signal", interface=f"{_SPI}.Event.Object", member="Announcement")
    bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=5)
    with bus.filter(rule, bufsize=100) as heard:
        yield lambda: [str(message.body[3][1]) for message in heard]


def program(bus: DBusConnection) -> Node | None:
    root = Node(bus, f"{_SPI}.Registry", "/org/a11y/atspi/accessible/root")
    return next((child for child in root.children() if child.name == "ctpanel"), None)


def named(root: Node, role: str, name: str) -> Node | None:
    return next((node for node in root.below() if node.name.startswith(name) and node.role == role), None)


def row_of(table: Node, *words: str) -> int | None:
    """The first row in which all of these are told."""
    columns = range(int(table.read("Table", "NColumns")))
    for row in range(int(table.read("Table", "NRows"))):
        told = [table.cell(row, column).name for column in columns]
        if all(word in told for word in words):
            return row
    return None


def close_two(bus: DBusConnection, said: Callable[[], list[str]]) -> None:
    here = soon(lambda: program(bus), "the program")
    table = soon(lambda: named(here, "table", "Positions"), "table Positions")
    row = soon(lambda: row_of(table, "Sim101", "MES 12-25"), "the position")
    print("row", row, flush=True)
    table.ask("Table", "AddRowSelection", "i", row)
    soon(lambda: named(here, "push button", "Close position"), "button Close position").press()
    dialog = soon(lambda: next((n for n in here.children() if n.name.startswith("Close position")), None), "dialog")
    print("dialog", dialog.name, flush=True)
    spin = soon(lambda: named(dialog, "spin box", "Contracts"), "spin box Contracts")
    spin.set("Value", "CurrentValue", "d", 2.0)
    soon(lambda: named(dialog, "push button", "Send close: Close 2 of 4"), "the button that sends").press()
    outcome = soon(lambda: named(dialog, "label", "Outcome: VERIFIED"), "the outcome")
    print(outcome.name, flush=True)
    # Every question to the bus takes in what was said meanwhile.
    soon(lambda: [words for words in said() if outcome.name and words.startswith("Outcome")] or None, "words about it")
    print("said", [words for words in said() if words.startswith("Outcome")], flush=True)


def main(arguments: list[str]) -> int:
    ctpanel = subprocess.Popen([sys.executable, "-m", "ctpanel", *arguments])
    try:
        with accessibility_bus() as bus, hearing(bus) as said:
            close_two(bus, said)
        return 0
    finally:
        ctpanel.terminate()
        ctpanel.wait(10)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
