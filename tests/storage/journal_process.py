"""A second program on the same journal: run with a folder and a mode, talks over standard input and output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ctpanel.domain.step import Step
from ctpanel.storage.errors import JournalUnavailable
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import JournalStep, LeaseTaken
from tests.storage.journal_kit import command, journal, outcome, sending


def race(book: Journal, name: str) -> None:
    """For every round named on standard input, try to begin, and say who won."""
    for line in sys.stdin:
        number = line.strip()
        taken = book.begin(command(f"{name}-{number}"))
        if isinstance(taken, LeaseTaken):
            book.append(sending(f"{name}-{number}"))
            print("won", flush=True)
        else:
            print(f"held by {taken.command_id}", flush=True)


def work(book: Journal, name: str) -> None:
    """Commands one after the other, each step told as soon as the journal has returned, until killed."""
    number = 0
    while True:
        number += 1
        command_id = f"{name}-{number}"
        book.begin(command(command_id))
        print(f"pressed {command_id}", flush=True)
        book.append(sending(command_id))
        print(f"sending {command_id}", flush=True)
        book.append(JournalStep(command_id, Step.ACCEPTED, 5, answer={"success": True}))
        print(f"accepted {command_id}", flush=True)
        book.finish(outcome(command_id))
        print(f"finished {command_id}", flush=True)


def hold(book: Journal, name: str) -> None:
    """Begin one command and wait to be killed or told to end."""
    book.begin(command(name))
    print("holding", flush=True)
    sys.stdin.readline()


def fill(book: Journal, name: str) -> None:
    """Commands until no file may grow any more; then say what the journal said."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = max(path.stat().st_size for path in Path(sys.argv[1]).glob("journal*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 600_000, size + 600_000))
    for number in range(10_000):
        try:
            book.begin(command(f"{name}-{number}"))
            book.finish(outcome(f"{name}-{number}"))
        except JournalUnavailable as error:
            print(f"{error.fault.value}: {error}", flush=True)
            return


if __name__ == "__main__":
    modes = {"race": race, "work": work, "hold": hold, "fill": fill}
    modes[sys.argv[2]](journal(Path(sys.argv[1])), sys.argv[3])
    os._exit(0)
