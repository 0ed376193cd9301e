"""Who says it is data: a word that judges belongs to somebody. In its own voice (titles, summaries, bodies, notes and
paraphrases, which are in the editors' words) a briefing that serves all sides leaves it out. It may stand in quotation
marks beside the name of who said it, in a statement's `quote`, and in an account of a dispute, which is attributed. What
sources are called and actors' names are left alone.

The list for English is short. `loaded_words` in `briefing.yaml` replaces it: each word or phrase with what to write
instead; `loaded_words: {}` judges none.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: The ministry obviously refused the ultimatum.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: The ministry refused what it called an "ultimatum".
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from briefgen.analysis.editorial_voice import own_prose, own_titles
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds.actor import Actor
from briefgen.text.typography import FILLER, without_quotations, words_alone

CODE = "BG475"
SEVERITY = Severity.WARNING
IS_LOCAL = True

ENGLISH: Mapping[str, str] = {
    "aggressor": "the name of the state",
    "barbaric": "what was done",
    "brutal": "what was done",
    "cowardly": "what was done",
    "crony": "ally, associate",
    "despot": "the office that was held",
    "dictator": "the office that was held",
    "freedom fighter": "fighter",
    "heinous": "what was done",
    "henchman": "aide, associate",
    "henchmen": "aides, associates",
    "heroic": "what was done",
    "invader": "the name of the forces",
    "junta": "military government",
    "liberated": "taken, retaken; freed",
    "liberators": "the name of the forces",
    "mouthpiece": "who owns the outlet or speaks through it",
    "needless to say": "leave it out",
    "notorious": "what it is known for",
    "obviously": "leave it out, or give the evidence",
    "occupier": "the name of the forces",
    "of course": "leave it out",
    "propaganda": "who published it and what it says",
    "puppet": "the name of the government or body",
    "regime": "government, authorities",
    "savage": "what was done",
    "so-called": "leave it out, or say who calls it so",
    "stooge": "ally, associate",
    "strongman": "the office that was held",
    "supposedly": "who says so",
    "terrorist": "the group's own name, armed group",
    "thug": "what was done",
    "traitor": "who is accused, and by whom",
    "tyrant": "the office that was held",
    "ultimatum": "demand, with its deadline",
    "undoubtedly": "leave it out, or give the evidence",
    "unsurprisingly": "leave it out",
    "warmonger": "what was said or done",
}
"""What a briefing in English does not say in its own voice, and what says the same without judging."""

# where the word is a term of art
_TERMS = re.compile(
    r"\b(?:access|arms[ -]control|asylum|border|ceasefire|compliance|control|currency|customs|disclosure|enforcement|exchange"
    r"|export|fiscal|import|inspections?|insurance|investment|language|legal|liability|licensing|maritime|monetary|monitoring"
    r"|navigation|non-?proliferation|oversight|payments?|property|regulatory|safeguards|sanctions?|special|tariff|tax"
    r"|temperature|trade|transit|transparency|treaty|verification|visa(?:-free)?)[ \n]+regimes?\b"
    r"|\bregimes? (?:of|for|under|governing)\b|\bcounter-?terrorist|\bterrorist[ \n](?:financing|offences?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


class _Entry(msgspec.Struct, frozen=True):
    """A word or phrase of the list: what each of its forms holds, their pattern, and what to write instead."""

    stem: str
    pattern: re.Pattern[str]
    instead: str


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the loaded words of titles and prose, each once a text."""
    entries = tuple(_entries(_words(corpus)))
    if not entries:
        return
    names = {name for actor in corpus.of(Actor) for name in (actor.name, *(alias.name for alias in actor.aliases))}
    for id, at, title in own_titles(corpus):
        yield from _found(id, at, title, entries, names)
    for id, field in own_prose(corpus):
        if field.at[0] != "accounts":
            yield from _found(id, field.at, field.text, entries, names)


def _words(corpus: Corpus) -> Mapping[str, str]:
    chosen = corpus.briefing.loaded_words
    if chosen is not None:
        return chosen
    return ENGLISH if corpus.briefing.language.lower().partition("-")[0] == "en" else {}


def _entries(words: Mapping[str, str]) -> Iterator[_Entry]:
    for word, instead in words.items():
        *before, last = _WORD.findall(word.lower()) or [""]
        if not last:
            continue
        stem = last[:-1] if last.endswith("y") and len(last) > 2 else last
        beginning = "".join(rf"{re.escape(part)}[\s\-‐‑]+" for part in before)
        ending = rf"{re.escape(stem)}(?:y|ys|ies)" if stem != last else rf"{re.escape(last)}(?:e?s)?"
        pattern = re.compile(rf"(?<!\w){beginning}{ending}(?!\w)", re.IGNORECASE)
        yield _Entry(max(*before, stem, "", key=len), pattern, instead)


def _found(id: str, at: At, text: str, entries: tuple[_Entry, ...], names: set[str]) -> Iterator[Finding]:
    lowered = text.lower()
    named = [entry for entry in entries if entry.stem in lowered and entry.pattern.search(text)]
    if not named:
        return
    own = _TERMS.sub(_blank, without_quotations(words_alone(text)))
    hits = sorted(((match, entry) for entry in named for match in entry.pattern.finditer(own)), key=_by_place)
    seen: set[str] = set()
    for match, entry in hits:
        word = match[0].casefold()
        if word in seen or _is_name(own, match, names):
            continue
        seen.add(word)
        message = f"`{match[0]}` is a loaded word in the briefing's own voice"
        help = (
            f"instead: {entry.instead}; if somebody else says it, quote the word beside their name, "
            "or record it as a statement's `quote`"
        )
        yield Finding(id, at, message, help=help, word=match[0])


def _by_place(hit: tuple[re.Match[str], _Entry]) -> tuple[int, int, str]:
    return hit[0].start(), -hit[0].end(), hit[1].instead


def _is_name(text: str, match: re.Match[str], names: set[str]) -> bool:
    """Return whether the word is part of what an actor is called."""
    for name in names:
        inside = name.find(match[0])
        start = match.start() - inside
        if inside >= 0 and start >= 0 and name != match[0] and text.startswith(name, start):
            return True
    return False


def _blank(match: re.Match[str]) -> str:
    return FILLER * len(match[0])
