"""What pages tell from several fields together: roles on a day, older positions, how a document was read.

The briefs are those of `tests/support/combined_fields.yaml`; the words are what a reader sees, as in `tests/support/articles.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.support.marked_site import MarkedSite

TOLD = yaml.safe_load((Path(__file__).parent / "combined_fields.yaml").read_text("utf-8"))


@pytest.mark.parametrize("page", TOLD)
def test_page_shows_text_derived_from_several_fields(page: str, site: MarkedSite) -> None:
    told = {place: list(site.at(page, place)) for place in TOLD[page]}
    assert told == TOLD[page]
