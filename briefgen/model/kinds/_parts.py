"""Mappings that several kinds of brief contain: original words, figures, media."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Citations, Doc, Form, Language, Part, Prose, Text


class Original(Part, frozen=True, kw_only=True):
    """The original words of a translated text."""

    text: Annotated[Text, Doc("Verbatim words.", "Переговоры продолжатся.")]
    lang: Annotated[Language, Doc("Language code of the words, such as `ru`.", "ru")]


class Media(Part, frozen=True, kw_only=True):
    """An image, a map or a PDF file in `content/media/`."""

    file: Annotated[
        Annotated[
            str,
            Form(
                "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$",
                "a path in `content/media/`",
                "maps/line-of-contact.png",
            ),
        ],
        Doc("Path of the file below `content/media/`.", "maps/line-of-contact.png"),
    ]
    alt: Annotated[Text, Doc("Alternative text: what it shows, for readers who cannot see it.", "Map of the line.")]
    licence: Annotated[Text, Doc("Licence or permission under which it is shown.", "CC BY 4.0")]
    credit: Annotated[Text | None, Doc("Author or owner.", "Ministry of Defence")] = None
    caption: Annotated[Prose | None, Doc("Text below it.", "The line of contact on 20 November.")] = None
    cite: Annotated[Citations, Doc("Sources for what it shows.", ["wire-report"])] = ()


class Figure(Part, frozen=True, kw_only=True):
    """A number with its unit, such as a limit, a sum or the result of a vote."""

    label: Annotated[Text, Doc("What is counted; the same words wherever the same is counted.", "Army cap")]
    value: Annotated[
        Annotated[float, Meta(ge=-1e15, le=1e15)],
        Doc("The number, in digits without separators.", 600000),
    ]
    unit: Annotated[Text, Doc("Unit of the number, such as `personnel`, `votes`, `EUR` or `%`.", "personnel")]
    from_: Annotated[Edtf | None, Doc("Date from which the figure holds.", "2026-01")] = field(
        default=None, name="from"
    )
    to: Annotated[Edtf | None, Doc("Date until which the figure holds.", "2031-01")] = None
    by: Annotated[ActorRef | None, Doc("Actor whose number it is: who votes, pays or keeps it.", "northland")] = None

    @property
    def amount(self) -> str:
        """Return the number with its unit, such as `600,000 personnel`."""
        number = f"{int(self.value):,}" if self.value.is_integer() else f"{self.value:,}"
        return f"{number}{'' if self.unit == '%' else ' '}{self.unit}"
