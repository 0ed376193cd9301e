"""Changes of wording that their author declared editorial.

Some words are covered by no declaration.

A line `Editorial: <id> <field>` in a commit message declares one. It is refused where the words that differ can change
what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.changes.types import WordPiece
from briefgen.text import word_classes
from briefgen.text.characters import unified

_LINE = re.compile(r"^Editorial:[ \t]+([a-z0-9][a-z0-9#-]*)[ \t]+([a-z_.]+)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_STANCES = re.compile(
    r"(?:dis)?agree\w*|refus\w*|reject\w*|accept\w*|open\w*|drop(?:s|ped|ping)?|support\w*|oppos\w*|propos\w*|condition\w*",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|day|week|month|year",
    re.IGNORECASE,
)
_LINKS = re.compile(r"\[\[|\]\]|\[@|\]\(|https?://")


def declarations(messages: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the id and the field of each declaration in commit messages."""
    return frozenset((match[1].lower(), match[2].lower()) for text in messages for match in _LINE.finditer(text))


def refusal(words: Iterable[WordPiece], language: str) -> str:
    """Return why a declaration does not cover a change, in plain words.

    The text is empty if it does.

    For a language without lists of words, no declaration is accepted.
    """
    if not word_classes.is_listed(language):
        return "no list of negations and modal verbs for this language"
    found = tuple(words)
    ordinary = {match[0] for piece in found for match in _WORD.finditer(piece.text) if match[0][0].islower()}
    differing = (piece.text for piece in found if piece.op != "same")
    return next(filter(None, (_refused(text, ordinary, language) for text in differing)), "")


def _refused(text: str, ordinary: set[str], language: str) -> str:
    """Return why the words of one piece may not differ.

    A capital at the start of a sentence does not excuse a word: a name can stand there. The same word in lower case
    elsewhere in the text does.
    """
    if _LINKS.search(text):
        return "a link or a citation differs"
    for match in _WORD.finditer(text):
        word = unified(match[0])
        kind = word_classes.class_of(word, language)
        if kind not in (word_classes.OTHER, word_classes.UNHEARD):
            return f"the {word_classes.NAMES[kind]} “{match[0]}” differs"
        if _STANCES.fullmatch(word):
            return f"“{match[0]}”, a word of stance, differs"
        if _TIMES.fullmatch(word):
            return f"“{match[0]}”, a word of time, differs"
        if word[0].isupper() and word.lower() not in ordinary:
            return f"“{match[0]}” may be a name, and differs"
    return ""
