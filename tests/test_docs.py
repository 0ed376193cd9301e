"""The documents cannot lie: what they show works, and what exists is in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import config
from briefgen.check.runner import check, rules
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import link
from briefgen.corpus.load import Loaded, LoadedFile, kinds, load
from briefgen.model.decode import decode
from briefgen.registry import names
from briefgen.yaml import reader
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n# (content/(\w+)/([\w-]+)\.yaml)\n(.*?)```", README, re.DOTALL)


def test_readme_shows_every_kind_in_few_lines() -> None:
    assert {folder for _, folder, _, _ in BLOCKS} == {kind.folder for kind in kinds().values()}
    assert [path for path, _, _, text in BLOCKS if not 5 <= text.count("\n") <= 17] == []


@pytest.mark.parametrize(("path", "folder", "id", "text"), BLOCKS, ids=[block[2] for block in BLOCKS])
def test_readme_example_is_clean_in_the_flagship(path: str, folder: str, id: str, text: str) -> None:
    settings, _ = config.read(ROOT)
    loaded = load(ROOT, settings.content, Cache())
    data, problems = reader.parse(reader.YamlFile(path, text))
    assert problems == ()
    kind = next(kind for kind in kinds().values() if kind.folder == folder)
    brief, problems = decode(kind, path, data, id=id)
    assert problems == ()
    others = tuple(entry for entry in loaded.entries if entry.id != id)
    assert len(others) == len(loaded.entries) - 1, "the example is shortened from a real brief"
    corpus, found = link(
        Loaded((*others, LoadedFile(path, id, kind, brief)), loaded.briefing, loaded.briefing_path, ())
    )
    assert [p for p in found if p.path == path] == []
    # the examples are shortened: a point shows one of its versions
    shortened = {"missing-entry"}
    said = [p for p in check(corpus, loaded.briefing_path) if p.path == path and p.code.name not in shortened]
    assert said == []


def test_changelog_names_every_command() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8") + README
    assert [
        name for name in names("briefgen.cli") if f"briefgen {name}" not in text and f"mkdocs {name}" not in text
    ] == []


def test_codes_have_their_hundred_and_are_used_once() -> None:
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "briefgen").rglob("*.py")):
        for code in re.findall(r'"(BG\d{3})"', file.read_text("utf-8")):
            found.setdefault(code, []).append(file.name)
    assert {code: files for code, files in found.items() if len(files) > 1} == {}
    assert all(re.fullmatch(r"BG[1-6]\d\d", code) for code in found)
    assert len(rules()) >= 10


LOCKS = ("tests/browser/package-lock.json", "tests/editor/package-lock.json", "tests/yamlsuite/package-lock.json")


def test_no_registry_and_no_outside_path_in_the_repository() -> None:
    suspects = ("index" + "-url", "py" + "pi.org", "../" + "shared", "registry.npm" + "js")
    for name in (
        "requirements.txt",
        "requirements-dev.txt",
        "pyproject.toml",
        "Makefile",
        ".ci/run",
        "README.md",
        *LOCKS,
    ):
        text = Path(ROOT / name).read_text("utf-8")
        assert [word for word in suspects if word in text] == [], name
