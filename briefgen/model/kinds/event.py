"""Event: something dated, past, scheduled or reported, with its statements."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import (
    UNORDERED,
    ActorRef,
    Brief,
    Citation,
    Credibility,
    Derived,
    Doc,
    EventRef,
    Form,
    Id,
    Part,
    Prose,
    Ref,
    StatementRef,
    Text,
    Values,
    VersionRef,
)
from briefgen.model.kinds._parts import Figure, Media, Original
from briefgen.text.messages import N_

Stance = Annotated[
    Literal["accepts", "accepts-with-conditions", "open", "rejects", "unclear"],
    Values(
        {
            "accepts": N_("Agrees to it as it stands."),
            "accepts-with-conditions": N_("Agrees, but only if conditions are met or the text changes."),
            "open": N_("Willing to discuss it; has neither agreed nor refused."),
            "rejects": N_("Refuses it."),
            "unclear": N_("Has spoken about it, but the position is unclear."),
        }
    ),
    Derived({"proposes": "it follows from `proposed_by` of a plan's version"}),
]


class Place(Part, frozen=True, kw_only=True):
    """The place of an event."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("Name of the place.", "Geneva")]
    country: Annotated[
        Annotated[str, Form("^[A-Z]{2}$", "a country code", "UA")] | None,
        Doc("Country code (ISO 3166-1 alpha-2).", "CH"),
    ] = None
    lat: Annotated[Annotated[float, Meta(ge=-90, le=90)] | None, Doc("Latitude in degrees.", 46.2)] = None
    lon: Annotated[Annotated[float, Meta(ge=-180, le=180)] | None, Doc("Longitude in degrees.", 6.15)] = None


class Participant(Part, frozen=True, kw_only=True):
    """An actor that took part in an event."""

    shorthand: ClassVar[str] = "actor"

    actor: Annotated[ActorRef, Doc("Actor that took part.", "ministry")]
    as_: Annotated[Text | None, Doc("Function of the actor at the event.", "host")] = field(default=None, name="as")


class Statement(Part, frozen=True, kw_only=True):
    """A statement: who made it, words, subject, and the sources that report it.

    It has one of `speaker`, `speakers` and `reported_by`.
    """

    one_of: ClassVar[tuple[str, ...]] = ("speaker", "speakers", "reported_by")

    id: Annotated[Id, Doc("Unique in the event.", "opening-remarks")]
    speaker: Annotated[ActorRef | None, Doc("Actor that made the statement.", "ministry")] = None
    speakers: Annotated[
        tuple[ActorRef, ...], Doc("Actors that made a joint statement, two or more.", ["northland", "southland"])
    ] = ()
    reported_by: Annotated[
        ActorRef | None,
        Doc("Outlet or unnamed people behind a report that names no speaker; it is reported, not said.", "gazette"),
    ] = None
    on_behalf_of: Annotated[
        ActorRef | None, Doc("Actor whose position it is, if not the speaker's own.", "northland")
    ] = None
    date: Annotated[Edtf | None, Doc("Date of the statement, if it differs from the event's.", "2025-11-28")] = None
    about: Annotated[
        tuple[Annotated[str, Ref("point", "plan", "event", "actor", "version", "part")], ...],
        Doc(
            "Points, plans, events or actors that the statement is about. "
            "`plan-id@version-id` names a version of a plan, `point-id#part-id` a part of a point.",
            ["point-borders"],
        ),
    ] = ()
    stance: Annotated[Stance | None, Doc("Position of the speaker on the subjects in `about`.", "open")] = None
    condition: Annotated[
        Prose | None,
        Doc("Condition, with `stance: accepts-with-conditions`.", "If both sides withdraw their forces first."),
    ] = None
    paraphrase: Annotated[
        Prose | None,
        Doc(
            "Statement in the briefing's own words; required where there is no `quote`.",
            "The talks will go on in December.",
        ),
    ] = None
    quote: Annotated[Text | None, Doc("Verbatim quotation.", "The talks will go on.")] = None
    original: Annotated[
        Original | None,
        Doc(
            "Original words, where `quote` is a translation.",
            {"text": "Переговоры продолжатся.", "lang": "ru"},
        ),
    ] = None
    figures: Annotated[
        tuple[Figure, ...],
        Doc("Numbers that the statement names.", [{"label": "Army cap", "value": 600000, "unit": "personnel"}]),
    ] = ()
    cite: Annotated[
        tuple[Citation, ...],
        Meta(min_length=1),
        Doc("Sources that report the statement, at least one.", [{"source": "wire-report", "locator": "para. 4"}]),
    ]
    credibility: Annotated[
        Credibility | None, Doc("Admiralty grade of the information: 1 (confirmed) to 6 (cannot be judged).", 2)
    ] = None
    responds_to: Annotated[
        tuple[StatementRef, ...],
        Doc("Statements that this one answers, as `event-id#statement-id`.", ["2025-11-27-talks#opening-remarks"]),
    ] = ()
    disputes: Annotated[
        tuple[StatementRef, ...], Doc("Statements that this one contradicts.", ["2025-11-27-talks#opening-remarks"])
    ] = ()
    corroborates: Annotated[
        tuple[StatementRef, ...], Doc("Statements that this one confirms.", ["2025-11-27-talks#opening-remarks"])
    ] = ()

    def __post_init__(self) -> None:
        """Raise ValueError if nothing says who made the statement."""
        if not self.attributed_to:
            raise ValueError("a statement has a speaker, several speakers, or who reported it")

    @property
    def named_speakers(self) -> tuple[str, ...]:
        """Return the ids of the speakers; empty where the report names none."""
        return (self.speaker, *self.speakers) if self.speaker else self.speakers

    @property
    def attributed_to(self) -> tuple[str, ...]:
        """Return the ids of the speakers, else of the actor that reported it."""
        return self.named_speakers or ((self.reported_by,) if self.reported_by else ())


