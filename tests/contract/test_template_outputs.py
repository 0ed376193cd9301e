"""Every output of every template is escaped, or is listed with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tests.conftest import ROOT

TEMPLATES = ROOT / "site_templates"
PAGES = sorted(TEMPLATES.rglob("*.j2"))
THEME = sorted(TEMPLATES.rglob("*.html"))
ESCAPING = frozenset({"e", "escape", "tojson", "forceescape"})
UNESCAPED = {
    ("theme/main.html", "page.meta.title"): "escaped as front matter is written or cleaned",
    ("theme/main.html", "page.meta.description"): "escaped as front matter is written or cleaned",
    ("theme/main.html", "page.meta.describes"): "escaped as front matter is written or cleaned",
    ("theme/partials/copyright.html", "page.meta.day"): "escaped as front matter is written or cleaned",
    ("theme/main.html", "page.meta.jsonld|safe"): "JSON without `<`, `>` and `&`; pages by hand may not set it",
    ("theme/main.html", "page.canonical_url"): "MkDocs percent-encodes it",
    ("theme/partials/copyright.html", "config.copyright"): "HTML of the builder in `mkdocs.yml`, as in Material",
    ("theme_pagefind/partials/search.html", "config.extra.briefgen_search.statements"): "a number of our own",
    ("theme_pagefind/partials/search.html", "config.extra.briefgen_search.sources"): "a number of our own",
}
"""Outputs of theme parts that are not escaped where they are printed, each with the reason.

MkDocs renders theme parts without automatic escaping.
"""


def _outputs(file: Path) -> Iterator[nodes.Expr]:
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(file.read_text("utf-8"))
    for output in tree.find_all(nodes.Output):
        yield from (one for one in output.nodes if not isinstance(one, nodes.TemplateData))


def _is_escaped(one: nodes.Expr) -> bool:
    """Return whether an output of a theme part is constant, the theme's own text, or escaped last."""
    match one:
        case (
            nodes.Call(node=nodes.Name(name="super"))
            | nodes.Filter(name="replace", node=nodes.Call(node=nodes.Name(name="super")))
        ):
            # the theme's own block
            return True
        case nodes.Const():
            return True
        case nodes.CondExpr(expr1=first, expr2=second):
            return _is_escaped(first) and (second is None or _is_escaped(second))
        case nodes.Filter(name="url", node=inner) if inner is not None:
            return _is_escaped(inner)
        case nodes.Filter(name=name):
            return name in ESCAPING
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="lang"), attr="t")):
            return True
    return False


def _shown(one: nodes.Node) -> str:
    match one:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=attribute):
            return f"{_shown(inner)}.{attribute}"
        case nodes.Filter(node=inner, name=name) if inner is not None:
            return f"{_shown(inner)}|{name}"
    return repr(one)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_page_templates_never_switch_escaping_off(file: Path) -> None:
    """Check the three remaining ways; the environment escapes all other text."""
    tree = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.i18n"]).parse(file.read_text("utf-8"))
    assert [f.lineno for f in tree.find_all(nodes.Filter) if f.name in ("safe", "unsafe")] == []
    assert [n.lineno for n in tree.find_all((nodes.ScopedEvalContextModifier, nodes.MarkSafe))] == []
    assert [n.lineno for n in tree.find_all(nodes.Name) if n.name == "Markup"] == []


def test_outputs_of_theme_parts_are_escaped_or_listed() -> None:
    found = {
        (str(file.relative_to(TEMPLATES)), _shown(one))
        for file in THEME
        for one in _outputs(file)
        if not _is_escaped(one)
    }
    assert found == set(UNESCAPED)


def test_every_template_has_outputs_to_judge() -> None:
    assert len(PAGES) > 30
    assert sum(len(list(_outputs(file))) for file in (*PAGES, *THEME)) > 400
