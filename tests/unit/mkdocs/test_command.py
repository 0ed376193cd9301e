"""MkDocs' commands in this process: exit codes and paths of options."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import click
import pytest
from mkdocs.__main__ import cli

from briefgen.mkdocs import command
from tests.conftest import ROOT


def _instead(monkeypatch: pytest.MonkeyPatch, done: Callable[[list[str]], None]) -> list[list[str]]:
    """Run a function in the place of MkDocs, and return the words that it was called with."""
    called: list[list[str]] = []

    def main(words: list[str], **_: str) -> None:
        called.append(words)
        done(words)

    monkeypatch.setattr(cli, "main", main)
    return called


def _stops(number: int) -> Callable[[list[str]], None]:
    def done(_: list[str]) -> None:
        os.kill(os.getpid(), number)
        time.sleep(10)

    return done


def _caught(number: int) -> Callable[[list[str]], None]:
    def done(_: list[str]) -> None:
        try:
            _stops(number)([])
        except KeyboardInterrupt:
            # as click does
            raise SystemExit(1) from None

    return done


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_signal_ends_the_command_with_its_exit_code(name: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    for done in (_stops(number), _caught(number)):
        _instead(monkeypatch, done)
        assert command.run("build", "mkdocs.yml", []) == code
    assert signal.getsignal(number) is before


def test_ignored_signal_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        _instead(monkeypatch, lambda _: os.kill(os.getpid(), signal.SIGHUP))
        assert command.run("serve", "mkdocs.yml", []) == 0
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_exit_code_without_a_signal_is_that_of_mkdocs(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_: list[str]) -> None:
        raise SystemExit(code)

    _instead(monkeypatch, leave)
    assert command.run("build", "mkdocs.yml", []) == code


def test_paths_of_options_are_taken_from_the_present_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    called = _instead(monkeypatch, lambda _: None)
    command.run("build", "m.yml", ["-d", "out", "--site-dir=a/b", "-dout", "--strict", "-w", "/x", "--theme", "out"])
    here = f"{ROOT}/docs"
    assert called == [["build", "--config-file", "m.yml", "-d", f"{here}/out", f"--site-dir={here}/a/b", f"-d{here}/out", "--strict", "-w", "/x", "--theme", "out"]]  # fmt: skip


def test_options_with_a_path_are_those_of_mkdocs() -> None:
    found = {
        option
        for name in ("build", "serve")
        for each in cli.commands[name].params
        if isinstance(each, click.Option) and isinstance(each.type, click.Path | click.File)
        for option in each.opts
    }
    assert found == set(command._PATHS)
