"""The front matter of pages written by hand, which themes print as it stands: escaped here, and the rest left out.

Reads it as MkDocs does. Under MkDocs the plugin cleans what was read; for other builders the page is written anew, in a form that every
reader of front matter understands alike.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from briefgen.diagnostics.types import Code, Problem, Severity, Span
from briefgen.yaml import settings

FRONT_MATTER = Code(
    "BG614",
    "front-matter",
    Severity.WARNING,
    "The front matter of a page asks for something that a page may not have: another template than one of the project's own, linked data, or more than a page can need. It is left out. Titles and other words are shown as they are typed.",
)
HEAVY = Code.error(
    "BG615",
    "heavy-front-matter",
    "The front matter of a page repeats parts by alias, or is nested so deep that reading it could end the program that reads it.",
)

SUFFIXES = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""How a page's file name ends."""

IsTemplate = Callable[[str], bool]
"""Whether a theme template of this name is the project's own."""

_MOST = 500
_FENCED = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r"(?: {4}|\t)\s*(.*)")
_ICON = re.compile(r"[\w-]+(/[\w-]+)*")
_REFUSED = {
    "jsonld": "`jsonld` is for pages that briefgen makes",
    "template": "`template` names none of the project's own templates",
    "icon": "`icon` is no name of an icon",
}


class Parted(msgspec.Struct, frozen=True):
    """A page's text as its front matter and its body; None for front matter that is not there."""

    meta: dict[str, Any] | None
    body: str


def parted(text: str) -> Parted:
    """Return the front matter and the body of a page."""
    text = _lines(text)
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
    """Return the front matter with its words escaped, and the keys that were left out.

    Cleaning what is clean changes nothing.
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
    """Yield a warning for each part of a page's front matter that is left out."""
    fenced = _FENCED.match(_lines(text))
    if fenced and not settings.is_bounded(fenced[1]):
        message = "the front matter has aliases, or is too deep"
        yield HEAVY.problem(path, Span("", 1, 1), message, help="write out what an alias stands for")
        return
    meta = parted(text).meta
    if meta is None:
        return
    lines = _lines(text).split("\n")
    for name in cleaned(meta, is_template)[1]:
        message = _REFUSED.get(name, f"`{name}` holds more than a page can need")
        begins = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*:", re.IGNORECASE)
        line = next((number for number, line in enumerate(lines, 1) if begins.match(line)), 1)
        yield FRONT_MATTER.problem(path, Span("", line, 1), message, help="take it out; it has no effect")


def rewritten(text: str, is_template: IsTemplate) -> str:
    """Return a page whose front matter is clean, and is read as the same by whoever reads front matter.

    A page that cannot be taken to have any stays as it is.
    """
    found = parted(text)
    if found.meta is None and not re.match(r"\s*(---|\+\+\+|[\w-]+:)", text.removeprefix("\ufeff")):
        return text
    meta, _ = cleaned(found.meta or {}, is_template)
    # an empty mapping ends the search for front matter too
    body = found.body.lstrip("\n")
    return f"---\n{settings.dump(meta)}---\n\n{body}"


def _lines(text: str) -> str:
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
    """Return whether a value has few parts, counting what an alias repeats each time."""
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
    # what is escaped already stays so
    return html.escape(html.unescape(str(value)))
