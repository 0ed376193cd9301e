"""Dispute: a question on which accounts differ."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from briefgen.kinds._base import AnyRef, Brief, Citations, Doc, Part, Prose, Ref, Text


class Account(Part, frozen=True, kw_only=True):
    """One answer to the question, and who holds it."""

    claim: Annotated[Prose, Doc("The answer.")]
    held_by: Annotated[
        tuple[Annotated[str, Ref("actor", "source")], ...], Meta(min_length=1), Doc("Actors or sources that hold it.")
    ]
    cite: Annotated[Citations, Doc("Sources.")] = ()


class Dispute(Brief, frozen=True, kw_only=True):
    """A question on which accounts differ, with each account side by side."""

    folder: ClassVar[str] = "disputes"
    order: ClassVar[int] = 4
    plural: ClassVar[str] = "What is contested"

    title: Annotated[Text, Doc("The question.")]
    accounts: Annotated[tuple[Account, ...], Meta(min_length=2), Doc("The answers, two or more.")]
    about: Annotated[tuple[AnyRef, ...], Doc("The briefs it is about.")] = ()
    state: Annotated[Literal["open", "resolved"], Doc("Whether it has been settled.")] = "open"
    resolution: Annotated[Prose | None, Doc("How it was settled; required when resolved.")] = None
