"""After a session full of trouble no byte of the token stands in anything that the program wrote or printed."""

from __future__ import annotations

import asyncio
import base64
import io
import sys
import urllib.parse
import zipfile
from pathlib import Path

from tests.session.rig import TOKEN

ROOT = Path(__file__).parents[2]


def written_forms(token: str) -> set[bytes]:
    """The token as it may stand in a file: as it is, quoted, in hex, and in base64 at every place in a longer text."""
    raw = token.encode()
    forms = {raw, urllib.parse.quote(token, safe="").encode(), urllib.parse.quote_plus(token).encode()}
    forms |= {raw.hex().encode(), raw.hex().upper().encode(), raw[::-1], raw[:16], raw[-16:]}
    for lead in range(3):
        core = base64.b64encode(b"x" * lead + raw)[4 if lead else 0 : -4]
        forms |= {core, core.replace(b"+", b"-").replace(b"/", b"_"), urllib.parse.quote(core, safe="").encode()}
    return forms


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file, and every file in a zip, by name."""
    found = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name, content in tuple(found.items()):
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                found |= {f"{name}/{inner}": packed.read(inner) for inner in packed.namelist()}
    return found


async def test_no_byte_of_the_token_is_written_or_printed(tmp_path: Path) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-X", "dev", "-m", "tests.session.leaking_program", str(tmp_path)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, errors = await asyncio.wait_for(program.communicate(TOKEN.encode() + b"\n"), 200)
    assert program.returncode == 1 and b"SystemError: crashed with 1 headers in reach" in errors, errors.decode()[
        -2000:
    ]
    found = {**everything_in(tmp_path), "stdout": printed, "stderr": errors}
    log = found[str(tmp_path / "logs" / "ctpanel-main.log")]
    assert b"broke with" in log and b"[hidden]" in log and b"RuntimeError" in log
    assert any(name.endswith("case.zip/command.json") for name in found)
    forms = written_forms(TOKEN)
    leaks = {f"{name}: {form!r}" for name, content in found.items() for form in forms if form in content}
    assert leaks == set()
