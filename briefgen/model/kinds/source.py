"""Source: a document that says something."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import (
    MAX_SUMMARY,
    UNORDERED,
    Brief,
    Doc,
    Id,
    Language,
    LooseRef,
    Prose,
    SourceRef,
    Text,
    Url,
    Values,
)


class Source(Brief, frozen=True, kw_only=True):
    """An article, transcript, document or post that briefs cite, with how far it can be trusted."""

    folder: ClassVar[str] = "sources"
    order: ClassVar[int] = 5
    plural: ClassVar[str] = "Sources"

    title: Annotated[Text, Doc("Its title, or what it is.", "Report on the second round of talks")]
    type: Annotated[
        Literal["article", "transcript", "document", "post", "interview", "broadcast", "dataset", "book"] | None,
        Values(
            {
                "article": "A text in a newspaper, by an agency or on a news site.",
                "transcript": "What was said, word for word.",
                "document": "A paper as its makers wrote it: a plan, a law, a letter, a press release.",
                "post": "A message on a social network or in a channel.",
                "interview": "Questions and answers with one person or more.",
                "broadcast": "Radio, television or a video.",
                "dataset": "Figures or records.",
                "book": "A book, or a chapter of one.",
            }
        ),
        Doc("What sort of source it is."),
    ] = None
    summary: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_SUMMARY, extra={"prose": True})] | None,
        Doc("What it carries.", "A report of the talks, with the text of the draft."),
    ] = None  # type: ignore[assignment]  # optional here only: a source's title says what it is
    publisher: Annotated[
        Annotated[str, LooseRef("actor")] | None,
        Doc("Who published it: an actor's id, or text.", "wire", "The Gazette"),
    ] = None
    author: Annotated[Text | None, Doc("Who wrote it.", "A. Writer")] = None
    url: Annotated[Url | None, Doc("Where it stands.", "https://example.org/report")] = None
    archive_url: Annotated[Url | None, Doc("An archived copy.", "https://archive.example.org/report")] = None
    published: Annotated[Edtf | None, Doc("When it came out.", "2025-11-27")] = None
    accessed: Annotated[Edtf | None, Doc("When an editor read it.", "2025-11-28")] = None
    language: Annotated[Language | None, Doc("Its language, such as `en`.", "en")] = None
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        Values(
            {
                "A": "Completely reliable: no doubt about it so far.",
                "B": "Usually reliable: minor doubts.",
                "C": "Fairly reliable: doubts, but it was right before.",
                "D": "Not usually reliable: serious doubts.",
                "E": "Unreliable: it was wrong or misled before.",
                "F": "Cannot be judged: too little is known about it.",
            }
        ),
        Doc("The Admiralty grade: A completely reliable … E unreliable, F cannot be judged."),
    ] = None
    reliability_note: Annotated[Prose | None, Doc("Why, in one line.", "An official transcript.")] = None
    relays: Annotated[tuple[SourceRef, ...], UNORDERED, Doc("Sources it only passes on.", ["wire-report"])] = ()
    licence: Annotated[Text | None, Doc("Under which terms it may be used.", "CC BY 4.0")] = None
    document: Annotated[Id | None, Doc("Its record in `seeds/`.", "draft-text")] = None
    note: Annotated[Prose | None, Doc("What a reader should know about it.", "Behind a paywall.")] = None

    @property
    def when(self) -> Edtf | None:
        """Return when it was published."""
        return self.published
