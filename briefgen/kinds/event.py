"""Event: something that happened, will happen or is reported to have happened, with what was said."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from briefgen.edtf import Edtf
from briefgen.kinds._base import (
    ActorRef,
    Brief,
    Citation,
    Credibility,
    Doc,
    EventRef,
    Form,
    Id,
    Language,
    Part,
    Prose,
    Ref,
    StatementRef,
    Text,
    VersionRef,
)

Stance = Literal["accepts", "accepts-with-conditions", "open", "rejects", "unclear"]


class Place(Part, frozen=True, kw_only=True):
    """Where it was."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("What the place is called.")]
    country: Annotated[Annotated[str, Form("^[A-Z]{2}$", "a country code", "UA")] | None, Doc("ISO 3166 code.")] = None
    lat: Annotated[Annotated[float, Meta(ge=-90, le=90)] | None, Doc("Latitude in degrees.")] = None
    lon: Annotated[Annotated[float, Meta(ge=-180, le=180)] | None, Doc("Longitude in degrees.")] = None


class Participant(Part, frozen=True, kw_only=True):
    """Who took part."""

    shorthand: ClassVar[str] = "actor"

    actor: Annotated[ActorRef, Doc("The actor's id.")]
    as_: Annotated[Text | None, Doc("In what function.")] = field(default=None, name="as")


class Original(Part, frozen=True, kw_only=True):
    """The words in their own language, where the quote is a translation."""

    text: Annotated[Text, Doc("The words.")]
    lang: Annotated[Language, Doc("Their language, such as `ru`.")]


class Statement(Part, frozen=True, kw_only=True):
    """Who said what, on whose behalf, about what, and which source says so."""

    id: Annotated[Id, Doc("Unique in the event.")]
    speaker: Annotated[ActorRef, Doc("Who said it.")]
    on_behalf_of: Annotated[ActorRef | None, Doc("For whom, where the speaker spoke for somebody else.")] = None
    date: Annotated[Edtf | None, Doc("When, if not on the event's date.")] = None
    about: Annotated[
        tuple[Annotated[str, Ref("point", "plan", "event", "actor")], ...],
        Doc("Ids of the points, plans, events or actors it is about."),
    ] = ()
    stance: Annotated[Stance | None, Doc("Where the speaker stands on what it is about.")] = None
    paraphrase: Annotated[Prose | None, Doc("What was said, in our words; required where there is no quote.")] = None
    quote: Annotated[Text | None, Doc("The words, verbatim.")] = None
    original: Annotated[Original | None, Doc("The words in their own language, when the quote is a translation.")] = (
        None
    )
    cite: Annotated[tuple[Citation, ...], Meta(min_length=1), Doc("Sources that carry the statement.")]
    credibility: Annotated[Credibility | None, Doc("1 (confirmed) to 6 (cannot be judged).")] = None
    responds_to: Annotated[tuple[StatementRef, ...], Doc("Statements it answers, `event-id#statement-id`.")] = ()
    disputes: Annotated[tuple[StatementRef, ...], Doc("Statements it contradicts.")] = ()
    corroborates: Annotated[tuple[StatementRef, ...], Doc("Statements it confirms.")] = ()


class Event(Brief, frozen=True, kw_only=True):
    """Talks, a press conference, a leak, a deadline: something with a date, and the statements made there."""

    folder: ClassVar[str] = "events"
    order: ClassVar[int] = 0
    plural: ClassVar[str] = "Timeline"

    title: Annotated[Text, Doc("What the event is called.")]
    date: Annotated[Edtf, Doc("When it was, as precisely as it is known.")]
    kind: Annotated[
        Literal[
            "talks",
            "meeting",
            "press-conference",
            "statement",
            "publication",
            "leak",
            "decision",
            "deadline",
            "visit",
            "call",
            "military",
            "legal",
            "other",
        ]
        | None,
        Doc("What sort of event it was."),
    ] = None
    state: Annotated[
        Literal["happened", "scheduled", "postponed", "cancelled", "reported"], Doc("Whether it took place.")
    ] = "happened"
    place: Annotated[Place | None, Doc("Where it was.")] = None
    participants: Annotated[tuple[Participant, ...], Doc("Who took part.")] = ()
    statements: Annotated[tuple[Statement, ...], Doc("What was said.")] = ()
    follows: Annotated[tuple[EventRef, ...], Doc("Earlier events that led to it.")] = ()
    introduces: Annotated[tuple[VersionRef, ...], Doc("Plan versions that came out here, `plan-id@version-id`.")] = ()

    @property
    def when(self) -> Edtf:
        """Return the event's date."""
        return self.date
