"""Fast pre-scan of a built page: skip the full parse of harmless pages.

A few searches over the bytes report too much rather than too little: browsers create attributes and elements only from
names that are written out. A full parse takes about fifty times as long, so it runs only on suspicious pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from briefgen.diagnostics.types import Span
from briefgen.safety.codes import NOT_UTF8_PAGE
from briefgen.safety.page_audit import ASKING, CANDIDATES, LEADING, LOADING, PAINTING, PageFinding, Verdict, judge
from briefgen.safety.script_allowlist import Known

# attributes that always need a full parse: lists of addresses, and those that are dangerous only with some values
_TELLING = CANDIDATES | {"srcdoc", "style", "from", "to", "values", "by", "http-equiv", "attributename"}
# A match begins at the last such name before an equals sign, so that no part of a page is read twice.
# Like most expressions here, it begins with letters: these are searched for much faster than a class of signs.
_HANDLER = re.compile(rb"(?i:on)(?<=[\s/\"'\x00<]..)(?:(?![\"'\x00<][oO][nN])[^\s/>=])*+\s*+=")


def _named(names: Iterable[str]) -> str:
    return "|".join(rf"(?<=[\s/\"'\x00]{name}=)" for name in sorted(names))


# after a slash, an entity or white space could become a second slash
_INSIDE = r"[#.?\"]|/[^/\\&\s]|[a-z0-9_%-][a-z0-9_%.-]*[/#?\"]"
# an attribute with an address that is not clearly safe and in double quotation marks
_ADDRESS = re.compile(
    rf"(?i)=(?:(?:{_named(LEADING)})(?!\"(?:{_INSIDE}|https?://[^\s\"\\]*\"|mailto:))"
    rf"|(?:{_named(ASKING - CANDIDATES)})(?!\"(?:{_INSIDE}))|(?:{_named(_TELLING)})"
    rf"|(?:{_named(PAINTING)})(?!\"(?:[^\"\\(&\n]*\"|(?:url\(#|var\(--)[\w-]+\)\")))".encode()
)
_SPACED = re.compile(rb"=(?<=[^\S\n]=)")
_OVER_THE_END = re.compile(rb"\n[^\S\n]*+=")
_BEFORE = re.compile(rb"[^\s\"'/<>=]*$")
_NAMES = frozenset(name.encode() for name in ASKING | LEADING | PAINTING | _TELLING)
_ELEMENTS = [
    *sorted(LOADING), "style", "iframe", "object", "embed", "applet", "frame", "frameset", "portal", "fencedframe", "meta",
    r"animate\w*", "set", "noscript", "template", "plaintext", "math", "foreignobject",
]  # fmt: skip
# most elements are excluded by their first letter
_SPECIAL = re.compile(
    rf"<(?:[a-z][\w.-]*+:|(?=[{''.join(sorted({name[0] for name in _ELEMENTS}))}]))"
    rf"(?:{'|'.join(_ELEMENTS)})(?![\w-])".encode(),
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rb'<use href="#[\w-]+"|<pattern(?: (?:id|width|height|patternUnits|patternTransform)="[^"<>]*")+>'
    rb'|<meta charset=(?:"utf-8"\s*/?|utf-8(?:\s+/?)?)>|<meta(?: (?:name|property|content|itemprop)="[^"<>]*")+\s*/?>'
    rb'|<meta http-equiv="Content-Security-Policy" content="[^"<>]*">'
    rb'|<link(?: (?:rel="(?:stylesheet|icon)"|type="[^"<>]*"|href="(?![a-z][a-z0-9+.-]*:|//|/\\)[^"<>\\&\s]*"))+\s*/?>'
    rb'|<link rel="(?:canonical|prev|next|alternate)"(?: (?:type|title|hreflang)="[^"<>]*")* href="[^"<>]*"\s*/?>',
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    rb'<script(?: id="[\w-]+")?(?:(?P<data> type="application/(?:ld\+)?json")| src="(?P<source>[^"<>&\s]*)"(?: defer| async| type="module")*)?>'
    rb"(?P<body>.*?)</script>",
    re.DOTALL,
)


def look(page: bytes, known: Known, is_known_file: Callable[[str], bool], seen: set[bytes] | None = None) -> Verdict:
    """Return the verdict on a page: its findings and the texts of its known scripts.

    ``is_known_file`` is a predicate on the address of a script as the page writes it. ``seen`` holds the harmless
    lines of earlier pages, and those of this page are added. Pages of one site share most of their lines.
    """
    try:
        text = page.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Verdict((PageFinding(NOT_UTF8_PAGE, Span("", 1, 1), f"byte {error.start} is not UTF-8"),))
    scripts = _plain_scripts(page, known, is_known_file) if is_plain(page, set() if seen is None else seen) else None
    return judge(text, known, is_known_file) if scripts is None else Verdict((), scripts)


def is_plain(page: bytes, seen: set[bytes]) -> bool:
    """Return whether no attribute in a page can be dangerous, judged line by line.

    Lines are scanned independently of their order. An attribute that spans two lines is still found: its equals sign
    starts a line, or its value starts with a line break.
    """
    lines = set(page.split(b"\n")) - seen
    new = b"\n".join([b"", *lines])
    suspects = (_HANDLER, _ADDRESS, _OVER_THE_END)
    if b"\0" in new or any(suspect.search(new) for suspect in suspects) or _is_spaced(new):
        return False
    seen |= lines
    return True


def _is_spaced(page: bytes) -> bool:
    """Return whether there is white space between such an attribute's name and its equals sign.

    Ordinary pages do not have that.
    """
    for found in _SPACED.finditer(page):
        before = page[max(0, found.start() - 61) : found.start()].rstrip()
        name = _BEFORE.search(before)
        if not before or (name is not None and name[0].lower() in _NAMES):
            return True
    return False


def _plain_scripts(page: bytes, known: Known, is_known_file: Callable[[str], bool]) -> frozenset[str] | None:
    """Return the script texts of a page, or None if an element needs the full parse."""
    texts = set()
    end = 0
    for found in _SPECIAL.finditer(page):
        if found.start() < end:
            continue
        script = _SCRIPT.match(page, found.start())
        plain = script or _PLAIN.match(page, found.start())
        if plain is None:
            return None
        end = plain.end()
        if script is None:
            continue
        body = script["body"].decode()
        if script["data"]:
            is_known = "<" not in body
        elif script["source"] is not None:
            is_known = not body and is_known_file(script["source"].decode())
        else:
            is_known = known.has_text(body)
            texts.add(body)
        if not is_known:
            return None
    return frozenset(texts)
