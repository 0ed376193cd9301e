"""Source: a document that says something."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.edtf import Edtf
from briefgen.kinds._base import MAX_SUMMARY, Brief, Doc, Id, Language, LooseRef, Prose, SourceRef, Text, Url


class Source(Brief, frozen=True, kw_only=True):
    """An article, transcript, document or post that briefs cite, with how far it can be trusted."""

    folder: ClassVar[str] = "sources"
    order: ClassVar[int] = 5
    plural: ClassVar[str] = "Sources"

    title: Annotated[Text, Doc("Its title, or what it is.")]
    type: Annotated[
        Literal["article", "transcript", "document", "post", "interview", "broadcast", "dataset", "book"] | None,
        Doc("What sort of source it is."),
    ] = None
    summary: Annotated[
        Annotated[str, Meta(min_length=1, max_length=MAX_SUMMARY, extra={"prose": True})] | None,
        Doc("What it carries."),
    ] = None  # type: ignore[assignment]  # optional here only: a source's title says what it is
    publisher: Annotated[Annotated[str, LooseRef("actor")] | None, Doc("Who published it: an actor's id, or text.")] = (
        None
    )
    author: Annotated[Text | None, Doc("Who wrote it.")] = None
    url: Annotated[Url | None, Doc("Where it stands.")] = None
    archive_url: Annotated[Url | None, Doc("An archived copy.")] = None
    published: Annotated[Edtf | None, Doc("When it came out.")] = None
    accessed: Annotated[Edtf | None, Doc("When an editor read it.")] = None
    language: Annotated[Language | None, Doc("Its language, such as `en`.")] = None
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        Doc("The Admiralty grade: A completely reliable … E unreliable, F cannot be judged."),
    ] = None
    reliability_note: Annotated[Prose | None, Doc("Why, in one line.")] = None
    relays: Annotated[tuple[SourceRef, ...], Doc("Sources it only passes on.")] = ()
    licence: Annotated[Text | None, Doc("Under which terms it may be used.")] = None
    document: Annotated[Id | None, Doc("Its record in `seeds/`.")] = None
    note: Annotated[Prose | None, Doc("What a reader should know about it.")] = None

    @property
    def when(self) -> Edtf | None:
        """Return when it was published."""
        return self.published
