"""For editors: how to write a brief, every field of every kind, and a page for each code of the check.

Read off the kinds, the rules and the codes, so that these pages cannot drift from what the check does. Kept out of search:
a reader looks for the story.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import msgspec

from briefgen.model import vocabulary
from briefgen.model.briefing import Briefing
from briefgen.check.catalogue import codes
from briefgen.diagnostics.types import Code
from briefgen.model.field_docs import tables
from briefgen.model.kinds._base import Brief
from briefgen.corpus.load import kinds
from briefgen.site.pages._base import Page
from briefgen.editing.scaffold import label_field, text_of
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
    """A code's manual in its parts: what it means, and examples by their heading."""

    code: Code
    text: str
    examples: tuple[tuple[str, str], ...]


def manual(code: Code) -> Manual:
    """Return a code's manual in its parts."""
    examples = tuple((heading, inspect.cleandoc(block)) for heading, block in _EXAMPLE.findall(code.manual + "\n"))
    return Manual(code, _EXAMPLE.sub("", code.manual + "\n").strip(), examples)


def plan(site: Site) -> Iterator[Page]:
    """Yield the guide, a reference for each kind and for the briefing, the list of codes and a page for each."""
    # the same for every briefing
    del site
    manuals = tuple(manual(code) for code in codes())
    yield _page("editing/", "editing", "How to write a brief", {"dates": DATES})
    for name, kind in kinds().items():
        yield _page(f"editing/{name}/", "editing-kind", f"Fields of {_article(name)}", _reference(name, kind))
    view: dict[str, object] = {"tables": tables(Briefing), "folder": "", "example": "", "name": "briefing"}
    yield _page("editing/briefing/", "editing-kind", "Fields of the briefing itself", view)
    groups = [
        (title, [m for m in manuals if m.code.id[2] == digit])
        for digit, title in _HUNDREDS.items()
        if any(m.code.id[2] == digit for m in manuals)
    ]
    yield _page("editing/codes/", "editing-codes", "What the check finds", {"groups": groups})
    for each in manuals:
        title = f"{each.code.id} {each.code.name}"
        yield _page(f"editing/codes/{each.code.id.lower()}/", "editing-code", title, {"manual": each})


def _page(address: str, template: str, title: str, view: dict[str, object]) -> Page:
    return Page(
        uri=f"{address}index.md",
        template=f"pages/{template}.md.j2",
        title=title,
        description=f"{title}: for the editors of this briefing.",
        view=view,
        is_listing=True,
    )


def _reference(name: str, kind: type[Brief]) -> dict[str, object]:
    known = {each: f"some-{each}" for each in kinds()}
    known |= {"statement": "some-event#opening", "version": "some-plan@first-draft", "theme": "some-theme"}
    example = text_of(kind, {label_field(kind): f"What the {vocabulary.KINDS[name]} is called"}, known, "2025-11-27")
    return {"tables": tables(kind), "folder": kind.folder, "example": example, "name": name}


def _article(name: str) -> str:
    word = vocabulary.KINDS[name]
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
