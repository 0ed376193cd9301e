"""Count function calls instead of time, which gives the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


def counted(call: Callable[[], T]) -> tuple[T, int]:
    """Return the result of a call, and the number of function calls and returns."""
    count = 0

    def hook(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(hook)
    try:
        found = call()
    finally:
        sys.setprofile(before)
    return found, count
