"""Front matter of hand-written pages: escaping, forbidden keys, parser agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.meta import get_data

from briefgen.safety import front_matter
from tests.conftest import ROOT

HOSTILE = "</title><script>alert(1)</script>\"'&"
SAFE = "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;"
TEXTS = [
    "# Only a page\n",
    "---\ntitle: A\n---\n\n# B\n",
    "---  \ntitle: A\n...\n# B\n",
    "---\r\ntitle: A\r\n---\r\n\r\n# B\r\n",
    "---\n- a list\n---\n\n# B\n",
    "---\ntitle: [\n---\n\n# B\n",
    "---\n---\n\n# B\n",
    "title: A\nTags: b\n    c\n\n# B\n",
    "title: A\ntitle: B\n# C\n",
    "title: A",
    "\ntitle: A\n\n# B\n",
    "",
    "Note: that is said.\nMore.\n",
]


def NONE(_name: str) -> bool:
    """Return False, as for a project without templates of its own."""
    return False


def _clean(meta: dict[Any, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    return front_matter.cleaned(meta, NONE)


@pytest.mark.parametrize("text", TEXTS)
def test_front_matter_is_parsed_as_by_mkdocs(text: str) -> None:
    found = front_matter.parted(text)
    body, meta = get_data(text.replace("\r\n", "\n"))
    assert (found.meta or {}) == meta
    assert found.body.strip() == body.strip()


@pytest.mark.parametrize("text", TEXTS)
def test_rewritten_page_parses_to_the_same_data(text: str) -> None:
    again = front_matter.rewritten(text, NONE)
    assert front_matter.parted(again).meta == (front_matter.parted(text).meta or front_matter.parted(again).meta)
    assert get_data(again)[1] == get_data(text.replace("\r\n", "\n"))[1]
    assert get_data(again)[0].strip() == get_data(text.replace("\r\n", "\n"))[0].strip()
    assert front_matter.rewritten(again, NONE) == again


def test_page_without_front_matter_is_unchanged() -> None:
    for text in ("# A\n\nb: c\n", "", "*a*: b\n", "A page: nobody reads that as a field\n"):
        assert front_matter.rewritten(text, NONE) == text


@pytest.mark.parametrize("text", ["+++\ntitle = '<b>'\n+++\n", "\n\n---\ntitle: <b>\n---\n", "---\ntitle: <b>", "\ufeff---\ntitle: <b>\n---\n"])  # fmt: skip
def test_rewriting_disables_other_front_matter_formats(text: str) -> None:
    first, _, rest = front_matter.rewritten(text, NONE).removeprefix("---\n").partition("---\n")
    assert first in ("{}\n", "title: '&lt;b&gt;'\n")
    assert rest.startswith("\n")


def test_text_is_escaped_in_keys_and_nested_values() -> None:
    meta = {"title": HOSTILE, "tags": [HOSTILE], "authors": {"a": {HOSTILE: [HOSTILE]}}, "other": HOSTILE}
    kept, left = _clean(meta)
    assert kept == {"title": SAFE, "tags": [SAFE], "authors": {"a": {SAFE: [SAFE]}}, "other": SAFE}
    assert left == ()
    assert _clean(kept) == (kept, ())


def test_a_title_is_text_and_numbers_stay_numbers() -> None:
    kept, _ = _clean({"title": 28, "search": {"boost": 2, "exclude": True}, "hide": ["toc"], "description": None})
    assert kept == {"title": "28", "search": {"boost": 2, "exclude": True}, "hide": ["toc"], "description": None}


@pytest.mark.parametrize(
    "meta",
    [
        {"template": "redirect.html", "location": "javascript:alert(1)"},
        {"template": "../../secret.html"},
        {"template": ["main.html"]},
        {"jsonld": "</script><script>alert(1)</script>"},
        {"icon": "../../../etc/passwd"},
        {"title": ["a"]},
        {"description": {"a": "b"}},
        {"x": [[0] * 100] * 6},
    ],
)
def test_forbidden_keys_are_removed(meta: dict[str, Any]) -> None:
    _, left = _clean(meta)
    assert left == (next(iter(meta)),)


def test_projects_own_template_is_allowed() -> None:
    asked: dict[str, Any] = {"template": "wide.html"}
    assert front_matter.cleaned(asked, lambda name: name == "wide.html") == (asked, ())
    assert front_matter.cleaned({"template": "a/../wide.html"}, lambda _: True)[1] == ("template",)


def test_removed_keys_are_reported_with_their_line() -> None:
    text = "---\ntitle: A\ntemplate: redirect.html\njsonld: x\n---\n\n# A\n"
    found = [(p.code.id, p.at, p.message) for p in front_matter.findings("docs/a.md", text, NONE)]
    assert [(code, getattr(at, "line", 0)) for code, at, _ in found] == [("BG614", 3), ("BG614", 4)]
    assert "`template` is not one of" in found[0][2]


@pytest.mark.parametrize(
    "yaml",
    [
        "a: &a [x]\nb: *a\n",
        "a: &a {k: v}\nb: &b {<<: [*a, *a]}\n",
        "a: " + "[" * 5000 + "\n",
        "a: " + "[" * 5000 + "]" * 5000 + "\n",
    ],
)
def test_excessive_front_matter_is_rejected(yaml: str) -> None:
    text = f"---\n{yaml}---\n\n# A\n"
    assert [p.code.id for p in front_matter.findings("docs/a.md", text, NONE)] == ["BG615"]
    assert front_matter.parted(text).meta is None


def test_unsafe_yaml_values_are_not_front_matter() -> None:
    for yaml in ("a: 2025-99-99\n", "? [a]\n: b\n", "a: !!python/name:os.system x\n", "a: !x b\n"):
        assert front_matter.parted(f"---\n{yaml}---\n\n# A\n").meta is None, yaml


def test_pages_of_this_repository_have_no_findings() -> None:
    pages: list[Path] = sorted((ROOT / "docs").rglob("*.md"))
    assert pages
    assert [p for page in pages for p in front_matter.findings(page.name, page.read_text("utf-8"), NONE)] == []
