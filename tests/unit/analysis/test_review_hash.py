"""Review hashes change with the content of a brief and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.analysis.review_hash import ReviewHashes, fingerprint, rests_on
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, decoded, load
from briefgen.editing.format import formatted
from briefgen.editing.review_field import stamped
from briefgen.model import edtf
from briefgen.model.briefing import EMPTY
from briefgen.model.decode import decode
from briefgen.model.kinds._base import Brief, Review
from briefgen.model.kinds.event import Event
from briefgen.render.citation_formats import Digests
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import FULL, ROOT
from tests.support.small import CLEAN, project

MANY = {"date": "2025-11-28", "brief": "3f9a1c2b", "named": " ".join(f"{number:05x}a" for number in range(20))}
NOT_CONTENT = ("id", "reviewed", "status", "formerly")


@cache
def _loaded(project: Path) -> Loaded:
    return load(project, project / "content", Cache())


@cache
def _corpus(project: Path) -> Corpus:
    return link(_loaded(project))[0]


def _all(project: Path) -> list[str]:
    return sorted(_corpus(project).briefs)


def _others(value: Any) -> Iterator[Any]:
    """Yield values of the same type that differ from this one in one place."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if isinstance(value, Brief) and name in NOT_CONTENT:
                continue
            for other in _others(getattr(value, name)):
                yield msgspec.structs.replace(value, **{name: other})
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield value[:index] + value[index + 1 :]
            yield from ((*value[:index], other, *value[index + 1 :]) for other in _others(item))
        if value and isinstance(value[0], msgspec.Struct) and value != value[::-1]:
            yield value[::-1]
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, edtf.Edtf):
        yield edtf.parse("1812-03-04")
        yield edtf.parse(f"{value.text[:4]}-XX")


# the fingerprint


@pytest.mark.parametrize("id", _all(FULL))
def test_any_changed_value_changes_the_hash(id: str) -> None:
    brief = _corpus(FULL).briefs[id]
    others = list(_others(brief))
    assert len(others) > 3
    assert [other for other in others if fingerprint(other) == fingerprint(brief)] == []


def test_a_value_moved_to_another_field_changes_the_hash() -> None:
    event = next(b for b in _corpus(FULL).of(Event) if b.cite)
    assert fingerprint(event) != fingerprint(
        msgspec.structs.replace(event, body=event.summary, summary=event.body or "")
    )


@given(st.data())
def test_layout_comments_and_field_order_do_not_matter(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(_loaded(FULL).entries))
    found, _ = reader.parse(YamlFile(entry.path, (FULL / entry.path).read_text("utf-8")))
    assert found is not None
    names = data.draw(st.permutations(list(found)))
    # JSON is YAML in another layout
    lines = [f"{name}: {msgspec.json.encode(found[name]).decode()}  # {name}\n" for name in names]
    again = decoded(entry.path, entry.kind, "".join(lines).encode())
    assert entry.brief is not None
    assert again.brief is not None, again.problems
    assert fingerprint(again.brief) == fingerprint(entry.brief)


def test_formatting_the_flagship_changes_no_hash() -> None:
    for entry in _loaded(ROOT).entries:
        assert entry.brief is not None
        noted = stamped(entry.path, (ROOT / entry.path).read_bytes(), MANY)
        assert noted is not None, entry.path
        laid_out = formatted(YamlFile(entry.path, noted.decode()), entry.kind).text.encode()
        again = decoded(entry.path, entry.kind, laid_out).brief
        assert again is not None, entry.path
        assert again.reviewed == Review(date=edtf.parse(MANY["date"]), brief=MANY["brief"], named=MANY["named"])
        assert fingerprint(again) == fingerprint(entry.brief), entry.path
        assert stamped(entry.path, laid_out, MANY) == laid_out


def test_list_order_counts_only_where_it_has_a_meaning() -> None:
    event = next(b for b in _corpus(FULL).of(Event) if len(b.statements) > 1)
    turned = msgspec.structs.replace(event, statements=event.statements[::-1])
    assert fingerprint(turned) != fingerprint(event)
    one, other = (msgspec.structs.replace(event, related=ids) for ids in (("a", "b"), ("b", "a")))
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize("line", ["reviewed: 2025-11-28", "status: draft", "formerly: [elder]", "autolink: 'true'"])
def test_values_that_are_not_content_do_not_count(line: str) -> None:
    plain = {"name": "Ministry", "summary": "A ministry.", "cite": ["wire"]}
    name, _, value = line.partition(": ")
    more = {name: ["elder"] if name == "formerly" else value.strip("'")}
    one, other = (
        decode(_corpus(FULL).briefs["northland"].__class__, "x", d, id=id)[0]
        for d, id in ((plain, "a"), (plain | more, "b"))
    )
    assert one is not None
    assert other is not None
    assert fingerprint(one) == fingerprint(other)


