"""Names of briefs and of their parts, as a reviewer reads them in a sentence."""

from __future__ import annotations

import re

from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Statement
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.model.references import split
from briefgen.text.markup import CITATION, LINK

_CITATION = re.compile(r"(?<!\s)\s*+" + CITATION.pattern)
_TWO_ENDS = re.compile(r"([?!])\.(?=\s|$)")
_MOST_NAMES = 12
"""The most names of one list in a sentence; the rest is counted."""


def title_of(brief: Brief) -> str:
    """Return the heading of a brief: its title or name.

    That of a point begins with its number.
    """
    return f"{brief.number}. {brief.label}" if isinstance(brief, Point) else brief.label


def named(corpus: Corpus, ref: str) -> str:
    """Return the name of what a reference leads to.

    It is the reference itself where it leads to nothing.

    A point is named by its number, because its title would be too long in a list. A source has its grade.
    """
    if ref in corpus.statements:
        made = corpus.statements[ref]
        return f"{speaker_of(corpus, made.statement)}, {made.date.words()}"
    if ref in corpus.versions:
        return corpus.versions[ref][1].label
    if ref in corpus.parts:
        point, part = corpus.parts[ref]
        return f"point {point.number}{part.id}"
    if ref in corpus.documents:
        return corpus.documents[ref][2].title
    whole, tail = split(ref)
    brief = corpus.briefs.get(corpus.former.get(whole, whole))
    if brief is None or tail:
        return ref
    if isinstance(brief, Point):
        return f"point {brief.number}"
    return source_name(corpus, brief, has_grade=True) if isinstance(brief, Source) else brief.label


def source_name(corpus: Corpus, source: Source, *, has_grade: bool = False) -> str:
    """Return a source's publisher, or else its title; on demand with its grade."""
    publisher = corpus.find(source.publisher, Actor) if source.publisher else None
    name = publisher.label if publisher else source.publisher or source.label
    return f"{name} ({source.reliability})" if has_grade and source.reliability else name


def all_named(corpus: Corpus, refs: tuple[str, ...] | list[str]) -> str:
    """Return the names of several references with commas.

    Several points are named by their numbers.
    """
    points = [brief for ref in refs if isinstance(brief := corpus.briefs.get(ref), Point)]
    if len(points) > 1 and len(points) == len(refs):
        return listed([f"points {points[0].number}", *(str(point.number) for point in points[1:])])
    return listed([named(corpus, ref) for ref in refs])


def listed(names: list[str]) -> str:
    """Return names with commas.

    Of too many, the last ones are counted.
    """
    shown = names if len(names) <= _MOST_NAMES else names[: _MOST_NAMES - 1]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def speaker_of(corpus: Corpus, statement: Statement) -> str:
    """Return who made a statement.

    They are the speakers, or those behind a report without a speaker.
    """
    return " and ".join(named(corpus, id) for id in statement.attributed_to)


def statement_name(corpus: Corpus, statement: Statement) -> str:
    """Return who a statement is by and what it is about, such as `E3 on point 8`."""
    who = speaker_of(corpus, statement)
    if statement.on_behalf_of:
        who += f", for {named(corpus, statement.on_behalf_of)},"
    return f"{who} on {all_named(corpus, statement.about)}" if statement.about else who.rstrip(",")


def plain_text(corpus: Corpus, prose: str) -> str:
    """Return prose as one line, with names of briefs instead of ids.

    Citations are left out.
    """
    if "[@" in prose:
        prose = _CITATION.sub("", prose)
    text = LINK.sub(lambda match: match[2] or named(corpus, match[1]), prose) if "[[" in prose else prose
    # a linked title can end with a sign of its own
    return _TWO_ENDS.sub(r"\1", " ".join(text.split()))


def count_of(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 reference` and `2 references`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
