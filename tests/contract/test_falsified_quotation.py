"""A falsified quotation fails the check, even if other sources are cited for it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.support.projects import run

EVENT = "content/events/2025-11-27-bishkek-press-conference.yaml"


def test_falsified_words_of_the_flagship_fail_the_check(tmp_path: Path) -> None:
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("texts"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    event = tmp_path / EVENT
    text = event.read_text("utf-8")
    assert text.count("conveyed to us") == 1
    event.write_text(text.replace("conveyed to us", "whispered to cats"), "utf-8")
    done = run("briefgen", "check", "--project", str(tmp_path), "--select", "quote-not-found")
    assert done.returncode == 1, done.stderr
    assert f"{EVENT}:20:12: error[BG436] quote-not-found" in done.stdout
    assert "closest passage is paragraph 2, sentence 4, with 19 of its 22 words" in done.stdout
