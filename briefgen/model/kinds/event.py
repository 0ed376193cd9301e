"""Event: something that happened, will happen or is reported to have happened, with what was said."""

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
    Values,
    VersionRef,
)

Stance = Annotated[
    Literal["accepts", "accepts-with-conditions", "open", "rejects", "unclear"],
    Values(
        {
            "accepts": "Says yes to it as it is.",
            "accepts-with-conditions": "Says yes if something else is met or changed.",
            "open": "Is ready to talk about it, and says neither yes nor no.",
            "rejects": "Says no to it.",
            "unclear": "Spoke about it, but where they stand cannot be told from the words.",
        }
    ),
]


class Place(Part, frozen=True, kw_only=True):
    """Where it was."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("What the place is called.", "Geneva")]
    country: Annotated[
        Annotated[str, Form("^[A-Z]{2}$", "a country code", "UA")] | None, Doc("ISO 3166 code.", "CH")
    ] = None
    lat: Annotated[Annotated[float, Meta(ge=-90, le=90)] | None, Doc("Latitude in degrees.", 46.2)] = None
    lon: Annotated[Annotated[float, Meta(ge=-180, le=180)] | None, Doc("Longitude in degrees.", 6.15)] = None


class Participant(Part, frozen=True, kw_only=True):
    """Who took part."""

    shorthand: ClassVar[str] = "actor"

    actor: Annotated[ActorRef, Doc("The actor's id.", "ministry")]
    as_: Annotated[Text | None, Doc("In what function.", "host")] = field(default=None, name="as")


class Original(Part, frozen=True, kw_only=True):
    """The words in their own language, where the quote is a translation."""

    text: Annotated[Text, Doc("The words.", "Переговоры продолжатся.")]
    lang: Annotated[Language, Doc("Their language, such as `ru`.", "ru")]


class Statement(Part, frozen=True, kw_only=True):
    """Who said what, on whose behalf, about what, and which source says so."""

    id: Annotated[Id, Doc("Unique in the event.", "opening-remarks")]
    speaker: Annotated[ActorRef, Doc("Who said it.", "ministry")]
    on_behalf_of: Annotated[
        ActorRef | None, Doc("For whom, where the speaker spoke for somebody else.", "northland")
    ] = None
    date: Annotated[Edtf | None, Doc("When, if not on the event's date.", "2025-11-28")] = None
    about: Annotated[
        tuple[Annotated[str, Ref("point", "plan", "event", "actor")], ...],
        Doc("Ids of the points, plans, events or actors it is about.", ["point-borders"]),
    ] = ()
    stance: Annotated[Stance | None, Doc("Where the speaker stands on what it is about.", "open")] = None
    paraphrase: Annotated[
        Prose | None,
        Doc("What was said, in our words; required where there is no quote.", "The talks will go on in December."),
    ] = None
    quote: Annotated[Text | None, Doc("The words, verbatim.", "The talks will go on.")] = None
    original: Annotated[
        Original | None,
        Doc(
            "The words in their own language, when the quote is a translation.",
            {"text": "Переговоры продолжатся.", "lang": "ru"},
        ),
    ] = None
    cite: Annotated[
        tuple[Citation, ...],
        Meta(min_length=1),
        Doc("Sources that carry the statement.", [{"source": "wire-report", "locator": "para. 4"}]),
    ]
    credibility: Annotated[Credibility | None, Doc("1 (confirmed) to 6 (cannot be judged).", 2)] = None
    responds_to: Annotated[
        tuple[StatementRef, ...],
        Doc("Statements it answers, `event-id#statement-id`.", ["2025-11-27-talks#opening-remarks"]),
    ] = ()
    disputes: Annotated[
        tuple[StatementRef, ...], Doc("Statements it contradicts.", ["2025-11-27-talks#opening-remarks"])
    ] = ()
    corroborates: Annotated[
        tuple[StatementRef, ...], Doc("Statements it confirms.", ["2025-11-27-talks#opening-remarks"])
    ] = ()


class Event(Brief, frozen=True, kw_only=True):
    """Talks, a press conference, a leak, a deadline: something with a date, and the statements made there."""

    folder: ClassVar[str] = "events"
    order: ClassVar[int] = 0
    plural: ClassVar[str] = "Timeline"

    title: Annotated[Text, Doc("What the event is called.", "Second round of talks")]
    date: Annotated[
        Edtf, Doc("When it was, as precisely as it is known.", "2025-11-27", "2025-11~", "2025-11-23/2025-11-24")
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
            "other",
        ]
        | None,
        Values(
            {
                "talks": "Negotiations between sides.",
                "meeting": "People met, without negotiating.",
                "press-conference": "Somebody spoke to the press and took questions.",
                "statement": "Somebody declared something, spoken or written.",
                "publication": "A document or report came out, as its makers wanted.",
                "leak": "A document or information came out that its makers had not released.",
                "decision": "A body or an office-holder decided something.",
                "deadline": "A day by which something is to be done.",
                "visit": "Somebody travelled to somebody.",
                "call": "A conversation by telephone or video.",
                "military": "Fighting, a strike, a movement of troops, a ceasefire in the field.",
                "legal": "A court, a prosecutor or a law.",
                "other": "None of these.",
            }
        ),
        Doc("What sort of event it was."),
    ] = None
    state: Annotated[
        Literal["happened", "scheduled", "postponed", "cancelled", "reported"],
        Values(
            {
                "happened": "It took place; this counts where nothing is typed.",
                "scheduled": "It is announced for its date.",
                "postponed": "It was announced, and put off.",
                "cancelled": "It was announced, and called off.",
                "reported": "Sources say that it took place; it is not confirmed.",
            }
        ),
        Doc("Whether it took place."),
    ] = "happened"
    place: Annotated[Place | None, Doc("Where it was.", "Geneva", {"name": "Geneva", "country": "CH"})] = None
    participants: Annotated[
        tuple[Participant, ...], Doc("Who took part.", ["northland", {"actor": "ministry", "as": "host"}])
    ] = ()
    statements: Annotated[
        tuple[Statement, ...],
        Doc(
            "What was said.",
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
        tuple[EventRef, ...], UNORDERED, Doc("Earlier events that led to it.", ["2025-11-23-first-talks"])
    ] = ()
    introduces: Annotated[
        tuple[VersionRef, ...], Doc("Plan versions that came out here, `plan-id@version-id`.", ["plan@first-draft"])
    ] = ()

    @property
    def when(self) -> Edtf:
        """Return the event's date."""
        return self.date
