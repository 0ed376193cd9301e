"""Links and headings of a page by the names that a screen reader says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html


def repeated_links(page: html.HtmlElement, address: str) -> dict[str, set[str]]:
    """Return the targets of links with one name that have more than one target.

    The theme's list of the page's headings is left out: it is a landmark with a name of its own.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for link in page.iter("a"):
        if link.get("href") and "headerlink" not in link.get("class", "") and not _is_of_contents(link):
            found[name_of(link)].add(urljoin(address, link.get("href", "")))
    return {name: targets for name, targets in found.items() if len(targets) > 1}


def repeated_headings(page: html.HtmlElement) -> list[str]:
    """Return the headings that a page has more than once."""
    names = Counter(name_of(each) for level in range(1, 7) for each in page.iter(f"h{level}"))
    return [name for name, count in names.items() if count > 1]


def name_of(element: html.HtmlElement) -> str:
    """Return the accessible name of an element with text."""
    return " ".join("".join(_words(element)).replace("¶", "").split())


def _words(element: html.HtmlElement) -> Iterator[str]:
    label = element.get("aria-label") or element.get("alt")
    if label:
        yield label
        return
    if element.tag in ("script", "style", "template") or element.get("aria-hidden") == "true":
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""


def _is_of_contents(link: html.HtmlElement) -> bool:
    return any("md-nav--secondary" in each.get("class", "") for each in link.iterancestors("nav"))
