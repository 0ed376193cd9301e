"""Every field of every model is shown on its page: no input is silently dropped."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.model.briefing import Briefing
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.site import urls
from tests.contract.shown import ATTRIBUTES, BRIEFING, ELSEWHERE, SHOWN, WITHOUT_STATUS, words_of
from tests.support import marked_site
from tests.support.articles import article, places
from tests.support.marked import PERSON, Marker, Sample, info, paths
from tests.support.marked_site import MarkedSite

_CHANGED = {
    "reviewed.brief": "; changed since.",
    "reviewed.named": "; some of its sources or linked pages have changed since.",
}
_ANCHORS = {
    ("event", "statements.id"): "{}›",
    ("plan", "versions.id"): "‹id=version-{}›",
    ("plan", "components.id"): "‹id=component-{}›",
}


def _wanted(sample: Sample, marker: Marker, place: str = "") -> tuple[str, ...]:
    """Return the text that shows a field's value."""
    kind, path = sample.kind, marker.path
    if marker.choices:
        return (words_of(kind, path, marker.typed, place),)
    if place == ".bg-status-line" and sample.one("versions.change").typed in WITHOUT_STATUS:
        return ("",)
    if path in _CHANGED:
        return (_CHANGED[path],)
    if (kind, path) in _ANCHORS:
        return (_ANCHORS[kind, path].format(marker.typed),)
    if (kind, path) == ("plan", "versions.points"):
        return (f"{int(marker.typed):,}",)
    if (kind, path) == ("source", "document") and sample.number == 0:
        return (f"seeds/{marker.typed}.yaml",)
    return marker.shown


@pytest.mark.parametrize("kind", kinds())
def test_every_field_is_filled_and_has_a_place(kind: str, site: MarkedSite) -> None:
    fields = set(paths(info(kinds()[kind])))
    filled = {marker.path for number in (0, 1) for marker in site.samples[kind, number].markers}
    assert fields == filled
    assert fields == set(SHOWN[kind]) | set(ELSEWHERE)


@pytest.mark.parametrize("kind", kinds())
def test_field_is_shown_at_its_place(kind: str, site: MarkedSite) -> None:
    missing = [
        problem
        for sample in site.of(kind)
        for marker in sample.markers
        for place in SHOWN[kind].get(marker.path, ())
        for problem in _wrong(sample, marker, place, "\n".join(site.at(sample.id, place)))
    ]
    assert not missing


def _wrong(sample: Sample, marker: Marker, place: str, text: str) -> Iterator[str]:
    """Yield each missing text at a place, and each text of a value that the field does not have."""
    wanted = _wanted(sample, marker, place)
    said = f"{sample.id}: `{marker.path}: {marker.typed}` at {place}: {text!r}"
    for words in wanted:
        if words not in text:
            yield f"no {words!r} for {said}"
    rest = text.replace(wanted[0], "") if wanted[0] else text
    for value in marker.choices:
        other = words_of(sample.kind, marker.path, value, place)
        if other and other not in wanted[0] and other in rest:
            yield f"{other!r} for {said}"


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_field_sets_its_attribute(name: str, site: MarkedSite) -> None:
    kind, _, path = name.partition(".")
    place, form = ATTRIBUTES[name]
    for sample in site.of(kind):
        for marker in sample.all(path):
            if words_of(kind, path, marker.typed):
                assert form.format(marker.typed) in "\n".join(site.at(sample.id, place))


def test_every_briefing_field_has_a_place(site: MarkedSite) -> None:
    fields = set(paths(info(Briefing)))
    assert fields == {marker.path for marker in site.briefing.markers} == set(BRIEFING)


@pytest.mark.parametrize("path", BRIEFING)
def test_briefing_field_is_shown_on_its_page(path: str, site: MarkedSite) -> None:
    for marker in site.briefing.all(path):
        wanted = (f"{int(marker.typed):,}",) if path == "review_after" else marker.shown
        for page, place in BRIEFING[path]:
            there = site.at(page, place)
            assert all(words in "\n".join(there) for words in wanted), f"{marker} at {page} {place}: {there}"


@pytest.mark.parametrize("kind", kinds())
def test_former_id_redirects_to_the_page(kind: str, site: MarkedSite) -> None:
    sample = site.samples[kind, 0]
    former = urls.uri(f"{kinds()[kind].folder}/{sample.one('formerly').typed}/")
    assert site.redirects[former] == site.page_of(sample.id)


@pytest.mark.parametrize("kind", kinds())
def test_autolink_makes_links_of_names_in_the_body(kind: str, site: MarkedSite) -> None:
    link = f"‹href=../../actors/zz-person/›{PERSON}"
    bodies = {sample.one("autolink").typed: site.at(sample.id, "#more")[0] for sample in site.of(kind)[:2]}
    assert link in bodies["true"]
    assert link not in bodies["false"]
    assert PERSON in bodies["false"]


@pytest.mark.parametrize("kind", kinds())
def test_draft_has_a_page_only_when_asked_for(kind: str, site: MarkedSite) -> None:
    uri = site.page_of(f"zz-draft-{kind}")
    assert uri not in site.pages
    assert places(article(site.drafts[uri]), ".bg-draft") == ("Draft: not for publication.",)


def test_published_brief_is_not_labelled_draft(site: MarkedSite) -> None:
    assert not [kind for kind in kinds() if site.at(site.samples[kind, 0].id, ".bg-draft")]


def test_links_to_the_repository_have_one_slash(site: MarkedSite) -> None:
    repository = site.briefing.one("repository").typed
    assert repository.endswith("/")
    foot = site.at("zz-event-0", ".bg-foot")[0]
    path = "content/events/zz-event-0.yaml"
    assert f"‹href={repository}edit/trunk/{path}›Suggest an edit" in foot
    assert f"‹href={repository}issues/new?title=Problem%20in%20{path}›Report a mistake · {path}" in foot


def test_default_template_shows_common_fields(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    if marked_site.templates.is_dir():
        shutil.copytree(marked_site.templates, folder)
    (folder / "kinds").mkdir(parents=True, exist_ok=True)
    (folder / "kinds/dispute.md.j2").write_text('{% extends "kinds/_default.md.j2" %}')
    page = article(MarkedSite(folder).drafts["disputes/zz-draft-dispute/index.md"])
    assert places(page, "h1") == ("‹id=top›A draft",)
    assert places(page, "Themes") == ("‹href=../../themes/zz-theme/›A theme (theme)",)


@pytest.mark.parametrize(("kind", "struct"), kinds().items())
def test_page_links_to_the_list_of_its_kind(kind: str, struct: type[Brief], site: MarkedSite) -> None:
    # readers reach the points of a plan from the list of plans
    link = "‹href=../../plans/›Plans" if kind == "point" else f"‹href=../../{struct.folder}/›{struct.plural}"
    title = site.briefing.one("title").typed
    assert f"‹href=../../›{title}{link}" in site.at(f"zz-{kind}-0", ".bg-crumbs")[0]


def test_statement_has_one_permanent_link(site: MarkedSite) -> None:
    page = site.pages[site.page_of("zz-event-0")]
    statement = site.samples["event", 0].one("statements.id").typed
    assert len(re.findall(rf'#{statement}">Permanent link<', page)) == 1
