"""What HTML may say: one policy for the prose of briefs and one, wider, for the pages that people write by hand.

The only module that knows nh3. Both lists name what is let through; what they do not name is taken away. Neither ever holds `svg`,
`math`, `style` or an element whose content HTML reads as raw text, because that is where sanitisers were deceived.
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
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "em", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "s",
    "span", "strong", "sub", "sup", "ul",
}  # fmt: skip
_PROSE_ATTRIBUTES = {
    "a": {"href", "class", "title", "rel", "id", "aria-label", "lang"},
    "ol": {"start"},
    "span": {"class", "lang"},
    "sup": {"class", "id"},
    "code": {"class"},
}
_PAGE_TAGS = _PROSE_TAGS | {
    "aside", "caption", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "figcaption", "figure", "h1", "h2",
    "img", "input", "ins", "kbd", "label", "mark", "nav", "q", "samp", "section", "small", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "var", "wbr",
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
# what highlighting and tabs make; every other name that begins so is the theme's
_MADE = re.compile(r"__(tabbed_\d+(_\d+)?|codelineno-\d+-\d+|span-\d+-\d+)")
# a name that a script of the theme looks for would stand for the thing itself; `bg-` and `pagefind` are ours
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
    """Return the HTML of a brief's prose with everything taken away that prose may not say."""
    return nh3.clean(html, tags=_PROSE_TAGS, attributes=_PROSE_ATTRIBUTES, link_rel=None, url_schemes=_SCHEMES)


def page(html: str) -> str:
    """Return the HTML of a page written by hand with everything taken away that such a page may not say."""
    clean = nh3.clean(
        html,
        tags=_PAGE_TAGS,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel="noopener noreferrer",
        url_schemes=_SCHEMES,
    )
    # inside the site nothing is to be kept from the page that a link leads to
    return _LINK.sub(lambda match: match[0] if _leads_out(match[1]) else match[0].replace(_REL, ""), clean)


class Loss(msgspec.Struct, frozen=True):
    """An element that a page lost, or an attribute of an element that it kept."""

    tag: str
    name: str = ""
    value: str = ""

    def __str__(self) -> str:
        if not self.name:
            return f"`<{self.tag}>`"
        value = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
        return f"`{self.name}={value}` of `<{self.tag}>`" if value.isprintable() else f"`{self.name}` of `<{self.tag}>`"


def lost(before: str, after: str) -> tuple[Loss, ...]:
    """Return what cleaning took away, in order, each once."""
    kept = Counter(_said(after))
    gone: dict[Loss, None] = {}
    for loss in _said(before):
        if kept[loss]:
            kept[loss] -= 1
        else:
            gone[loss] = None
    elements = {loss.tag for loss in gone if not loss.name}
    return tuple(loss for loss in gone if not loss.name or loss.tag not in elements)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as far as it may stay."""
    match name:
        case "class":
            return " ".join(word for word in value.split() if _is_class(word)) or None
        case "id" | "for":
            return value if _is_name(value) else None
        case "name":
            return value if _MADE.fullmatch(value) else None
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
    return bool(_MADE.fullmatch(value) or (_NAME.fullmatch(value) and not _RESERVED.match(value)))


def _is_relative(address: str) -> bool:
    """Return whether an address stays on the site, whatever a browser forgives: no scheme, no host, nothing hidden."""
    if address != address.strip() or address.startswith("//") or _CONTROL.search(address):
        return False
    return ":" not in re.split("[/?#]", address, maxsplit=1)[0]


def _leads_out(attributes: str) -> bool:
    return re.search(r' href="(?:https?|mailto):', attributes, re.IGNORECASE) is not None


class _Reader(HTMLParser):
    """Notes the start tags of a document with their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Loss] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Loss(tag))
        for name, value in attrs:
            if name != "rel" and (name != "class" or value):
                words = sorted(set((value or "").split())) if name == "class" else [value or ""]
                self.found.extend(Loss(tag, name, word) for word in words)


def _said(html: str) -> Iterator[Loss]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found
