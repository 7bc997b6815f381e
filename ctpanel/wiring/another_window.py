"""Another profile in a window of its own: the same program, started once more and left to itself."""

from __future__ import annotations

from PySide6.QtCore import QProcess, QProcessEnvironment

from ctpanel.wiring.launch import Launch
from ctpanel.wiring.own_program import TOKEN_VARIABLE, own_program


def arguments_for(launch: Launch, profile: str) -> tuple[str, ...]:
    """The command line behind the program's name. Addresses given for this run are not handed on: they are its own."""
    given = ["--profile", profile, "--log-level", launch.log_level]
    if launch.state_dir is not None:
        given += ["--state-dir", str(launch.state_dir.expanduser().absolute())]
    return (*given, "--no-stream") if launch.no_stream else tuple(given)


def start_window(launch: Launch, profile: str) -> bool:
    """Start it; False when the system refused. The token of this run's environment is another user's and stays here."""
    program, *before = own_program()
    process = QProcess()
    process.setProgram(program)
    process.setArguments([*before, *arguments_for(launch, profile)])
    environment = QProcessEnvironment.systemEnvironment()
    environment.remove(TOKEN_VARIABLE)
    process.setProcessEnvironment(environment)
    # Whoever reads the output of this program must not wait for the other one.
    for channel in (process.setStandardOutputFile, process.setStandardErrorFile):
        channel(QProcess.nullDevice())
    process.setStandardInputFile(QProcess.nullDevice())
    # The binding's stubs promise a pair; what comes is a plain truth value.
    started: object = process.startDetached()
    return bool(started[0]) if isinstance(started, tuple) else bool(started)
