"""The documented promises of the flagship briefing, checked against its files."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from briefgen import config
from briefgen.analysis.party_positions import PartyPositions
from briefgen.corpus.cache import Cache
from briefgen.corpus.citations import citations_of
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.model import references
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.render import templates
from briefgen.site import urls
from briefgen.text.markup import citations
from tests.conftest import ROOT, run

SEED = "hvylya-putin-us-plan"


@cache
def corpus() -> Corpus:
    settings, _ = config.read(ROOT)
    found, problems = link(load(ROOT, settings.content, Cache()))
    assert problems == ()
    return found


def test_flagship_has_at_least_the_promised_counts() -> None:
    for kind, least in ((Point, 30), (Event, 105), (Actor, 100), (Dispute, 27), (Source, 450)):
        assert len(corpus().of(kind)) >= least, kind
    assert len(corpus().statements) > 200


def test_every_point_has_an_entry_for_every_version() -> None:
    """A complete version lacks an entry only before or after the point."""
    plan = corpus().find("us-28-point-plan", Plan)
    assert plan is not None
    points = corpus().points[plan.id]
    assert [point.number for point in points] == list(range(1, 31))
    complete = [version.id for version in plan.versions if version.is_complete]
    for point in points:
        told = [entry.in_ for entry in point.versions]
        assert told == [version.id for version in plan.versions if version.id in told], point.id
        begin, end = plan_order(plan, told[0]), plan_order(plan, told[-1])
        lacking = {plan_order(plan, id) for id in complete if id not in told}
        is_later_point, is_dropped = point.number > 28, point.versions[-1].change == "dropped"
        assert all((at < begin and is_later_point) or (at > end and is_dropped) for at in lacking), point.id


def plan_order(plan: Plan, version: str) -> int:
    return [each.id for each in plan.versions].index(version)


def test_all_24_sentences_of_the_seed_are_cited() -> None:
    found: set[int] = set()
    locators = [c.locator or "" for b in corpus().briefs.values() for c in citations_of(b) if c.source == SEED]
    locators += [
        locator for fields in corpus().prose.values() for f in fields for id, locator in citations(f.text) if id == SEED
    ]
    for locator in locators:
        for first, last in re.findall(r"sent\. (\d+)(?:[-–](\d+))?", locator):
            found.update(range(int(first), int(last or first) + 1))
    assert found == set(range(1, 25))


def test_weak_sources_have_a_reliability_note() -> None:
    for source in corpus().of(Source):
        assert source.reliability, source.id
        if source.reliability in "DEF":
            assert source.reliability_note, source.id


def test_loaded_words_are_quoted_or_attributed() -> None:
    """The seed's loaded words appear only in quotations or attributed statements."""
    for brief in corpus().briefs.values():
        for field in corpus().prose[brief.id]:
            bare = re.sub(r"[\"“„«][^\"”“»]*[\"”»]", "", field.text)
            assert not re.search(r"\b(dictator|ultimatum|supposedly)\b", bare, re.IGNORECASE), (brief.id, field.at)


def test_every_party_has_at_least_five_positions() -> None:
    """The author's own proposal counts, and so does what a member of a group said."""
    positions = PartyPositions(corpus())
    points = corpus().points["us-28-point-plan"]
    for party in corpus().briefing.parties:
        assert sum(bool(positions.party(party, point.id).voices) for point in points) >= 5, party


def test_flagship_is_formatted() -> None:
    done = run("briefgen", "fmt", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_every_word_of_prose_is_on_the_page() -> None:
    """No line of an editor's prose is missing from its page."""
    settings, _ = config.read(ROOT)
    made, _ = templates.render(corpus(), settings)
    pages = {page.uri: _seen(page.markdown) for page in made.pages}
    runs = [
        (brief.id, run)
        for brief in corpus().briefs.values()
        for field in references.harvest(brief)[1]
        for run in _runs(field.text)
        if run not in pages[urls.uri_of(brief)]
    ]
    assert runs == []


_MARKUP = re.compile(r"\[\[[^\]]*\]\]|\[@[^\]]*\]|\]\([^)]*\)|^\s*(?:[-*>#]+|\d+\.)\s|[*_`\[]", re.MULTILINE)


def _runs(text: str) -> list[str]:
    """Return the words between Markdown marks, each run on one line."""
    return [run for part in _MARKUP.split(text) if (run := " ".join(part.split()).strip(".,;: "))]


def _seen(html: str) -> str:
    # hidden words name links of equal text, and stand inside sentences
    html = re.sub('<span class="bg-sr">[^<]*</span>', "", html)
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())
