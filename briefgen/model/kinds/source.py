"""Source: a publication or document that briefs cite."""

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
from briefgen.model.kinds._parts import Media
from briefgen.text.messages import N_


class Source(Brief, frozen=True, kw_only=True):
    """An article, transcript, document or post that briefs cite, with its reliability."""

    folder: ClassVar[str] = "sources"
    order: ClassVar[int] = 5
    plural: ClassVar[str] = N_("Sources")

    title: Annotated[Text, Doc("Title or description of the source.", "Report on the second round of talks")]
    type: Annotated[
        Literal["article", "transcript", "document", "post", "interview", "broadcast", "dataset", "book"] | None,
        Values(
            {
                "article": "A text in a newspaper, by an agency or on a news site.",
                "transcript": "A verbatim record of spoken words.",
                "document": "A primary document: a plan, a law, a letter, a press release.",
                "post": "A message on a social network or in a channel.",
                "interview": "Questions and answers with one or more people.",
                "broadcast": "Radio, television or a video.",
                "dataset": "Figures or records.",
                "book": "A book, or a chapter of one.",
            }
        ),
        Doc("Type of source."),
    ] = None
    summary: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_SUMMARY, extra={"prose": True})] | None,
        Doc("Content of the source.", "A report of the talks, with the text of the draft."),
    ] = None  # type: ignore[assignment]  # Optional for this kind only: the title describes a source.
    publisher: Annotated[
        Annotated[str, LooseRef("actor")] | None,
        Doc("Publisher: the id of an actor, or a name.", "wire", "The Gazette"),
    ] = None
    author: Annotated[Text | None, Doc("Name of the author.", "A. Writer")] = None
    url: Annotated[Url | None, Doc("URL of the source.", "https://example.org/report")] = None
    archive_url: Annotated[Url | None, Doc("URL of an archived copy.", "https://archive.example.org/report")] = None
    published: Annotated[Edtf | None, Doc("Date of publication.", "2025-11-27")] = None
    accessed: Annotated[Edtf | None, Doc("Date on which an editor last read the source.", "2025-11-28")] = None
    language: Annotated[Language | None, Doc("Language code of the source, such as `en`.", "en")] = None
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        Values(
            {
                "A": "Completely reliable: no doubt about it so far.",
                "B": "Usually reliable: minor doubts.",
                "C": "Fairly reliable: some doubts, but it was right in the past.",
                "D": "Not usually reliable: serious doubts.",
                "E": "Unreliable: it was wrong or misleading in the past.",
                "F": "Cannot be judged: too little is known about it.",
            }
        ),
        Doc("Admiralty grade of the source: A (completely reliable) to E (unreliable), F (cannot be judged)."),
    ] = None
    reliability_note: Annotated[Prose | None, Doc("Reason for the grade, in one line.", "An official transcript.")] = (
        None
    )
    relays: Annotated[
        tuple[SourceRef, ...], UNORDERED, Doc("Sources whose content it only repeats.", ["wire-report"])
    ] = ()
    licence: Annotated[Text | None, Doc("Licence of the source.", "CC BY 4.0")] = None
    media: Annotated[
        tuple[Media, ...],
        Doc("Images, maps and PDF files.", [{"file": "draft.pdf", "alt": "The draft.", "licence": "Public domain"}]),
    ] = ()
    document: Annotated[
        Id | None, Doc("Id of the source's record in `seeds/`, if it differs from the source's id.", "draft-text")
    ] = None
    note: Annotated[Prose | None, Doc("Note for readers about the source.", "Behind a paywall.")] = None

    @property
    def when(self) -> Edtf | None:
        """Return the date of publication, or None."""
        return self.published
