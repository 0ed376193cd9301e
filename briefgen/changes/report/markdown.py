"""Markdown report for a comment under a proposal, as GitHub renders it.

Words of others are data: nothing in them becomes markup, a mention or a reference to an issue. The report has at most
60,000 characters. What does not fit is dropped in a fixed order, and the report says what was left out.

Guarantees: `tests/unit/changes/test_markdown.py`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import msgspec

from briefgen.changes.report._parts import TABLES, ChangedPage, by_section, cut, pages, totals
from briefgen.changes.types import BriefingChange, BriefingDiff, WordPiece
from briefgen.text.control_characters import visible

MOST = 60_000
"""The most characters; a comment on GitHub may have 65,536."""
_MOST_ROWS = 100
_SHORTEST = 20
"""Fewer characters than a change takes."""
_HEADING = 100
"""The most characters of a heading and of what the last line says about pages."""
_KEPT = ("quotations", *TABLES)
"""The sections that are never dropped; of longer ones, the first 100 rows stay."""
_MARKS = re.compile(r"[\\`*_\[\]|~]")
_FIRST = re.compile(r"(?:[-+#>=]|\d+[.)])(?=\s|$)")
"""A sign that would begin a list, a heading or a quotation at the start of a line."""
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_MENTION = re.compile(r"@(?=[\w-])|(?:#|\b[Gg][Hh]-)(?=\d)")
_NO_MENTION = "<!-- -->"
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)")


def render(diff: BriefingDiff, *, colour: bool = False) -> str:
    """Return the report; ``colour`` is not used."""
    del colour
    for room in _rooms(diff):
        text = _report(diff, room)
        if len(text) <= MOST:
            return text
    return text


class _Room(msgspec.Struct, frozen=True):
    """What of a report has room."""

    layout: bool = True
    editorial: bool = True
    members: bool = True
    pages: int | None = None
    """How many pages; None for all."""
    rows: int = 10_000_000
    others: bool = True
    """Whether the sections that may be dropped are there."""


def _rooms(diff: BriefingDiff) -> Iterator[_Room]:
    """Yield what a report may have, less and less."""
    if len(diff.changes) * _SHORTEST <= MOST:
        yield _Room()
        yield _Room(layout=False)
        yield _Room(layout=False, editorial=False)
        yield _Room(layout=False, editorial=False, members=False)
    if count := _pages_that_fit(diff):
        yield _Room(layout=False, editorial=False, members=False, pages=count)
    yield _Room(layout=False, editorial=False, members=False, pages=0)
    yield _Room(layout=False, editorial=False, members=False, pages=0, rows=_MOST_ROWS)
    yield _Room(layout=False, editorial=False, members=False, pages=0, rows=_MOST_ROWS, others=False)
    yield _Room(layout=False, editorial=False, members=False, pages=0, rows=10, others=False)


def _pages_that_fit(diff: BriefingDiff) -> int:
    """Return how many pages fit beside all that comes before them."""
    room = _Room(layout=False, editorial=False, members=False, pages=0)
    left = MOST - len(_report(diff, room)) - _HEADING
    for number, page in enumerate(pages(diff.substantive)):
        left -= sum(len(block) + 2 for block in _page(diff, page, room))
        if left < 0:
            return number
    return 0


def _report(diff: BriefingDiff, room: _Room) -> str:
    blocks = ["### What this proposal changes", _summary(diff)]
    if diff.hints:
        level = "IMPORTANT" if any(hint.level == "important" for hint in diff.hints) else "NOTE"
        blocks.append("\n".join([f"> [!{level}]", *(f"> - {escaped(hint.says)}" for hint in diff.hints)]))
    readers = [block for heading, changes in by_section(diff) for block in _section(heading, changes, room)]
    if readers:
        blocks += ["## What changes for readers", *readers]
    found = pages(diff.substantive)
    shown = found if room.pages is None else found[: room.pages]
    if shown:
        blocks += ["## By page", *(block for page in shown for block in _page(diff, page, room))]
    if diff.editorial and room.editorial:
        blocks += _folded(
            f"{_count(len(diff.editorial), 'editorial change')}: pages say what they said",
            [block for page in pages(diff.editorial) for block in _page(diff, page, room)],
        )
    if diff.layout_only:
        count = _count(len(diff.layout_only), "file")
        summary = f"{count} in layout only (order of fields, quoting, line breaks)"
        if room.layout:
            blocks += _folded(summary, ["\n".join(f"- {_code(path)}" for path in diff.layout_only)])
        else:
            blocks.append(f"{summary}.")
    left_out = _left_out(diff, room, len(found) - len(shown))
    return "\n\n".join([*blocks, *left_out]) + "\n"


def _summary(diff: BriefingDiff) -> str:
    text = totals(diff)
    first, mark, rest = text.partition(". ")
    text = f"**{first}**{mark}{rest}" if diff.changes else text
    return f"{text} [Preview of the site]({_url(diff.preview)})" if diff.preview else text


def _left_out(diff: BriefingDiff, room: _Room, missing: int) -> list[str]:
    parts = []
    if not room.layout and diff.layout_only:
        parts.append("the list of files in layout only")
    if not room.editorial and diff.editorial:
        parts.append(_count(len(diff.editorial), "editorial change"))
    if not room.members:
        parts.append("what came with new and lost pages")
    if missing:
        parts.append(f"the changes of {_count(missing, 'page')}")
    if not room.others:
        parts.append("the other sections of what changes for readers")
    if not parts:
        return []
    return [f"Left out, because the text would be too long: {', '.join(parts)}. `briefgen diff` prints all of it."]


def _folded(summary: str, blocks: Sequence[str]) -> list[str]:
    return [f"<details><summary>{summary}</summary>", *blocks, "</details>"]


def _section(heading: str, changes: Sequence[BriefingChange], room: _Room) -> Iterator[str]:
    is_kept = changes[0].section in _KEPT
    if not is_kept and not room.others:
        return
    yield f"### {heading}"
    shown = changes[: room.rows]
    tabled = [c for c in shown if c.section in TABLES and c.old_reads and c.new_reads]
    if tabled:
        yield _table(tabled)
    listed = [_item(change, room) for change in shown if change not in tabled]
    if listed:
        yield "\n".join(listed)
    if len(changes) > len(shown):
        yield f"And {len(changes) - len(shown)} more."


def _table(changes: Sequence[BriefingChange]) -> str:
    has_parties = any(change.subject.party for change in changes)
    heads = ["Point", "Party", "Was", "Now"] if has_parties else ["Point", "Was", "Now"]
    lines = [_row(heads), _row(["---"] * len(heads))]
    for change in changes:
        now = f"**{escaped(change.new_reads)}**"
        if change.note:
            now += f"<br>{escaped(change.note)}"
        about = [escaped(change.subject.party or change.label)] if has_parties else []
        lines.append(_row([_subject(change), *about, escaped(change.old_reads), now]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _subject(change: BriefingChange) -> str:
    title = escaped(change.subject.title)
    return f"[{title}]({_url(change.subject.url)})" if change.subject.url else title


def _item(change: BriefingChange, room: _Room) -> str:
    """Return a change as an item of a list; the title is linked where the sentence begins with it."""
    is_line = change.type == "home.line" and change.words
    says = escaped(f"{change.subject.title}:" if is_line else change.says)
    title = escaped(change.subject.title)
    if change.section != "brief" and change.subject.url:
        found = says.find(title)
        if found >= 0:
            says = f"{says[:found]}[{title}]({_url(change.subject.url)}){says[found + len(title) :]}"
        else:
            says = f"[{title}]({_url(change.subject.url)}): {says}"
    lines = [f"- {says}"]
    if change.words:
        is_quoted = change.type in ("statement.quote", "citation.quote", "quotation.status")
        words = "".join(_word(piece) for piece in cut(change.words))
        lines[0] += f" “{words}”" if is_quoted else f" {words}"
    if room.members or change.verb == "changed":
        lines += [f"  - {escaped(member)}" for member in change.members]
    if change.note:
        lines.append(f"  - {escaped(change.note)}" if change.members else f"  <br>{escaped(change.note)}")
    return "\n".join(lines)


def _word(piece: WordPiece) -> str:
    text = escaped(piece.text, keeps_ends=True)
    if piece.op == "same":
        return text
    tag = "del" if piece.op == "gone" else "ins"
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    # a space inside the element would be underlined
    return f"{text[:start]}<{tag}>{text[start:end]}</{tag}>{text[end:]}" if text.strip() else text


def _page(diff: BriefingDiff, page: ChangedPage, room: _Room) -> Iterator[str]:
    title = escaped(page.subject.title)
    name = f"**[{title}]({_url(page.subject.url)})**" if page.subject.url else f"**{title}**"
    became = {"+": f"new {page.kind}", "−": f"{page.kind} gone", "→": f"{page.kind} renamed"}.get(page.sign, page.kind)
    parts = [name, became]
    if file := _file(diff, page):
        parts.append(file)
    yield " · ".join(parts)
    yield "\n".join(_item(change, room) for change in page.changes)


def _file(diff: BriefingDiff, page: ChangedPage) -> str:
    """Return a link to the file of a page at the commit, or its path."""
    place = page.changes[0].place
    if place is None:
        return ""
    is_gone = page.sign == "−"
    commit = (diff.base if is_gone else diff.head).commit
    path = posixpath.normpath(posixpath.join(diff.root, place.path))
    if not (diff.repository and commit):
        return _code(f"{path}:{place.line}" if place.line else path)
    line = f"#L{place.line}" if place.line else ""
    return f"[file]({_url(diff.repository.rstrip('/'))}/blob/{commit}/{quote(path)}{line})"


def escaped(text: str, *, keeps_ends: bool = False) -> str:
    """Return a text that Markdown shows as it is.

    It has no markup, no mention, no reference and no link.

    Line breaks become spaces. ``keeps_ends`` keeps the spaces at the ends.
    """
    plain = visible(re.sub(r"\s+", " ", text))
    plain = plain if keeps_ends else plain.strip()
    found = []
    last = 0
    for match in _MENTION.finditer(plain):
        found += [_plain(plain[last : match.end()]), _NO_MENTION]
        last = match.end()
    found.append(_plain(plain[last:]))
    text = "".join(found)
    return f"\\{text}" if _FIRST.match(text) and not text[0].isdigit() else text


def _plain(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _EMOJI.sub("&#58;", _MARKS.sub(r"\\\g<0>", text))
    if text.count("$") > 1:
        # two of them on a line are a formula
        text = text.replace("$", "<span>$</span>")
    # a host makes links of bare addresses, also of those that were never looked at
    return _LINK.sub(lambda match: match[0].replace(":", "&#58;", 1).replace("www.", "www&#46;"), text)


def _url(url: str) -> str:
    return quote(url, safe="!#$%&'*+,/:;=?@~-._")


def _code(text: str) -> str:
    return f"`{visible(text).replace('`', '’')}`"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
