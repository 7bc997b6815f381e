"""What the README names is there: files, commands, options."""

import re
from pathlib import Path

import pytest

from ctpanel import cli

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_or_shows_is_there() -> None:
    shown = re.findall(r"\]\(([^)#]+)\)", README)
    named = re.findall(r"\b(?:packaging|resources|tests)/[\w./-]*\w|\bctpanel/[\w/]+\.py", README)
    folders = re.findall(r"^    (ctpanel/\w+|resources|tests|packaging) ", README, re.MULTILINE)
    assert len(shown) >= 5 and len(named) >= 5 and len(folders) >= 9
    assert [name for name in {*shown, *named, *folders} if not (CHECKOUT / name).exists()] == []


def test_every_command_of_the_set_up_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(CHECKOUT / "packaging")
    import dev

    assert set(re.findall(r"packaging/dev\.py (\w+)", README)) == set(dev.COMMANDS)


def test_every_option_is_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    (table,) = re.findall(r"\| Option \|(.*?)\n\n", README, re.DOTALL)
    assert set(re.findall(r"--[a-z-]+", table)) - {"---"} == known


def test_the_files_of_a_bundle_are_called_as_they_are_made() -> None:
    makers = "".join((CHECKOUT / "packaging" / name).read_text() for name in ("bundle.py", "linux_package.py"))
    for name in re.findall(r"`(ctpanel[-_]0\.1\.0[\w.-]*\.(?:deb|gz|exe|zip))`", README):
        stem = re.split(r"0\.1\.0", name)[1]
        assert re.search(re.escape(re.split(r"x86_64|amd64|arm64", stem)[0]), makers), name
