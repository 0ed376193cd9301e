"""Sizes of all pages of a crowded project, whose lists are all long."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from briefgen.render.templates import Rendered
from briefgen.site.pages._base import ROWS
from tests.bench.largest_pages import MOST_BYTES, MOST_ELEMENTS, PageSize, size_of
from tests.support.crowded import crowded

FRAME_BYTES, FRAME_ELEMENTS = 30_000, 300
"""What the frame around the content of a page takes."""
MANY = ROWS + 5


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = crowded(
        tmp_path_factory.mktemp("crowded"),
        actors=MANY + 4, events=MANY, members=MANY, statements=MANY, points=MANY, disputes=MANY, sources=MANY,
    )  # fmt: skip
    found = build_project(config.read(folder)[0], Cache()).rendered
    assert found is not None
    return found


def _sizes(site: Rendered) -> list[PageSize]:
    return [size_of(page.uri.removesuffix("index.md"), page.markdown.encode()) for page in site.pages]


def test_no_page_has_a_list_that_grows_with_the_project(rendered: Rendered) -> None:
    # the book cuts its pages by size
    long = {size.address: size.rows for size in _sizes(rendered) if size.rows > ROWS and size.kind != "book/sources/"}
    assert long == {}


def test_no_page_of_a_crowded_project_is_large(rendered: Rendered) -> None:
    sizes = _sizes(rendered)
    assert len(sizes) > 4 * MANY
    assert {
        s for s in sizes if s.bytes > MOST_BYTES - FRAME_BYTES or s.elements > MOST_ELEMENTS - FRAME_ELEMENTS
    } == set()


def test_cut_lists_state_the_number_of_all_rows(rendered: Rendered) -> None:
    pages = {page.uri: page.markdown for page in rendered.pages}
    for address in ("linked/events", "met", "statements"):
        assert f'href="../../actors/hub/{address}/">All ' in pages["actors/hub/index.md"]
    assert f">All {MANY}" in pages["events/2031-05-20-marathon/index.md"]
    assert "actors/hub/statements/page/2/index.md" in pages
    assert "sources/wire/citing/page/2/index.md" in pages
    assert "events/2030-01-01-first/answers/s-0/responds-to/index.md" in pages
