"""Quotation marks come in pairs and in one style.

A mix of straight and typographic marks looks careless. Without a closing mark, readers cannot see where a quotation
ends. The style of most of the briefing's texts is expected of all. Verbatim quotes and apostrophes are not checked.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: The ministry called it “a start", the other side “a pause”.
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: The ministry called it “a start”, the other side “a pause”.
    cite: [wire]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.editorial_voice import all_own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.model.references import ProseField
from briefgen.text.typography import quotation_marks, surroundings, words_alone

CODE = "BG477"
SEVERITY = Severity.NOTE

_ALL = '"“”„«»'
_TYPOGRAPHIC = re.compile("[“”„«»]")
_MOST_FIXED = 200
"""The most quotations of one text that a fix rewrites; each is searched for in the whole text."""
_INCHES = re.compile(r'(?<=\d)"')
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield unpaired quotation marks, and marks in another style than most texts."""
    pair = quotation_marks(corpus.briefing.language)
    texts = [
        (id, field, words_alone(field.text))
        for id, field in all_own_prose(corpus)
        if '"' in field.text or _TYPOGRAPHIC.search(field.text)
    ]
    straight = sum('"' in words for _, _, words in texts)
    typographic = sum(_TYPOGRAPHIC.search(words) is not None for _, _, words in texts)
    for id, field, words in texts:
        lone = _without_partner(words, pair)
        if lone:
            help = "close the quotation, or remove the mark"
            yield Finding(id, field.at, f"`{lone}` has no matching mark", help=help, word=lone)
        elif '"' in words and typographic >= straight and not _INCHES.search(words):
            # not fixed automatically: French needs thin spaces, and for an unknown language the marks are a guess
            is_clear = pair is not None and not corpus.briefing.language.startswith("fr")
            yield _straight(id, field, words, pair or ("“", "”"), is_clear=is_clear)
        elif _TYPOGRAPHIC.search(words) and ('"' in words or straight > typographic):
            yield _typographic(id, field, words)


def _without_partner(words: str, pair: tuple[str, str] | None) -> str:
    """Return a mark that is certainly unpaired, or an empty string.

    Texts of several paragraphs are skipped, because a long quotation may open each of them.
    """
    if _PARAGRAPHS.search(words):
        return ""
    if words.count('"') % 2 and not _INCHES.search(words):
        return '"'
    if pair is None or set(_TYPOGRAPHIC.findall(words)) - set(pair):
        return ""
    opening, closing = pair
    opened, closed = words.count(opening), words.count(closing)
    if opening == closing:
        return opening if opened % 2 else ""
    return opening if opened > closed else closing if closed > opened else ""


def _straight(id: str, field: ProseField, words: str, pair: tuple[str, str], *, is_clear: bool) -> Finding:
    opening, closing = pair
    message = f"straight quotation marks, but the briefing uses {opening}…{closing}"
    fix = _repair(field.at, field.text, words, re.compile(_pair('"', '"')), pair) if is_clear else None
    return Finding(id, field.at, message, help=f"write `{opening}` and `{closing}`", fix=fix, word='"')


def _typographic(id: str, field: ProseField, words: str) -> Finding:
    match = _TYPOGRAPHIC.search(words)
    message = 'typographic quotation marks, but the briefing uses straight ones (`"`)'
    fix = None
    if not field.text.startswith(('"', "“", "”", "„", "«", "»")):
        marks = re.compile("|".join((_pair("“", "”"), _pair("„", "“"), _pair("«", "»"))))
        fix = _repair(field.at, field.text, words, marks, ('"', '"'))
    return Finding(id, field.at, message, help='write `"` on both sides', fix=fix, word=match[0] if match else "")


def _pair(opening: str, closing: str) -> str:
    """Return the pattern of a quotation that cannot be misread.

    It opens after a space, closes before one, and has no other mark inside.
    """
    inside = rf"[^\s{_ALL}](?:[^\n{_ALL}]*[^\s{_ALL}])?"
    return rf"(?<![^\s(\[—–-]){opening}{inside}{closing}(?![^\s.,;:!?)\]—–-])"


def _repair(at: At, text: str, words: str, marks: re.Pattern[str], pair: tuple[str, str]) -> UnplacedFix | None:
    """Return the fix for all quotations of one style, or None if any is ambiguous."""
    quotations = list(marks.finditer(words))
    sort = {mark for match in quotations for mark in (match[0][0], match[0][-1])}
    if not 0 < len(quotations) <= _MOST_FIXED or sum(words.count(mark) for mark in sort) != 2 * len(quotations):
        return None
    if any(_is_nested(words, *marks) for marks in ("“”", "„“", "«»")):
        return None
    rewrites = []
    done = 0
    for match in quotations:
        place = surroundings(text, match.start(), match.end())
        if place is None or place[0] < done:
            return None
        start, done = place
        quoted = f"{pair[0]}{text[match.start() + 1 : match.end() - 1]}{pair[1]}"
        new = f"{text[start : match.start()]}{quoted}{text[match.end() : done]}"
        rewrites.append(UnplacedEdit(at, new, old=text[start:done]))
    return UnplacedFix(f"write {pair[0]}…{pair[1]}", tuple(rewrites), is_safe=True)


def _is_nested(words: str, opening: str, closing: str) -> bool:
    """Return whether a straight mark stands between two typographic ones."""
    *inside, _ = words.split(closing)
    return any('"' in part[part.find(opening) :] for part in inside if opening in part)