CHANGES = {
    "id": ("other", False),
    "formerly": (("old",), False),
    "status": ("draft", False),
    "reviewed": (Review(date=edtf.parse("2031-05-20")), False),
    "follows": (("b", "a"), False),
    "title": ("Other", True),
    "summary": ("Other.", True),
    "related": (("other",), True),
}


@pytest.mark.parametrize("name", CHANGES)
def test_review_and_citation_hash_the_same_content(name: str) -> None:
    event = Event(id="talks", title="Talks", date=edtf.parse("2025-11-27"), summary="S.", follows=("a", "b"))
    value, is_content = CHANGES[name]
    other = msgspec.structs.replace(event, **{name: value})
    citations = Digests(Corpus(EMPTY, {}, {}, {})), Digests(Corpus(EMPTY, {}, {}, {}))
    assert (fingerprint(event) != fingerprint(other)) is is_content
    assert (citations[0].brief(event) != citations[1].brief(other)) is is_content


def test_the_hash_is_stable_across_releases() -> None:
    # Editors' files contain these values: a new one would make every review look outdated.
    event, problems = decode(
        Event,
        "x",
        {
            "title": "Talks",
            "date": "2025-11~",
            "summary": "Two sides met.",
            "place": {"name": "Zürich", "lat": "47.40", "lon": "8.5"},
            "statements": [
                {"id": "one", "speaker": "ministry", "quote": "Good.", "cite": ["wire"], "credibility": "2"}
            ],
            "cite": [{"source": "wire", "locator": "p. 3"}],
        },
        id="talks",
    )
    assert event is not None, problems
    assert fingerprint(event) == "812b11d0"


# what a brief rests on


def test_a_brief_rests_on_its_sources_and_its_subjects(tmp_path: Path) -> None:
    text = (
        "title: Talks\ndate: 2025-11-27\nsummary: Two sides met.\nbody: See [[plan]] and [@b].\nrelated: [plan]\n"
        "introduces: [plan@first-draft]\nstatements:\n  - {id: x, speaker: ministry, about: [point-01], quote: Q, cite: [a]}\n"
        "cite: [wire]\n"
    )
    sources = {f"content/sources/{id}.yaml": f"title: {id}\nrelays: [wire]\n" for id in "ab"}
    folder = project(tmp_path, {**CLEAN, "content/events/2025-11-27-talks.yaml": text, **sources})
    corpus, _ = link(load(folder, folder / "content", Cache()))
    assert rests_on(corpus, corpus.briefs["2025-11-27-talks"]) == ("a", "b", "plan@first-draft", "point-01", "wire")
    assert rests_on(corpus, corpus.briefs["a"]) == ("wire",)
    assert rests_on(corpus, corpus.briefs["point-01"]) == ("wire",)


@pytest.mark.parametrize("id", _all(FULL))
def test_only_changed_items_are_reported(id: str) -> None:
    corpus = _corpus(FULL)
    named = ReviewHashes(corpus).named(corpus.briefs[id])
    review = Review(
        date=edtf.parse("2031-05-20"), brief=fingerprint(corpus.briefs[id]), named=" ".join(filter(None, named)) or None
    )
    brief = msgspec.structs.replace(corpus.briefs[id], reviewed=review)
    assert ReviewHashes(corpus).changed(brief) == ()
    for target in rests_on(corpus, brief):
        whole, _, version = target.partition("@")
        old = corpus.briefs[whole]
        new = msgspec.structs.replace(old, **{"versions": _later(old, version)} if version else {"body": "Another."})
        later = Corpus(corpus.briefing, {**corpus.briefs, whole: new}, corpus.paths, corpus.former)
        fingerprints = ReviewHashes(later)
        about_whole = [other for other in rests_on(corpus, brief) if other in (whole, target)]
        assert fingerprints.changed(brief) == tuple(about_whole)
        assert not fingerprints.is_changed(brief)


def _later(plan: Any, version: str) -> tuple[Any, ...]:
    return tuple(msgspec.structs.replace(v, label="Another") if v.id == version else v for v in plan.versions)


def test_an_unchanged_version_of_a_changed_plan_is_not_reported() -> None:
    corpus = _corpus(FULL)
    event = next(b for b in corpus.of(Event) if b.introduces)
    plan = event.introduces[0].partition("@")[0]
    changed = msgspec.structs.replace(corpus.briefs[plan], body="Another.")
    later = Corpus(corpus.briefing, {**corpus.briefs, plan: changed}, corpus.paths, corpus.former)
    before, after = (ReviewHashes(c).named(event) for c in (corpus, later))
    index = rests_on(corpus, event).index(event.introduces[0])
    assert before[index] == after[index]
