"""Editing guide: complete, in line with kinds and codes, and left out of search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import build_project
from briefgen.check.catalogue import codes
from briefgen.corpus.cache import Cache
from briefgen.model.kinds._all import kinds
from briefgen.site.pages.editing import DATES, manual


@pytest.fixture
def pages(minimal: Path) -> dict[str, str]:
    found, _ = config.read(minimal)
    rendered = build_project(found, Cache()).rendered
    assert rendered is not None
    return {page.uri: page.markdown for page in rendered.pages}


def test_each_kind_and_each_code_has_a_page(pages: dict[str, str]) -> None:
    wanted = {f"editing/{name}/index.md" for name in (*kinds(), "briefing", "codes")}
    wanted |= {f"editing/codes/{code.id.lower()}/index.md" for code in codes()} | {"editing/index.md"}
    assert {uri for uri in pages if uri.startswith("editing/")} == wanted


def test_a_codes_page_has_its_manual_and_examples(pages: dict[str, str]) -> None:
    page = pages["editing/codes/bg404/index.md"]
    code = next(code for code in codes() if code.id == "BG404")
    assert [heading for heading, _ in manual(code).examples] == ["Bad", "Good"]
    assert "Say whether the event happened." in page
    assert page.count('<pre class="bg-code"') == 3
    assert "state: scheduled&#10;" in page
    assert "ignore[BG404]" in page


def test_a_code_that_cannot_be_suppressed_says_so(pages: dict[str, str]) -> None:
    page = pages["editing/codes/bg301/index.md"]
    assert "It is always reported" in page
    assert "ignore[BG301]" not in page


def test_the_list_of_codes_links_to_every_page(pages: dict[str, str]) -> None:
    found = re.findall(r'href="../../editing/codes/(bg\d+)/"', pages["editing/codes/index.md"])
    assert found == [code.id.lower() for code in codes()]


def test_readers_guide_editing_guide_and_fields_are_linked(pages: dict[str, str]) -> None:
    for name in (*kinds(), "briefing"):
        assert f'href="../editing/{name}/"' in pages["editing/index.md"]
    assert 'href="../editing/"' in pages["how-to-read/index.md"]
    for typed, meaning in DATES:
        assert f"<td><code>{typed}</code></td><td>{meaning}</td>" in pages["editing/index.md"]


def test_the_editing_guide_is_left_out_of_search(pages: dict[str, str]) -> None:
    assert [u for u, t in pages.items() if u.startswith("editing/") and 'search: {"exclude": true}' not in t] == []
