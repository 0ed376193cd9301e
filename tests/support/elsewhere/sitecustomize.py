"""A `sitecustomize` that shifts the clock and changes the order of directories.

`BRIEFGEN_TEST_SHIFT` is the offset of the clock in seconds. Directory entries are sorted by name, with
`BRIEFGEN_TEST_BACKWARDS` in reverse.
"""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Iterator
from typing import Any

_SHIFT = float(os.environ.get("BRIEFGEN_TEST_SHIFT", "0"))
_IS_BACKWARDS = "BRIEFGEN_TEST_BACKWARDS" in os.environ
_listdir, _scandir = os.listdir, os.scandir
_time, _time_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime


class _Day(datetime.date):
    @classmethod
    def today(cls) -> Any:
        return super().fromtimestamp(time.time())


class _Moment(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        return super().fromtimestamp(time.time(), tz)

    @classmethod
    def today(cls) -> Any:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(datetime.UTC).replace(tzinfo=None)


class _Entries:
    """The result of `os.scandir`, sorted."""

    def __init__(self, path: Any = ".") -> None:
        with _scandir(path) as found:
            self._entries = iter(sorted(found, key=lambda entry: entry.name, reverse=_IS_BACKWARDS))

    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def close(self) -> None:
        self._entries = iter(())


def _names(path: Any = ".") -> list[Any]:
    return sorted(_listdir(path), reverse=_IS_BACKWARDS)


def _patch() -> None:
    changed: dict[Any, dict[str, Any]] = {
        datetime: {"date": _Day, "datetime": _Moment},
        os: {"listdir": _names, "scandir": _Entries},
        time: {
            "time": lambda: _time() + _SHIFT,
            "time_ns": lambda: _time_ns() + int(_SHIFT * 1e9),
            "localtime": lambda moment=None: _localtime(time.time() if moment is None else moment),
            "gmtime": lambda moment=None: _gmtime(time.time() if moment is None else moment),
        },
    }
    for module, names in changed.items():
        for name, value in names.items():
            setattr(module, name, value)


_patch()
