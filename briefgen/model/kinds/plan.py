"""Plan: a document under negotiation, with its versions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Brief, Citations, Doc, EventRef, Id, Part, Prose, Text


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
    cite: Annotated[Citations, Doc("Sources for the version.", ["wire-report"])] = ()


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
    plural: ClassVar[str] = "Plans"

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
