"""The house stands as drawn: one way down, one door for each package, small rooms."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOUSE = ROOT / "briefgen"
# a module imports only from the lines above its own; a folder of modules is one room
LAYERS = (
    ("__init__", "diagnostics", "registry", "datewords", "licences", "limits"),
    ("yamlcodes", "shapecodes", "linkcodes", "filecodes", "flood"),
    (
        "yamlfile",
        "edtf",
        "colours",
        "outline",
        "scripts",
        "urls",
        "passages",
        "locators",
        "recordcodes",
        "graphviz",
        "csvtext",
        "oneline",
        "beside",
        "csp",
        "indexfiles",
        "policy",
        "languages",
    ),
    ("safe_html", "yamlplaces", "yamlsettings", "yamlcomments", "yamltree", "hidden", "kinds", "shingles", "wording"),
    ("documents",),
    ("briefing", "newfield", "scalartext", "fieldorder"),
    (
        "harvest",
        "decode",
        "cache",
        "files",
        "words",
        "blocks",
        "edits",
        "formerly",
        "ignores",
        "selection",
        "hindsight",
        "marks",
        "knownscripts",
        "frontmatter",
    ),
    ("pagejudge",),
    ("pagelook", "filejudge"),
    ("seal",),
    ("config", "scan", "arrange", "layout"),
    ("load",),
    ("records", "trust", "docsfolder"),
    ("corpus", "mentions", "fmt", "scaffold", "schema", "addresses", "prose", "typography"),
    ("derived",),
    (
        "positions",
        "versions",
        "voice",
        "place",
        "entrycache",
        "evidence",
        "stamp",
        "recordlinks",
        "since",
        "chronology",
    ),
    ("fingerprint", "quotations", "corroboration", "asof", "citing", "relations"),
    ("nearest", "coverage", "intake", "proofs", "buildday"),
    ("site", "rules", "redirects", "verdicts"),
    ("badges", "rename", "timelines", "citeblocks", "sourceviews", "linkeddata", "network", "comparison"),
    ("quality", "listings", "matrix"),
    ("statistics", "filters", "findable", "check", "fieldguide"),
    ("codes",),
    ("pages",),
    ("render", "terminal"),
    ("build", "outputs", "report", "mkdocs_page", "search"),
    ("fix", "git", "mkdocs_ending", "mkdocs_guard"),
    ("cli", "mkdocs_plugin"),
    ("__main__",),
)
LAYER_OF = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
DOORS = {
    # one door in several files, which their docstrings name
    "yaml": {"yamlfile.py", "yamlplaces.py", "yamlsettings.py", "yamlcomments.py", "yamltree.py"},
    "jinja2": {"render.py"},
    "click": {f"cli/{file.name}" for file in (HOUSE / "cli").glob("*.py")},
    "mkdocs": {"mkdocs_plugin.py", "mkdocs_page.py", "mkdocs_ending.py", "mkdocs_guard.py"},
    "markdown_it": {"prose.py", "outline.py"},
    "nh3": {"policy.py"},
    "babel": {"languages.py"},
    "markdown": {"safe_html.py"},
    "pathspec": {"docsfolder.py"},
    "charset_normalizer": {"documents.py"},
    "pagefind_bin": {"search.py"},
    "justhtml": {"pagejudge.py"},
}
EVERYWHERE = {"msgspec", "markupsafe"}
FILES = [pytest.param(file, id=file.relative_to(HOUSE).as_posix()) for file in sorted(HOUSE.rglob("*.py"))]


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of every import, local and TYPE_CHECKING ones included."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_module = (ROOT / (inner.replace(".", "/") + ".py")).exists() or (
                    ROOT / inner.replace(".", "/")
                ).is_dir()
                yield node.lineno, inner if is_module else str(node.module)


def _room(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def test_every_room_has_a_layer() -> None:
    rooms = {_room(param.values[0]) for param in FILES if isinstance(param.values[0], Path)}
    assert rooms == set(LAYER_OF)
    assert len(LAYER_OF) == sum(len(rooms) for rooms in LAYERS)


@pytest.mark.parametrize("file", FILES)
def test_imports_lead_down_and_never_to_a_sibling(file: Path) -> None:
    room = _room(file)
    wrong = []
    for line, name in _imports(file):
        package, *inner = name.split(".")
        if package != "briefgen":
            continue
        other = inner[0] if inner else "__init__"
        is_inside = other == room and (HOUSE / room).is_dir()
        is_allowed = inner[1:] in ([], ["_base"], ["_shared"]) if is_inside else LAYER_OF[other] < LAYER_OF[room]
        if not is_allowed:
            wrong.append(f"{file.relative_to(ROOT)}:{line}: {name}")
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_packages_come_in_by_their_door(file: Path) -> None:
    here = file.relative_to(HOUSE).as_posix()
    known = {*sys.stdlib_module_names, *EVERYWHERE, "briefgen"}
    packages = {(line, name.partition(".")[0]) for line, name in _imports(file)}
    assert [(line, p) for line, p in sorted(packages) if p not in known and here not in DOORS.get(p, set())] == []


@pytest.mark.parametrize("file", FILES)
def test_a_module_is_one_idea_of_at_most_400_lines(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)) or file.name in ("__main__.py",)
    assert file.stem not in ("utils", "helpers", "common", "misc", "base")
