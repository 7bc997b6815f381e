"""`python -m ctpanel.sim` as another program starts it."""

import re
import signal
import subprocess
import sys

import httpx
import pytest

from ctpanel.sim.__main__ import main

TOKEN = "a-token-that-must-not-be-printed"


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(["--port", "0", "--token", TOKEN, *arguments])
    assert caught.value.code == 2
    return capsys.readouterr().err


def test_usage_errors_name_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Known faults" in refusal(capsys, "--fault", "nonsense")
    assert "Known scenarios" in refusal(capsys, "--scenario", "storm")
    assert "127.0.0.1 only" in refusal(capsys, "--host", "0.0.0.0")


def test_a_port_in_use_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "70000", "--token", TOKEN]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl+C there")
def test_it_serves_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "ctpanel.sim", "--port", "0", "--token", TOKEN, "--fault", "503:quote"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address is not None
        assert "Ctrl+C" in line
        headers = {"Authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=address[0], headers=headers, trust_env=False) as client:
            assert client.get("/v1/api/accounts").status_code == 200
            assert client.get("/v1/api/market/quote?instrument=ES").status_code == 503
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=100)
    assert process.returncode == 0
    assert err == ""
    assert TOKEN not in line + out
