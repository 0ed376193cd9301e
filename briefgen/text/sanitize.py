"""Sanitise HTML by allow-list: one policy for prose, a wider one for pages.

Pages are those that are written by hand. Only this module imports nh3. Both lists exclude `svg`, `math`, `style` and
elements with raw text, because sanitisers have been bypassed there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec
import nh3

_SCHEMES = {"http", "https", "mailto"}
_PROSE_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_PROSE_ATTRIBUTES = {
    "a": {"href", "class", "title", "rel", "id", "aria-label", "lang", "role"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "li": {"id"},
    "ol": {"start", "class", "aria-label"},
    "td": {"class"},
    "th": {"class", "scope"},
    "span": {"class", "lang"},
    "sup": {"class", "id"},
    "code": {"class"},
}
_PAGE_TAGS = _PROSE_TAGS | {
    "aside", "caption", "col", "colgroup", "dd", "del", "details", "dfn", "dl", "dt", "figcaption", "figure", "h1", "h2",
    "img", "input", "ins", "kbd", "label", "mark", "nav", "q", "samp", "section", "small", "summary", "tfoot", "time",
    "u", "var", "wbr",
}  # fmt: skip
_PAGE_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "data-search-exclude"},
    "a": {"href", "name"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"src", "alt", "width", "height", "loading", "align"},
    "input": {"checked", "disabled", "name", "type"},
    "ins": {"datetime"},
    "label": {"for"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
# names from highlighting and tabs; the theme uses the other names with this prefix
_GENERATED = re.compile(r"__(tabbed_\d+(_\d+)?|codelineno-\d+-\d+|span-\d+-\d+)")
# an element with such a name could replace the one that a script looks for; `bg-` and `pagefind` are this package's
_RESERVED = re.compile(r"__|bg-|md-|js\b|no-js\b|pagefind|mermaid|(mathjax|katex|iframeworker)$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w:.~-]{0,199}|\d[\w:.~-]{0,199}|_[\w:.~-]{0,199}")
_CLASS = re.compile(r"[^\W\d][\w:.-]{0,63}")
_BUTTONS = frozenset({"md-button", "md-button--primary"})
_ROLES = frozenset({"doc-backlink", "doc-endnote", "doc-endnotes", "doc-noteref", "img", "list", "listitem", "none", "note", "region"})  # fmt: skip
_ADDRESS = re.compile(r"(https?://[^\s\\/@?#]+([/?#][^\s\\]*)?|mailto:[^\s\\]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_LINK = re.compile(r'<a((?: [\w:-]+="[^"]*")*)>')
_REL = ' rel="noopener noreferrer"'


def prose(html: str) -> str:
    """Sanitise the HTML of a brief's prose."""
    return nh3.clean(html, tags=_PROSE_TAGS, attributes=_PROSE_ATTRIBUTES, link_rel=None, url_schemes=_SCHEMES)


def page(html: str) -> str:
    """Sanitise the HTML of a page written by hand."""
    clean = nh3.clean(
        html,
        tags=_PAGE_TAGS,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel="noopener noreferrer",
        url_schemes=_SCHEMES,
    )
    # links inside the site need no `noopener`
    return _LINK.sub(lambda match: match[0] if _is_external(match[1]) else match[0].replace(_REL, ""), clean)


class Loss(msgspec.Struct, frozen=True):
    """A removed element, or a removed attribute of a kept element."""

    tag: str
    name: str = ""
    value: str = ""

    def __str__(self) -> str:
        if not self.name:
            return f"`<{self.tag}>`"
        value = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
        return f"`{self.name}={value}` of `<{self.tag}>`" if value.isprintable() else f"`{self.name}` of `<{self.tag}>`"


def lost(before: str, after: str) -> tuple[Loss, ...]:
    """Return each element and attribute that sanitising removed, once and in order."""
    kept = Counter(_tags_of(after))
    gone: dict[Loss, None] = {}
    for loss in _tags_of(before):
        if kept[loss]:
            kept[loss] -= 1
        else:
            gone[loss] = None
    elements = {loss.tag for loss in gone if not loss.name}
    return tuple(loss for loss in gone if not loss.name or loss.tag not in elements)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the allowed part of an attribute's value, or None."""
    match name:
        case "class":
            return " ".join(word for word in value.split() if _is_class(word)) or None
        case "id" | "for":
            return value if _is_name(value) else None
        case "name":
            return value if _GENERATED.fullmatch(value) else None
        case "href":
            return value if _ADDRESS.fullmatch(value) or _is_relative(value) else None
        case "src":
            return value if _is_relative(value) else None
        case "role":
            return value if value in _ROLES else None
        case "type" if tag == "input":
            return value if value in ("checkbox", "radio") else "checkbox"
    return value


def _is_class(word: str) -> bool:
    return word in _BUTTONS or bool(_CLASS.fullmatch(word) and not _RESERVED.match(word))


def _is_name(value: str) -> bool:
    return bool(_GENERATED.fullmatch(value) or (_NAME.fullmatch(value) and not _RESERVED.match(value)))


def _is_relative(address: str) -> bool:
    """Return whether an address is relative, even for lenient browsers."""
    if address != address.strip() or address.startswith("//") or _CONTROL.search(address):
        return False
    return ":" not in re.split("[/?#]", address, maxsplit=1)[0]


def _is_external(attributes: str) -> bool:
    return re.search(r' href="(?:https?|mailto):', attributes, re.IGNORECASE) is not None


class _Reader(HTMLParser):
    """Collects the start tags of a document with their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Loss] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Loss(tag))
        for name, value in attrs:
            if name != "rel" and (name != "class" or value):
                words = sorted(set((value or "").split())) if name == "class" else [value or ""]
                self.found.extend(Loss(tag, name, word) for word in words)


def _tags_of(html: str) -> Iterator[Loss]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found
