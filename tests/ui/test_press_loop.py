"""Between a press and its request nothing else of the loop has a turn."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from ctpanel.press_loop import PressLoop


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
