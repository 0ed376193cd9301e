"""One built page, parsed as a browser parses it, is judged: what in it could attack its readers, whatever let it in.

The last wall: it trusts neither prose nor templates nor what ran between them. The only module that knows justhtml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from justhtml import JustHTML

from briefgen.diagnostics.types import Code, Severity, Span
from briefgen.safety.script_allowlist import Known

UNKNOWN_SCRIPT = Code.error(
    "BG511",
    "unknown-script",
    "A built page holds a script that is neither the theme's nor briefgen's nor listed under `extra_javascript`. Scripts come from templates and from that list alone.",
)
EVENT_HANDLER = Code.error(
    "BG512",
    "event-handler",
    "A built page holds an attribute such as `onclick`, which is a script. Write a script file and list it under `extra_javascript`.",
)
UNSAFE_ADDRESS = Code.error(
    "BG513",
    "unsafe-address",
    "A built page leads to an address that can run a script or read a file, such as `javascript:` or `data:`. Links lead to `https:`, `http:`, `mailto:`, `tel:`, or into the site.",
)
OTHER_HOST = Code.error(
    "BG514",
    "other-host",
    "A built page or style asks another host for something, which would tell it who reads the site. Put the file into the site.",
)
ACTIVE_ELEMENT = Code.error(
    "BG515",
    "active-element",
    "A built page holds an element that can replace, move or embed pages: `base`, `iframe`, `object`, `embed`, `meta http-equiv`, an animated address.",
)
NOT_UTF8_PAGE = Code.error(
    "BG517",
    "page-encoding",
    "A built page is not UTF-8, or says that it is something else: a browser might read another page than the one that was checked.",
)
INLINE_STYLE = Code(
    "BG516",
    "inline-style",
    Severity.WARNING,
    "A built page holds a `style` element or attribute. The site's policy keeps it from applying, so that text cannot cover or hide a page; styles belong into a file under `extra_css`.",
)

ASKING = frozenset(
    [
        "src",
        "srcset",
        "imagesrcset",
        "data",
        "poster",
        "ping",
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
"""Attributes whose address a browser asks for by itself, or sends something to."""
LEADING = frozenset(["href", "cite", "longdesc", "usemap"])
"""Attributes whose address only leads somewhere when they stand on a link."""
DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of script elements that are data and never run."""
CANDIDATES = frozenset({"srcset", "imagesrcset", "ping", "archive"})
"""Those that hold several addresses."""
_EMBEDS = frozenset({"base", "iframe", "object", "embed", "applet", "frame", "frameset", "portal", "fencedframe"})
_HARMLESS_EQUIV = frozenset({"content-security-policy", "x-ua-compatible"})
_QUIET_RELATIONS = frozenset({"canonical", "prev", "next", "alternate", "license", "author", "help", "search", "me"})
_LINKS = frozenset({"http:", "https:", "mailto:", "tel:"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
_REFRESH = re.compile(r"[\s\d.]*[;,]?\s*(?:url\s*=)?\s*['\"]?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# browsers strip the one from both ends of an address and the other from its middle
_AROUND = "".join(map(chr, range(33)))
_WITHIN = {ord(c): None for c in "\t\n\r"}


class PageFinding(msgspec.Struct, frozen=True):
    """What is dangerous in a page, and where."""

    code: Code
    mark: Span
    message: str


class Verdict(msgspec.Struct, frozen=True):
    """What is dangerous in a page, if anything, and the texts of the known scripts in it."""

    findings: tuple[PageFinding, ...] = ()
    scripts: frozenset[str] = frozenset()


def judge(text: str, known: Known, is_known_file: Callable[[str], bool]) -> Verdict:
    """Return the verdict on a page, parsed as by a browser that runs scripts and by one that runs none.

    ``is_known_file`` tells of a script's address, as it stands in the page, whether the file there is known.
    """
    findings: dict[PageFinding, None] = {}
    texts = set()
    # the two read the same where no such element is
    for is_scripting in (True, False) if "<noscript" in text.lower() else (True,):
        tree = JustHTML(text, sanitize=False, scripting_enabled=is_scripting, track_node_locations=True)
        for element in _elements(tree.root):
            mark = Span("", element.origin_line or 1, element.origin_col or 1)
            attributes = {key.lower(): value or "" for key, value in (element.attrs or {}).items()}
            if element.name == "script" and _is_code(attributes) and known.has_text(_text(element)):
                texts.add(_text(element))
                continue
            found = _judged(element, attributes, is_known_file)
            findings |= {PageFinding(code, mark, message): None for code, message in found}
    return Verdict(tuple(findings), frozenset(texts))


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
    name = element.name.lower()
    if name == "style":
        yield INLINE_STYLE, "a `style` element"
    elif name in _EMBEDS:
        yield ACTIVE_ELEMENT, f"a `{name}` element"
    elif name == "meta":
        yield from _judged_meta(attributes)
    elif name == "script":
        source = _source(attributes)
        if _is_code(attributes):
            yield UNKNOWN_SCRIPT, f"a script that nobody knows: {quoted(_text(element))}"
        elif source and not (is_inside(source) and is_known_file(source)):
            yield UNKNOWN_SCRIPT, f"a script file that nobody knows: {quoted(source)}"
    elif name == "set" or name.startswith("animate"):
        changed = attributes.get("attributename", "").strip().lower()
        if changed.startswith("on") or changed == "style" or changed in ASKING | LEADING:
            yield ACTIVE_ELEMENT, f"`{name}` changes `{changed}`"
    for key, value in attributes.items():
        # one that says nothing does nothing
        if key.startswith("on") and len(key) > 2 and value:
            yield EVENT_HANDLER, f"`{key}` on `{name}`: {quoted(value)}"
        elif key == "style":
            yield INLINE_STYLE, f"`style` on `{name}`: {quoted(value)}"
        elif key == "srcdoc":
            yield ACTIVE_ELEMENT, f"`srcdoc` on `{name}`"
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
        yield NOT_UTF8_PAGE, f"the page says that it is {quoted(charset)}"
    if means == "refresh":
        address = content[_REFRESH.match(content).end() :]  # type: ignore[union-attr]  # it matches nothing too
        if not is_inside(address):
            yield ACTIVE_ELEMENT, f"the page leads away by itself: {quoted(address)}"
    elif means and means != "content-type" and means not in _HARMLESS_EQUIV:
        yield ACTIVE_ELEMENT, f"`meta http-equiv` is {quoted(means)}"


def _wrong_address(name: str, key: str, address: str, attributes: Mapping[str, str]) -> Code | None:
    """Return what is wrong with an address, None where it may stand."""
    if is_inside(address):
        return None
    plain = _plain(address)
    scheme = found[0].lower() if (found := _SCHEME.match(plain)) else "https:"
    relations = set(attributes.get("rel", "").lower().split())
    is_link = name in ("a", "area") or (name == "link" and relations and relations <= _QUIET_RELATIONS)
    leads = (is_link and key in ("href", "xlink:href")) or (key in LEADING and key != "href")
    if scheme in _LINKS and leads:
        return None
    if scheme in ("http:", "https:"):
        return OTHER_HOST
    is_picture = name in ("img", "image", "source") and key != "href" and _PICTURE.match(plain)
    return None if is_picture else UNSAFE_ADDRESS


def is_inside(address: str) -> bool:
    """Return whether an address leads into the site, as a browser reads it."""
    plain = _plain(address)
    return not _SCHEME.match(plain) and not (plain[:1] in "/\\" and plain[1:2] in ("/", "\\"))


def _plain(address: str) -> str:
    return address.strip(_AROUND).translate(_WITHIN)


def quoted(text: str) -> str:
    """Return a text as a message shows it: on one line, cut, between backticks."""
    shown = " ".join(text.split())
    return f"`{shown[:80]}{' …' if len(shown) > 80 else ''}`"
