"""Layout of the templates: short lines, and macros that are commented and used."""

from __future__ import annotations

import re

import jinja2
from jinja2 import nodes

from tests.conftest import ROOT

WIDTH = 160
ENVIRONMENT = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])


def _templates() -> dict[str, str]:
    folder = ROOT / "site_templates"
    files = (path for suffix in ("j2", "html") for path in folder.rglob(f"*.{suffix}"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(files)}


def _macros(name: str, text: str) -> list[nodes.Macro]:
    return list(ENVIRONMENT.parse(text, name).find_all(nodes.Macro))


def _long_lines(templates: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in templates.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > WIDTH
    ]


def _uncommented(templates: dict[str, str]) -> list[str]:
    # a one-line comment that ends like a sentence
    comment = re.compile(r"\{# \S+ \S+.*[.?!] #\}")
    lines = {name: ["", *text.splitlines()] for name, text in templates.items()}
    return [
        f"{name}:{macro.lineno} {macro.name}"
        for name, text in templates.items()
        for macro in _macros(name, text)
        if not comment.fullmatch(lines[name][macro.lineno - 1])
    ]


def _parents(name: str, trees: dict[str, nodes.Template]) -> list[str]:
    """Return a template and the templates that it extends."""
    found = [name]
    for extends in trees[name].find_all(nodes.Extends):
        if isinstance(extends.template, nodes.Const) and extends.template.value in trees:
            found += _parents(extends.template.value, trees)
    return found


def _imports(name: str, trees: dict[str, nodes.Template]) -> dict[str, str]:
    """Return the templates that a template and its parents import under a name."""
    return {
        found.target: found.template.value
        for parent in reversed(_parents(name, trees))
        for found in trees[parent].find_all(nodes.Import)
        if isinstance(found.template, nodes.Const)
    }


def _unused(templates: dict[str, str]) -> list[str]:
    trees = {name: ENVIRONMENT.parse(text, name) for name, text in templates.items()}
    used: set[tuple[str, str]] = set()
    for name, tree in trees.items():
        imports = _imports(name, trees)
        used |= {
            (imports[call.node.name], call.attr)
            for call in tree.find_all(nodes.Getattr)
            if isinstance(call.node, nodes.Name) and call.node.name in imports
        }
    found = []
    for name, tree in trees.items():
        names = [node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"]
        for macro in tree.find_all(nodes.Macro):
            # a macro that only calls itself is not used
            inside = [node.name for node in macro.find_all(nodes.Name) if node.ctx == "load"]
            is_named = names.count(macro.name) > inside.count(macro.name)
            if not is_named and (name, macro.name) not in used:
                found.append(f"{name}:{macro.lineno} {macro.name}")
    return found


def test_no_template_line_is_longer_than_160_characters() -> None:
    assert _long_lines(_templates()) == []
    assert _long_lines({"a.j2": f"{'x' * 160}\n", "b.j2": f"\n{'x' * 161}"}) == ["b.j2:2"]


def test_every_macro_says_what_it_draws() -> None:
    assert _uncommented(_templates()) == []
    macro = "{% macro card(brief) %}x{% endmacro %}\n"
    bare = {
        "good.j2": "{# A brief as a card. #}\n" + macro,
        "none.j2": macro,
        "empty.j2": "{#  #}\n" + macro,
        "apart.j2": "{# A brief as a card. #}\n\n" + macro,
    }
    assert _uncommented(bare) == ["none.j2:1 card", "empty.j2:2 card", "apart.j2:3 card"]


def test_every_macro_is_used() -> None:
    templates = _templates()
    assert sum(len(_macros(name, text)) for name, text in templates.items()) > 50
    assert _unused(templates) == []


def test_a_macro_without_a_caller_is_found() -> None:
    parts = "{% macro card() %}{{ _card() }}{% endmacro %}\n{% macro _card() %}{% endmacro %}\n"
    idle = "{% macro idle(n) %}{{ idle(n - 1) }}{% endmacro %}\n"
    layout = '{% import "parts.j2" as parts %}{% block content %}{% endblock %}'
    page = '{% extends "layout.j2" %}{% block content %}{{ parts.card() }}{% endblock %}'
    other = '{% import "other.j2" as parts %}{{ parts.idle(1) }}'
    assert _unused({"parts.j2": parts, "layout.j2": layout, "page.j2": page}) == []
    assert _unused({"parts.j2": parts, "layout.j2": layout}) == ["parts.j2:1 card"]
    assert _unused({"parts.j2": parts + idle, "layout.j2": layout, "page.j2": page, "x.j2": other}) == [
        "parts.j2:3 idle"
    ]
