"""A trading day, hours in minutes: window, session, journal and stream against the simulator, and trouble in between.

    python -m tests.soak.day --hours 8 --times 48

Stream all the time; reads, closes in all three forms, dropped streams, an add-on that goes away, and a computer that
sleeps. The simulator runs in a process of its own. Prints JSON lines and a table: memory, event-loop delay, open files,
threads, timers and tasks at the start, after the first hour and at the end; ``--samples`` prints every sample as well.
Exit code 1 when an exception was lost, a task was left, or a close had no outcome.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.api.ratelimit import RequestBudget
from ctpanel.collecting import EVERY_MS, collect_now_and_then, collect_rarely
from ctpanel.domain.closing import ClosePlan, Wanted
from ctpanel.domain.ids import CommandId
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.token import Token
from ctpanel.press_loop import PressLoop
from ctpanel.session.parts import Parts
from ctpanel.session.session import Session
from ctpanel.session.tasks import TaskScope
from ctpanel.ui.dialogs.close_dialogs import CloseDialogs
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.wiring.journal import JournalPlug
from tests.bench.panel import rss_mb
from tests.bench.report import Figure, at_most, emit, table
from tests.fakes.scripted_session import ScriptedPreferences
from tests.session.rig import (
    MES,
    PROFILE,
    TOKEN,
    Disk,
    FastClock,
    MemoryVault,
    Panel,
    PlainPreferences,
    Ways,
    connector,
)
from tests.soak.far_world import FarWorld
from tests.ui.main.desk import FORMATTER, Asked

PROBE_MS = 5
NAP_S = 600.0
#: Simulated seconds from one to the next.
EVERY = {"read": 10.0, "sample": 300.0, "close": 300.0, "drop": 420.0, "away": 3600.0, "sleep": 5400.0}


@dataclass(slots=True)
class Sample:
    """What the process holds at one moment of the day."""

    hour: float
    rss_mb: float
    files: int
    threads: int
    timers: int
    tasks: int
    objects: int


class Delays:
    """How often the event loop was late by how much, in steps of a tenth of a millisecond: a table that never grows."""

    STEPS_PER_MS = 10
    LONGEST_MS = 1000

    def __init__(self) -> None:
        self._counts = [0] * (self.STEPS_PER_MS * self.LONGEST_MS + 1)
        self.worst_ms = 0.0

    def add(self, late_ms: float) -> None:
        """One more look at the clock."""
        self.worst_ms = max(self.worst_ms, late_ms)
        self._counts[min(len(self._counts) - 1, int(late_ms * self.STEPS_PER_MS))] += 1

    def percentile(self, share: float) -> float:
        """Milliseconds that at least this share of all looks does not exceed."""
        wanted = share * sum(self._counts)
        seen = 0
        for step, count in enumerate(self._counts):
            seen += count
            if seen >= wanted:
                return (step + 1) / self.STEPS_PER_MS
        return self.worst_ms


@dataclass(slots=True)
class Day:
    """Everything that was counted."""

    samples: list[Sample] = field(default_factory=list)
    delays: Delays = field(default_factory=Delays)
    events: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


class Probe:
    """The delay of the event loop, by a timer that should come every few milliseconds."""

    def __init__(self, delays: Delays) -> None:
        self._delays = delays
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PROBE_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now = time.monotonic()
        late_ms = (now - self._last) * 1000 - PROBE_MS
        self._last = now
        # One late probe stands for all that should have come meanwhile.
        for missed in range(1 + int(max(0.0, late_ms) // PROBE_MS)):
            self._delays.add(max(0.0, late_ms - missed * PROBE_MS))

    def stop(self) -> None:
        """No more."""
        self._timer.stop()


def sample(hour: float, window: MainWindow) -> Sample:
    """Counts what can grow without being seen.

    The time-outs of requests that were answered stay in Qt until their time, so timers follow the requests of the last
    moments: few in the calm of the start, and as many times more later as the day is shorter.
    """
    loop: Any = asyncio.get_running_loop()
    waiting = len(loop._timer._SimpleTimer__callbacks) if hasattr(loop, "_timer") else 0
    timers = waiting + sum(timer.isActive() for timer in window.findChildren(QTimer))
    files = len(list(Path("/proc/self/fd").iterdir()))
    return Sample(
        hour, rss_mb(), files, threading.active_count(), timers, len(asyncio.all_tasks()), len(gc.get_objects())
    )


class Script:
    """What happens when; all of it by the panel's clock."""

    def __init__(self, world: FarWorld, panel: Panel, window: MainWindow, day: Day, kit: DialogKit) -> None:
        self._world = world
        self._dialogs = CloseDialogs(kit, window)
        self._panel = panel
        self._clock = panel.clock
        self._window = window
        self._day = day
        self._dice = random.Random(8)
        self._slept = 0.0
        self._began = self._clock.now()
        self._next = {name: self._began + seconds for name, seconds in EVERY.items()}

    @property
    def hour(self) -> float:
        """Hours of the day that were really lived through; sleep does not count."""
        return (self._clock.now() - self._began - self._slept) / 3600

    async def live(self, hours: float) -> None:
        """Until the day is over."""
        while self.hour < hours:
            now = self._clock.now()
            for name, due in self._next.items():
                if now >= due:
                    self._next[name] = now + EVERY[name]
                    self._day.events[name] += 1
                    await getattr(self, f"_{name}")()
            await asyncio.sleep(0.02)

    async def _read(self) -> None:
        self._panel.session.refresh()

    async def _sample(self) -> None:
        self._day.samples.append(sample(self.hour, self._window))

    async def _close(self) -> None:
        net = self._world.set_scene(self._dice.randrange(10**6))
        self._panel.session.refresh()
        await self._panel.until(lambda: self._known() == net, 20.0)
        size = abs(net)
        wanted = self._dice.choice(
            (Wanted.all(), Wanted.contracts(self._dice.randint(1, size)), Wanted.percent(self._dice.randint(1, 100)))
        )
        dialog = self._dialogs.open(MES, wanted)
        command = await self._panel.ended(await self._press(await self._panel.plan(wanted)))
        assert command.outcome is not None
        dialog.close()
        self._day.outcomes[command.outcome.value] += 1
        if self._panel.command(command.id).holds_lease:
            # As a user would who has looked in NT8: the position is free for the next close.
            await self._panel.session.give_up_lease(command.id)

    async def _press(self, plan: ClosePlan) -> CommandId:
        """As the window system delivers it: outside of any task."""
        taken: asyncio.Future[CommandId | Refusal] = asyncio.get_running_loop().create_future()
        QTimer.singleShot(0, lambda: taken.set_result(self._panel.session.close(plan)))
        pressed = await taken
        assert not isinstance(pressed, Refusal), pressed
        return pressed

    def _known(self) -> int | None:
        held = self._panel.session.snapshot.position(MES)
        return None if held is None else held.quantity * (-1 if held.side is Side.SHORT else 1)

    async def _drop(self) -> None:
        self._world.drop_stream()

    async def _away(self) -> None:
        self._world.addon_away(True)
        await self._clock.sleep(60.0)
        self._world.addon_away(False)
        self._panel.session.refresh()

    async def _sleep(self) -> None:
        self._slept += NAP_S
        self._world.jump(NAP_S)
        self._clock.jump(NAP_S)


