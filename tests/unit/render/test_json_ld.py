"""JSON-LD: schema.org's vocabulary, no invented precision, no script end tags."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.config import Config
from briefgen.model.kinds._all import kinds
from briefgen.render.json_ld import linked_data
from briefgen.site.shared import Site
from tests.support.small import CLEAN, linked

TALKS = "content/events/2025-11-27-talks.yaml"


def data_of(folder: Path, id: str, files: dict[str, str | None], *, site_url: str = "https://example.org/x/") -> Any:
    corpus, _ = linked(folder, {**CLEAN, **files})
    text = linked_data(Site(corpus, Config(project=folder, site_url=site_url)), corpus.briefs[id])
    assert not set(text) & set("<>&\n\u2028\u2029")
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    return found


def test_event_has_its_day_place_state_and_participants(tmp_path: Path) -> None:
    text = (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\nstate: postponed\nkind: talks\n"
        "place: {name: Geneva, country: CH, lat: 46.2, lon: 6.1}\nparticipants: [ministry]\ncite: [wire]\n"
    )
    found = data_of(tmp_path, "2025-11-27-talks", {TALKS: text})
    assert (found["@type"], found["name"], found["startDate"]) == ("Event", "Talks", "2025-11-27")
    assert found["eventStatus"] == "https://schema.org/EventPostponed"
    assert found["location"]["address"]["addressCountry"] == "CH"
    assert found["location"]["geo"]["latitude"] == 46.2
    assert found["attendee"] == [{"@type": "Thing", "name": "Ministry"}]
    assert found["url"] == "https://example.org/x/events/2025-11-27-talks/"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-11-23/2025-11-24", {"startDate": "2025-11-23", "endDate": "2025-11-24"}),
        ("2025-11", {"startDate": "2025-11"}),
        ("2025-11-27T14:30+06:00", {"startDate": "2025-11-27T14:30+06:00"}),
        ("2025-11-27?", {}),
        ("2025-11~", {}),
        ("2025-11-23/2025-11-24~", {}),
        ("2025-11/2025-12", {}),
        ("2025-11-27/..", {}),
        ("../2025-11-27", {}),
    ],
)
def test_date_is_not_more_precise_than_the_brief(tmp_path: Path, date: str, expected: dict[str, str]) -> None:
    found = data_of(tmp_path, "2025-11-27-talks", {TALKS: CLEAN[TALKS].replace("2025-11-27", date, 1)})
    assert {key: value for key, value in found.items() if key.endswith("Date")} == expected


def test_markup_and_script_end_tags_stay_text(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script> & <!-- \u2028"
    actor = f'name: "{evil.strip()}"\nkind: person\nsummary: "{evil}"\naliases: ["{evil}"]\ncite: [wire]\n'
    found = data_of(tmp_path, "ministry", {"content/actors/ministry.yaml": actor.replace("\u2028", "\\u2028")})
    assert found["@type"] == "Person"
    assert "</script>" in found["name"]
    assert found["alternateName"]


def test_kinds_with_only_required_fields_have_a_type_and_name(tmp_path: Path) -> None:
    dispute = (
        "title: How many?\nsummary: Accounts differ.\naccounts:\n  - {claim: '19', held_by: [ministry], cite: [wire]}\n"
        "  - {claim: '20', held_by: [wire], cite: [wire]}\ncite: [wire]\n"
    )
    files = {"content/disputes/how-many.yaml": dispute, "content/sources/wire.yaml": "title: A report\n"}
    ids = ("2025-11-27-talks", "ministry", "plan", "point-01", "wire", "how-many")
    assert len(ids) == len(kinds())
    for id in ids:
        found = data_of(tmp_path, id, dict(files))
        assert found["@type"]
        assert found["name"]


def test_source_has_the_address_of_the_report_not_of_its_page(tmp_path: Path) -> None:
    found = data_of(tmp_path, "wire", {})
    assert found["url"] == "https://example.org/report"
    assert found["mainEntityOfPage"] == "https://example.org/x/sources/wire/"
    assert found["datePublished"] == "2025-11-30"
    assert data_of(tmp_path, "wire", {}, site_url="").get("mainEntityOfPage") is None
