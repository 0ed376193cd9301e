"""Rule `anchor-taken`: reserved statement ids are anchors of an event's page."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen import config
from briefgen.build import build_project
from briefgen.check.rules.anchor_taken import TAKEN
from briefgen.corpus.cache import Cache
from tests.conftest import ROOT
from tests.support.small import CLEAN, brief, checked

EVENT = CLEAN["content/events/2025-11-27-talks.yaml"]


def test_reserved_ids_are_the_anchors_of_event_pages() -> None:
    settings, _ = config.read(ROOT)
    build = build_project(settings, Cache())
    assert build.rendered is not None
    found: set[str] = set()
    for page in build.rendered.pages:
        if page.uri.startswith("events/") and page.origin:
            statements = set(re.findall(r'<article class="bg-statement" id="([^"]+)"', page.markdown))
            ids = set(re.findall(r'\sid="([^"]+)"', page.markdown)) | set(re.findall(r"\{ #([\w-]+)", page.markdown))
            found |= {
                id for id in ids - statements if not re.fullmatch(r"(source|cite|on-\d+)-\d+|bg-sign(-[a-z-]+)?", id)
            }
    assert found == TAKEN


def test_anchors_of_sources_and_signs_are_reserved(tmp_path: Path) -> None:
    said = "".join(
        f"  - {{id: {id}, speaker: ministry, paraphrase: Yes., cite: [wire]}}\n"
        for id in ("cite-1", "source-12", "source-b", "on-1-2", "on-1", "bg-sign", "bg-sign-open", "bg-signs")
    )
    found = checked(tmp_path, {"content/events/2025-11-27-talks.yaml": f"{EVENT}statements:\n{said}"}).diagnostics
    path = "content/events/2025-11-27-talks.yaml"
    assert brief(found) == [f"{path}:{line}:10 BG434" for line in (7, 8, 10, 12, 13)]
