"""Labels and symbols that readers see for controlled values.

Each stance and change has a word and a symbol as well as its colour, because colour alone is not accessible (WCAG 1.4.1).
"""

from __future__ import annotations

from briefgen.model import reflect
from briefgen.model.kinds.event import Stance
from briefgen.text.messages import N_, NP_, gettext

STANCES = {
    "accepts": ("+", NP_("stance", "accepts")),
    "accepts-with-conditions": ("±", NP_("stance", "accepts with conditions")),
    "open": ("○", NP_("stance", "open")),
    "rejects": ("−", NP_("stance", "rejects")),
    "unclear": ("?", NP_("stance", "unclear")),
}

PROPOSES = ("◇", NP_("stance", "proposes"))
"""The stance of a version's authors, which follows from `proposed_by` and which no editor types."""

VERSION_STATES = {
    "leaked": NP_("version", "leaked"),
    "published": NP_("version", "published"),
    "presented": NP_("version", "presented, not public"),
    "agreed": NP_("version", "agreed"),
    "signed": NP_("version", "signed"),
    "in-force": NP_("version", "in force"),
    "superseded": NP_("version", "superseded"),
    "reported": NP_("version", "reported, text not known"),
}
"""What is known of a version as a whole."""

POSITIONS = {**STANCES, "proposes": ("◆", NP_("stance", "proposes")), "mixed": ("◐", NP_("stance", "mixed"))}
"""What a position can be: a stance that a statement takes, or one that is derived."""

POSITION_MEANINGS = {
    "proposes": N_("It is an author of the text, and took no later position that is well supported."),
    "mixed": N_("Statements of the same time differ; all of them are shown."),
}
"""The meaning of the derived positions; the stances have theirs in the field reference."""

BASES = {
    "documented": (NP_("basis", "documented"), N_("A primary text is cited, and its record contains the words.")),
    "on-record": (
        NP_("basis", "on record"),
        N_("A usually reliable source, or two independent ones, name who said it."),
    ),
    "reported": (NP_("basis", "reported"), N_("One fairly reliable report, or a report that names no speaker.")),
    "weak": (NP_("basis", "weakly sourced"), N_("No source that counts is fairly reliable.")),
}
"""How well a statement is known, the best first: label and meaning. The rules are in docs/evidence.md."""

NO_POSITION = N_("no position on record")

AGREEMENT = {
    "opposed": (
        "×",
        NP_("agreement", "opposed"),
        N_("At least one rejects what another proposes or accepts, with or without conditions."),
    ),
    "differ": (
        "~",
        NP_("agreement", "differ"),
        N_("The positions are not all the same, but none rejects what another is for."),
    ),
    "all-for": ("=", NP_("agreement", "all for"), N_("All propose or accept it, or all accept it with conditions.")),
    "all-against": ("=", NP_("agreement", "all against"), N_("All reject it.")),
    "all-open": ("=", NP_("agreement", "all open"), N_("All are open to it.")),
    "too-few": (
        "·",
        NP_("agreement", "too little known"),
        N_("Fewer than two positions are well supported and clear."),
    ),
}
"""Levels of agreement, the greatest distance first: symbol, label, meaning. Only well-supported positions count."""

STATUSES = {
    "in-the-draft": (
        "★",
        NP_("point", "in the draft"),
        N_("The last report of the negotiated text contains it for the first time."),
    ),
    "revised": ("Δ", NP_("point", "revised"), N_("The last report says something else than the one before.")),
    "kept": ("=", NP_("point", "kept"), N_("The last report says the same as the one before.")),
    "left-open": ("→", NP_("point", "left open"), N_("The last report leaves it to later talks or to others.")),
    "reported-dropped": (
        "✕",
        NP_("point", "reported dropped"),
        N_("The last report says that it is no longer in the text."),
    ),
    "merged": ("⇒", NP_("point", "merged"), N_("It became part of another point.")),
    "split": ("⇉", NP_("point", "split"), N_("It became several points.")),
    "moved": ("↗", NP_("point", "moved"), N_("It stands elsewhere now.")),
    "agreed": ("✓", NP_("point", "agreed"), N_("The sides agreed on a text that contains it.")),
}
"""Statuses of a point: symbol, label, meaning."""

NOT_IN_LINE = ("·", NP_("point", "not in the draft"), N_("No version of the negotiated text reports on it."))

CHANGES = {
    "introduced": ("★", NP_("change", "introduced")),
    "unchanged": ("=", NP_("change", "unchanged")),
    "amended": ("Δ", NP_("change", "amended")),
    "dropped": ("✕", NP_("change", "dropped")),
    "deferred": ("→", NP_("change", "deferred")),
    "merged": ("⇒", NP_("change", "merged")),
    "split": ("⇉", NP_("change", "split")),
    "moved": ("↗", NP_("change", "moved elsewhere")),
    "reported-in-part": ("◦", NP_("change", "reported in part")),
    "not-reported": ("·", NP_("change", "not reported")),
}

OUTCOMES = {**CHANGES, "absent": ("∅", NP_("change", "in neither"))}
"""Outcomes for a point between two versions: symbol and label."""

