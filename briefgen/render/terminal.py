"""Render one brief as text for a terminal, wrapped to a width.

It has what the brief's page has. References are shown as names, and citations as numbers of the source list at the end. Other
Markdown in prose stays as it was written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from briefgen.corpus.corpus import StatementAt
from briefgen.model import vocabulary
from briefgen.model.kinds._base import Brief, Citation, kind_of
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.model.kinds.source import Source
from briefgen.render import plain_facts
from briefgen.site.corroboration_words import is_so, reliability, was_said
from briefgen.site.position_words import position_text, status_words, version_label
from briefgen.site.positions import PositionRecord
from briefgen.site.shared import Site, SourceUse
from briefgen.site.sources import sources_of
from briefgen.text.markup import CITATION, LINK, code_spans

_Lines = Iterator[str]
_BOLD, _DIM = "1", "2"
# lists, quotations, headings, code and tables depend on their lines, so these are not rewrapped
_KEPT = re.compile(r"\s*([-*+>#|]|\d+[.)])\s|```|    ")


def show_brief(site: Site, brief: Brief, *, width: int, colour: bool) -> str:
    """Return the whole brief as text; ``width`` is in characters."""
    return _Sheet(site, brief, width, colour).text()


def show_statement(site: Site, made: StatementAt, *, width: int, colour: bool) -> str:
    """Return one statement of an event as text, with its sources."""
    return _Sheet(site, made.event, width, colour).text_of(made)


class _Sheet:
    """Formats one brief, with the numbers of its sources."""

    def __init__(self, site: Site, brief: Brief, width: int, colour: bool) -> None:
        self._site = site
        self._brief = brief
        self._width = max(30, width)
        self._colour = colour
        self._sources = sources_of(site, brief)
        self._numbers = {use.source.id: number for number, use in enumerate(self._sources, 1)}

    def text(self) -> str:
        """Return the brief, from its title to its backlinks."""
        brief = self._brief
        parts = [
            self._head(),
            self._prose(brief.summary),
            self._facts(),
            *self._own(),
            self._prose(brief.body),
            self._section("Sources", self._source_list(self._sources)),
            self._section("Referred to by", self._backlinks()),
        ]
        return self._joined(parts)

    def text_of(self, made: StatementAt) -> str:
        """Return one statement."""
        former = self._site.corpus.former
        cited = {former.get(c.source, c.source) for c in made.statement.cite}
        uses = [use for use in self._sources if use.source.id in cited]
        parts = [
            iter([self._paint(made.ref, _BOLD), *self._wrap(made.event.title)]),
            self._statement(made),
            self._section("Sources", self._source_list(uses)),
        ]
        return self._joined(parts)

    def _joined(self, parts: Iterable[_Lines]) -> str:
        blocks = ["\n".join(line.rstrip() for line in part) for part in parts]
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _head(self) -> _Lines:
        brief = self._brief
        for line in self._wrap(brief.label):
            yield self._paint(line, _BOLD)
        kind = vocabulary.plain(getattr(brief, "kind", None) or getattr(brief, "type", None) or "")
        draft = "draft" if brief.status == "draft" else ""
        facts = [vocabulary.KINDS[kind_of(brief)], kind, brief.id, draft, self._site.corpus.paths[brief.id]]
        for line in self._wrap(" · ".join(filter(None, facts))):
            yield self._paint(line, _DIM)

    def _facts(self) -> _Lines:
        brief = self._brief
        themes = [theme.title for id, theme in self._site.briefing.themes.items() if id in brief.themes]
        rows = {
            **self._own_facts(),
            "Themes": ", ".join(themes),
            "See also": self._labels(brief.related),
            "Sources": self._cite(brief.cite),
            "Reviewed": brief.reviewed.date.words() if brief.reviewed else "",
            "Formerly": ", ".join(brief.formerly),
        }
        yield from self._table([(name, value) for name, value in rows.items() if value])

    def _own_facts(self) -> dict[str, str]:
        brief = self._brief
        site = self._site
        match brief:
            case Event():
                place = brief.place
                return {
                    "When": brief.date.words(),
                    "State": vocabulary.STATES[brief.state] if brief.state != "happened" else "",
                    "Where": ", ".join(filter(None, (place.name, place.country))) if place else "",
                    "Who": "; ".join(self._with_role(p.actor, p.as_) for p in brief.participants),
                    "Produced": self._labels(brief.introduces),
                    "After": self._labels(brief.follows),
                    "Evidence": is_so(site, site.corroboration.event(brief).own) if brief.cite else "",
                    **plain_facts.of_event(site, brief),
                }
            case Actor():
                return {
                    "Also": ", ".join(alias.name for alias in brief.aliases),
                    "Part of": self._labels(brief.part_of),
                }
            case Plan():
                return {"By": self._labels(brief.proposers), "Parties": self._labels(brief.parties)}
            case Point():
                status = site.status(brief)
                last = f"{status_words(site, status)} ({version_label(site, status.version)})" if status else ""
                return {
                    "Plan": f"{site.label(brief.plan)}, point {brief.number}",
                    "Latest known": last,
                    "Binds": self._labels(brief.binds),
                }
            case Source():
                return {
                    "By": ", ".join(filter(None, (brief.author, site.label(brief.publisher or "")))),
                    "Published": brief.published.words() if brief.published else "",
                    "Read": brief.accessed.words() if brief.accessed else "",
                    "Grade": self._grade(brief),
                    "Relays": self._labels(brief.relays),
                    "Address": brief.url or "",
                    "Archived": brief.archive_url or "",
                    "Note": self._plain(brief.note) if brief.note else "",
                }
            case Dispute():
                return {"State": vocabulary.STATES[brief.state], "About": self._labels(brief.about)}
        return {}

    def _own(self) -> Iterator[_Lines]:
        brief = self._brief
        site = self._site
        match brief:
            case Event():
                made = [site.corpus.statements[f"{brief.id}#{statement.id}"] for statement in brief.statements]
                yield self._section("What was said", _apart(self._statement(one) for one in made))
            case Actor():
                yield self._section("Members", self._lines(plain_facts.of_members(site, brief), "  "))
                yield self._section("Roles", self._roles(brief))
                records = site.position_records.of_actor(brief.id)
                yield self._section("Positions", self._positions([(self._subject(r.subject), r) for r in records]))
                own = [
                    m
                    for m in site.spoken_for.get(brief.id, ())
                    if brief.id in (*m.statement.attributed_to, m.statement.on_behalf_of)
                ]
                yield self._section("Statements", chain.from_iterable(map(self._said, own)))
            case Plan():
                yield self._section("Versions", _apart(self._plan_versions(brief)))
                parts = (
                    f"{part.title}{': ' if part.summary else ''}{self._plain(part.summary or '')}"
                    for part in brief.components
                )
                yield self._section("Components", (line for p in parts for line in self._wrap(p, "  ", "    ")))
                points = (f"{point.number}. {point.title}" for point in site.corpus.points.get(brief.id, ()))
                yield self._section("Points", (line for p in points for line in self._wrap(p, "  ", "      ")))
            case Point():
                yield self._section("How it changed, version by version", _apart(self._point_versions(brief)))
                yield self._section("Its parts", self._lines(plain_facts.of_parts(site, brief), "  "))
                held_by = [(site.label(party), site.position(party, brief.id)) for party in site.parties]
                yield self._section("Where the parties stand", self._positions(held_by))
            case Dispute():
                yield self._section("Accounts", _apart(self._accounts(brief)))
                yield self._section("How it was resolved", self._prose(brief.resolution, "  "))
        about = site.spoken_about.get(brief.id, ())
        yield self._section("What was said about it", chain.from_iterable(map(self._said, about)))

    def _statement(self, made: StatementAt) -> _Lines:
        said = made.statement
        behalf = f"for {self._site.label(said.on_behalf_of)}" if said.on_behalf_of else ""
        only = said.named_speakers[0] if len(said.named_speakers) == 1 else None
        speaker = self._with_role(only, None, made) if only else self._site.attribution(said)
        by = ", ".join(filter(None, (speaker, behalf)))
        yield from self._wrap(f"#{said.id}  {by} · {made.date.words()}", "  ", "    ", bold=len(said.id) + 1)
        cited = self._cite(said.cite)
        if said.quote:
            yield from self._wrap(f"“{said.quote}” {cited}", "    ")
        if said.original:
            yield from self._wrap(f"“{said.original.text}” ({said.original.lang})", "    ")
        yield from self._prose(
            f"{said.paraphrase}{'' if said.quote else ' ' + cited}" if said.paraphrase else None, "    "
        )
        stance = f"{_word(vocabulary.STANCES, said.stance)}: " if said.stance else "on: "
        known = "; ".join(was_said(self._site, self._site.corroboration.statements[made.ref]))
        about = f"{stance}{'; '.join(self._subject(subject) for subject in said.about)}" if said.about else ""
        for line in (about, f"said: {known}"):
            yield from self._wrap(line, "    → " if line == about else "    ", "      ") if line else ()
        yield from self._lines(plain_facts.of_statement(self._site, said), "    ")
        for name, refs in (("answers", said.responds_to), ("disputes", said.disputes), ("confirms", said.corroborates)):
            yield from (line for ref in refs for line in self._wrap(f"{name} {ref}", "    ", "      "))

    def _said(self, made: StatementAt) -> _Lines:
        said = made.statement
        stance = f" ({_word(vocabulary.STANCES, said.stance)})" if said.stance else ""
        text = f"“{said.quote}”" if said.quote else self._plain(said.paraphrase or "")
        head = f"{made.date.words()}, {self._site.attribution(said)}{stance}: {textwrap.shorten(text, 160, placeholder=' …')}"
        yield from self._wrap(head, "  ", "    ")
        yield self._paint(f"    {made.ref}", _DIM)

    def _positions(self, rows: Sequence[tuple[str, PositionRecord]]) -> _Lines:
        """Yield each position with its speaker, day and basis, and what stands beside it."""
        for name, record in rows:
            text = position_text(self._site, record.now)
            if not text.lines:
                yield from self._wrap(f"{name}: {vocabulary.NO_POSITION}", "  ", "    ")
                continue
            lead = f"{text.lead}: " if text.lead else ""
            said = "; ".join(line.words() for line in text.lines)
            yield from self._wrap(f"{name}: {lead}{said}", "  ", "    ")
            yield from (self._paint(f"    {line.ref}", _DIM) for line in text.lines)
            for line in text.beside:
                yield from self._wrap(f"beside it: {line.words()}", "    ", "      ")
            for shift in record.shifts:
                yield from self._wrap(f"before: {_word(vocabulary.POSITIONS, shift.stance_before)}", "    ", "      ")

    def _roles(self, actor: Actor) -> _Lines:
        for role in actor.roles:
            dates = " to ".join(date.words() for date in (role.from_, role.to) if date)
            dates = f"{'until ' if role.from_ is None else '' if role.to else 'since '}{dates}" if dates else ""
            words = ", ".join(filter(None, (self._site.role(role.title, role.of), dates)))
            yield from self._wrap(f"{words} {self._cite(role.cite)}", "  ", "    ")

    def _plan_versions(self, plan: Plan) -> Iterator[_Lines]:
        for version in plan.versions:
            points = f"{version.points} points" if version.points is not None else ""
            facts = (version.label, version.date.words() if version.date else "", points, self._cite(version.cite))
            head = self._wrap(
                f"@{version.id}  {', '.join(filter(None, facts))}", "  ", "    ", bold=len(version.id) + 1
            )
            known = self._lines(plain_facts.of_version(self._site, plan, version), "    ")
            yield chain(head, self._prose(version.summary, "    "), known)

    def _point_versions(self, point: Point) -> Iterator[_Lines]:
        plan = self._site.corpus.find(point.plan, Plan)
        order = [version.id for version in plan.versions] if plan else []
        for entry in sorted(point.versions, key=lambda e: order.index(e.in_) if e.in_ in order else len(order)):
            number = f", numbered {entry.number} in this version" if entry.number else ""
            head = f"@{entry.in_}  {_word(vocabulary.CHANGES, entry.change)}{number} {self._cite(entry.cite)}"
            text = f"“{entry.text}”" if entry.text and entry.wording == "verbatim" else entry.text
            rest = self._lines(plain_facts.of_entry(self._site, entry), "    ")
            yield chain(self._wrap(head, "  ", "    ", bold=len(entry.in_) + 1), self._prose(text, "    "), rest)

    def _lines(self, texts: Iterable[str], indent: str) -> _Lines:
        return (line for text in texts for line in self._wrap(text, indent, f"{indent}  "))

    def _accounts(self, dispute: Dispute) -> Iterator[_Lines]:
        for number, account in enumerate(dispute.accounts, 1):
            held = self._wrap(f"held by {self._labels(account.held_by)} {self._cite(account.cite)}", "     ", "       ")
            claim = self._wrap(self._plain(account.claim), f"  {number}. ", "     ")
            known = is_so(self._site, self._site.corroboration.account(account))
            yield chain(claim, held, self._wrap(known, "     ", "       "))

    def _source_list(self, uses: Iterable[SourceUse]) -> _Lines:
        for use in uses:
            source = use.source
            publisher = self._site.label(source.publisher) if source.publisher else ""
            date = source.published.words() if source.published else ""
            facts = ", ".join(filter(None, (source.title, publisher, date)))
            yield from self._wrap(
                f"[{self._numbers[source.id]}] {source.reliability or '–'}  {facts}", "  ", "        "
            )
            yield self._paint(f"        {source.url or source.id}", _DIM)

    def _backlinks(self) -> _Lines:
        for reason, ids in self._site.backlinks(self._brief.id):
            yield from self._wrap(f"{reason}: {self._labels(ids)}", "  ", "    ")

    def _with_role(self, actor: str, role: str | None, made: StatementAt | None = None) -> str:
        date = made.date if made else self._brief.when
        held = role or (self._site.roles(actor, date) if date else "")
        return f"{self._site.label(actor)}{f' ({held})' if held else ''}"

    def _subject(self, ref: str) -> str:
        brief = self._site.brief(ref)
        return f"{brief.number}. {brief.title}" if isinstance(brief, Point) else self._site.label(ref)

    def _labels(self, refs: Iterable[str]) -> str:
        return "; ".join(self._site.label(ref) for ref in refs)

    def _grade(self, source: Source) -> str:
        letter = source.reliability
        note = f". {self._plain(source.reliability_note)}" if source.reliability_note else ""
        return f"{letter}, {reliability(self._site, source.id)}{note}" if letter else ""

    def _cite(self, citations: Iterable[Citation]) -> str:
        return "".join(self._mark(citation.source, citation.locator or "") for citation in citations)

    def _mark(self, source: str, locator: str) -> str:
        number = self._numbers.get(self._site.corpus.former.get(source, source))
        return f"[{number}{f', {locator}' if locator else ''}]" if number else f"[{source}]"

    def _plain(self, text: str) -> str:
        """Return prose with links as names and citations as numbers; code is unchanged."""
        parts = []
        done = 0
        for start, end in code_spans(text):
            parts += [self._resolved(text[done:start]), text[start:end]]
            done = end
        return "".join([*parts, self._resolved(text[done:])])

    def _resolved(self, text: str) -> str:
        text = LINK.sub(lambda link: (link[2] or self._site.label(link[1].strip())).strip(), text)
        return CITATION.sub(lambda mark: self._mark(mark[1], (mark[2] or "").strip()), text)

    def _prose(self, text: str | None, indent: str = "") -> _Lines:
        """Yield prose, wrapped by paragraph; lists, tables and code keep their lines."""
        blocks = re.split(r"\n[ \t]*\n", self._plain(text).strip("\n")) if text else []
        for index, block in enumerate(blocks):
            if index:
                yield ""
            if any(_KEPT.match(line) for line in block.split("\n")):
                yield from (
                    line for kept in block.split("\n") for line in self._wrap(kept.rstrip(), indent, f"{indent}  ")
                )
            else:
                yield from self._wrap(block, indent)

    def _table(self, rows: Sequence[tuple[str, str]]) -> _Lines:
        width = max((len(name) for name, _ in rows), default=0) + 2
        for name, value in rows:
            first, *rest = self._wrap(value, " " * width)
            yield f"{self._paint(name, _DIM)}{first[len(name) :]}"
            yield from rest

    def _section(self, title: str, lines: _Lines) -> _Lines:
        """Yield the title and the lines, or nothing if there are no lines."""
        for index, line in enumerate(lines):
            if not index:
                yield self._paint(title, _BOLD)
            yield line

    def _wrap(self, text: str, first: str = "", rest: str | None = None, *, bold: int = 0) -> _Lines:
        """Yield the text wrapped to the width; its first ``bold`` characters are in bold."""
        wrapped = textwrap.wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=first if rest is None else rest,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for index, line in enumerate(wrapped or [first]):
            start = len(first)
            yield (
                f"{first}{self._paint(line[start : start + bold], _BOLD)}{line[start + bold :]}"
                if bold and not index
                else line
            )

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text


def _apart(blocks: Iterable[_Lines]) -> _Lines:
    """Yield the blocks' lines, with an empty line between blocks."""
    for index, block in enumerate(blocks):
        if index:
            yield ""
        yield from block


def _word(named: Mapping[str, tuple[str, str]], value: str) -> str:
    """Return the sign and word of a vocabulary value, such as ``+ accepts``."""
    return " ".join(named[value])
