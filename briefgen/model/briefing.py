"""The briefing itself: what `content/briefing.yaml` holds."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta, field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Doc, Form, Id, Language, Part, Prose, Text, Url


class Theme(Part, frozen=True, kw_only=True):
    """A subject that briefs are filed under."""

    shorthand: ClassVar[str] = "title"

    title: Annotated[Text, Doc("What the theme is called.", "Security")]
    description: Annotated[Prose | None, Doc("What it covers.", "Guarantees, forces and borders.")] = None
    colour: Annotated[
        Annotated[str, Form("^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", "a colour", "#1f70d4")] | None,
        Doc("Its colour, `#rrggbb`.", "#1f70d4"),
    ] = None


class Briefing(Part, frozen=True, kw_only=True):
    """The whole: its title, its state of play, its parties and its themes."""

    title: Annotated[Text, Doc("What the briefing is called.", "The draft agreement")]
    description: Annotated[
        Text | None,
        Doc(
            "What it is about, in a sentence; search engines show it.", "Who proposed what, and who says what about it."
        ),
    ] = None
    headline: Annotated[
        Prose | None,
        Doc("The state of play in a few sentences.", "Two sides have met twice. The next talks are in December."),
    ] = None
    language: Annotated[Language, Doc("The language it is written in.", "en")] = "en"
    as_of: Annotated[Edtf | None, Doc("The day it describes; default: the newest dated brief.", "2025-11-28")] = None
    parties: Annotated[
        tuple[ActorRef, ...], Doc("The columns of the position matrix, in order.", ["northland", "southland"])
    ] = ()
    themes: Annotated[
        dict[Id, Theme],
        Doc(
            "The controlled list of themes, in order.",
            {"security": "Security", "borders": {"title": "Borders", "colour": "#1f70d4"}},
        ),
    ] = field(default_factory=dict)
    editors: Annotated[tuple[Text, ...], Doc("Who answers for it.", ["The desk"])] = ()
    licence: Annotated[Text | None, Doc("Under which terms it may be used.", "CC BY 4.0")] = None
    repository: Annotated[
        Url | None, Doc("Where the YAML lives; makes edit and report links.", "https://example.org/repository")
    ] = None
    review_after: Annotated[Annotated[int, Meta(ge=1)] | None, Doc("Days until a brief counts as stale.", 90)] = None
    loaded_words: Annotated[
        dict[Text, Text] | None,
        Doc(
            "Words that the briefing leaves to others, each with what to write instead; default: a list for English.",
            {"regime": "government"},
        ),
    ] = None


EMPTY = msgspec.convert({"title": "Briefing"}, Briefing)
