"""Addresses and anchors of the site before still exist, by pattern."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

FORMER = {
    "actors/": ("states", "people", "organisations", "groups", "outlets"),
    "actors/yuri-ushakov/": ("roles", "statements", "connections", "sources", "top"),
    "events/": ("top",),
    "events/2025-11-27-bishkek-press-conference/": ("putin-basis", "statements", "sources", "connections"),
    "points/point-21/": ("versions", "positions", "statements", "connections", "sources"),
    "points/point-13/": ("parts", "part-g8"),
    "plans/us-28-point-plan/": ("versions", "version-axios-28", "components", "points", "about", "sources"),
    "plans/us-28-point-plan/positions/": ("matrix", "row-point-21", "ukraine--point-21", "apart", "evidence"),
    "disputes/dispute-army-cap/": ("accounts", "account-1", "sources"),
    "network/": ("relations", "met", "answered", "disputes", "part-of", "voices-differ"),
    "sources/": ("letter-a", "letter-p", "letter-s"),
    "sources/page/2/": ("letter-t", "letter-w", "letter-z"),
    "sources/spzh-ft-church/": ("connections", "cited"),
    "how-to-read/": (
        "first", "grades", "origins", "verified", "positions", "changes", "dates", "voice", "cite", "mistakes", "ways", "licences",
    ),
    "quality/": ("grades",),
    "search/": ("letter-a",),
    "themes/ceasefire/": ("plan-points", "what-is-contested"),
}  # fmt: skip
"""Anchors that readers may have copied from each kind of page, with one page of the kind."""


@pytest.mark.parametrize("address", FORMER)
def test_former_anchors_of_a_page_exist(site_folder: Path, address: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', (site_folder / address / "index.html").read_text("utf-8"))
    assert [anchor for anchor in FORMER[address] if anchor not in ids] == []
    assert len(set(ids)) == len(ids)
