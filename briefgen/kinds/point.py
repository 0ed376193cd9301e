"""Plan point: one subject of the negotiation, followed through every version."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from briefgen.kinds._base import ActorRef, Brief, Citations, Doc, Id, Part, PlanRef, PointRef, Prose, Text

Change = Literal[
    "introduced",
    "unchanged",
    "amended",
    "dropped",
    "deferred",
    "merged",
    "split",
    "not-reported",
]


class PointVersion(Part, frozen=True, kw_only=True):
    """What one version of the plan did to the point."""

    in_: Annotated[Id, Doc("The plan version's id.")] = field(name="in")
    number: Annotated[Annotated[int, Meta(ge=1)] | None, Doc("Its number in that version, where it differs.")] = None
    change: Annotated[Change, Doc("What that version did to it.")]
    text: Annotated[Prose | None, Doc("What it says there.")] = None
    wording: Annotated[Literal["paraphrase", "verbatim"], Doc("Whether `text` is the document's wording.")] = (
        "paraphrase"
    )
    into: Annotated[tuple[PointRef, ...], Doc("The points it was merged or split into.")] = ()
    from_: Annotated[tuple[PointRef, ...], Doc("The points it was made from.")] = field(default=(), name="from")
    cite: Annotated[Citations, Doc("Sources.")] = ()


class Point(Brief, frozen=True, kw_only=True):
    """A row of the comparison: a subject of a plan through all its versions."""

    folder: ClassVar[str] = "points"
    order: ClassVar[int] = 3
    plural: ClassVar[str] = "Plan points"

    title: Annotated[Text, Doc("What the point is about.")]
    plan: Annotated[PlanRef, Doc("The plan's id.")]
    number: Annotated[int, Meta(ge=1), Doc("Its number, unique in the plan.")]
    binds: Annotated[tuple[ActorRef, ...], Doc("Whom it would bind.")] = ()
    component: Annotated[Id | None, Doc("The plan's component it belongs to.")] = None
    versions: Annotated[tuple[PointVersion, ...], Doc("What each version did to it, oldest first.")] = ()
