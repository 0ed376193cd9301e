"""Footnotes of several texts on one page have different addresses."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.config import Config
from briefgen.render.page_helpers import PageHelpers
from briefgen.site.shared import Site
from tests.support.small import linked


def test_footnotes_of_several_texts_have_unique_addresses(tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, {})
    here = PageHelpers(Site(corpus, Config(project=tmp_path)), "actors/ministry/")
    one, other = "A[^1] b[^1].\n\n[^1]: Note.", "C[^1].\n\n[^1]: Note."
    html = "".join(here.prose(text) for text in (one, other, one, "No notes.", one))
    ids = re.findall(' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 11
    assert set(re.findall('href="#([^"]*)"', html)) == set(ids)
    again = PageHelpers(Site(corpus, Config(project=tmp_path)), "actors/ministry/")
    assert "".join(again.prose(text) for text in (one, other, one, "No notes.", one)) == html