class Event(Brief, frozen=True, kw_only=True):
    """Something with a date, such as talks, a leak or a deadline, and its statements."""

    folder: ClassVar[str] = "events"
    order: ClassVar[int] = 0
    plural: ClassVar[str] = N_("Timeline")

    title: Annotated[Text, Doc("Title of the event.", "Second round of talks")]
    date: Annotated[
        Edtf, Doc("Date of the event, as precise as known.", "2025-11-27", "2025-11~", "2025-11-23/2025-11-24")
    ]
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
            "vote",
            "signing",
            "other",
        ]
        | None,
        Values(
            {
                "talks": "Negotiations between sides.",
                "meeting": "People met, without negotiating.",
                "press-conference": "An actor spoke to the press and answered questions.",
                "statement": "An actor made a spoken or written declaration.",
                "publication": "The authors of a document or report published it.",
                "leak": "A document or information became public without its authors' consent.",
                "decision": "An organisation or an office-holder made a decision.",
                "deadline": "The date by which something must be done.",
                "visit": "An actor travelled to meet another.",
                "call": "A conversation by telephone or video.",
                "military": "Fighting, a strike, a movement of troops, a ceasefire in the field.",
                "legal": "A court, a prosecutor or a law.",
                "vote": "A body voted; `figures` has the result.",
                "signing": "Sides signed a document; `figures` can count the signatures.",
                "other": "None of these.",
            }
        ),
        Doc("Type of event."),
    ] = None
    state: Annotated[
        Literal["happened", "scheduled", "postponed", "cancelled", "reported"],
        Values(
            {
                "happened": "The event took place. This is the default.",
                "scheduled": "The event is announced for its date.",
                "postponed": "The event was announced, then postponed.",
                "cancelled": "The event was announced, then cancelled.",
                "reported": "Sources say that the event took place, but it is not confirmed.",
            }
        ),
        Doc("Whether the event took place."),
    ] = "happened"
    place: Annotated[Place | None, Doc("Place of the event.", "Geneva", {"name": "Geneva", "country": "CH"})] = None
    participants: Annotated[
        tuple[Participant, ...], Doc("Actors that took part.", ["northland", {"actor": "ministry", "as": "host"}])
    ] = ()
    part_of: Annotated[
        EventRef | None,
        Doc("Event that this one is part of, such as the talks of a round or a side meeting.", "2025-11-27-talks"),
    ] = None
    figures: Annotated[
        tuple[Figure, ...],
        Doc("Numbers of the event, such as votes.", [{"label": "In favour", "value": 91, "unit": "votes"}]),
    ] = ()
    statements: Annotated[
        tuple[Statement, ...],
        Doc(
            "Statements made at the event.",
            [
                {
                    "id": "opening-remarks",
                    "speaker": "ministry",
                    "quote": "The talks will go on.",
                    "cite": ["wire-report"],
                }
            ],
        ),
    ] = ()
    follows: Annotated[
        tuple[EventRef, ...], UNORDERED, Doc("Earlier events that led to this one.", ["2025-11-23-first-talks"])
    ] = ()
    media: Annotated[
        tuple[Media, ...],
        Doc(
            "Images, maps and PDF files.",
            [{"file": "maps/line.png", "alt": "Map of the line.", "licence": "CC BY 4.0"}],
        ),
    ] = ()
    introduces: Annotated[
        tuple[VersionRef, ...],
        Doc("Plan versions published at the event, as `plan-id@version-id`.", ["plan@first-draft"]),
    ] = ()

    @property
    def when(self) -> Edtf:
        """Return the date of the event."""
        return self.date
