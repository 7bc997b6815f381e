"""What reaches the log file and standard error, whoever logs and whatever goes wrong."""

from __future__ import annotations

import io
import logging
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctpanel.storage.logs import InstalledLogs, LineFormatter, install
from ctpanel.storage.paths import StatePaths
from tests.storage.journal_kit import TOKEN, redactor


@pytest.fixture
def paths(tmp_path: Path) -> StatePaths:
    made = StatePaths.locate("Main", state_dir=tmp_path)
    made.create()
    return made


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


@pytest.fixture
def logs(paths: StatePaths, stderr: io.StringIO) -> Iterator[InstalledLogs]:
    installed = install(paths, redactor(), level=logging.DEBUG)
    console = logging.StreamHandler(stderr)
    console.setFormatter(LineFormatter())
    installed.add(console)
    yield installed
    installed.uninstall()


def written(paths: StatePaths) -> str:
    return paths.log.read_text(encoding="utf-8")


class Unprintable:
    def __str__(self) -> str:
        raise ZeroDivisionError(TOKEN)


def _raise(error: Exception) -> None:
    raise error


def test_a_line_has_its_zone_level_and_name(logs: InstalledLogs, paths: StatePaths) -> None:
    logging.getLogger("ctpanel.feed").info("read %d positions", 3)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d INFO ctpanel\.feed: read 3 positions\n", written(paths)
    )


def test_the_token_is_in_no_part_of_a_record(logs: InstalledLogs, paths: StatePaths, stderr: io.StringIO) -> None:
    logger = logging.getLogger("somebody.else")
    logger.info("message %s", TOKEN)
    logger.info(f"in the text {TOKEN}")
    logger.info("mapping %(a)s", {"a": {"Authorization": f"Bearer {TOKEN}"}})
    logger.info("bytes %r", TOKEN.encode())
    logger.info("extra", extra={"request": TOKEN, "thing": {"x": TOKEN}, "bad": Unprintable()})
    logger.handle(logging.makeLogRecord({"name": "x", "levelno": 20, "msg": "m", "stack_info": f"Stack: {TOKEN}"}))
    logger.info("unprintable %s", Unprintable())
    logger.info("wrong count %s %s", TOKEN)
    try:
        try:
            _raise(ValueError(f"cause {TOKEN}"))
        except ValueError as error:
            raise RuntimeError(f"effect {TOKEN}") from error
    except RuntimeError:
        logger.info("traceback", exc_info=True)
    both = written(paths), stderr.getvalue()
    for text in both:
        assert TOKEN not in text
        assert TOKEN[:12] not in text
        assert "RuntimeError: effect [hidden]" in text
        assert "could not be filled in" in text
    assert both[0] == both[1]


def test_extra_fields_are_safe_for_any_format(logs: InstalledLogs, tmp_path: Path) -> None:
    handler = logging.FileHandler(tmp_path / "other.log")
    handler.setFormatter(logging.Formatter("%(request)s %(bad)s %(exc_text)s"))
    logs.add(handler)
    try:
        _raise(ValueError(TOKEN))
    except ValueError:
        extra = {"request": {"token": TOKEN}, "bad": Unprintable()}
        logging.getLogger("x").info("m", extra=extra, exc_info=True)
    text = (tmp_path / "other.log").read_text()
    assert TOKEN not in text
    assert "[hidden]" in text


def test_handlers_that_were_there_before_are_guarded(paths: StatePaths) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("with.its.own.handler")
    logger.addHandler(handler)
    installed = install(paths, redactor())
    logger.info("now %s", TOKEN)
    installed.uninstall()
    logger.removeHandler(handler)
    assert stream.getvalue() == "now [hidden]\n"
    assert handler.filters == []


def test_chatty_libraries_are_held_to_their_levels(logs: InstalledLogs, paths: StatePaths) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://example.com/?token=1")
    logging.getLogger("httpcore.http11").debug("send_request_headers")
    logging.getLogger("websockets.client").debug("> Authorization: Bearer x")
    logging.getLogger("websockets.client").info("connection open")
    assert [line.split(" ", 1)[1] for line in written(paths).splitlines()] == [
        "INFO websockets.client: connection open"
    ]


def test_text_from_outside_cannot_look_like_a_record(logs: InstalledLogs, paths: StatePaths) -> None:
    logging.getLogger("x").info("%s", "one\n2026-01-01T00:00:00 INFO ctpanel: forged\r\u2028three")
    lines = written(paths).split("\n")
    assert [line.startswith("    ") for line in lines[1:-1]] == [True] * 3


def test_a_long_message_is_bounded_and_its_cut_hides(logs: InstalledLogs, paths: StatePaths) -> None:
    for offset in range(0, 40, 3):
        logging.getLogger("x").info("%s", "-" * (8000 - offset) + TOKEN + "-" * 50_000)
    text = written(paths)
    assert len(text) < 14 * 8200
    assert TOKEN[:6] not in text


def test_the_file_rotates_and_stays_private(paths: StatePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctpanel.storage.logs._MOST_BYTES", 10_000)
    installed = install(paths, redactor())
    for _ in range(500):
        logging.getLogger("x").info("-" * 200)
    installed.uninstall()
    files = list(paths.logs.iterdir())
    assert len(files) == 6
    for file in files:
        assert file.stat().st_size <= 10_000
        if os.name != "nt":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_somebody_looks_at_grows_and_loses_nothing(
    paths: StatePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that is open elsewhere cannot be renamed; the older files stay as they are, too."""
    monkeypatch.setattr("ctpanel.storage.logs._MOST_BYTES", 1_000)
    older = paths.log.with_name(paths.log.name + ".1")
    older.write_text("yesterday")
    installed = install(paths, redactor())
    with monkeypatch.context() as looking:
        looking.setattr(os, "rename", lambda source, target: _raise(PermissionError(13, "Access is denied")))
        for number in range(100):
            logging.getLogger("ctpanel").info("line %d of many", number)
    assert [line.split()[-3] for line in written(paths).splitlines()] == [str(number) for number in range(100)]
    assert older.read_text() == "yesterday"
    logging.getLogger("ctpanel").info("nobody looks any more")
    installed.uninstall()
    assert written(paths).count("\n") == 1
    assert older.read_text(encoding="utf-8").count("\n") == 100


def test_no_log_file_is_a_sentence_not_a_stop(tmp_path: Path) -> None:
    paths = StatePaths.locate("Main", state_dir=tmp_path / "missing")
    installed = install(paths, redactor())
    installed.uninstall()
    assert "There is no log file" in str(installed.problem)


def test_uninstalling_leaves_no_trace(paths: StatePaths) -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.getLogger("httpx").level)
    installed = install(paths, redactor())
    assert len(root.handlers) == len(before[0]) + 1
    installed.uninstall()
    installed.uninstall()
    assert (list(root.handlers), root.level, logging.getLogger("httpx").level) == before


def test_a_failing_write_prints_no_secret(logs: InstalledLogs, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError("No space left on device")

    logs.add(logging.StreamHandler(Full()))
    logging.getLogger("x").info("to nowhere %s", TOKEN)
    printed = capsys.readouterr().err
    assert "No space left" in printed
    assert TOKEN not in printed
