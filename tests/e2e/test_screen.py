"""On a real screen with a window manager: focus, keys that are really held, and where the window stands."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from ctpanel.sim.server import SimServer
from tests.e2e.desk import TOKEN
from tests.e2e.process import finished, running, wait_for
from tests.e2e.x_hand import XHand, XWindow, missing_libraries
from tests.helpers import system_tools
from tests.helpers.virtual_screen import missing_tools, virtual_screen

pytestmark = [pytest.mark.x11, pytest.mark.skipif(sys.platform != "linux", reason="X is Linux's window system")]


WANTED = (210, 130, 900, 700)


@pytest.fixture(scope="module")
def screen() -> Iterator[Mapping[str, str]]:
    system_tools.require(missing_tools() + missing_libraries())
    with virtual_screen("1280x900x24") as variables:
        yield {"DISPLAY": variables["DISPLAY"], "QT_QPA_PLATFORM": "xcb", "XTRADE_TOKEN": TOKEN}


@pytest.fixture
def hand(screen: Mapping[str, str]) -> Iterator[XHand]:
    hand = XHand(screen["DISPLAY"])
    yield hand
    hand.close()


@contextmanager
def service() -> Iterator[SimServer]:
    with SimServer("calm", token=TOKEN, rate_capacity=None) as server:
        yield server


@contextmanager
def program(home: Path, screen: Mapping[str, str], server: SimServer) -> Iterator[subprocess.Popen[str]]:
    """On the state folder ``home/state``; ended in order."""
    with running(home, *arguments(home, server), more=screen) as process:
        yield process
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=90)
        assert (process.returncode, out, err) == (0, "", "")


def arguments(home: Path, server: SimServer) -> tuple[str, ...]:
    return (
        *("--base-url", server.base_url, "--stream-url", server.stream_url),
        *("--state-dir", str(home / "state")),
    )


def main_window(hand: XHand) -> XWindow:
    wait_for(lambda: hand.active_title().startswith("ctpanel"), "the main window is active")
    found: list[XWindow | None] = [None]

    def look() -> bool:
        found[0] = hand.find("ctpanel")
        return found[0] is not None

    wait_for(look, "the main window is managed")
    assert found[0] is not None
    return found[0]


def window_with_data(hand: XHand, server: SimServer) -> XWindow:
    """The main window when everything was read; what was asked before does not count."""
    server.control.forget_requests()
    main_window(hand)
    wait_for(lambda: server.control.requests("GetAllOrders"), "positions and orders are read")
    asks_again(server)
    return main_window(hand)


def asks_again(server: SimServer) -> None:
    """Wait until the program has taken what it was answered, and goes on: what it was about to send has arrived."""
    asked = len(server.control.requests())
    wait_for(lambda: len(server.control.requests()) > asked, "the next read")


def open_first(hand: XHand, server: SimServer) -> None:
    """Only keys: the table has the focus from the start; the first row, then Enter."""
    window_with_data(hand, server)
    for _ in range(6):
        # On a table that is not filled yet, these keys do nothing.
        hand.tap("Control_L+Home", "space", "Return")
        with contextlib.suppress(AssertionError):
            wait_for(lambda: hand.active_title().startswith("Close position"), "a dialog", 10)
            return
    raise AssertionError(f"no dialog; {hand.active_title()} is active")


@contextlib.contextmanager
def held_until_sent(hand: XHand, server: SimServer) -> Iterator[None]:
    """The key stays down for the block. A hold that a stall of a busy machine made void is begun again, as users do."""
    for _ in range(10):
        with hand.held("Return"):
            with contextlib.suppress(AssertionError):
                wait_for(lambda: server.control.requests("ClosePosition"), "the request of a held key", 9)
            if server.control.requests("ClosePosition"):
                yield
                return
    raise AssertionError("no hold led to a request")


def test_a_close_by_nothing_but_keys(tmp_path: Path, screen: Mapping[str, str], hand: XHand) -> None:
    with service() as server, program(tmp_path, screen, server):
        open_first(hand, server)
        assert "MNQ 12-25, APEX-204817-03" in hand.active_title()
        hand.tap("Escape")
        wait_for(lambda: hand.active_title().startswith("ctpanel"), "the main window again")
        hand.tap("Return")
        wait_for(lambda: hand.active_title().startswith("Close position"), "the dialog again")
        hand.tap("Alt_L+a")
        asks_again(server)
        # From the preset over the orders to the button that sends.
        hand.tap("Tab", "Tab", "Return")
        asks_again(server)
        assert server.control.requests("ClosePosition") == [], "a short press on a live account sends nothing"
        with held_until_sent(hand, server):
            wait_for(lambda: server.control.position("APEX-204817-03", "MNQ 12-25").net == 0, "flat")
            asks_again(server)
        asks_again(server)
        (record,) = server.control.requests("ClosePosition")
        assert record.raw == b'{"instrument":"MNQ 12-25"}'


def test_a_whole_session_by_nothing_but_keys(tmp_path: Path, screen: Mapping[str, str], hand: XHand) -> None:
    """Menu of a row, close, outcome in Activity, its meaning, a shortcut of one's own, the end."""
    with service() as server, running(tmp_path, *arguments(tmp_path, server), more=screen) as process:
        window_with_data(hand, server)
        hand.tap("Control_L+Home", "Down", "Down", "space", "Shift_L+F10", "Down", "Return")
        arrives(hand, "Close position: MES 12-25, Sim101")
        hand.tap("2", *["Tab"] * 7, "Return")
        wait_for(lambda: server.control.position("Sim101", "MES 12-25").net == 2, "2 of 4 are closed")
        arrives(hand, "Guide", "Alt_L+w")
        hand.tap("Escape")
        arrives(hand, "Close position")
        hand.tap("Escape")
        arrives(hand, "ctpanel")
        arrives(hand, "Guide", "Control_L+9", "Home", "space", "Return")
        hand.tap("Escape")
        arrives(hand, "ctpanel")
        arrives(hand, "Settings", "Control_L+comma")
        hand.tap("End", "Tab", "Home", "Return", "F8", "Escape")
        arrives(hand, "ctpanel")
        arrives(hand, "Export journal", "F8")
        hand.tap("Escape")
        arrives(hand, "ctpanel")
        hand.tap("Control_L+q")
        assert (process.wait(90), process.communicate()) == (0, ("", ""))
    saved = json.loads((tmp_path / "state" / "settings.json").read_text())
    assert saved["shortcuts"] == {"export_journal": "F8"}
    (record,) = server.control.requests("ClosePosition")
    assert record.raw == b'{"instrument":"MES 12-25","quantity":2}'


