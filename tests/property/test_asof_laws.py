"""As-of laws: a site as of a day holds nothing that is dated or known later."""

from __future__ import annotations

import datetime
import html
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefgen import config
from briefgen.analysis import dated_passages
from briefgen.analysis.as_of import as_of
from briefgen.analysis.cell import Party
from briefgen.analysis.known_since import ALWAYS, NEVER, since
from briefgen.analysis.point_status import PointStatus
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.corpus.records import load_records
from briefgen.model.edtf import Day, Edtf, parse
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.render.templates import render
from briefgen.site.by_day import ByDay
from briefgen.site.days import iso
from briefgen.site.five_lines import five_lines
from briefgen.site.history import status_history
from briefgen.site.home_days import earlier_days
from briefgen.site.matrix import matrix
from briefgen.site.position_words import position_text
from briefgen.site.shared import Site
from briefgen.site.state_of_play import StateOfPlay, main_plan, state_of_play
from briefgen.text.markup import citations, links
from tests.bench.synthetic import generate
from tests.conftest import ROOT
from tests.support.projects import EXAMPLE

DAYS = (
    "2025-10-01",
    "2025-11-17",
    "2025-11-20",
    "2025-11-21",
    "2025-11-23",
    "2025-11-25",
    "2025-11-27",
    "2025-12-01",
    "2025-12-04",
)


FIRST, LAST = datetime.date(2019, 1, 1), datetime.date(2026, 3, 1)


@cache
def whole(folder: Path = ROOT) -> Corpus:
    settings, _ = config.read(folder)
    corpus, problems = link(load(folder, settings.content, Cache()), records=load_records(folder)[0])
    assert problems == ()
    return corpus


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    generate(folder, 150, 7)
    # its sources are all of one day, so an earlier site is empty and a later one complete
    rng = random.Random(7)
    for path in sorted((folder / "content" / "sources").glob("*.yaml")):
        day = FIRST + datetime.timedelta(days=rng.randrange((LAST - FIRST).days))
        text = re.sub("(?m)^published: .*$", f"published: {day}", path.read_text("utf-8"))
        path.write_text(re.sub(r"example\.org/\d{4}/", f"example.org/{day.year}/", text), "utf-8")
    return folder


