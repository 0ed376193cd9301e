"""Clean the front matter of hand-written pages, which themes print unescaped.

Text is escaped, and keys that a page must not set are removed. The parser follows MkDocs. Under MkDocs the plugin
cleans the parsed data. For other builders the page is rewritten in a form that all front matter parsers read alike.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from briefgen.diagnostics.types import Problem, Span
from briefgen.safety.codes import FRONT_MATTER, HEAVY
from briefgen.yaml import settings

SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""File name suffixes of pages."""

IsTemplate = Callable[[str], bool]
"""Whether a theme template of this name is the project's own."""

_MOST = 500
_FENCED = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(.*)")
_ICON = re.compile(r"[\w-]+(/[\w-]+)*")
_REFUSED = {
    "jsonld": "`jsonld` is reserved for pages that briefgen creates",
    "template": "`template` is not one of the project's own templates",
    "icon": "`icon` is not the name of an icon",
}


class Parted(msgspec.Struct, frozen=True):
    """A page split into front matter and body; None if it has no front matter."""

    meta: dict[str, Any] | None
    body: str


def parted(text: str) -> Parted:
    """Split a page into front matter and body."""
    text = line_feeds(text)
    fenced = _FENCED.match(text)
    if fenced:
        found = settings.load_untrusted(fenced[1])
        if isinstance(found, dict):
            return Parted(found, text[fenced.end() :].lstrip("\n"))
        return Parted(None, text)
    lines = text.split("\n")
    meta: dict[str, Any] = {}
    key = ""
    for index, line in enumerate(lines):
        if field := _FIELD.match(line):
            key = field[1].lower()
            meta[key] = f"{meta[key]} {field[2].strip()}" if key in meta else field[2].strip()
        elif line.strip() and key and (more := _MORE.match(line)):
            meta[key] += f" {more[1].strip()}"
        else:
            rest = lines[index + 1 :] if not line.strip() else lines[index:]
            return Parted(meta or None, "\n".join(rest).lstrip("\n") if meta else text)
    return Parted(meta or None, "" if meta else text)


def cleaned(meta: Mapping[Any, Any], is_template: IsTemplate) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the front matter with its text escaped, and the removed keys.

    Invariant: cleaning is idempotent.
    """
    kept: dict[str, Any] = {}
    left: list[str] = []
    for key, value in meta.items():
        name = str(key)
        if not _may_be(name, value, is_template) or not _is_small(value):
            left.append(name)
        elif name in ("title", "description", "author") and value is not None:
            kept[name] = _text(value)
        else:
            kept[_text(name)] = _escaped(value)
    return kept, tuple(left)


def findings(path: str, text: str, is_template: IsTemplate) -> Iterator[Problem]:
    """Yield a problem for each part of a page's front matter that is removed.

    Front matter that expands aliases or nests too deeply is an error, the rest are warnings.
    """
    fenced = _FENCED.match(line_feeds(text))
    if fenced and not settings.is_bounded(fenced[1]):
        message = "the front matter has aliases or is nested too deeply"
        yield HEAVY.problem(path, Span("", 1, 1), message, help="write the values out instead of using aliases")
        return
    meta = parted(text).meta
    if meta is None:
        return
    written = line_feeds(text).split("\n")
    for name in cleaned(meta, is_template)[1]:
        message = _REFUSED.get(name, f"`{name}` is too large")
        begins = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*:", re.IGNORECASE)
        line = next((number for number, line in enumerate(written, 1) if begins.match(line)), 1)
        yield FRONT_MATTER.problem(path, Span("", line, 1), message, help="remove it; it has no effect")


def rewritten(text: str, is_template: IsTemplate) -> str:
    """Return a page with clean front matter that all parsers read alike.

    A page that no parser could take to have front matter is returned unchanged.
    """
    found = parted(text)
    if found.meta is None and not re.match(r"\s*(---|\+\+\+|[\w-]+:)", text.removeprefix("\ufeff")):
        return text
    meta, _ = cleaned(found.meta or {}, is_template)
    # even an empty mapping keeps parsers from looking for front matter in the body
    body = found.body.lstrip("\n")
    return f"---\n{settings.dump(meta)}---\n\n{body}"


def line_feeds(text: str) -> str:
    """Return a page's text without a byte-order mark, and with line feeds only."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _may_be(name: str, value: Any, is_template: IsTemplate) -> bool:
    match name:
        case "template":
            return isinstance(value, str) and ".." not in value.split("/") and is_template(value)
        case "icon":
            return isinstance(value, str) and _ICON.fullmatch(value) is not None
        case "title" | "description" | "author":
            return not isinstance(value, Mapping | list)
    return name != "jsonld"


def _is_small(value: Any) -> bool:
    """Return whether a value has at most `_MOST` parts; an alias counts each time it is used."""
    waiting = [value]
    count = 0
    while waiting:
        count += 1
        if count > _MOST:
            return False
        part = waiting.pop()
        if isinstance(part, Mapping):
            waiting.extend(part.values())
        elif isinstance(part, list | tuple | set):
            waiting.extend(part)
    return True


def _escaped(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_text(key): _escaped(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_escaped(part) for part in value]
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return _text(value)


def _text(value: Any) -> str:
    # text that is already escaped must not be escaped twice
    return html.escape(html.unescape(str(value)))
