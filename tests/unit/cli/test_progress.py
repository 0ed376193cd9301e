"""The progress bar appears only in terminals, and only in long runs."""

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


def test_terminal_shows_a_bar_after_a_second_and_removes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(monkeypatch, _Terminal(), 1.6)
    assert "\r[##########----------] link\x1b[K" in shown
    assert shown.endswith("\r\x1b[K")


def test_short_run_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, _Terminal(), 0.0) == ""


def test_bar_is_not_written_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(monkeypatch, io.StringIO(), 1.3) == ""
