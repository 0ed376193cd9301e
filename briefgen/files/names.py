"""The grammar of file and folder names in a project.

Names are input, like the text of a brief. They reach pages, addresses and reports. So characters with a meaning in
HTML, Markdown, templates or addresses are not allowed, and neither are invisible ones.
"""

from __future__ import annotations

import unicodedata

NAME_HELP = "name it with letters, digits, hyphens and dots"
_SIGNS = frozenset(" -_.,()+@~!=")


def invalid_character(path: str) -> str | None:
    """Return the first character that no component of the path may have, or None.

    ``path`` is a name, or several with slashes between them. Bytes that are not UTF-8 are surrogates, as from `os`.
    """
    return next((character for character in path.replace("/", "") if not _is_valid(character)), None)


def _is_valid(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _SIGNS
    if unicodedata.category(character)[0] in "CZ":
        return False
    # compatibility forms, such as a wide `<`, count as the ASCII characters that they become
    return all(_is_valid(one) for one in unicodedata.normalize("NFKC", character) if one.isascii())
