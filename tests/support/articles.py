"""The article of a page as HTML, and its text by label or heading.

A place is named by steps, such as `#roles`, `Where` or `#versions > sup`. A step is:

- `#id`: the section under the heading with that id;
- `.class`, or the name of an element in small letters: the elements of that class or name;
- `own`: the words in the element itself, without those of nested elements;
- anything else: the content beside a label or under a small heading with these words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import html
from lxml.html import HtmlElement

_HEADING = re.compile(r"^## (?P<words>.*?) \{ #(?P<id>\S+)[^}]*\}$", re.MULTILINE)
# attributes that readers notice: link target, language, colour, number of an item
_ATTRIBUTES = ("id", "href", "src", "alt", "lang", "title", "aria-label", "datetime", "fill", "value")


@lru_cache(maxsize=2000)
def article(markdown: str) -> HtmlElement:
    """Return the article of a page, without front matter and citation blocks."""
    body = markdown.split("---\n", 2)[2]
    root = html.fromstring(f"<div>{_HEADING.sub(_heading, body)}</div>")
    for block in root.xpath("//details[@class='bg-citing']"):
        block.drop_tree()
    return root


def _heading(found: re.Match[str]) -> str:
    return f'<h2 id="{found["id"]}">{found["words"]}</h2>'


@lru_cache(maxsize=20000)
def places(root: HtmlElement, name: str) -> tuple[str, ...]:
    """Return the text at each place with a name; nothing if the page has none."""
    found = [root]
    *steps, last = name.split(" > ")
    for step in steps:
        found = [inner for element in found for inner in _step(element, step)]
    if last == "own":
        return tuple(_tidy("".join(element.xpath("text()"))) for element in found)
    return tuple(seen(inner) for element in found for inner in _step(element, last))


def seen(element: HtmlElement) -> str:
    """Return the words of an element, with its visible attributes in angle quotes."""
    return _tidy(_seen(element))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _seen(element: HtmlElement) -> str:
    if not isinstance(element.tag, str):
        return ""
    told = [f"‹{name}={element.get(name)}›" for name in _ATTRIBUTES if element.get(name)]
    told += [f"‹{one}›" for one in element.get("class", "").split() if "--" in one]
    inner = (f"{_seen(child)}{child.tail or ''}" for child in element)
    return f"{''.join(told)}{element.text or ''}{''.join(inner)}"


def _step(element: HtmlElement, step: str) -> list[HtmlElement]:
    found: list[HtmlElement]
    if step.startswith("#"):
        found = _section(element, step[1:])
    elif step.startswith("."):
        found = element.xpath(".//*[contains(concat(' ', @class, ' '), $name)]", name=f" {step[1:]} ")
    elif step.islower() and step.isalnum():
        found = list(element.iter(step))
    else:
        labels = ".//*[self::dt or self::h3 or @class='bg-label'][normalize-space()=$name]"
        found = [_beside(label) for label in element.xpath(labels, name=step)]
    return found


def _beside(label: HtmlElement) -> HtmlElement:
    following = label.getnext()
    return following if label.tag == "dt" and following is not None else label.getparent()


def _section(element: HtmlElement, id: str) -> list[HtmlElement]:
    """Return the content under a heading as one element."""
    for heading in element.xpath(".//h2[@id=$id]", id=id):
        section = html.Element("section")
        # taken from a copy, because an lxml element has one parent
        for sibling in heading.itersiblings():
            if sibling.tag in ("h2", "footer"):
                break
            section.append(html.fragment_fromstring(html.tostring(sibling, encoding="unicode", with_tail=False)))
        return [section]
    return []
