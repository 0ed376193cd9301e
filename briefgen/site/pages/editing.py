"""Editing guide: how to write a brief, all fields, and a page for each code.

Generated from the kinds, rules and codes, so the guide always matches the check. Left out of the search index,
because readers search for the briefing's content.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import msgspec

from briefgen.check.catalogue import codes
from briefgen.diagnostics.types import Code
from briefgen.editing.scaffold import label_field, text_of
from briefgen.model import vocabulary
from briefgen.model.briefing import Briefing
from briefgen.model.field_docs import Table, tables
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.site.pages._base import Page
from briefgen.site.shared import Site

_EXAMPLE = re.compile(r"^(Bad|Good):\n\n((?:    .*\n?|\n)+)", re.MULTILINE)
_HUNDREDS = {
    "1": "Files and YAML",
    "2": "Shape of a brief",
    "3": "Ids and references",
    "4": "Content and evidence",
    "5": "Templates",
    "6": "Configuration",
}

DATES = (
    ("2025-11-27", "a day"),
    ("2025-11", "a month, the day not known"),
    ("2025", "a year"),
    ("2025-11-27T14:30+06:00", "a time, with its distance from UTC"),
    ("2025-11-23/2025-11-24", "from one day to another"),
    ("2025-11-27/..", "since a day, and going on"),
    ("2025-11~", "about then"),
    ("2025-11-27?", "perhaps then"),
)


class Manual(msgspec.Struct, frozen=True):
    """The manual of a code in parts: its text, and its examples with headings."""

    code: Code
    text: str
    examples: tuple[tuple[str, str], ...]


class CodeGroup(msgspec.Struct, frozen=True):
    """The manuals of the codes whose numbers begin with one digit."""

    digit: str
    title: str
    manuals: tuple[Manual, ...]


class FieldReference(msgspec.Struct, frozen=True):
    """The fields of a kind, or of the briefing, with the text of a new file."""

    name: str
    title: str
    folder: str
    """The folder of the kind below `content/`; empty for the briefing."""
    tables: tuple[Table, ...]
    example: str = ""


def manual(code: Code) -> Manual:
    """Return the manual of a code in parts."""
    examples = tuple((heading, inspect.cleandoc(block)) for heading, block in _EXAMPLE.findall(code.manual + "\n"))
    return Manual(code, _EXAMPLE.sub("", code.manual + "\n").strip(), examples)


def plan(site: Site) -> Iterator[Page]:
    """Yield the guide, a page for each kind, for the briefing, and for the codes."""
    # The pages are the same for every briefing.
    del site
    yield _page("editing/", "editing", "How to write a brief", {"dates": DATES})
    for each in field_references():
        yield _page(f"editing/{each.name}/", "editing-kind", each.title, msgspec.structs.asdict(each))
    groups = code_groups()
    view: dict[str, object] = {"groups": [(group.title, group.manuals) for group in groups]}
    yield _page("editing/codes/", "editing-codes", "What the check finds", view)
    for found in (found for group in groups for found in group.manuals):
        title = f"{found.code.id} {found.code.name}"
        yield _page(f"editing/codes/{found.code.id.lower()}/", "editing-code", title, {"manual": found})


def field_references() -> tuple[FieldReference, ...]:
    """Return the reference of each kind's fields, then that of the briefing's."""
    of_kinds = (_reference(name, kind) for name, kind in kinds().items())
    return (*of_kinds, FieldReference("briefing", "Fields of the briefing itself", "", tables(Briefing)))


def code_groups() -> tuple[CodeGroup, ...]:
    """Return the manuals of all codes, in groups by the first digit of their numbers."""
    manuals = tuple(manual(code) for code in codes())
    groups = (
        CodeGroup(digit, title, tuple(each for each in manuals if each.code.id[2] == digit))
        for digit, title in _HUNDREDS.items()
    )
    return tuple(group for group in groups if group.manuals)


def _page(address: str, template: str, title: str, view: dict[str, object]) -> Page:
    return Page(
        uri=f"{address}index.md",
        template=f"pages/{template}.md.j2",
        title=title,
        description=f"{title}: for the editors of this briefing.",
        view=view,
        is_listing=True,
    )


def _reference(name: str, kind: type[Brief]) -> FieldReference:
    known = {each: f"some-{each}" for each in kinds()}
    known |= {"statement": "some-event#opening", "version": "some-plan@first-draft", "theme": "some-theme"}
    example = text_of(kind, {label_field(kind): f"What the {vocabulary.KINDS[name]} is called"}, known, "2025-11-27")
    return FieldReference(name, f"Fields of {_article(name)}", kind.folder, tables(kind), example)


def _article(name: str) -> str:
    word = vocabulary.KINDS[name]
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
