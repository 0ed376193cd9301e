"""Plan point: one subject of the negotiation, followed through every version."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from briefgen.model.kinds._base import ActorRef, Brief, Citations, Doc, Id, Part, PlanRef, PointRef, Prose, Text, Values

Change = Annotated[
    Literal["introduced", "unchanged", "amended", "dropped", "deferred", "merged", "split", "not-reported"],
    Values(
        {
            "introduced": "It stands in this version for the first time.",
            "unchanged": "It says the same as in the version before.",
            "amended": "It says something else than in the version before.",
            "dropped": "It is no longer in the plan.",
            "deferred": "It is left to later talks or to somebody else to decide.",
            "merged": "It became part of another point; `into` names it.",
            "split": "It became several points; `into` names them.",
            "not-reported": "No source says what this version did to it.",
        }
    ),
]


class PointVersion(Part, frozen=True, kw_only=True):
    """What one version of the plan did to the point."""

    in_: Annotated[Id, Doc("The plan version's id.", "first-draft")] = field(name="in")
    number: Annotated[Annotated[int, Meta(ge=1)] | None, Doc("Its number in that version, where it differs.", 7)] = None
    change: Annotated[Change, Doc("What that version did to it.", "amended")]
    text: Annotated[Prose | None, Doc("What it says there.", "Both sides withdraw behind the line.")] = None
    wording: Annotated[
        Literal["paraphrase", "verbatim"],
        Values(
            {
                "paraphrase": "`text` says it in our words; this counts where nothing is typed.",
                "verbatim": "`text` is the document's own wording, or a translation of it.",
            }
        ),
        Doc("Whether `text` is the document's wording."),
    ] = "paraphrase"
    into: Annotated[tuple[PointRef, ...], Doc("The points it was merged or split into.", ["point-borders"])] = ()
    from_: Annotated[tuple[PointRef, ...], Doc("The points it was made from.", ["point-borders"])] = field(
        default=(), name="from"
    )
    cite: Annotated[Citations, Doc("Sources.", ["wire-report"])] = ()


class Point(Brief, frozen=True, kw_only=True):
    """A row of the comparison: a subject of a plan through all its versions."""

    folder: ClassVar[str] = "points"
    order: ClassVar[int] = 3
    plural: ClassVar[str] = "Plan points"

    title: Annotated[Text, Doc("What the point is about.", "Withdrawal of forces")]
    plan: Annotated[PlanRef, Doc("The plan's id.", "plan")]
    number: Annotated[int, Meta(ge=1), Doc("Its number, unique in the plan.", 7)]
    binds: Annotated[tuple[ActorRef, ...], Doc("Whom it would bind.", ["northland"])] = ()
    component: Annotated[Id | None, Doc("The plan's component it belongs to.", "security")] = None
    versions: Annotated[
        tuple[PointVersion, ...],
        Doc("What each version did to it, oldest first.", [{"in": "first-draft", "change": "introduced"}]),
    ] = ()
