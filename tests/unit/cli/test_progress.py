"""A long run shows on a terminal that it goes on; nothing else ever sees it."""

from __future__ import annotations

import io
import sys
from time import sleep

import pytest

from briefgen.cli._shared import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("load", "link") as stage:
        stage("load", 0.1)
        sleep(seconds)
    return stream.getvalue()


def test_a_terminal_sees_a_bar_after_a_second_and_it_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(monkeypatch, _Terminal(), 1.6)
    assert "\r[##########----------] link\x1b[K" in shown
    assert shown.endswith("\r\x1b[K")


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, _Terminal(), 0.0) == ""


def test_a_file_never_sees_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, io.StringIO(), 1.3) == ""
