"""The briefing: the fields of `content/briefing.yaml`."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta, field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import (
    ActorRef,
    Doc,
    EventRef,
    Form,
    Id,
    Language,
    Part,
    PointRef,
    Prose,
    Ref,
    Text,
    Url,
)

MAX_TERM = 60
MAX_MEANING = 300
MAX_TERMS = 500
"""The most terms of a briefing; each prose text is searched for all of them."""


class Theme(Part, frozen=True, kw_only=True):
    """A subject that briefs are grouped by."""

    shorthand: ClassVar[str] = "title"

    title: Annotated[Text, Doc("Name of the theme.", "Security")]
    description: Annotated[Prose | None, Doc("What the theme covers.", "Guarantees, forces and borders.")] = None
    colour: Annotated[
        Annotated[str, Form("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", "a colour", "#1f70d4")] | None,
        Doc("Colour of the theme, `#rgb` or `#rrggbb`.", "#1f70d4"),
    ] = None


class Term(Part, frozen=True, kw_only=True):
    """A word that the briefing uses and readers may not know."""

    term: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_TERM)],
        Doc("The word, as the briefing writes it.", "non-paper"),
    ]
    meaning: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_MEANING)],
        Doc(
            "What it means, in one neutral sentence.", "An unofficial text that a government shows without signing it."
        ),
    ]
    also: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=MAX_TERM)], ...],
        Doc("Other forms of the word, such as its plural.", ["non-papers"]),
    ] = ()


class Highlights(Part, frozen=True, kw_only=True):
    """The briefs that the home page shows first, in this order."""

    events: Annotated[tuple[EventRef, ...], Doc("Events to show first.", ["2025-11-27-talks"])] = ()
    disputes: Annotated[
        tuple[Annotated[str, Ref("dispute")], ...], Doc("Disputes to show first.", ["how-many-points"])
    ] = ()
    actors: Annotated[tuple[ActorRef, ...], Doc("Actors to show first.", ["northland"])] = ()
    points: Annotated[tuple[PointRef, ...], Doc("Points to show first.", ["point-borders"])] = ()


class Briefing(Part, frozen=True, kw_only=True):
    """The briefing as a whole: its title, headline, parties and themes."""

    title: Annotated[Text, Doc("Title of the briefing.", "The draft agreement")]
    description: Annotated[
        Text | None,
        Doc(
            "Subject of the briefing, in one sentence; search engines show it.",
            "Who proposed what, and who says what about it.",
        ),
    ] = None
    headline: Annotated[
        Prose | None,
        Doc("Current situation, in a few sentences.", "Two sides have met twice. The next talks are in December."),
    ] = None
    language: Annotated[Language, Doc("Language that the briefing is written in.", "en")] = "en"
    as_of: Annotated[
        Edtf | None,
        Doc(
            "Date that the briefing describes; default: that of the newest event that happened or is reported.",
            "2025-11-28",
        ),
    ] = None
    parties: Annotated[
        tuple[ActorRef, ...], Doc("Actors in the columns of the position matrix, in order.", ["northland", "southland"])
    ] = ()
    themes: Annotated[
        dict[Id, Theme],
        Doc(
            "Themes that briefs may use, in order.",
            {"security": "Security", "borders": {"title": "Borders", "colour": "#1f70d4"}},
        ),
    ] = field(default_factory=dict)
    highlights: Annotated[
        Highlights | None,
        Doc("Briefs that the home page shows first.", {"events": ["2025-11-27-talks"], "points": ["point-borders"]}),
    ] = None
    editors: Annotated[tuple[Text, ...], Doc("People or groups responsible for the briefing.", ["The desk"])] = ()
    licence: Annotated[Text | None, Doc("Licence of the briefing.", "CC BY 4.0")] = None
    repository: Annotated[
        Url | None,
        Doc(
            "URL of the repository with the YAML files; it enables links to edit a page and to report an error.",
            "https://example.org/repository",
        ),
    ] = None
    review_after: Annotated[
        Annotated[int, Meta(ge=1)] | None, Doc("Number of days after a review until a brief is reported as stale.", 90)
    ] = None
    terms: Annotated[
        tuple[Term, ...],
        Doc(
            "Words to explain: the first mention on a page links to the glossary.",
            [{"term": "non-paper", "meaning": "An unofficial text that a government shows without signing it."}],
        ),
    ] = ()
    loaded_words: Annotated[
        dict[Text, Text] | None,
        Doc(
            "Loaded words that the briefing itself should not use, each with a neutral replacement; default: a list for English.",
            {"regime": "government"},
        ),
    ] = None


EMPTY = msgspec.convert({"title": "Briefing"}, Briefing)
