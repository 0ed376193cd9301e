"""Dispute: a question on which accounts differ."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.model.kinds._base import AnyRef, Brief, Citations, Doc, Part, Prose, Ref, Text, Values


class Account(Part, frozen=True, kw_only=True):
    """One answer to the question, and who holds it."""

    claim: Annotated[Prose, Doc("The answer.", "The document had 19 points.")]
    held_by: Annotated[
        tuple[Annotated[str, Ref("actor", "source")], ...],
        Meta(min_length=1),
        Doc("Actors or sources that hold it.", ["ministry"]),
    ]
    cite: Annotated[Citations, Doc("Sources.", ["wire-report"])] = ()


class Dispute(Brief, frozen=True, kw_only=True):
    """A question on which accounts differ, with each account side by side."""

    folder: ClassVar[str] = "disputes"
    order: ClassVar[int] = 4
    plural: ClassVar[str] = "What is contested"

    title: Annotated[Text, Doc("The question.", "How many points did the document have?")]
    accounts: Annotated[
        tuple[Account, ...],
        Meta(min_length=2),
        Doc(
            "The answers, two or more.",
            [{"claim": "Nineteen.", "held_by": ["ministry"]}, {"claim": "Twenty.", "held_by": ["wire-report"]}],
        ),
    ]
    about: Annotated[tuple[AnyRef, ...], Doc("The briefs it is about.", ["plan"])] = ()
    state: Annotated[
        Literal["open", "resolved"],
        Values(
            {
                "open": "The accounts still differ; this counts where nothing is typed.",
                "resolved": "It is settled; `resolution` says how.",
            }
        ),
        Doc("Whether it has been settled."),
    ] = "open"
    resolution: Annotated[
        Prose | None, Doc("How it was settled; required when resolved.", "The text was published; it has 19 points.")
    ] = None
