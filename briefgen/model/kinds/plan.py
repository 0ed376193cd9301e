"""Plan: a document under negotiation, with its versions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import (
    ID_PATTERN,
    ActorRef,
    Brief,
    Citations,
    Doc,
    EventRef,
    Form,
    Id,
    Language,
    Part,
    Prose,
    Text,
    Values,
)
from briefgen.text.messages import N_

VersionStatus = Annotated[
    Literal["leaked", "published", "presented", "agreed", "signed", "in-force", "superseded", "reported"],
    Values(
        {
            "leaked": "The text became public without its authors' consent.",
            "published": "Its authors published the text.",
            "presented": "Its authors handed it to others; the text is not public.",
            "agreed": "The sides agreed on it.",
            "signed": "The sides signed it.",
            "in-force": "It is in force.",
            "superseded": "A later version replaced it.",
            "reported": "Sources say that it exists; the text is not known.",
        }
    ),
]


class Document(Part, frozen=True, kw_only=True):
    """One document of a version that is a package: an annex, a side paper, a protocol."""

    id: Annotated[Id, Doc("Id of the document, unique in the version.", "security-annex")]
    title: Annotated[Text, Doc("Title of the document.", "Annex on security")]
    summary: Annotated[Prose | None, Doc("What the document covers.", "Guarantees and forces.")] = None
    cite: Annotated[Citations, Doc("Sources for the document.", ["wire-report"])] = ()


class PlanVersion(Part, frozen=True, kw_only=True):
    """One version of the text of a plan."""

    id: Annotated[Id, Doc("Id of the version, unique in the plan.", "first-draft")]
    label: Annotated[Text, Doc("Name of the version.", "First draft")]
    date: Annotated[Edtf | None, Doc("Date of publication.", "2025-11-20")] = None
    event: Annotated[EventRef | None, Doc("Event at which the version was published.", "2025-11-20-leak")] = None
    summary: Annotated[
        Prose | None, Doc("Description of the version, in a sentence or two.", "The text as the wire printed it.")
    ] = None
    points: Annotated[Annotated[int, Meta(ge=0, le=10000)] | None, Doc("Number of points in the version.", 28)] = None
    coverage: Annotated[
        Literal["full", "partial"] | None,
        Values(
            {
                "full": "Every point has an entry for this version. This is the default where `points` is given.",
                "partial": "A point without an entry counts as not reported. This is the default elsewhere.",
            }
        ),
        Doc("Whether every point of the plan has an entry for this version."),
    ] = None
    proposed_by: Annotated[
        tuple[ActorRef, ...], Doc("Authors of the version; they count as proposing it.", ["northland"])
    ] = ()
    branch_of: Annotated[
        Annotated[str, Form(ID_PATTERN, "the id of a version of this plan", "first-draft")] | None,
        Doc("Version that this rival or counter-text answers. It sets the status of no point.", "first-draft"),
    ] = None
    status: Annotated[VersionStatus | None, Doc("How the text became known, or what became of it.")] = None
    language: Annotated[Language | None, Doc("Language code of the text.", "en")] = None
    documents: Annotated[
        tuple[Document, ...],
        Doc("Documents of a version that is a package.", [{"id": "security-annex", "title": "Annex on security"}]),
    ] = ()
    cite: Annotated[Citations, Doc("Sources for the version.", ["wire-report"])] = ()

    @property
    def is_branch(self) -> bool:
        """Return whether the version stands outside the negotiated line."""
        return self.branch_of is not None

    @property
    def is_complete(self) -> bool:
        """Return whether every point of the plan has an entry for the version."""
        return self.coverage == "full" if self.coverage else self.points is not None


class Component(Part, frozen=True, kw_only=True):
    """A section of a plan that groups points."""

    id: Annotated[Id, Doc("Id of the component, unique in the plan.", "security")]
    title: Annotated[Text, Doc("Title of the component.", "Security")]
    summary: Annotated[Prose | None, Doc("What the component covers.", "Guarantees, forces and borders.")] = None
    cite: Annotated[Citations, Doc("Sources for the component.", ["wire-report"])] = ()


class Plan(Brief, frozen=True, kw_only=True):
    """A plan, proposal or draft agreement; its points are briefs of their own."""

    folder: ClassVar[str] = "plans"
    order: ClassVar[int] = 2
    plural: ClassVar[str] = N_("Plans")

    title: Annotated[Text, Doc("Title of the plan.", "Draft agreement")]
    proposers: Annotated[tuple[ActorRef, ...], Doc("Actors that proposed the plan.", ["ministry"])] = ()
    parties: Annotated[
        tuple[ActorRef, ...], Doc("Actors that would be parties to the plan.", ["northland", "southland"])
    ] = ()
    versions: Annotated[
        tuple[PlanVersion, ...],
        Doc(
            "Versions of the plan, oldest first.", [{"id": "first-draft", "label": "First draft", "date": "2025-11-20"}]
        ),
    ] = ()
    components: Annotated[
        tuple[Component, ...],
        Doc("Sections of the plan that group its points.", [{"id": "security", "title": "Security"}]),
    ] = ()

    @property
    def when(self) -> Edtf | None:
        """Return the date of the first dated version, or None."""
        return next((version.date for version in self.versions if version.date), None)