def running_loop() -> PressLoop:
    """The program's own."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, PressLoop)
    return loop


def panel_beside(world: FarWorld, times: float, folder: Path, lost: list[tuple[str, BaseException]]) -> Panel:
    """A session on the disk of ``folder``; unlike the panels of a test it keeps no record of what it announced."""
    clock, disk = FastClock(times), Disk.open(folder)
    budget = RequestBudget(clock=clock.now, sleep=clock.sleep)
    ways = Ways(stream=True, base_url=world.base_url, stream_url=world.stream_url)
    parts = Parts(
        PROFILE,
        connector(ways, budget),
        MemoryVault(),
        JournalPlug(disk.journal, PROFILE),
        PlainPreferences(),
        budget,
        clock,
        lambda what, error: lost.append((what, error)),
        at_once=running_loop().at_once,
    )
    return Panel(Session(parts), disk, clock, lost)


async def live(hours: float, times: float, folder: Path) -> Day:
    """One day; returns what was counted, with everything taken down again."""
    day = Day()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: day.lost.append(str(context.get("exception") or context["message"])))
    world = FarWorld(times)
    panel = panel_beside(world, times, folder, [])
    await panel.session.start(Token(TOKEN))
    await panel.until(lambda: panel.session.snapshot.accounts or panel.session.link.fault)
    theme = Theme(application)
    preferences, icons = ScriptedPreferences(), Icons(theme)
    window = MainWindow(WindowParts(panel.session, preferences, Asked().all_handlers(), theme, icons, FORMATTER))
    tasks = TaskScope(lambda what, error: panel.lost.append((what, error)))
    kit = DialogKit(panel.session, preferences, theme, icons, FORMATTER, tasks.spawn)
    window.show()
    collect_rarely()
    # As many times more often as there is more to collect.
    collect_now_and_then(window, round(EVERY_MS / times))
    await asyncio.sleep(2.0)
    day.samples.append(sample(0.0, window))
    probe = Probe(day.delays)
    await Script(world, panel, window, day, kit).live(hours)
    probe.stop()
    await asyncio.sleep(0.5)
    day.samples.append(sample(hours, window))
    window.allow_close()
    window.close()
    day.lost += [f"{what}: {error!r}" for what, error in panel.lost]
    day.lost += [f"did not end: {name}" for name in (*await panel.session.stop(), *await tasks.close())]
    panel.disk.close()
    world.stop()
    window.deleteLater()
    await asyncio.sleep(0.2)
    left = [task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    day.lost += [f"still running: {name}" for name in left]
    return day


def figures(day: Day, hours: float) -> list[Figure]:
    """The day in one table."""
    first, last = day.samples[0], day.samples[-1]
    after = [one for one in day.samples if one.hour >= min(1.0, hours / 8)]
    settled = after[0]
    slope = (
        statistics.linear_regression([s.hour for s in after], [s.rss_mb for s in after]).slope
        if len(after) > 1
        else 0.0
    )
    counted = dict(sorted((day.events + day.outcomes).items()))
    return [
        at_most("memory at the end of the day", last.rss_mb, "MB", 150,
                start=first.rss_mb, after_first_hour=settled.rss_mb,
                objects_after_first_hour=settled.objects, objects=last.objects),
        at_most("growth after the first hour", last.rss_mb - settled.rss_mb, "MB", 2, slope_mb_per_h=slope),
        # Without a target: requests are as many times more frequent as the day is shorter.
        Figure("event-loop delay, 99th percentile", day.delays.percentile(0.99), "ms",
               notes={"median_ms": day.delays.percentile(0.5), "worst_ms": day.delays.worst_ms}),
        at_most("open files, growth", last.files - settled.files, "", 2, start=first.files, end=last.files),
        at_most("threads, growth", last.threads - settled.threads, "", 0, start=first.threads, end=last.threads),
        at_most("timers, growth", last.timers - settled.timers, "", 60, start=first.timers, end=last.timers),
        at_most("tasks, growth", last.tasks - settled.tasks, "", 2, start=first.tasks, end=last.tasks),
        at_most("lost exceptions and tasks", len(day.lost), "", 0, **{name: float(n) for name, n in counted.items()}),
    ]  # fmt: skip


def run(hours: float, times: float) -> tuple[Day, list[Figure]]:
    """A day on a loop of its own."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="ctpanel-day-") as folder, PressLoop(application) as loop:
        day: Day = loop.run_until_complete(live(hours, times, Path(folder)))
    return day, figures(day, hours)


def main() -> int:
    """0 when nothing was lost and every close had its outcome."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--times", type=float, default=48.0, help="simulated seconds per real second")
    parser.add_argument("--samples", action="store_true", help="print every sample, too")
    given = parser.parse_args()
    day, found = run(given.hours, given.times)
    for one in day.samples if given.samples else ():
        print(json.dumps({name: round(value, 2) for name, value in asdict(one).items()}))
    emit(found)
    print(table(found), flush=True)
    for line in day.lost:
        print(line, file=sys.stderr)
    return int(bool(day.lost) or sum(day.outcomes.values()) != day.events["close"])


if __name__ == "__main__":
    sys.exit(main())
