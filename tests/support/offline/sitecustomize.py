"""A `sitecustomize` that ends a process at its first network call.

It also logs lines of JSON to the file `BRIEFGEN_TEST_NOTES`: one for each program that was started, and the loaded modules
at the end.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from typing import Any, NoReturn

_NOTES = os.environ["BRIEFGEN_TEST_NOTES"]
_NETWORK = (
    "socket.",
    "urllib.Request",
    "http.client.",
    "ftplib.",
    "smtplib.",
    "poplib.",
    "imaplib.",
    "telnetlib.",
    "webbrowser.",
)
# looking up the machine's own name uses no network
_LOCAL = ("socket.gethostname", "socket.__new__")


def _note(what: str, value: Any) -> None:
    with open(_NOTES, "a", encoding="utf-8") as notes:
        notes.write(json.dumps({what: value}, default=str) + "\n")


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "subprocess.Popen":
        _note("program", arguments[0] if arguments[0] is not None else arguments[1][0])
    elif event.startswith(_NETWORK) and event not in _LOCAL:
        _note("network", [event, *arguments[1:]])
        _exit(97)  # code that catches every exception cannot catch this


def _modules() -> None:
    _note("modules", sorted(sys.modules))


def _leave(code: int) -> NoReturn:
    _modules()
    _exit(code)


_exit, os._exit = os._exit, _leave  # type: ignore[assignment]  # a command may leave without cleaning up
atexit.register(_modules)
sys.addaudithook(_refuse)