def arrives(hand: XHand, title: str, *keys: str) -> None:
    """A window of this title has the keyboard; keys that came before the program was ready for them are tapped anew."""
    for _ in range(6):
        hand.tap(*keys)
        with contextlib.suppress(AssertionError):
            wait_for(lambda: hand.active_title().startswith(title), title, 15)
            return
    raise AssertionError(f"{title} has not the keyboard but {hand.active_title()}")


def test_the_window_comes_back_where_it_was_and_never_off_screen(
    tmp_path: Path, screen: Mapping[str, str], hand: XHand
) -> None:
    with service() as server:
        with program(tmp_path, screen, server):
            hand.place(window_with_data(hand, server), 210, 130, 900, 700)
            wait_for(lambda: place(main_window(hand)) == WANTED, f"moved; {hand.windows()}")
        with program(tmp_path, screen, server):
            assert place(window_with_data(hand, server)) == WANTED
        (file,) = (tmp_path / "state").glob("window-*.json")
        state = json.loads(file.read_text())
        placement = json.loads(state["main.placement"])
        state["main.placement"] = json.dumps({**placement, "x": 5000, "y": -900, "screen": "gone"})
        file.write_text(json.dumps(state))
        with program(tmp_path, screen, server):
            x, y, width, height = place(window_with_data(hand, server))
            assert (width, height) == WANTED[2:]
            assert 0 <= x <= 1280 - width and 0 <= y <= 900 - height


def place(window: XWindow) -> tuple[int, int, int, int]:
    return (window.x, window.y, window.width, window.height)


def test_a_second_start_brings_the_window_back(tmp_path: Path, screen: Mapping[str, str], hand: XHand) -> None:
    with service() as server, program(tmp_path, screen, server):
        hand.minimize(main_window(hand))
        wait_for(lambda: hand.find("ctpanel") is None, "minimized")
        second = finished(tmp_path, *arguments(tmp_path, server), more=screen)
        assert (second.returncode, second.stderr) == (0, "")
        wait_for(lambda: hand.find("ctpanel") is not None, "shown again")
        wait_for(lambda: hand.active_title().startswith("ctpanel"), "in front")
