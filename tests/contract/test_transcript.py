"""Each command in `docs/proposal.md` prints what the document shows.

`--update-golden` writes the output of this version into the document.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCUMENT = ROOT / "docs/proposal.md"
_BLOCK = re.compile(r'^```(?:(?P<console>console)|\w+ title="(?P<path>[^"]+)")\n(?P<text>.*?)^```$', re.M | re.S)
_COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.M)
_HASH = re.compile(r"\b[0-9a-f]{40}\b|(?<=`)[0-9a-f]{7}(?=`)")


class _Shell:
    """A shell in the project of the transcript, on a fixed day."""

    def __init__(self, folder: Path) -> None:
        self._home = self._folder = folder
        day = "2025-11-26T12:00:00Z"
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _PERSON.items()}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self._environment = {**os.environ, **who, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "PATH": path}

    def run(self, command: str) -> str:
        """Return what a command prints, and follow `cd`."""
        if command.startswith("cd "):
            self._folder /= command[3:]
            return ""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return _HASH.sub(lambda found: "0" * len(found[0]), done.stdout.replace(str(self._home), "~"))

    def write(self, path: str, text: str) -> None:
        """Write a file of the transcript."""
        (self._folder / path).write_text(text, "utf-8")


_PERSON = {"NAME": "An editor", "EMAIL": "editor@example.org"}


@pytest.mark.full
def test_commands_print_what_the_document_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shell = _Shell(tmp_path)
    before = DOCUMENT.read_text("utf-8")

    def played(block: re.Match[str]) -> str:
        if block["path"]:
            shell.write(block["path"], block["text"])
            return block[0]
        steps = [(step["command"], shell.run(step["command"])) for step in _COMMAND.finditer(block["text"])]
        return "```console\n" + "".join(f"$ {command}\n{printed}" for command, printed in steps) + "```"

    after = _BLOCK.sub(played, before)
    if request.config.getoption("--update-golden"):
        DOCUMENT.write_text(after, "utf-8")
    assert after == DOCUMENT.read_text("utf-8")
    assert after.count("\n$ briefgen") >= 7
