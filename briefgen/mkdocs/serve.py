"""Live preview: the report above served pages, and folders that are watched.

`mkdocs serve` watches only what exists when it starts, and shows nothing of a build that failed. The plugin uses this module
for both.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

from mkdocs.livereload import LiveReloadServer

from briefgen.mkdocs import overlay

_SECONDS = 0.5
"""The time between two looks at the watched paths, which is also that of MkDocs."""


def show_report(server: LiveReloadServer, report: Callable[[], str]) -> None:
    """Show a report above every served page, while it is not empty."""
    plain = server.serve_request

    def serve(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        said = report()
        if not said:
            return plain(environ, start)
        kept: list[Any] = []
        body = b"".join(plain(environ, lambda *args: kept.extend(args)))
        status, headers = kept[0], [(k, v) for k, v in kept[1] if k.lower() != "content-length"]
        if any(k.lower() == "content-type" and "html" in v for k, v in headers):
            body = overlay.with_report(body, said)
        start(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    server.set_app(serve)


def watch(server: LiveReloadServer, paths: Callable[[], Iterable[Path]]) -> None:
    """Rebuild when files below the paths change, or a path appears or disappears.

    MkDocs stops watching a folder that disappears. The paths are asked for each time, because they follow the options.
    """
    seen = {path: _identity(path) for path in paths()}
    for path, found in seen.items():
        if found is not None:
            server.watch(str(path))

    def look() -> None:
        while not server._shutdown:
            sleep(_SECONDS)
            for path in paths():
                found = _identity(path)
                if found != seen.get(path):
                    seen[path] = _watched_again(server, path, found)
                    _rebuild(server)

    Thread(target=look, name="briefgen-watch", daemon=True).start()


@contextmanager
def recorded_errors() -> Iterator[list[str]]:
    """Yield the list of the errors that MkDocs logs meanwhile."""
    handler = _Recorder(logging.ERROR)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


class _Recorder(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _watched_again(server: LiveReloadServer, path: Path, found: tuple[int, int] | None) -> tuple[int, int] | None:
    with suppress(KeyError):
        # MkDocs counts how often a path is watched, and itself watches some of these
        while True:
            server.unwatch(str(path))
    if found is not None:
        try:
            server.watch(str(path))
        except OSError:
            # it has disappeared again
            return None
    return found


def _rebuild(server: LiveReloadServer) -> None:
    # MkDocs has no public way to ask for a build
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
