"""No network for a child process: on its PYTHONPATH, this ends it when it turns to one, and notes what it loads and starts.

`BRIEFGEN_TEST_NOTES` names the file for the notes: a line of JSON with the modules loaded at the end, and one for each program started.
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
# asking for the machine's own name goes to no network
_LOCAL = ("socket.gethostname", "socket.__new__")


def _note(what: str, value: Any) -> None:
    with open(_NOTES, "a", encoding="utf-8") as notes:
        notes.write(json.dumps({what: value}, default=str) + "\n")


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "subprocess.Popen":
        _note("program", arguments[0] if arguments[0] is not None else arguments[1][0])
    elif event.startswith(_NETWORK) and event not in _LOCAL:
        _note("network", [event, *arguments[1:]])
        _exit(97)  # whoever catches every exception does not catch this


def _modules() -> None:
    _note("modules", sorted(sys.modules))


def _leave(code: int) -> NoReturn:
    _modules()
    _exit(code)


_exit, os._exit = os._exit, _leave  # type: ignore[assignment]  # a command may leave without cleaning up
atexit.register(_modules)
sys.addaudithook(_refuse)
