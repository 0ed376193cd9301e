"""Audit a built page, parsed as by a browser, for anything that attacks readers.

This is the last layer of defence: it trusts neither prose nor templates nor plugins. It is the only module that uses
justhtml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from justhtml import JustHTML

from briefgen.diagnostics.types import Code, Span
from briefgen.safety.codes import (
    ACTIVE_ELEMENT,
    EVENT_HANDLER,
    INLINE_STYLE,
    NOT_UTF8_PAGE,
    OTHER_HOST,
    UNKNOWN_SCRIPT,
    UNSAFE_ADDRESS,
)
from briefgen.safety.script_allowlist import Known
from briefgen.text.lines import collapsed

ASKING = frozenset(
    [
        "src",
        "srcset",
        "imagesrcset",
        "data",
        "poster",
        "ping",
        "attributionsrc",
        "background",
        "manifest",
        "lowsrc",
        "dynsrc",
        "codebase",
        "archive",
        "profile",
        "action",
        "formaction",
        "icon",
        "xlink:href",
    ]
)
"""Attributes with an address that a browser loads or sends data to without a click."""
LEADING = frozenset(["href", "cite", "longdesc", "usemap"])
"""Attributes with an address that a browser follows only when a reader clicks a link."""
DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of script elements that hold data and never run."""
CANDIDATES = frozenset({"srcset", "imagesrcset", "ping", "archive", "attributionsrc"})
"""Attributes with several addresses."""
PAINTING = frozenset(
    [
        "clip-path",
        "color-profile",
        "cursor",
        "fill",
        "filter",
        "marker",
        "marker-end",
        "marker-mid",
        "marker-start",
        "mask",
        "stroke",
    ]
)
"""Attributes of SVG elements whose value is CSS that can load a file."""
LOADING = frozenset(
    [
        "altglyph",
        "base",
        "color-profile",
        "cursor",
        "feimage",
        "filter",
        "font-face-uri",
        "glyphref",
        "image",
        "lineargradient",
        "link",
        "mpath",
        "pattern",
        "radialgradient",
        "script",
        "textpath",
        "tref",
        "use",
    ]
)
"""Elements that load the address in their `href`, by HTML and SVG 1.1 and 2."""
_EMBEDS = frozenset({"base", "iframe", "object", "embed", "applet", "frame", "frameset", "portal", "fencedframe"})
_HARMLESS_EQUIV = frozenset({"content-security-policy", "x-ua-compatible"})
_QUIET_RELATIONS = frozenset({"canonical", "prev", "next", "alternate", "license", "author", "help", "search", "me"})
_LINKS = frozenset({"http:", "https:", "mailto:", "tel:"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
_REFRESH = re.compile(r"[\s\d.]*[;,]?\s*(?:url\s*=)?\s*['\"]?", re.IGNORECASE)
_FRAGMENT = re.compile(r"url\(\s*(?:#[^\s\\()'\"]*|'#[^\\'\n]*'|\"#[^\\\"\n]*\")\s*\)", re.IGNORECASE)
# every CSS function with an address; a backslash can write any of them in another way
_LOADS = re.compile(r"\\|(?:url|src|image|image-set|cross-fade)\(", re.IGNORECASE)
# Material's plugin `privacy` writes this where it cannot fetch a script; the policy blocks it as any other host
_LOST = re.compile(r"https?:/[^/\\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# browsers strip these characters from the ends of an address, and tabs and line breaks anywhere in it
_AROUND = "".join(map(chr, range(33)))
_LOWER = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
_WITHIN = {ord(c): None for c in "\t\n\r"}


class PageFinding(msgspec.Struct, frozen=True):
    """Something dangerous in a page, and its location."""

    code: Code
    mark: Span
    message: str


class Verdict(msgspec.Struct, frozen=True):
    """The findings on a page, and the texts of its known scripts and styles."""

    findings: tuple[PageFinding, ...] = ()
    scripts: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()


def judge(text: str, known: Known, is_known_file: Callable[[str], bool]) -> Verdict:
    """Return the verdict on a page, parsed both with and without scripting.

    ``is_known_file`` is a predicate on the address of a script as the page writes it.
    """
    findings: dict[PageFinding, None] = {}
    texts, sheets = set(), set()
    # scripting changes the parse only if there is such an element
    for is_scripting in (True, False) if "<noscript" in text.lower() else (True,):
        tree = JustHTML(text, sanitize=False, scripting_enabled=is_scripting, track_node_locations=True)
        for element in _elements(tree.root):
            mark = Span("", element.origin_line or 1, element.origin_col or 1)
            # as browsers do: `str.lower` would also change letters that are not ASCII, such as the Kelvin sign
            attributes = {key.translate(_LOWER): value or "" for key, value in (element.attrs or {}).items()}
            if element.name == "script" and _is_code(attributes) and known.has_text(_text(element)):
                texts.add(_text(element))
                continue
            if element.name == "style" and _text(element) in known.sheets:
                sheets.add(_text(element))
                continue
            found = _judged(element, attributes, is_known_file)
            findings |= {PageFinding(code, mark, message): None for code, message in found}
    return Verdict(tuple(findings), frozenset(texts), frozenset(sheets))


def _elements(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not node.name.startswith(("#", "!")):
            yield node
        content = getattr(node, "template_content", None)
        waiting += reversed([*(node.children or ()), *([content] if content else [])])


def _text(element: Any) -> str:
    return "".join(child.data or "" for child in element.children or () if child.name == "#text")


def _is_code(attributes: Mapping[str, str]) -> bool:
    return not _source(attributes) and attributes.get("type", "").strip().lower() not in DATA_TYPES


def _source(attributes: Mapping[str, str]) -> str:
    return attributes.get("src") or attributes.get("href") or attributes.get("xlink:href", "")


def _judged(
    element: Any, attributes: Mapping[str, str], is_known_file: Callable[[str], bool]
) -> Iterator[tuple[Code, str]]:
    name = element.name.translate(_LOWER)
    is_lost = (
        name == "script" and _LOST.match(attributes.get("src", "")) is not None and is_known_file(attributes["src"])
    )
    if name == "style":
        yield INLINE_STYLE, f"a `style` element: {quoted(_text(element))}"
    elif name in _EMBEDS:
        yield ACTIVE_ELEMENT, f"a `{name}` element"
    elif name == "meta":
        yield from _judged_meta(attributes)
    elif name == "script":
        source = _source(attributes)
        if _is_code(attributes):
            yield UNKNOWN_SCRIPT, f"an unknown script: {quoted(_text(element))}"
        elif source and not is_lost and not (is_inside(source) and is_known_file(source)):
            yield UNKNOWN_SCRIPT, f"an unknown script file: {quoted(source)}"
    elif name == "set" or name.startswith("animate"):
        changed = attributes.get("attributename", "").strip().lower()
        values = (attributes.get(key, "") for key in ("from", "to", "by", "values"))
        is_loading = changed in PAINTING and any(map(_is_loading, values))
        if changed.startswith("on") or changed == "style" or changed in ASKING | LEADING or is_loading:
            yield ACTIVE_ELEMENT, f"`{name}` changes `{changed}`"
    for key, value in attributes.items():
        if key == "src" and is_lost:
            continue
        # an empty handler has no effect
        if key.startswith("on") and len(key) > 2 and value:
            yield EVENT_HANDLER, f"`{key}` on `{name}`: {quoted(value)}"
        elif key == "style":
            yield INLINE_STYLE, f"`style` on `{name}`: {quoted(value)}"
        elif key == "srcdoc":
            yield ACTIVE_ELEMENT, f"`srcdoc` on `{name}`"
        elif key in PAINTING and _is_loading(value):
            yield OTHER_HOST, f"`{key}` on `{name}`: {quoted(value)}"
        elif key in ASKING or key in LEADING:
            for address in re.split(r"[\s,]+", value) if key in CANDIDATES else (value,):
                code = _wrong_address(name, key, address, attributes)
                if code is not None:
                    yield code, f"`{key}` on `{name}`: {quoted(address)}"


def _judged_meta(attributes: Mapping[str, str]) -> Iterator[tuple[Code, str]]:
    content = attributes.get("content", "")
    means = attributes.get("http-equiv", "").strip().lower()
    charset = attributes.get("charset", "")
    if means == "content-type":
        charset = charset or content.lower().partition("charset=")[2].strip(" '\"")
    if charset and charset.strip().lower() not in ("utf-8", "utf8"):
        yield NOT_UTF8_PAGE, f"the page declares the encoding {quoted(charset)}"
    if means == "refresh":
        address = content[_REFRESH.match(content).end() :]  # type: ignore[union-attr]  # the pattern also matches the empty string
        if not is_inside(address):
            yield ACTIVE_ELEMENT, f"the page redirects to {quoted(address)}"
    elif means and means != "content-type" and means not in _HARMLESS_EQUIV:
        yield ACTIVE_ELEMENT, f"`meta http-equiv` is {quoted(means)}"


def _wrong_address(name: str, key: str, address: str, attributes: Mapping[str, str]) -> Code | None:
    """Return the code for an address that is not allowed here, or None."""
    if is_inside(address):
        return None
    plain = _plain(address)
    scheme = found[0].lower() if (found := _SCHEME.match(plain)) else "https:"
    relations = set(attributes.get("rel", "").lower().split())
    is_link = name in ("a", "area") or (name == "link" and relations and relations <= _QUIET_RELATIONS)
    # elements other than links and `LOADING` have no `href`, so browsers ignore it
    leads = (is_link and key in ("href", "xlink:href")) or (key in LEADING and (key != "href" or name not in LOADING))
    if scheme in _LINKS and leads:
        return None
    if scheme in ("http:", "https:"):
        return OTHER_HOST
    is_picture = name in ("img", "image", "source") and key != "href" and _PICTURE.match(plain)
    return None if is_picture else UNSAFE_ADDRESS


def _is_loading(value: str) -> bool:
    """Return whether CSS in an attribute may load something other than a part of the page."""
    return _LOADS.search(_FRAGMENT.sub("", value)) is not None


def is_inside(address: str) -> bool:
    """Return whether browsers resolve the address to a place within the site."""
    plain = _plain(address)
    return not _SCHEME.match(plain) and not (plain[:1] in "/\\" and plain[1:2] in ("/", "\\"))


def _plain(address: str) -> str:
    return address.strip(_AROUND).translate(_WITHIN)


def quoted(text: str) -> str:
    """Return text for a message: on one line, shortened, in backticks."""
    shown = collapsed(text)
    return f"`{shown[:80]}{' …' if len(shown) > 80 else ''}`"
