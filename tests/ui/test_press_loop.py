"""Turns of the loop, and that nothing else of it has one between a press and its request."""

from __future__ import annotations

import asyncio
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.press_loop import PressLoop


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def loop() -> PressLoop:
    running = asyncio.get_running_loop()
    assert isinstance(running, PressLoop)
    return running


async def outside_of_tasks(call: object) -> None:
    """As the window system does it: from Qt, with no task on the way."""
    assert callable(call)
    done = asyncio.Event()

    def deliver() -> None:
        try:
            call()
        finally:
            done.set()

    QTimer.singleShot(0, deliver)
    await done.wait()


class Painter(QObject):
    """Something that Qt has to do before it gives asyncio its next turn."""

    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self._log = log

    def event(self, event: QEvent, /) -> bool:
        self._log.append("paint")
        return True


async def steps(log: list[str], name: str, count: int) -> None:
    for number in range(count):
        log.append(f"{name} {number}")
        await asyncio.sleep(0)


async def test_what_a_press_starts_goes_as_far_as_it_can_before_the_press_returns() -> None:
    log: list[str] = []
    socket = asyncio.Event()
    started: list[asyncio.Task[None]] = []
    painter = Painter(log)

    async def send() -> None:
        await steps(log, "step", 4)
        await socket.wait()
        log.append("answered")

    def press() -> None:
        QCoreApplication.postEvent(painter, QEvent(QEvent.Type.User))
        with loop().at_once():
            started.append(loop().create_task(send()))
        log.append("pressed")

    await outside_of_tasks(press)
    assert log[:5] == ["step 0", "step 1", "step 2", "step 3", "pressed"]
    socket.set()
    await started[0]
    assert log.index("paint") > log.index("pressed") and log[-1] == "answered"


async def test_an_endless_worker_does_not_keep_the_press() -> None:
    log: list[str] = []
    started: list[asyncio.Task[None]] = []

    def press() -> None:
        with loop().at_once():
            started.append(loop().create_task(steps(log, "step", 1000)))
        log.append("pressed")

    await outside_of_tasks(press)
    assert 100 < log.index("pressed") < 1000
    await started[0]
    assert log[-1] == "step 999"


async def test_inside_a_task_everything_waits_for_its_turn_as_ever() -> None:
    log: list[str] = []
    with loop().at_once():
        started = loop().create_task(steps(log, "step", 1))
    assert log == []
    await started
    assert log == ["step 0"]


async def test_a_block_that_fails_loses_nothing_that_it_started() -> None:
    log: list[str] = []
    started: list[asyncio.Task[None]] = []

    def press() -> None:
        try:
            with loop().at_once():
                started.append(loop().create_task(steps(log, "step", 2)))
                raise ValueError("a defect")
        except ValueError:
            log.append("failed")

    await outside_of_tasks(press)
    await started[0]
    assert log == ["failed", "step 0", "step 1"]


async def test_what_a_call_calls_soon_waits_until_qt_had_its_turn() -> None:
    log: list[str] = []
    painter, over = Painter(log), asyncio.Event()

    def first() -> None:
        log.append("first")
        QCoreApplication.postEvent(painter, QEvent(QEvent.Type.User))
        loop().call_soon(log.append, "next turn")
        loop().call_soon(over.set)

    loop().call_soon(first)
    loop().call_soon(log.append, "same turn")
    await over.wait()
    assert log == ["first", "same turn", "paint", "next turn"]


async def test_a_call_that_was_taken_back_is_not_made() -> None:
    log: list[str] = []
    handle = loop().call_soon(log.append, "taken back")
    loop().call_soon(log.append, "made")
    handle.cancel()
    await asyncio.sleep(0)
    assert log == ["made"]


async def test_a_call_that_fails_keeps_no_other_from_its_turn() -> None:
    log: list[str] = []
    told: list[object] = []
    loop().set_exception_handler(lambda _, context: told.append(context.get("exception")))
    failure = ValueError("a defect")

    def fail() -> None:
        raise failure

    loop().call_soon(fail)
    loop().call_soon(log.append, "made")
    await asyncio.sleep(0)
    assert (told, log) == ([failure], ["made"])


async def test_qt_need_not_wait_for_a_long_row_of_slow_calls() -> None:
    log: list[str] = []
    painter, over = Painter(log), asyncio.Event()

    def work(number: int) -> None:
        until = time.monotonic() + 0.001
        while time.monotonic() < until:
            pass
        log.append(str(number))

    def begin() -> None:
        loop().call_soon(QCoreApplication.postEvent, painter, QEvent(QEvent.Type.User))
        for number in range(50):
            loop().call_soon(work, number)
        loop().call_soon(over.set)

    loop().call_soon(begin)
    await over.wait()
    assert "paint" in log[:20] and [each for each in log if each != "paint"] == [str(number) for number in range(50)]


async def test_calls_go_on_while_one_of_them_lets_qt_work_inside_it() -> None:
    log: list[str] = []
    over = asyncio.Event()

    def waits_inside() -> None:
        loop().call_soon(log.append, "later")
        for _ in range(50):
            QCoreApplication.processEvents()
        log.append("outer")
        over.set()

    loop().call_soon(waits_inside)
    loop().call_soon(log.append, "waiting")
    await over.wait()
    assert log == ["waiting", "later", "outer"]


def test_a_closed_loop_makes_no_call_that_was_still_waiting() -> None:
    log: list[str] = []
    other = PressLoop(_application())
    other.call_soon(log.append, "too late")
    other.close()
    for _ in range(10):
        QCoreApplication.processEvents()
    assert log == []
