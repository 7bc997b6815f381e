"""CSV that says what the journal says, and runs nothing in any spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctpanel.domain.step import Step
from ctpanel.storage.errors import ExportFailed
from ctpanel.storage.export import BYTE_ORDER_MARK, STEP_HEADER, Cell, csv_cell, csv_line, export_journal, write_csv
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_query import JournalReader
from ctpanel.storage.journal_records import JournalStep
from tests.storage.journal_kit import PRESSED_AT, begun, outcome, sending

DANGEROUS = st.text("=+-@\t\r\n;|\"', aA1(\uff1d\uff0b\uff0d\uff20\u00a0\0\ud800", max_size=20)

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def read_back(content: bytes, delimiter: str = ",") -> list[list[str]]:
    assert content.startswith(BYTE_ORDER_MARK)
    text = content[len(BYTE_ORDER_MARK) :].decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(st.lists(DANGEROUS, min_size=1, max_size=4))
@example(['=cmd|"/c calc"!A1'])
@example(["x;=1+1"])
@example(["line\r\n=1+1"])
@example([" \t=1"])
def test_no_cell_is_a_formula_whatever_the_spreadsheet_takes_for_a_separator(cells: list[str]) -> None:
    line = csv_line(cells)
    for delimiter in ",;\t|":
        for row in read_back(BYTE_ORDER_MARK + line, delimiter):
            for cell in row:
                shown = cell.strip(' \u00a0\t\r\n"')
                number = re.fullmatch(r"-?\d+(\.\d+)?", shown)
                assert number or not shown.startswith(FORMULA_STARTS), (delimiter, row)


@given(st.sampled_from("\t\r"), DANGEROUS)
def test_a_cell_does_not_begin_with_what_spreadsheets_drop(first: str, rest: str) -> None:
    assert csv_cell(first + rest).startswith("\"'")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=1, max_size=5))
def test_text_comes_back_as_it_was_but_for_the_apostrophe(cells: list[str]) -> None:
    (back,) = read_back(BYTE_ORDER_MARK + csv_line(cells))
    assert [cell.replace("'", "") for cell in back] == [cell.replace("'", "") for cell in cells]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("-312.50"), "-312.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("5790.00"), "5790.00"),
        (Decimal("NaN"), '"NaN"'),
        (-4, "-4"),
        (None, ""),
        ("-312.50", '"-312.50"'),
        ("-1+2", '"\'-1+2"'),
        ("+5", '"\'+5"'),
        ("=1", '"\'=1"'),
        ("@a", '"\'@a"'),
        ("\uff1d1", '"\'\uff1d1"'),
        ('say "a", then b', '"say ""a"", then b"'),
        ("MES 12-25", '"MES 12-25"'),
        ("", '""'),
        (PRESSED_AT, '"2026-11-23T14:32:07.123+00:00"'),
    ],
)
def test_numbers_stay_numbers_and_formulas_do_not(value: Cell, written: str) -> None:
    assert csv_cell(value) == written


def test_a_file_begins_with_its_mark_and_ends_its_lines_as_the_standard_says(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_csv(path, ("a", "b"), [(1, "x\ny"), (Decimal("0.5"), None)]) == 2
    assert path.read_bytes() == b'\xef\xbb\xbf"a","b"\r\n1,"x\ny"\r\n0.5,\r\n'


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield (1,)
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="No space left on device"):
        write_csv(path, ("a",), rows())
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]
    with pytest.raises(ExportFailed):
        write_csv(tmp_path / "missing" / "out.csv", ("a",), [])


def test_the_journal_exports_every_step_on_a_connection_of_its_own(book: Journal, tmp_path: Path) -> None:
    for number in range(5):
        begun(book, f"c{number}")
        book.append(sending(f"c{number}"))
        book.append(JournalStep(f"c{number}", Step.NOTE, message="=HYPERLINK(1)"))
        book.finish(outcome(f"c{number}"))
    with JournalReader.on(tmp_path / "journal.sqlite3") as reader:
        count = export_journal(tmp_path / "out.csv", reader.all_commands(page_size=2))
        assert [record.command_id for record in reader.all_commands(page_size=1)] == [
            f"c{number}" for number in range(4, -1, -1)
        ]
    assert count == 20
    header, *lines = read_back((tmp_path / "out.csv").read_bytes())
    assert header == list(STEP_HEADER)
    assert len(lines) == 20
    first = dict(zip(header, lines[0], strict=True))
    assert (first["command"], first["step"], first["time"]) == ("c4", "pressed", "2026-11-23T14:32:07.123+00:00")
    assert first["plan"] == '{"quantity":2,"open":4,"stop":"5790.00"}'
    assert {line[header.index("message")] for line in lines if line[header.index("step")] == "note"} == {
        "'=HYPERLINK(1)"
    }


def test_a_reader_cannot_write(book: Journal, tmp_path: Path) -> None:
    begun(book)
    with JournalReader.on(tmp_path / "journal.sqlite3") as reader:
        assert len(list(reader.all_commands())) == 1
        assert "readonly" in str(_written_through(reader))


def _written_through(reader: JournalReader) -> Exception:
    with pytest.raises(Exception, match="readonly") as caught:
        reader._connection.execute("DELETE FROM leases")
    return caught.value
