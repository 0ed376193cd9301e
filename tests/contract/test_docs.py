"""The documents are correct and complete: examples work, and features are listed."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copy, copytree

import pytest

from briefgen import config
from briefgen.check.runner import check, rules
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, LoadedFile, load
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds
from briefgen.registry import names
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import ROOT, run
from tests.contract.test_architecture import LAYERS

README = (ROOT / "README.md").read_text("utf-8")
AUTHORING = (ROOT / "docs/authoring.md").read_text("utf-8").split("\n## A mistake")[0]
_BRIEF = re.compile(r"```yaml\n# (content/(\w+)/([\w-]+)\.yaml)\n(.*?)```", re.DOTALL)
BLOCKS = _BRIEF.findall(AUTHORING)
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\((?![a-z]+:)([^)\s#]*)(?:#([^)\s]+))?\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def test_readme_is_short_and_shows_the_first_guide_example() -> None:
    assert len(README.split()) <= 900
    assert _BRIEF.findall(README) == BLOCKS[:1]


def test_readme_report_is_what_the_check_prints(tmp_path: Path) -> None:
    (path, _, _, text) = _BRIEF.findall(README)[0]
    (report,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    copytree(ROOT / "content", tmp_path / "content")
    copytree(ROOT / "seeds", tmp_path / "seeds")
    copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / path).write_text(text.replace("[vladimir-putin]\n", "[vladimir-putn]\n", 1), "utf-8")
    assert run("briefgen", "check", "--select", "BG3", path, cwd=tmp_path).stdout == report


def test_guide_shows_every_kind_briefly() -> None:
    assert {folder for _, folder, _, _ in BLOCKS} == {kind.folder for kind in kinds().values()}
    assert [path for path, _, _, text in BLOCKS if not 5 <= text.count("\n") <= 17] == []


@pytest.mark.parametrize(("path", "folder", "id", "text"), BLOCKS, ids=[block[2] for block in BLOCKS])
def test_guide_example_has_no_findings_in_the_flagship(path: str, folder: str, id: str, text: str) -> None:
    settings, _ = config.read(ROOT)
    loaded = load(ROOT, settings.content, Cache())
    data, problems = reader.parse(YamlFile(path, text))
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


def test_commands_document_names_every_command() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    assert [name for name in names("briefgen.cli") if f"| `briefgen {name.replace('_', '-')}" not in text] == []


def test_options_document_names_every_option() -> None:
    text = (ROOT / "docs/customising.md").read_text("utf-8")
    assert [name for name in config.Options.__struct_fields__ if f"\n| `{name}` |" not in text] == []


def test_architecture_lists_the_packages_in_their_order() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8").split("\n## Sixteen packages\n")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)/` \| [A-Z]", text, re.MULTILINE)
    assert listed == [layer for layer in LAYERS if (ROOT / "briefgen" / layer).is_dir() and layer != "cli"]


def test_documents_name_modules_that_exist() -> None:
    folders = "|".join(layer for layer in LAYERS if (ROOT / "briefgen" / layer).is_dir())
    named = {
        path
        for document in DOCUMENTS
        for path in re.findall(rf"`(?:briefgen/)?((?:{folders})/[\w/]+\.py)`", document.read_text("utf-8"))
    }
    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / "briefgen" / path).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_between_documents_resolve(document: Path) -> None:
    text = _FENCE.sub("", document.read_text("utf-8"))
    dead = []
    for path, fragment in _LINK.findall(text):
        target = (document.parent / path).resolve() if path else document
        if not target.is_file() or (fragment and fragment not in _anchors(target)):
            dead.append(f"{path}#{fragment}")
    assert dead == []


def _anchors(document: Path) -> set[str]:
    """Return the anchors that GitHub and MkDocs give a document's headings."""
    headings = _HEADING.findall(_FENCE.sub("", document.read_text("utf-8")))
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


def test_codes_are_in_range_and_defined_once() -> None:
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "briefgen").rglob("*.py")):
        for code in re.findall(r'"(BG\d{3})"', file.read_text("utf-8")):
            found.setdefault(code, []).append(file.name)
    assert {code: files for code, files in found.items() if len(files) > 1} == {}
    assert all(re.fullmatch(r"BG[1-6]\d\d", code) for code in found)
    assert len(rules()) >= 10


LOCKS = tuple(
    f"tests/{each}/package-lock.json"
    for each in ("browser", "browser/cms", "editor", "firefox", "workflows", "yamlsuite")
)


def test_no_registry_or_outside_path_in_the_repository() -> None:
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
