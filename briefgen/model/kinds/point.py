"""Point: one subject of a plan, in each of the plan's versions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from briefgen.model.kinds._base import (
    ActorRef,
    Brief,
    Citations,
    Doc,
    Id,
    Part,
    PlanRef,
    PointRef,
    Prose,
    Ref,
    Text,
    Values,
)
from briefgen.model.kinds._parts import Figure, Original
from briefgen.text.messages import N_

Change = Annotated[
    Literal[
        "introduced",
        "unchanged",
        "amended",
        "dropped",
        "deferred",
        "merged",
        "split",
        "moved",
        "reported-in-part",
        "not-reported",
    ],
    Values(
        {
            "introduced": "It stands in this version for the first time.",
            "unchanged": "It says the same as in the version before.",
            "amended": "It says something else than in the version before.",
            "dropped": "It is no longer in the plan.",
            "deferred": "Left for later talks or for someone else to decide.",
            "merged": "It became part of another point; `into` names it.",
            "split": "It became several points; `into` names them.",
            "moved": "It stands elsewhere now; `to` names the place.",
            "reported-in-part": "Sources report something of it, but not its wording.",
            "not-reported": "No source says what this version did to it.",
        }
    ),
]


class PointVersion(Part, frozen=True, kw_only=True):
    """The point in one version of the plan."""

    in_: Annotated[Id, Doc("Id of the plan version.", "first-draft")] = field(name="in")
    number: Annotated[
        Annotated[int, Meta(ge=1)] | None, Doc("Number of the point in that version, if it differs.", 7)
    ] = None
    change: Annotated[Change, Doc("Change to the point in that version.", "amended")]
    text: Annotated[
        Prose | None, Doc("Content of the point in that version.", "Both sides withdraw behind the line.")
    ] = None
    wording: Annotated[
        Literal["paraphrase", "verbatim"],
        Values(
            {
                "paraphrase": "`text` is in the briefing's own words. This is the default.",
                "verbatim": "`text` is the document's own wording, or a translation of it.",
            }
        ),
        Doc("Whether `text` is verbatim."),
    ] = "paraphrase"
    original: Annotated[
        Original | None,
        Doc("Original words, where `text` is a translation.", {"text": "Войска отходят.", "lang": "ru"}),
    ] = None
    figures: Annotated[
        tuple[Figure, ...],
        Doc("Numbers in that version.", [{"label": "Army cap", "value": 600000, "unit": "personnel"}]),
    ] = ()
    into: Annotated[
        tuple[PointRef, ...],
        Doc("Points that this one was merged or split into, or that came from it.", ["point-borders"]),
    ] = ()
    from_: Annotated[tuple[PointRef, ...], Doc("Points that this one was made from.", ["point-borders"])] = field(
        default=(), name="from"
    )
    to: Annotated[
        Annotated[str, Ref("point", "document")] | None,
        Doc(
            "Where it was moved to: a point, or a document as `plan-id@version-id#document-id`.",
            "plan@second-draft#security-annex",
        ),
    ] = None
    cite: Annotated[Citations, Doc("Sources for the change.", ["wire-report"])] = ()


class PointPart(Part, frozen=True, kw_only=True):
    """A numbered part of a point, such as a paragraph or item."""

    id: Annotated[Id, Doc("Id of the part, unique in the point.", "b")]
    title: Annotated[Text, Doc("Subject of the part.", "Return to the group")]
    text: Annotated[Prose | None, Doc("Content of the part.", "Northland is invited back.")] = None


class Point(Brief, frozen=True, kw_only=True):
    """A subject of a plan in all versions: one row of the comparison of versions."""

    folder: ClassVar[str] = "points"
    order: ClassVar[int] = 3
    plural: ClassVar[str] = N_("Points")

    title: Annotated[Text, Doc("Subject of the point.", "Withdrawal of forces")]
    plan: Annotated[PlanRef, Doc("Plan that the point belongs to.", "plan")]
    number: Annotated[int, Meta(ge=1), Doc("Number of the point, unique in the plan.", 7)]
    binds: Annotated[tuple[ActorRef, ...], Doc("Actors that the point would bind.", ["northland"])] = ()
    component: Annotated[Id | None, Doc("Id of the plan's component that the point belongs to.", "security")] = None
    parts: Annotated[
        tuple[PointPart, ...],
        Doc(
            "Numbered parts; a statement is about one as `point-id#part-id`.",
            [{"id": "b", "title": "Return to the group"}],
        ),
    ] = ()
    versions: Annotated[
        tuple[PointVersion, ...],
        Doc("Change to the point in each version, oldest first.", [{"in": "first-draft", "change": "introduced"}]),
    ] = ()
