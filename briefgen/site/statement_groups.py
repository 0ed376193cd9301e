"""Statements of an event by speaker and subject, each with its first words.

The first words are the heading of a statement, and no two headings on a page are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from briefgen.analysis.positions import subject_of
from briefgen.corpus.corpus import StatementAt
from briefgen.model.kinds.event import Statement
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.site.first_words import HeadedStatement, headed
from briefgen.site.shared import Site
from briefgen.text.messages import gettext

FEW = 4
"""Speakers with fewer statements have them in one list, without subjects."""


class Topic(msgspec.Struct, frozen=True):
    """The statements of one speaker on one subject."""

    subject: str
    """Reference of the brief or part; empty for all other statements of the speaker."""
    title: str
    said: tuple[HeadedStatement, ...]
    stance: str = ""
    """The stance that all of them with a stance share; empty if there is none, or they differ."""
    is_point: bool = False
    """Whether the subject is a point of a plan or a part of one."""


class SpeakerGroup(msgspec.Struct, frozen=True):
    """The statements of the same speakers, on the same behalf."""

    first: StatementAt
    topics: tuple[Topic, ...]
    is_by_subject: bool
    is_one_day: bool
    """Whether all of them were made on the same date."""

    @property
    def count(self) -> int:
        """Return the number of statements."""
        return sum(len(topic.said) for topic in self.topics)


def groups(site: Site, made: Sequence[StatementAt]) -> tuple[SpeakerGroup, ...]:
    """Return statements by speaker and subject, in the order of their first statement."""
    shown = {said.made.ref: said for said in headed(made)}
    by_speaker: dict[tuple[object, ...], list[StatementAt]] = defaultdict(list)
    for one in made:
        statement = one.statement
        key = (tuple(statement.attributed_to), bool(statement.named_speakers), statement.on_behalf_of)
        by_speaker[key].append(one)
    return tuple(_group(site, several, shown) for several in by_speaker.values())


def _group(site: Site, made: Sequence[StatementAt], shown: dict[str, HeadedStatement]) -> SpeakerGroup:
    by_subject: dict[str, list[HeadedStatement]] = defaultdict(list)
    for one in made:
        by_subject[_subject(site, one.statement)].append(shown[one.ref])
    is_by_subject = len(made) >= FEW and len(by_subject) > 1
    if not is_by_subject:
        by_subject = {"": [shown[one.ref] for one in made]}
    topics = tuple(_topic(site, subject, tuple(said), is_by_subject) for subject, said in by_subject.items())
    return SpeakerGroup(made[0], topics, is_by_subject, len({one.date.text for one in made}) == 1)


def _topic(site: Site, subject: str, said: tuple[HeadedStatement, ...], is_by_subject: bool) -> Topic:
    if not is_by_subject:
        return Topic("", "", said)
    is_point = isinstance(site.brief(subject.partition("#")[0]), Point)
    stances = {one.made.statement.stance for one in said if one.made.statement.stance}
    return Topic(subject, _title(site, subject), said, str(stances.pop()) if len(stances) == 1 else "", is_point)


def _subject(site: Site, statement: Statement) -> str:
    return subject_of(site.corpus, statement.about[0]) if statement.about else ""


def _title(site: Site, subject: str) -> str:
    brief = site.brief(subject)
    if isinstance(brief, Plan):
        return gettext("The plan as a whole") if len(list(site.corpus.of(Plan))) == 1 else brief.title
    if isinstance(brief, Point):
        return gettext("Point %(number)s: %(title)s", number=brief.number, title=brief.title)
    return site.label(subject) if subject else gettext("Other remarks")
