"""A session under debug logs that meets everything that prints: run with a folder and the simulator's addresses.

The token comes over standard input. The program ends by a crash.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from ctpanel.domain.closing import Wanted
from ctpanel.domain.token import Token
from ctpanel.sim.control import Control
from ctpanel.sim.server import SimServer
from ctpanel.storage.casefile import write_case_file
from ctpanel.storage.export import export_journal
from ctpanel.storage.instance import Instance
from ctpanel.storage.journal import open_journal
from ctpanel.storage.logs import install
from ctpanel.storage.paths import StatePaths
from ctpanel.storage.redaction import Redactor
from tests.session.rig import Disk, FastClock, Panel, Ways, build

_LOG = logging.getLogger("ctpanel.leaking")
FAULTS = (
    "none",
    "401:*",
    "500:*",
    "html:*",
    "bad-json:*",
    "cut-json:*",
    "lost-answer:*",
    "redirect:*",
    "403:handshake",
)


async def live(panel: Panel, control: Control, token: Token) -> None:
    """Closes under one trouble after the other, and exceptions with the token in reach."""
    await panel.session.start(token)
    await panel.position()
    for fault in FAULTS:
        if fault != "none":
            control.set_faults(fault, "duplicate-frames:*:p=0.5", "garbled-frames:*:p=0.2")
        control.drop_stream()
        command = await panel.close(Wanted.contracts(1))
        await panel.session.give_up_lease(command.id)
        control.set_faults("400:GetQuote")
        control.place_order("Sim101", "MES 12-25", "buy", 1)
        panel.session.refresh()
        await asyncio.sleep(0.05)
        _trace(panel, token)
    await panel.session.sign_in(Token(token.reveal() + "wrong"), remember=True)


def _trace(panel: Panel, token: Token) -> None:
    secret = token.reveal()
    headers = {"Authorization": f"Bearer {secret}", "url": f"https://host/?token={secret}"}
    try:
        raise RuntimeError(f"broke with {headers} and {secret.encode()!r}")
    except RuntimeError:
        _LOG.exception("forced, with %s", vars(panel.session))
        _LOG.debug("headers: %r", headers)


def _write_out(panel: Panel, paths: StatePaths, redactor: Redactor) -> None:
    """What a user may hand to others: the journal as a table, and a case file."""
    commands = panel.disk.journal.commands()
    export_journal(paths.state / "journal.csv", commands)
    write_case_file(paths.state / "case.zip", commands[0], {"ctpanel": "1"}, redactor, datetime.now(UTC))


def _crash(token: Token) -> None:
    headers = {"Authorization": f"Bearer {token.reveal()}"}
    raise SystemError(f"crashed with {len(headers)} headers in reach")


def main() -> None:
    """Everything, and then the end that nobody caught."""
    faulthandler.enable()
    folder, token = Path(sys.argv[1]), Token(sys.stdin.readline())
    paths = StatePaths.locate("Main", state_dir=folder)
    paths.create()
    redactor = Redactor()
    redactor.register(token.reveal())
    install(paths, redactor, level=logging.DEBUG)
    for name in ("httpx", "httpcore", "websockets", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    instance = Instance.start(paths.instances)
    disk = Disk(instance, open_journal(paths.journal, instance, redactor).journal)
    with SimServer("calm", token=token.reveal(), rate_capacity=None) as server:
        ways = Ways(stream=True, base_url=server.base_url, stream_url=server.stream_url)
        panel = build(disk, FastClock(60.0), ways)
        asyncio.run(live(panel, server.control, token), debug=True)
    _write_out(panel, paths, redactor)
    _crash(token)


if __name__ == "__main__":
    main()
