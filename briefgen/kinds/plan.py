"""Plan: a document under negotiation, followed through its versions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from briefgen.edtf import Edtf
from briefgen.kinds._base import ActorRef, Brief, Citations, Doc, EventRef, Id, Part, Prose, Text


class PlanVersion(Part, frozen=True, kw_only=True):
    """One text of the plan."""

    id: Annotated[Id, Doc("Unique in the plan.")]
    label: Annotated[Text, Doc("What the version is called.")]
    date: Annotated[Edtf | None, Doc("When it came out.")] = None
    event: Annotated[EventRef | None, Doc("The event it came out at.")] = None
    summary: Annotated[Prose | None, Doc("What it is, in a sentence or two.")] = None
    points: Annotated[Annotated[int, Meta(ge=0, le=10000)] | None, Doc("How many points it counts.")] = None
    cite: Annotated[Citations, Doc("Sources.")] = ()


class Component(Part, frozen=True, kw_only=True):
    """A part of the plan that groups points."""

    id: Annotated[Id, Doc("Unique in the plan.")]
    title: Annotated[Text, Doc("What the part is called.")]
    summary: Annotated[Prose | None, Doc("What it covers.")] = None
    cite: Annotated[Citations, Doc("Sources.")] = ()


class Plan(Brief, frozen=True, kw_only=True):
    """A plan, proposal or draft agreement; its points are briefs of their own."""

    folder: ClassVar[str] = "plans"
    order: ClassVar[int] = 2
    plural: ClassVar[str] = "Plans"

    title: Annotated[Text, Doc("What the plan is called.")]
    proposers: Annotated[tuple[ActorRef, ...], Doc("Who put it forward.")] = ()
    parties: Annotated[tuple[ActorRef, ...], Doc("Who would be party to it.")] = ()
    versions: Annotated[tuple[PlanVersion, ...], Doc("Its texts, oldest first.")] = ()
    components: Annotated[tuple[Component, ...], Doc("Its parts.")] = ()

    @property
    def when(self) -> Edtf | None:
        """Return the first dated version's date."""
        return next((version.date for version in self.versions if version.date), None)
