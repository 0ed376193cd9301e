"""Page text derived from several fields, such as roles on a day and old positions.

The briefs are those of `tests/support/combined_fields.yaml`.
`combined_fields.yaml` holds the expected text, written as in `tests/support/articles.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.marked_site import MarkedSite

EXPECTED = yaml.safe_load((Path(__file__).parent / "combined_fields.yaml").read_text("utf-8"))


@pytest.mark.parametrize("page", EXPECTED)
def test_page_shows_text_derived_from_several_fields(page: str, site: MarkedSite) -> None:
    shown = {place: list(site.at(page, place)) for place in EXPECTED[page]}
    assert shown == EXPECTED[page]
