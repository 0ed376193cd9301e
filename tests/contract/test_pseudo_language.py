"""A build in a pseudo-language shows which words of the pages are not messages."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import msgspec
import pytest

from briefgen import config
from briefgen.render.templates import RenderedPage, render
from briefgen.site.licences import WORKS
from briefgen.text.messages import PSEUDO
from tests.conftest import FULL
from tests.support.marked_site import marked
from tests.support.unwrapped import SHOWN_ATTRIBUTES

_WORD = re.compile(r"[A-Za-z’']{3,}")
_ADDRESS = re.compile(r"https?://\S+")
_NAMES = frozenset(
    {
        *("briefgen", "BibTeX", "RIS", "CSL", "JSON", "CSV", "YAML", "UTC"),
        *("Wikidata", "VIAF", "ISNI", "ISO", "ORCID", "GND", "ROR", "LEI"),
        *(word for work in WORKS for word in _WORD.findall(f"{work.name} {work.licence}")),
        # Unicode has no names of languages, scripts and months in the pseudo-language
        *("Ukrainian", "French", "Cyrillic", "Latin", *calendar.month_name, *calendar.month_abbr),
    }
)
"""Names that are the same in all languages."""


class _Text(HTMLParser):
    """Collects the text that readers see or hear, without code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._codes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._codes += tag in ("code", "pre", "template", "script")
        self.found += [f"\n{value}\n" for name, value in attrs if name in SHOWN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._codes -= tag in ("code", "pre", "template", "script")

    def handle_data(self, data: str) -> None:
        if not self._codes:
            self.found.append(data)


def _outside_of_messages(text: str) -> str:
    """Return a text without its messages, which stand in brackets and can hold others as values."""
    kept, depth = [], 0
    for part in re.split(r"([⟦⟧])", text):
        if part in "⟦⟧" and part:
            depth += 1 if part == "⟦" else -1
        elif not depth:
            kept.append(part)
    return "\n".join(kept)


def _words(page: RenderedPage) -> Iterator[str]:
    _, front, body = page.markdown.split("---\n", 2)
    parser = _Text()
    parser.feed(re.sub(r"\{ ?[#.:][^}]*\}", "", body))
    parser.close()
    title = re.search(r'^title: "(.*)"$', front, re.MULTILINE)
    text = "\n".join([*parser.found, title[1] if title else ""])
    yield from _WORD.findall(_ADDRESS.sub("", _outside_of_messages(text)))


@cache
def _unwrapped() -> dict[str, list[str]]:
    """Return the words of each page that are neither messages nor content."""
    settings, _ = config.read(FULL)
    templates = msgspec.structs.replace(settings.options, templates="none")
    settings = msgspec.structs.replace(settings, options=templates, settings={"theme": {"language": PSEUDO}})
    corpus = marked().published
    rendered, problems = render(corpus, settings)
    assert not problems
    content = b" ".join([msgspec.json.encode(corpus.briefing, enc_hook=str), *corpus.encoded.values()]).decode()
    content += " ".join(record.meta.licence or "" for record in corpus.records.values())
    words = _WORD.findall(content)
    # short names of parties have three letters
    known = {*words, *(word[:3] for word in words), *_NAMES}
    found = {
        page.uri: sorted({word for word in _words(page) if word not in known})
        for page in rendered.pages
        if not page.uri.startswith("editing/")
    }
    assert len(found) > 30
    return {uri: words for uri, words in found.items() if words}


def test_pages_hold_no_words_but_messages_and_content() -> None:
    assert _unwrapped() == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("⟦by ⟦one⟧ and⟧ two", "two"), ("no message", "no message"), ("⟦a⟧⟦b⟧", "")],
)
def test_messages_are_taken_out_with_their_values(text: str, expected: str) -> None:
    assert _outside_of_messages(text).strip() == expected