def dates(value: Any) -> Iterator[Edtf]:
    """Yield every date in a value, in any field."""
    if isinstance(value, Edtf):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from dates(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from dates(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from dates(item)


def bare(corpus: Corpus) -> Corpus:
    """Return the corpus without quotations and names, which may mention later dates."""

    def blank(value: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            changed = {}
            for name in value.__struct_fields__:
                of_record = name in ("quote", "title", "name", "label", "locator", "description") or (
                    type(value).__name__,
                    name,
                ) in (("Statement", "paraphrase"), ("PointVersion", "text"), ("Original", "text"))
                before = getattr(value, name)
                changed[name] = "Words." if of_record and isinstance(before, str) else blank(before)
            return msgspec.structs.replace(value, **changed)
        if isinstance(value, tuple):
            return tuple(blank(item) for item in value)
        if isinstance(value, dict):
            return {key: blank(item) for key, item in value.items()}
        return value

    briefs = {id: blank(brief) for id, brief in corpus.briefs.items()}
    return msgspec.structs.replace(corpus, briefing=blank(corpus.briefing), briefs=briefs)


def later_in(markdown: str, limit: Day, ids: Iterable[str] = ()) -> list[str]:
    """Return the later dates on a page: in text, attributes, links and front matter."""
    # an event may be named after its last day, and keeps its name and address
    ahead = [re.escape(id) for id in ids if any(day > limit for day in dated_passages.days(id, limit))]
    body = re.sub("|".join(ahead), "id", markdown) if ahead else markdown
    body = re.sub(r'\sdata-days="([^"]*)"', lambda m: f" . {html.unescape(m[1])} . ", body)
    # filters represent a month by its first and last day
    body = re.sub(r"(~\d{4}-\d{2}-\d{2})/\d{4}-\d{2}-\d{2}", r"\1", body)
    shown = html.unescape(re.sub(r"</?(?:p|li|dd|dt|td|th|div|section|h\d|span|a|summary|time)\b", r" . \g<0>", body))
    shown = re.sub(r"https?://[^\s\"<>]+", " ", shown)
    found = []
    for line in shown.split(" . "):
        found += [f"{day}: {line.strip()[:120]}" for day in dated_passages.days(line, limit) if day > limit]
    return found


# each day renders the flagship once and reads all its pages: the earliest one is enough for `make test`
@pytest.mark.parametrize(
    "day", [pytest.param(day, marks=[pytest.mark.full] if number else []) for number, day in enumerate(DAYS)]
)
def test_output_has_no_later_date(day: str) -> None:
    settings, _ = config.read(ROOT)
    limit = parse(day).latest
    cut = as_of(whole(), parse(day))
    rendered, problems = render(bare(cut), settings)
    assert problems == ()
    absent = [ref for ref in (*whole().briefs, *whole().statements) if since(whole()).of(ref) > limit]
    assert absent
    named = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(ref) for ref in sorted(absent, key=len, reverse=True)) + r")(?![\w-])"
    )
    # a publisher's address may hold the same word as an id: `italy.example.org`
    elsewhere = {
        value.split("://", 1)[1]
        for source in cut.briefs.values()
        if isinstance(source, Source)
        for value in (source.url, source.archive_url)
        if value
    }
    others = re.compile("|".join(re.escape(address) for address in sorted(elsewhere, key=len, reverse=True)))
    for page in rendered.pages:
        # the editors' manual has examples with dates
        if not page.uri.startswith("editing/"):
            assert later_in(page.markdown, limit, cut.briefs) == [], page.uri
            assert named.search(others.sub(" ", page.markdown)) is None, page.uri
            assert named.search(page.uri) is None, page.uri
            assert later_in(page.uri, limit, cut.briefs) == [], page.uri
            assert "This is the briefing as it stood on" in page.markdown
    for name, content in rendered.assets.items():
        if name.endswith((".json", ".csv")):
            assert later_in(content.decode(), limit, cut.briefs) == [], name
            assert named.search(others.sub(" ", content.decode())) is None, name


@pytest.mark.full
def test_later_dates_are_found_in_the_full_site() -> None:
    settings, _ = config.read(ROOT)
    rendered, _ = render(bare(whole()), settings)
    found = [page.uri for page in rendered.pages if later_in(page.markdown, (2025, 11, 23))]
    assert len(found) > 100


@pytest.mark.parametrize("day", DAYS)
def test_corpus_as_of_a_day_holds_nothing_later(day: str) -> None:
    limit = parse(day).latest
    cut = as_of(whole(), parse(day))
    of_record = {"paraphrase", "text"}
    for id, brief in cut.briefs.items():
        assert [str(date) for date in dates(brief) if date.earliest > limit] == [], id
        for reference in cut.references[id]:
            target = re.split("[#@]", reference.target)[0]
            if not reference.is_loose:
                assert cut.former.get(target, target) in cut.briefs, (id, reference)
                if "#" in reference.target:
                    assert reference.target in (*cut.statements, *cut.parts, *cut.documents), (id, reference)
                if "@" in reference.target:
                    assert reference.target in cut.versions, (id, reference)
        for field in cut.prose[id]:
            for target in (*links(field.text), *(source for source, _ in citations(field.text))):
                assert (
                    cut.former.get(target.split("#")[0].split("@")[0], target.split("#")[0].split("@")[0]) in cut.briefs
                )
            if field.at[-1] not in of_record:
                near = since(whole()).near(whole().briefs[id])
                assert [d for d in dated_passages.days(field.text, near) if d > limit] == [], (id, field)


@pytest.mark.parametrize("day", DAYS)
def test_titles_with_later_dates_were_known_by_then(day: str) -> None:
    """Titles that mention a later date are kept if the brief was known by then.

    A deadline that was set earlier is an example.
    """
    limit = parse(day).latest
    known = since(whole())
    named = {id: known.of(id) for id, brief in as_of(whole(), parse(day)).briefs.items() if _looks_ahead(brief, limit)}
    assert [id for id, first in named.items() if not ALWAYS < first <= limit] == []


def _looks_ahead(brief: Brief, limit: Day) -> bool:
    return any(found > limit for found in dated_passages.days(brief.label, since(whole()).near(brief)))


@pytest.mark.parametrize("day", ["2025-11-20", "2025-11-27"])
def test_content_as_of_a_day_decodes_again(day: str) -> None:
    """The remaining data decodes: no required field is empty, no list too short."""
    for id, brief in as_of(whole(), parse(day)).briefs.items():
        data = msgspec.to_builtins(brief, enc_hook=str)

        def hook(type: Any, value: Any) -> Any:
            return parse(value) if type is Edtf else value

        assert msgspec.convert(data, type(brief), dec_hook=hook, strict=False) == brief, id


def test_as_of_the_newest_day_changes_nothing() -> None:
    newest = as_of(whole(), parse("2100-01-01"))
    assert newest.briefs == whole().briefs
    assert newest.cut == frozenset()


@pytest.mark.parametrize("day", DAYS)
def test_as_of_is_idempotent(day: str) -> None:
    once = as_of(whole(), parse(day))
    assert as_of(once, parse(day)).briefs == once.briefs


def test_as_of_content_only_grows() -> None:
    cuts = [as_of(whole(), parse(day)) for day in DAYS]
    for before, after in pairwise(cuts):
        assert set(before.briefs) <= set(after.briefs)
        assert set(before.statements) <= set(after.statements)
        assert set(before.versions) <= set(after.versions)


@pytest.mark.parametrize("folder", [ROOT, EXAMPLE], ids=["flagship", "example"])
def test_slider_data_equals_a_build_as_of_the_day(folder: Path) -> None:
    settings, _ = config.read(folder)
    now = Site(whole(folder), settings)
    subjects = (*now.corpus.of(Plan), *now.corpus.of(Point))
    records = [now.position(party, subject.id) for party in now.parties for subject in subjects]
    statuses = {point.id: status_history(now, point) for point in now.corpus.of(Point)}
    by_day, plan = _home(now)
    limit = now.as_of.latest if now.as_of else NEVER
    days = {dated.day for record in records for dated in record.history}
    days |= {stood.day for history in statuses.values() for stood in history}
    days |= set(earlier_days(now, by_day)[::EVERY])
    days = {day for day in days if day < limit}
    assert len(days) > 8
    for day in sorted(days):
        then = Site(as_of(now.corpus, parse(iso(day))), settings)
        assert _on_home(then, state_of_play(then, *_home(then))) == _on_home(
            now, state_of_play(now, by_day, plan, day)
        ), day
        for record in records:
            shown = [dated.position for dated in record.history if dated.day <= day]
            derived = then.position(record.party, record.subject).now
            assert _said(shown[-1:]) == _said([derived]), (day, record.party, record.subject)
        for id, history in statuses.items():
            point = then.corpus.find(id, Point)
            stood = [dated.status for dated in history if dated.day <= day]
            status = then.status(point) if point else None
            assert [_without_entry(each) for each in stood[-1:]] == [
                _without_entry(each) for each in (status,) if each
            ], (day, id)


def test_slider_ends_on_the_day_of_the_briefing() -> None:
    """A source of 1982 is cited, but no day after that of the briefing is offered."""
    settings, _ = config.read(EXAMPLE)
    site = Site(whole(EXAMPLE), settings)
    by_day, _ = _home(site)
    assert max(day for day in by_day.days() if day < NEVER) > (1979, 3, 26)
    assert max(earlier_days(site, by_day)) < (1979, 3, 26)


EVERY = 5
"""Of the days of the home page, every fifth is compared; the others differ in events only."""


def _home(site: Site) -> tuple[ByDay, Plan | None]:
    plan = main_plan(site)
    return ByDay(site, site.corpus.points[plan.id] if plan else ()), plan


def _on_home(site: Site, state: StateOfPlay) -> dict[str, object]:
    """Return what the home page says of a day: lines, events, disputes, statuses and signs."""
    return {
        **{line.id: [sentence.plain(site.label) for sentence in line.sentences] for line in five_lines(site, state)},
        "key events": [(event.id, event.date.text) for event in state.key_events],
        "latest": [(event.id, event.date.text) for event in state.latest],
        "disputes": [(each.dispute.id, each.accounts, each.is_open) for each in state.questions],
        "open": state.open_questions,
        "points": {
            each.point.id: (_without_entry(each.status) if each.status else None, _said(list(each.positions)))
            for each in state.standings
            if each.is_known
        },
    }


def _said(found: list[Party]) -> list[tuple[object, ...]]:
    """Return what positions show. An earlier build cuts an interval at its day, so the moments are left out."""
    return [
        (cell.actor, cell.stance, cell.basis, [s.ref for s in cell.shown], [s.ref for s in cell.beside])
        for position in found
        for cell in position.voices
    ]


def _without_entry(status: PointStatus) -> tuple[object, ...]:
    return status.word, status.version, status.basis, status.partly_since, status.is_silent_since, status.disputes


@pytest.mark.parametrize("day", ["2025-11-21", "2025-11-24", "2025-12-04"])
def test_matrix_on_a_day_equals_a_build_as_of_the_day(day: str) -> None:
    """The slider shows these cells, and a script counts agreement from them."""
    corpus, on = whole(), parse(day)
    plan = next(plan for plan in corpus.of(Plan) if corpus.points.get(plan.id))
    now = Site(corpus, config.Config(project=ROOT))
    then = Site(as_of(corpus, on), config.Config(project=ROOT))
    built = {row.brief.id: row for row in matrix(then, plan, then.corpus.points.get(plan.id, ())).rows}
    known = 0
    for row in matrix(now, plan, corpus.points[plan.id]).rows:
        shown = [
            next((dated.position for dated in reversed(cell.history) if dated.day <= on.latest), Party(cell.party, ()))
            for cell in row.cells
        ]
        expected = built.get(row.brief.id)
        if expected is None:
            assert not any(position.voices for position in shown), row.brief.id
            continue
        known += sum(bool(position.voices) for position in shown)
        for position, cell in zip(shown, expected.cells, strict=True):
            assert _in_words(now, position, on) == _in_words(then, cell.now, None), (row.brief.id, cell.party)
        assert now.position_records.derived.agreement(shown).level == expected.agreement.level
    assert known > 3


def _in_words(site: Site, position: Party, day: Edtf | None) -> tuple[str, ...]:
    text = position_text(site, position, day)
    return (text.lead, *(line.words() for line in (*text.lines, *text.beside)))
