"""Find invisible characters that change how text is read (CVE-2021-42574).

Searches the whole text of a file, comments included ("Trojan Source"). Also finds such characters as escapes in
double-quoted text, and as HTML character references in prose.

Persian, Indic, Hebrew and Mongolian text, variants of Han characters and emoji need some of these characters. They are
allowed where they have a use, and reported elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from briefgen.diagnostics.types import Edit, Fix, Problem, Span
from briefgen.yaml.codes import HIDDEN_CHARACTER
from briefgen.yaml.text import LINE_BREAK, YamlFile, mark_at

# always reported: direction controls, zero-width spaces, line breaks that only YAML recognises, fillers, tags, and code points
# without a character (unassigned, private use, noncharacters)
_ALWAYS = (
    "\x85\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ue000-\uf8ff\ufdd0-\ufdef\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
# allowed in some places: between joining letters, after a character with variants, in a line with right-to-left letters
_SOMETIMES = "\u034f\u200c-\u200f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FLAG = "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
_FOUND = re.compile(f"{_FLAG}|[{_ALWAYS}{_SOMETIMES}]|\r(?!\n)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ENTITY = re.compile(r"&(?:#[xX]([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z]{1,40}));")
_ALONE = re.compile(f"[{_ALWAYS}]")
# scripts with joining letters or without spaces (Arabic to Mongolian, and historic ones), and parts of emoji
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1900-\u1cff\u2190-\u2bff\u3030\u303d\u3297\u3299\ua800-\uabff\ufb1d-\ufdff"
    "\ufe0f\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f\U0001f000-\U0001faff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_MOST = 20


def hidden(file: YamlFile, *, escapes: bool = True) -> Iterator[Problem]:
    """Yield a problem for each hidden character of a file, at most twenty.

    With ``escapes``, also for those written as escapes or character references.
    """
    text = file.text
    if text.isascii() and not any(sign in text for sign in ("\\", "\r", "&")):
        return
    for number, (start, end, character) in enumerate(sorted(_all(text, escapes=escapes))):
        if number == _MOST:
            return
        place = mark_at(text, start)
        if character == "\r":
            name = "carriage return"
        else:
            kind = unicodedata.category(character)
            name = unicodedata.name(character, _KINDS.get(kind, "unnamed")).lower()
        as_escape = ", written as an escape" if end - start > 1 else ""
        yield HIDDEN_CHARACTER.problem(
            file.path,
            # a line break has no column of its own
            Span(
                "",
                place.line,
                place.column,
                place.line,
                place.column + (end - start) * (not LINE_BREAK.match(character)),
            ),
            f"the hidden character U+{ord(character):04X} ({name}){as_escape}",
            help="delete it; text in any script reads correctly without it",
            fix=Fix("delete the hidden character", (Edit(start, end, ""),)),
        )


_KINDS = {"Co": "private use", "Cn": "no character", "Cc": "control"}


def _all(text: str, *, escapes: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the character of each hidden character."""
    if not text.isascii() or "\r" in text:
        for match in _FOUND.finditer(text):
            if len(match[0]) == 1 and not _is_allowed(text, match.start()):
                yield match.start(), match.end(), match[0]
    if escapes and "\\" in text:
        for match in _ESCAPE.finditer(text):
            point = int(match[1] or match[2] or match[3], 16)
            # an escaped line break is visible, and ends no line of the file
            if point <= 0x10FFFF and point not in (0x85, 0x2028, 0x2029) and _ALONE.match(chr(point)):
                yield match.start(), match.end(), chr(point)
    if escapes and "&" in text:
        yield from _entities(text)


def _entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the hidden characters that prose would show for HTML character references."""
    for match in _ENTITY.finditer(text):
        named = html5.get(f"{match[3]};", "") if match[3] else ""
        point = ord(named) if len(named) == 1 else int(match[1], 16) if match[1] else int(match[2] or 0)
        if point <= 0x10FFFF and _ALONE.match(chr(point)):
            yield match.start(), match.end(), chr(point)


def _is_allowed(text: str, at: int) -> bool:
    """Return whether a character of `_SOMETIMES` has a use in this place."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in "\u200c\u200d":
        # a second joiner in a row, or one after a letter that does not join, has no use
        return bool(_JOINING.match(before)) and after not in ("\u200c", "\u200d")
    if character in "\u200e\u200f":
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        line = text[start : end if end >= 0 else len(text)]
        return before not in ("\u200e", "\u200f") and bool(_RIGHT_TO_LEFT.search(line))
    if character == "\u034f":
        return bool(after) and unicodedata.combining(after) > 0
    if "\ufe00" <= character <= "\ufe0f":
        return bool(before.strip()) and not _is_selector(before)
    return "\U000e0100" <= character <= "\U000e01ef" and bool(_HAN.match(before))


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
