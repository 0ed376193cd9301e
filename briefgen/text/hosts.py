"""Detect look-alike host names, and show their plain and `xn--` forms.

UTS 46 of Unicode says what browsers map a host to, and UTS 39 which scripts one label may have. The Cyrillic letters
that look Latin are those of Chromium's policy. Decisions in `docs/` explain the library. Sends no requests.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import idna
import msgspec

from briefgen.text.confusables import described, script_of

# letters of one script, and at the same index the Latin letters that they look like
_SHAPES = {
    script: str.maketrans(letters, latin)
    for script, letters, latin in (
        ("Cyrillic", "асԁеһіјӏорԛѕԝхуҽгпѵѡъь", "acdehijlopqswxyernvwbb"),
        ("Greek", "αοικνρυωχγηε", "aoikvpuwxyne"),
        ("Armenian", "օսոհցզքյա", "ounhgqpjw"),
        ("Cherokee", "ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏏᏒᏙᏚᏞᏟᏢᏦ", "drtajewmhgzbrvslcpk"),
    )
}
_SMALL_CAPITAL = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")
# these languages have a letter `ı`
_DOTLESS = frozenset({"az", "tr"})
_EAST_ASIAN = frozenset({"Cjk", "Hiragana", "Katakana", "Katakana-hiragana", "Ideographic", "Hangul", "Bopomofo"})
# East Asian letters that look like a slash or a bar between Latin letters
_LIKE_A_SLASH = re.compile("(?<=[a-z0-9])[ノンソゾ丶丿丨](?=[a-z0-9])")
_SYNTAX = str.maketrans("⁄∕⧸⟋․‧∙ː꞉∶ʔ", "////...:::?")
_LATIN_SHAPES = str.maketrans("ɑɡɩȷǀı", "agijli") | _SYNTAX
_OVERLAY = re.compile("[\u0335-\u0338]|(?<=[ijl])\u0307")


class Lookalike(msgspec.Struct, frozen=True):
    """A host name that only looks like another one."""

    plain: str
    """How the host looks, in plain letters, or what browsers read it as."""
    ascii: str
    """The `xn--` form that browsers ask for, or "" if the host is not valid."""
    reason: str
    """What is unusual about the host, as the end of a sentence that begins with it."""


@lru_cache(maxsize=1024)
def lookalike(host: str) -> Lookalike | None:
    """Return what a host looks like and what browsers open, or None if it is plain.

    ``host`` has no port. Hosts in one script are plain, such as `президент.рф`, unless all letters of a label look Latin.
    """
    if host.isascii() and "xn--" not in host.lower():
        return None
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
        encoded = idna.encode(mapped).decode()
        shown = idna.decode(encoded)
    except (idna.IDNAError, UnicodeError):
        plain = _plain(unicodedata.normalize("NFKC", host.translate(_SYNTAX)).lower())
        return Lookalike(plain, "", f"is not a valid host name{_odd(host)}")
    composed = unicodedata.normalize("NFC", host)
    if mapped not in (composed.lower(), composed.casefold()):
        return Lookalike(_plain(shown), encoded, f"has characters that browsers replace{_odd(host)}")
    domain = _domain(shown)
    for label in shown.split("."):
        if reason := _label_reason(label, domain):
            return Lookalike(_plain(shown), encoded, reason)
    return None


def ascii_host(host: str) -> str:
    """Return the `xn--` form of a host; one that has none is returned unchanged."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return host


def _label_reason(label: str, domain: str) -> str:
    """Return what is unusual about one label of a valid host in lower case, or ""."""
    scripts = {script for letter in label if (script := script_of(letter))}
    if len(scripts) > 1 and not scripts <= {"Latin", *_EAST_ASIAN}:
        return f"mixes {' and '.join(sorted(scripts))} letters in one word"
    if slash := _LIKE_A_SLASH.search(label):
        return f"has {described(slash[0])}, which looks like a slash"
    if _OVERLAY.search(unicodedata.normalize("NFD", label)) and scripts == {"Latin"}:
        return "has a mark that is hard to see on its letter"
    # readers of a domain in the same script expect its letters
    is_alike = label != domain and domain.isascii() and _latin(label).isascii()
    if is_alike and len(scripts) == 1 and scripts & _SHAPES.keys():
        return f"has only {scripts.pop()} letters that look Latin"
    odd = next((letter for letter in label if not letter.isascii() and _latin_letter(letter, domain) != letter), "")
    return f"has {described(odd)}, which looks like `{_latin(odd)}`" if scripts == {"Latin"} and odd else ""


def _domain(host: str) -> str:
    return host.rstrip(".").rpartition(".")[2]


def _plain(host: str) -> str:
    """Return how a host looks: each label that looks Latin in Latin letters, if the domain is Latin."""
    if not _domain(host).isascii():
        return host
    labels = ((label, _latin(label)) for label in host.split("."))
    return ".".join(latin if latin.isascii() else label for label, latin in labels)


def _latin(text: str) -> str:
    text = _LIKE_A_SLASH.sub("/", _OVERLAY.sub("", unicodedata.normalize("NFD", text)))
    for shapes in _SHAPES.values():
        text = text.translate(shapes)
    return "".join(_latin_letter(letter, "") for letter in unicodedata.normalize("NFC", text))


def _latin_letter(letter: str, domain: str) -> str:
    if letter.isascii() or (letter == "ı" and domain in _DOTLESS):
        return letter
    capital = _SMALL_CAPITAL.fullmatch(unicodedata.name(letter, ""))
    return capital[1].lower() if capital else letter.translate(_LATIN_SHAPES)


def _odd(host: str) -> str:
    """Return the first character that browsers replace or reject, as the end of a sentence."""
    for one in host:
        is_plain = unicodedata.category(one)[0] in "LMN" and unicodedata.normalize("NFKC", one).lower() == one.lower()
        if not one.isascii() and not is_plain:
            return f": {described(one)}" if one.isprintable() else f": U+{ord(one):04X}"
    return ""
