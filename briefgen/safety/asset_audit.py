"""Audit SVG, XML and CSS files of a built site for active content.

A browser that opens an SVG file directly runs its scripts, so SVG files must not have any. Expat reads the files: it
resolves no external references. Files that declare entities are rejected, because entities can hide any content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from briefgen.diagnostics.types import Span
from briefgen.safety.codes import ACTIVE_FILE, EVENT_HANDLER, OTHER_HOST, UNKNOWN_SCRIPT, UNSAFE_ADDRESS
from briefgen.safety.page_audit import PageFinding, is_inside, quoted

XML = frozenset({".svg", ".xml", ".xhtml", ".xht", ".rdf", ".atom", ".rss", ".xsl", ".xslt", ".mathml"})
"""Suffixes of files that browsers parse as XML."""
_ELSEWHERE = re.compile(rb"(?:@import\s++(?:url\()?+|url\()\s*+[\"']?+\s*+(?:https?:|//|\\)[^)\"';]*+", re.IGNORECASE)


def judged(path: PurePosixPath, content: bytes) -> Iterator[PageFinding]:
    """Yield what is dangerous in a file other than an HTML page.

    Files that are neither XML nor CSS have no findings.
    """
    suffix = path.suffix.lower()
    if suffix in XML:
        yield from _xml(content)
    elif suffix == ".css":
        line, counted = 1, 0
        for found in _ELSEWHERE.finditer(content):
            line += content.count(b"\n", counted, found.start())
            counted = found.start()
            mark = Span("", line, counted - content.rfind(b"\n", 0, counted))
            yield PageFinding(OTHER_HOST, mark, f"a style sheet loads {quoted(found[0].decode('utf-8', 'replace'))}")


class _Refused(Exception):
    pass


def _xml(content: bytes) -> list[PageFinding]:
    found: list[PageFinding] = []
    parser = expat.ParserCreate(encoding="utf-8")

    def here() -> Span:
        return Span("", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def refuse(*_: object) -> None:
        raise _Refused

    def instruction(target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            refuse()

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2].lower()
        if local in ("script", "foreignobject", "iframe", "handler", "listener"):
            found.append(PageFinding(UNKNOWN_SCRIPT, here(), f"`{name}` in an SVG or XML file"))
        for key, value in attributes.items():
            plain = key.rpartition(":")[2].lower()
            if plain.startswith("on") and len(plain) > 2:
                found.append(PageFinding(EVENT_HANDLER, here(), f"`{key}` on `{name}`: {quoted(value)}"))
            elif plain in ("href", "src") and not is_inside(value):
                is_link = local in ("a", "link") and value.strip().lower().startswith(("https:", "http:", "mailto:"))
                if not is_link:
                    found.append(PageFinding(UNSAFE_ADDRESS, here(), f"`{key}` on `{name}`: {quoted(value)}"))
            elif plain == "attributename" and value.strip().lower().rpartition(":")[2] in ("href", "src"):
                found.append(PageFinding(UNSAFE_ADDRESS, here(), f"`{name}` changes {quoted(value)}"))

    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (_Refused, expat.ExpatError) as error:
        why = "the file declares entities or a style sheet" if isinstance(error, _Refused) else str(error)
        found.append(PageFinding(ACTIVE_FILE, here(), why))
    return found
