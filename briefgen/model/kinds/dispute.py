"""Dispute: a question on which accounts differ."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.model.kinds._base import AnyRef, Brief, Citations, Doc, Part, Prose, Ref, Text, Values
from briefgen.text.messages import N_


class Account(Part, frozen=True, kw_only=True):
    """One answer to the question, and who holds it."""

    claim: Annotated[Prose, Doc("Answer to the question, according to this account.", "The document had 19 points.")]
    held_by: Annotated[
        tuple[Annotated[str, Ref("actor", "source")], ...],
        Meta(min_length=1),
        Doc("Actors or sources that give this answer.", ["ministry"]),
    ]
    cite: Annotated[Citations, Doc("Sources for the account.", ["wire-report"])] = ()


class Dispute(Brief, frozen=True, kw_only=True):
    """A question with two or more conflicting accounts, shown side by side."""

    folder: ClassVar[str] = "disputes"
    order: ClassVar[int] = 4
    plural: ClassVar[str] = N_("Disputed")

    title: Annotated[Text, Doc("Question in dispute.", "How many points did the document have?")]
    accounts: Annotated[
        tuple[Account, ...],
        Meta(min_length=2),
        Doc(
            "Conflicting answers, two or more.",
            [{"claim": "Nineteen.", "held_by": ["ministry"]}, {"claim": "Twenty.", "held_by": ["wire-report"]}],
        ),
    ]
    about: Annotated[tuple[AnyRef, ...], Doc("Briefs that the dispute is about.", ["plan"])] = ()
    state: Annotated[
        Literal["open", "resolved"],
        Values(
            {
                "open": "The accounts still differ. This is the default.",
                "resolved": "The dispute is settled; `resolution` says how.",
            }
        ),
        Doc("Whether the dispute is settled."),
    ] = "open"
    resolution: Annotated[
        Prose | None,
        Doc(
            "How the dispute was settled; required when `state` is `resolved`.",
            "The text was published; it has 19 points.",
        ),
    ] = None
