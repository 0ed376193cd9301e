"""Page shell: the share bar below the lead, and the margins of printed pages."""

from __future__ import annotations

from pathlib import Path

from briefgen.config import Config
from briefgen.render.print_style import print_style
from briefgen.render.share_bar import with_share_bar
from briefgen.site.book import TITLES
from briefgen.site.shared import Site
from tests.support.small import CLEAN, linked


def test_share_bar_follows_the_first_header_only() -> None:
    body = with_share_bar("<header>A</header>\n<section><header>B</header></section>", "events/talks/")
    before, _, after = body.partition("bg-share")
    assert before.endswith('</header>\n<ul class="')
    assert 'href="#cite-this-page"' in after
    assert body.count('class="bg-share"') == 1


def test_page_without_header_has_no_share_bar() -> None:
    assert with_share_bar("<p>A</p>", "events/talks/") == "<p>A</p>"


def test_printed_title_cannot_leave_its_css_string(tmp_path: Path) -> None:
    title = '"; } body { display: none } /* </style>'
    files = {**CLEAN, "content/briefing.yaml": f"title: '{title}'\nas_of: 2025-12-01\n"}
    style = print_style(Site(linked(tmp_path, files)[0], Config(project=tmp_path))).decode()
    assert "display: none" not in style
    assert "</style" not in style
    assert style.count("{") == style.count("}") == 4 + 3 * len(TITLES)
    assert 'content: "As of 1 December 2025"' in style
    assert "counter(page)" in style


def test_long_title_is_cut_in_the_margin(tmp_path: Path) -> None:
    files = {**CLEAN, "content/briefing.yaml": f"title: {'Talks ' * 50}\n"}
    style = print_style(Site(linked(tmp_path, files)[0], Config(project=tmp_path))).decode()
    assert style.count("Talks") == 15
