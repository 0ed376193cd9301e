"""Blank out code, addresses and quotations in prose; typographic quotation marks.

Blanked text keeps its length, so that offsets stay valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.text.markup import CITATION, LINK, replaced_code
from briefgen.text.outline import code_lines

FILLER = "\ufffc"
"""Replaces each blanked character; neither a letter nor a space."""

ADDRESS = re.compile(r"(?:https?://|(?<![\w.@/-])www\.)[^\s<>]*[^\s<>.,;:!?)\]}\"'”’»*_]", re.IGNORECASE)
_DESTINATION = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_ANGLES = re.compile(r"<[A-Za-z/!][^<>]*>")


def _stop(closing: str) -> re.Pattern[str]:
    """Return the pattern of what ends a quotation: a closing mark or a blank line."""
    return re.compile(rf"(?P<closing>[{closing}])|\n[ \t]*+\n")


_LONGEST = 120
"""The most characters that `surroundings` returns."""
_OPENING = re.compile(r"[\"„“”«»‹›「『‘‚]|(?<!\w)'")
_SINGLE = re.compile(r"(?P<closing>[’‘](?!\w))|[‘\n]")
# by opening mark
_STOPS = {
    '"': _stop('"'),
    "„": _stop("“”"),
    "“": _stop("”"),
    "”": _stop("”"),
    "«": _stop("»"),
    "»": _stop("«"),
    "‹": _stop("›"),
    "›": _stop("‹"),
    "「": _stop("」"),
    "『": _stop("』"),
    "‘": _SINGLE,
    "‚": _SINGLE,
    "'": re.compile(r"(?P<closing>'(?!\w))|(?<!\w)'|\n"),
}

_PAIRS = {
    **dict.fromkeys(("en", "ko", "tr", "zh", "pt", "id", "vi", "hi"), "“”"),
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "lt", "et", "is", "ka"), "„“"),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "sr", "nl"), "„”"),
    **dict.fromkeys(("ru", "uk", "be", "fr", "it", "es", "el", "no", "nb", "nn", "hy"), "«»"),
    **dict.fromkeys(("fi", "sv"), "””"),
}


def quotation_marks(language: str) -> tuple[str, str] | None:
    """Return the opening and closing quotation mark of a language, or None if unknown."""
    pair = _PAIRS.get(language.partition("-")[0].lower())
    return (pair[0], pair[1]) if pair else None


def without_code(text: str) -> str:
    """Return the prose with its code blanked."""
    if "`" in text:
        text = replaced_code(text, _blanked)
    lines = code_lines(text)
    if lines:
        text = "\n".join(
            FILLER * len(line) if number in lines else line for number, line in enumerate(text.split("\n"))
        )
    return text


def words_alone(text: str) -> str:
    """Return the prose with code, citations, ids, addresses and tags blanked."""
    text = without_code(text)
    if "[" in text:
        text = _DESTINATION.sub(_blank, LINK.sub(_blank_link, CITATION.sub(_blank, text)))
    if "<" in text:
        text = _ANGLES.sub(_blank, text)
    return ADDRESS.sub(_blank, text) if "://" in text or "www." in text else text


def without_quotations(text: str) -> str:
    """Return the text with all quotations blanked, in any kind of quotation marks."""
    return "".join(_quotations_blanked(text))


def _quotations_blanked(text: str) -> Iterator[str]:
    # The next stop of each mark is searched for once, also if many marks before it open no quotation.
    stops: dict[str, re.Match[str] | None] = {}
    done = 0
    opening = _OPENING.search(text)
    while opening is not None:
        mark, inside = opening[0], opening.end()
        stop = stops.get(mark)
        if mark not in stops or (stop is not None and stop.start() < inside):
            stop = stops[mark] = _STOPS[mark].search(text, inside)
        is_empty = mark == "'" and stop is not None and stop.start() == inside
        if stop is not None and stop["closing"] and not is_empty:
            yield text[done : opening.start()]
            yield _blanked(text[opening.start() : stop.end()])
            done = inside = stop.end()
        opening = _OPENING.search(text, inside)
    yield text[done:]


def surroundings(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the shortest unique run of whole words around a place.

    None if the line has no such run, if it exceeds 120 characters, or if it has a backslash, which YAML may escape.
    """
    while True:
        while start > 0 and end - start <= _LONGEST and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and end - start <= _LONGEST and not text[end].isspace():
            end += 1
        run = text[start:end]
        if "\n" in run or "\\" in run or end - start > _LONGEST:
            return None
        if text.count(run) == 1 and not run[0].isspace() and not run[-1].isspace():
            return start, end
        if start == 0 and end == len(text):
            return None
        start, end = max(0, start - 1), min(len(text), end + 1)


def _blank(match: re.Match[str]) -> str:
    return _blanked(match[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", FILLER, text)


def _blank_link(match: re.Match[str]) -> str:
    if match[2] is None:
        return FILLER * len(match[0])
    return FILLER * (match.start(2) - match.start()) + match[2] + FILLER * 2
