"""Run MkDocs' commands in this process, so that signals reach the build itself.

SIGINT, SIGTERM and SIGHUP stop a build. It ends its programs and removes its unfinished site. Its exit code is 128 plus the
number of the signal, as shells count.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from mkdocs.__main__ import cli

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_PATHS = ("-d", "--site-dir", "-w", "--watch", "-f", "--config-file")
"""MkDocs' options with a path, which it would take from the folder of `mkdocs.yml`."""


def run(command: str, config_file: str, options: Sequence[str]) -> int:
    """Run `mkdocs build` or `mkdocs serve`, and return the exit code.

    Paths among the options are taken from the present folder.
    """
    words = [command, "--config-file", config_file, *_absolute(options)]
    with _stopped_by_signals() as received:
        try:
            cli.main(words, prog_name="mkdocs")
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        except KeyboardInterrupt:
            code = 1
    return 128 + received[0] if received else code


@contextmanager
def _stopped_by_signals() -> Iterator[list[int]]:
    """Raise KeyboardInterrupt for every signal that asks a process to end.

    Yields the numbers of those that arrived. A signal that is ignored, as by `nohup`, stays ignored.
    """
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        received.append(number)
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield received
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


def _absolute(options: Sequence[str]) -> Iterator[str]:
    is_path = False
    for word in options:
        name, equals, path = word.partition("=")
        if is_path:
            yield os.path.abspath(word)
        elif equals and name in _PATHS and name.startswith("--"):
            yield f"{name}={os.path.abspath(path)}"
        elif word[:2] in _PATHS and not word.startswith("--") and len(word) > 2:
            yield f"{word[:2]}{os.path.abspath(word[2:])}"
        else:
            yield word
        is_path = not is_path and word in _PATHS
