"""The program as a process, from outside: exit codes, standard error, files, sockets, signals."""

from __future__ import annotations
