"""Labels and symbols that readers see for controlled values.

Each stance and change has a word and a symbol as well as its colour, because colour alone is not accessible (WCAG 1.4.1).
"""

from __future__ import annotations

from briefgen.model import reflect
from briefgen.model.kinds.event import Stance

STANCES = {
    "accepts": ("+", "accepts"),
    "accepts-with-conditions": ("±", "accepts with conditions"),
    "open": ("○", "open"),
    "rejects": ("−", "rejects"),
    "unclear": ("?", "unclear"),
}

PROPOSES = ("◇", "proposes")
"""The stance of a version's authors, which follows from `proposed_by` and which no editor types."""

VERSION_STATES = {
    "leaked": "leaked",
    "published": "published",
    "presented": "presented, not public",
    "agreed": "agreed",
    "signed": "signed",
    "in-force": "in force",
    "superseded": "superseded",
    "reported": "reported, text not known",
}
"""What is known of a version as a whole."""

POSITIONS = {**STANCES, "proposes": ("◆", "proposes"), "mixed": ("◐", "mixed")}
"""What a position can be: a stance that a statement takes, or one that is derived."""

POSITION_MEANINGS = {
    "proposes": "It is an author of the text, and took no later position that is well supported.",
    "mixed": "Statements of the same time differ; all of them are shown.",
}
"""The meaning of the derived positions; the stances have theirs in the field reference."""

BASES = {
    "documented": ("documented", "A primary text is cited, and its record contains the words."),
    "on-record": ("on record", "A usually reliable source, or two independent ones, name who said it."),
    "reported": ("reported", "One fairly reliable report, or a report that names no speaker."),
    "weak": ("weakly sourced", "No source that counts is fairly reliable."),
}
"""How well a statement is known, the best first: label and meaning. The rules are in docs/evidence.md."""

NO_POSITION = "no position on record"

AGREEMENT = {
    "opposed": ("×", "opposed", "At least one rejects what another proposes or accepts, with or without conditions."),
    "differ": ("~", "differ", "The positions are not all the same, but none rejects what another is for."),
    "all-for": ("=", "all for", "All propose or accept it, or all accept it with conditions."),
    "all-against": ("=", "all against", "All reject it."),
    "all-open": ("=", "all open", "All are open to it."),
    "too-few": ("·", "too few on record", "Fewer than two positions are well supported and clear."),
}
"""Levels of agreement, the greatest distance first: symbol, label, meaning. Only well-supported positions count."""

STATUSES = {
    "in-the-draft": ("★", "in the draft", "The last report of the negotiated text contains it for the first time."),
    "revised": ("Δ", "revised", "The last report says something else than the one before."),
    "kept": ("=", "kept", "The last report says the same as the one before."),
    "left-open": ("→", "left open", "The last report leaves it to later talks or to others."),
    "reported-dropped": ("✕", "reported dropped", "The last report says that it is no longer in the text."),
    "merged": ("⇒", "merged", "It became part of another point."),
    "split": ("⇉", "split", "It became several points."),
    "moved": ("↗", "moved", "It stands elsewhere now."),
    "agreed": ("✓", "agreed", "The sides agreed on a text that contains it."),
}
"""Statuses of a point: symbol, label, meaning."""

NOT_IN_LINE = ("·", "not in the draft", "No version of the negotiated text reports on it.")

CHANGES = {
    "introduced": ("★", "introduced"),
    "unchanged": ("=", "unchanged"),
    "amended": ("Δ", "amended"),
    "dropped": ("✕", "dropped"),
    "deferred": ("→", "deferred"),
    "merged": ("⇒", "merged"),
    "split": ("⇉", "split"),
    "moved": ("↗", "moved elsewhere"),
    "reported-in-part": ("◦", "reported in part"),
    "not-reported": ("·", "not reported"),
}

OUTCOMES = {**CHANGES, "absent": ("∅", "in neither")}
"""Outcomes for a point between two versions: symbol and label."""

RENUMBERED = ("⇅", "renumbered")

MEANINGS = {
    "introduced": "Appears for the first time.",
    "unchanged": "It says the same as before.",
    "amended": "Changed from the previous version.",
    "dropped": "It is no longer in the plan.",
    "deferred": "Left for later talks or for someone else to decide.",
    "merged": "Combined with other points into one.",
    "split": "Divided into several points, or is one of them.",
    "moved": "It stands in another point, document or plan now.",
    "renumbered": "Renumbered.",
    "reported-in-part": "Sources report something of it, but not its wording.",
    "not-reported": "No source reports what this version says on it.",
    "absent": "In neither version.",
}
"""The meaning of each outcome, for readers."""

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}

CREDIBILITY = {
    1: "confirmed",
    2: "probably said or happened",
    3: "possibly said or happened",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

STATES = {
    "happened": "happened",
    "scheduled": "scheduled",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "reported": "reported, not confirmed",
    "open": "open",
    "resolved": "resolved",
}

RELATIONS = {
    "met": ("met", "met", "took part in the same talks, meeting, visit or call"),
    "spoke-for": ("spoke for", "spoke for", "made a statement on behalf of the other"),
    "answered": ("replied to", "replied to", "made a statement that replies to one of the other's"),
    "disputes": ("disputes", "disputes with", "contradicted a statement of the other, who speaks for another side"),
    "voices-differ": (
        "voices differ",
        "differs from",
        "contradicted a statement of the other, who speaks for the same side",
    ),
    "part-of": ("part of", "is or was part of", "belongs or belonged to the other, or held a role in it"),
}
"""For each relation between actors: the label of its filter, its verb in a sentence, its meaning."""

KINDS = {
    "event": "event",
    "actor": "actor",
    "plan": "plan",
    "point": "plan point",
    "source": "source",
    "dispute": "dispute",
}


def plain(value: str) -> str:
    """Return a controlled value as words: `press-conference` is `press conference`."""
    return value.replace("-", " ")


def stance_meanings() -> dict[str, str]:
    """Return the meaning of each stance, as in the field reference."""
    return dict(reflect.type_of(Stance).extra["values"])
