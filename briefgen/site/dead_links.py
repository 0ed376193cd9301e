"""Where a source can be read: the original, or an archived copy if that is dead.

What is known of links comes from `seeds/links.json`; see `corpus/link_results.py`.
"""

from __future__ import annotations

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.model.edtf import parse
from briefgen.model.kinds.source import Source
from briefgen.text.messages import gettext


class SourceAddresses(msgspec.Struct, frozen=True):
    """The addresses of a source, and whether the original works."""

    original: str
    copy: str
    state: str
    """That the original no longer works, in words; empty if it works or was not checked."""


def reading(corpus: Corpus, source: Source) -> SourceAddresses:
    """Return where a source can be read.

    A copy that `briefgen links --archive` found counts where the brief names none and the original is dead.
    """
    result = corpus.links.get(source.url or "")
    is_dead = result is not None and result.is_dead
    found = result.copy if result is not None and is_dead and result.copy else ""
    copy = source.archive_url or found
    given = corpus.links.get(copy)
    if is_dead and given is not None and given.is_dead:
        copy = ""
    return SourceAddresses(source.url or "", copy, gettext("the original no longer works") if is_dead else "")


def checked_on(corpus: Corpus, source: Source) -> str:
    """Return since when the original does not work, and when that was checked.

    The words are empty in an as-of view, because the check is newer.
    """
    result = corpus.links.get(source.url or "")
    if result is None or not result.is_dead or corpus.stands_on is not None:
        return ""
    since, checked = (parse(day).words() for day in (result.since or result.checked, result.checked))
    if since == checked:
        return gettext("checked on %(day)s", day=checked)
    return gettext("since %(first)s, last checked on %(last)s", first=since, last=checked)
