"""Outbound links: the addresses of other sites in a corpus, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At
from briefgen.text.typography import ADDRESS, without_code
from briefgen.text.urls import is_safe

_TARGET = re.compile(r"\]\(\s*<?(https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)", re.IGNORECASE)
"""The target of a link in Markdown, in which parentheses are balanced."""


class OutboundLink(msgspec.Struct, frozen=True):
    """A link to another site: its address, the id of its brief and the field."""

    url: str
    id: str
    at: At


def outbound_links(corpus: Corpus) -> Iterator[OutboundLink]:
    """Yield the links in fields and in prose of all briefs, in their order.

    A field counts if its whole value is a web address, so a new kind needs no entry here. Quotations and code are no links.
    """
    for id, brief in corpus.briefs.items():
        if b"://" not in corpus.encoded[id]:
            continue
        yield from (OutboundLink(url, id, at) for url, at in _in_fields(msgspec.to_builtins(brief, enc_hook=str), ()))
        for field in corpus.prose[id]:
            if "://" in field.text:
                found = dict.fromkeys(_in_prose(field.text))
                yield from (OutboundLink(url, id, field.at) for url in found if _is_web(url))


def _in_prose(text: str) -> Iterator[str]:
    text = without_code(text)
    yield from (match[1] for match in _TARGET.finditer(text))
    yield from (match[0] for match in ADDRESS.finditer(_TARGET.sub(" ", text)))


def _in_fields(value: object, at: At) -> Iterator[tuple[str, At]]:
    if isinstance(value, str):
        if _is_web(value):
            yield value, at
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _in_fields(item, (*at, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from _in_fields(item, (*at, index))


def _is_web(text: str) -> bool:
    return "://" in text and is_safe(text)