RENUMBERED = ("⇅", NP_("change", "renumbered"))

MEANINGS = {
    "introduced": N_("Appears for the first time."),
    "unchanged": N_("It says the same as before."),
    "amended": N_("Changed from the previous version."),
    "dropped": N_("It is no longer in the plan."),
    "deferred": N_("Left for later talks or for someone else to decide."),
    "merged": N_("Combined with other points into one."),
    "split": N_("Divided into several points, or is one of them."),
    "moved": N_("It stands in another point, document or plan now."),
    "renumbered": N_("Renumbered."),
    "reported-in-part": N_("Sources report something of it, but not its wording."),
    "not-reported": N_("No source reports what this version says on it."),
    "absent": N_("In neither version."),
}
"""The meaning of each outcome, for readers."""

RELIABILITY = {
    "A": NP_("source", "completely reliable"),
    "B": NP_("source", "usually reliable"),
    "C": NP_("source", "fairly reliable"),
    "D": NP_("source", "not usually reliable"),
    "E": NP_("source", "unreliable"),
    "F": NP_("source", "reliability cannot be judged"),
}

CREDIBILITY = {
    1: NP_("claim", "confirmed"),
    2: NP_("claim", "probably said or happened"),
    3: NP_("claim", "possibly said or happened"),
    4: NP_("claim", "doubtful"),
    5: NP_("claim", "improbable"),
    6: NP_("claim", "cannot be judged"),
}

STATES = {
    "happened": NP_("event or dispute", "happened"),
    "scheduled": NP_("event or dispute", "scheduled"),
    "postponed": NP_("event or dispute", "postponed"),
    "cancelled": NP_("event or dispute", "cancelled"),
    "reported": NP_("event or dispute", "reported, not confirmed"),
    "open": NP_("event or dispute", "open"),
    "resolved": NP_("event or dispute", "resolved"),
}

RELATIONS = {
    "met": (NP_("relation", "met"), NP_("relation", "met"), N_("took part in the same talks, meeting, visit or call")),
    "spoke-for": (
        NP_("relation", "spoke for"),
        NP_("relation", "spoke for"),
        NP_("relation", "made a statement on behalf of the other"),
    ),
    "answered": (
        NP_("relation", "replied to"),
        NP_("relation", "replied to"),
        N_("made a statement that replies to one of the other's"),
    ),
    "disputes": (
        NP_("relation", "disputes"),
        NP_("relation", "gives a different account from"),
        N_("contradicted a statement of the other, who speaks for another side"),
    ),
    "voices-differ": (
        NP_("relation", "voices differ"),
        NP_("relation", "differs from"),
        N_("contradicted a statement of the other, who speaks for the same side"),
    ),
    "part-of": (
        NP_("relation", "part of"),
        NP_("relation", "is or was part of"),
        N_("belongs or belonged to the other, or held a role in it"),
    ),
}
"""For each relation between actors: the label of its filter, its verb in a sentence, its meaning."""

KINDS = {
    "event": N_("event"),
    "actor": N_("actor"),
    "plan": N_("plan"),
    "point": N_("plan point"),
    "source": N_("source"),
    "dispute": N_("dispute"),
}


VALUES = {
    "talks": NP_("kind of event", "talks"),
    "meeting": NP_("kind of event", "meeting"),
    "press-conference": NP_("kind of event", "press conference"),
    "statement": NP_("kind of event", "statement"),
    "publication": NP_("kind of event", "publication"),
    "leak": NP_("kind of event", "leak"),
    "decision": NP_("kind of event", "decision"),
    "deadline": NP_("kind of event", "deadline"),
    "visit": NP_("kind of event", "visit"),
    "call": NP_("kind of event", "call"),
    "military": NP_("kind of event", "military"),
    "legal": NP_("kind of event", "legal"),
    "vote": NP_("kind of event", "vote"),
    "signing": NP_("kind of event", "signing"),
    "other": NP_("kind of event", "other"),
    "person": NP_("actor", "person"),
    "state": NP_("actor", "state"),
    "organisation": NP_("actor", "organisation"),
    "office": NP_("actor", "office"),
    "group": NP_("actor", "group"),
    "outlet": NP_("actor", "outlet"),
    "article": NP_("type of source", "article"),
    "transcript": NP_("type of source", "transcript"),
    "document": NP_("type of source", "document"),
    "post": NP_("type of source", "post"),
    "interview": NP_("type of source", "interview"),
    "broadcast": NP_("type of source", "broadcast"),
    "dataset": NP_("type of source", "dataset"),
    "book": NP_("type of source", "book"),
}
"""Words for the kinds of events and actors and for the types of sources. No two of these fields share a value."""


def plain(value: str) -> str:
    """Return the word for a kind of event or actor or a type of source, or "" for ""."""
    return gettext(VALUES[value]) if value else ""


def stance_meanings() -> dict[str, str]:
    """Return the meaning of each stance, as in the field reference."""
    return dict(reflect.type_of(Stance).extra["values"])
