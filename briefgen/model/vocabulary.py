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

BETWEEN = {
    "opposed": ("×", "opposed", "At least one party accepts, with or without conditions, and at least one rejects."),
    "differ": ("~", "differ", "The parties do not all have the same stance, but none rejects what another accepts."),
    "same": (
        "=",
        "same stance",
        "At least two parties have a stance, and it is the same, if perhaps for opposite reasons.",
    ),
    "few": ("·", "too few on record", "Fewer than two parties have a stance that is known and clear."),
}
"""Levels of disagreement between parties, strongest first: symbol, label, meaning."""

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
    "introduced": "It stands there for the first time.",
    "unchanged": "It says the same as before.",
    "amended": "It says something else than before.",
    "dropped": "It is no longer in the plan.",
    "deferred": "It is left to later talks or to somebody else to decide.",
    "merged": "It became part of another point, or was made of several.",
    "split": "It became several points, or is one of those.",
    "moved": "It stands in another point, document or plan now.",
    "renumbered": "It has another number than before.",
    "reported-in-part": "Sources report something of it, but not its wording.",
    "not-reported": "No source says what became of it.",
    "absent": "It stands in neither of the two versions.",
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
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
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
    "answered": ("answered", "answered", "made a statement that answers one of the other's"),
    "disputes": (
        "disputes",
        "disputes with",
        "contradicted a statement of the other's, or holds another account of the same question",
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


def origins_in_words(count: int) -> str:
    """Return a number of independent origins in words."""
    return "no source" if count == 0 else "1 origin" if count == 1 else f"{count} origins"
