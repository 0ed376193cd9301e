"""Plan: a document under negotiation, followed through its versions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Brief, Citations, Doc, EventRef, Id, Part, Prose, Text


class PlanVersion(Part, frozen=True, kw_only=True):
    """One text of the plan."""

    id: Annotated[Id, Doc("Unique in the plan.", "first-draft")]
    label: Annotated[Text, Doc("What the version is called.", "First draft")]
    date: Annotated[Edtf | None, Doc("When it came out.", "2025-11-20")] = None
    event: Annotated[EventRef | None, Doc("The event it came out at.", "2025-11-20-leak")] = None
    summary: Annotated[Prose | None, Doc("What it is, in a sentence or two.", "The text as the wire printed it.")] = (
        None
    )
    points: Annotated[Annotated[int, Meta(ge=0, le=10000)] | None, Doc("How many points it counts.", 28)] = None
    cite: Annotated[Citations, Doc("Sources.", ["wire-report"])] = ()


class Component(Part, frozen=True, kw_only=True):
    """A part of the plan that groups points."""

    id: Annotated[Id, Doc("Unique in the plan.", "security")]
    title: Annotated[Text, Doc("What the part is called.", "Security")]
    summary: Annotated[Prose | None, Doc("What it covers.", "Guarantees, forces and borders.")] = None
    cite: Annotated[Citations, Doc("Sources.", ["wire-report"])] = ()


class Plan(Brief, frozen=True, kw_only=True):
    """A plan, proposal or draft agreement; its points are briefs of their own."""

    folder: ClassVar[str] = "plans"
    order: ClassVar[int] = 2
    plural: ClassVar[str] = "Plans"

    title: Annotated[Text, Doc("What the plan is called.", "Draft agreement")]
    proposers: Annotated[tuple[ActorRef, ...], Doc("Who put it forward.", ["ministry"])] = ()
    parties: Annotated[tuple[ActorRef, ...], Doc("Who would be party to it.", ["northland", "southland"])] = ()
    versions: Annotated[
        tuple[PlanVersion, ...],
        Doc("Its texts, oldest first.", [{"id": "first-draft", "label": "First draft", "date": "2025-11-20"}]),
    ] = ()
    components: Annotated[tuple[Component, ...], Doc("Its parts.", [{"id": "security", "title": "Security"}])] = ()

    @property
    def when(self) -> Edtf | None:
        """Return the first dated version's date."""
        return next((version.date for version in self.versions if version.date), None)
