"""The transcript in CONTRIBUTING is true: the same files and commands give the same words."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT, run

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(yaml|console)\n(?:# (\S+)|\$ ([^\n]+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_transcript_is_what_the_commands_say(full: Path) -> None:
    steps = _BLOCK.findall(TEXT)
    assert [language for language, *_ in steps] == ["yaml", "console", "console", "yaml", "console"]
    for language, path, command, block in steps:
        if language == "yaml":
            (full / path).write_text(block, "utf-8")
        else:
            done = run(*command.split(), cwd=full)
            assert done.stderr + done.stdout == block, command
