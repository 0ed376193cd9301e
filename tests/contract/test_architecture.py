"""The structure of `briefgen/`: layers, third-party imports, names, file size."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "briefgen"
LAYERS = (
    "diagnostics",
    "text",
    "files",
    "yaml",
    "model",
    "config",
    "corpus",
    "provenance",
    "analysis",
    "safety",
    "editing",
    "check",
    "site",
    "changes",
    "search",
    "render",
    "build",
    "mkdocs",
    "cli",
)
"""A package imports only from those before it. `registry` may be imported everywhere."""
ENTRY_POINTS = ("__init__", "__main__", "registry")
MOST_ENTRIES = 23
PLUG_INS = ("model/kinds", "check/rules", "check/report", "site/pages", "changes/facts", "changes/report", "cli")
"""Folders whose modules never import each other, so that adding one needs one file."""
ALLOWED_IMPORTS = {
    "yaml": {"yaml/"},
    "jinja2": {"render/templates.py", "render/compiled_templates.py"},
    "click": {"cli/"},
    "mkdocs": {"mkdocs/"},
    "markdown_it": {
        "text/markdown.py",
        "text/prose.py",
        "text/prose_rules.py",
        "text/prose_tokens.py",
        "text/tables_and_footnotes.py",
        "text/table_facts.py",
    },
    "mdit_py_plugins": {"text/markdown.py"},
    "nh3": {"text/sanitize.py"},
    "babel": {"text/date_words.py", "text/languages.py", "text/messages.py", "text/script_messages.py"},
    "charset_normalizer": {"text/plaintext.py"},
    "idna": {"text/hosts.py"},
    "markdown": {"safety/markdown_extension.py"},
    "pathspec": {"safety/docs_audit.py"},
    "justhtml": {"safety/page_audit.py"},
    "pagefind_bin": {"search/index.py"},
    "urllib3": {"files/fetch.py"},
}
ALLOWED_EVERYWHERE = {"msgspec", "markupsafe"}
FILES = [pytest.param(file, id=file.relative_to(PACKAGE).as_posix()) for file in sorted(PACKAGE.rglob("*.py"))]
FOLDERS = sorted(item for item in PACKAGE.iterdir() if item.is_dir() and item.name != "__pycache__")


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the dotted name of every import, local and TYPE_CHECKING ones included."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                path = ROOT / inner.replace(".", "/")
                is_module = path.with_name(path.name + ".py").exists() or path.is_dir()
                yield node.lineno, inner if is_module else str(node.module)


def _layer(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_package_has_a_layer() -> None:
    found = {item.name.removesuffix(".py") for item in PACKAGE.iterdir() if item.name != "__pycache__"}
    assert found == {*LAYERS, *ENTRY_POINTS, "py.typed"}
    assert len(found) <= MOST_ENTRIES


def test_imports_lead_to_lower_layers_only() -> None:
    wrong = []
    for param in FILES:
        file = Path(str(param.values[0]))
        layer = _layer(file)
        if layer in ENTRY_POINTS:
            continue
        for line, name in _imports(file):
            package, *inner = name.split(".")
            other = inner[0] if inner else "__init__"
            if package != "briefgen" or other in {layer, *ENTRY_POINTS}:
                continue
            if LAYERS.index(other) >= LAYERS.index(layer):
                wrong.append(f"{file.relative_to(ROOT)}:{line}: {name}")
    assert wrong == []


@pytest.mark.parametrize("folder", PLUG_INS)
def test_plug_ins_never_import_a_sibling(folder: str) -> None:
    wrong = []
    package = f"briefgen.{folder.replace('/', '.')}"
    for file in sorted((PACKAGE / folder).glob("*.py")):
        for line, name in _imports(file):
            sibling = name.removeprefix(f"{package}.").split(".")[0] if name.startswith(f"{package}.") else ""
            if sibling and not sibling.startswith("_"):
                wrong.append(f"{file.relative_to(ROOT)}:{line}: {name}")
    assert wrong == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_packages_have_no_import_cycles(folder: Path) -> None:
    package = f"briefgen.{folder.name}"
    needs = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): {
            name for _, name in _imports(file) if name.startswith(f"{package}.")
        }
        for file in folder.rglob("*.py")
        if file.name != "__init__.py"
    }
    while free := {module for module, others in needs.items() if not others & set(needs)}:
        for module in free:
            del needs[module]
    assert needs == {}


@pytest.mark.parametrize("file", FILES)
def test_third_party_imports_are_in_allowed_modules(file: Path) -> None:
    here = file.relative_to(PACKAGE).as_posix()
    known = {*sys.stdlib_module_names, *ALLOWED_EVERYWHERE, "briefgen"}
    packages = {(line, name.partition(".")[0]) for line, name in _imports(file)}
    wrong = [
        f"{here}:{line}: {package}"
        for line, package in sorted(packages)
        if package not in known and not any(here.startswith(place) for place in ALLOWED_IMPORTS.get(package, ()))
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_module_is_short_and_has_a_docstring(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)) or file.name == "__main__.py"
    assert file.stem not in ("utils", "helpers", "common", "misc", "base")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_package_has_a_docstring(folder: Path) -> None:
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))


def test_public_class_names_are_unique() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for param in FILES:
        file = Path(str(param.values[0]))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_codes_are_defined_in_codes_modules_or_rules() -> None:
    wrong = []
    for param in FILES:
        file = Path(str(param.values[0]))
        here = file.relative_to(PACKAGE).as_posix()
        if here.startswith(("check/rules/", "diagnostics/")) or file.name == "codes.py":
            continue
        for node in ast.parse(file.read_text("utf-8")).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            called = value.func if isinstance(value, ast.Call) else None
            name = called.value if isinstance(called, ast.Attribute) else called
            if isinstance(name, ast.Name) and name.id == "Code":
                wrong.append(f"{here}:{node.lineno}")
    assert wrong == []
