"""Results of checking links: `seeds/links.json`, written by `briefgen links`.

A build and `briefgen check` read this file, and never request an address. It has one line for each link, sorted, so that a
pull request shows which links changed. A damaged file is reported and not used (`tests/unit/corpus/test_link_results.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from briefgen.corpus.codes import BAD_LINK_RESULTS
from briefgen.diagnostics.types import Problem
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.walk import content_of

NAME = "links.json"
PATH = f"seeds/{NAME}"
_HELP = "restore it from git, or delete it and run `briefgen links`"

LinkState = Literal["works", "moved", "refused", "unreachable", "gone"]
"""What a link was when it was last requested.

``moved``: it leads to another address for good, and works. ``refused``: the server refuses programs, so nothing is known.
``unreachable``: no answer, or an error of the server. ``gone``: the server or the host says that there is no such page.
"""
_Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]


class LinkResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The result for one address."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]
    state: LinkState
    checked: _Day
    """The day of the last request."""
    since: _Day | None = None
    """The first day of the present failure; None while it works."""
    reason: Annotated[str, Meta(max_length=200)] = ""
    """Why it does not work, in words, such as `404`."""
    to: Annotated[str, Meta(max_length=4000)] = ""
    """The address that it moved to."""
    copy: Annotated[str, Meta(max_length=4000)] | None = None
    """An archived copy; empty if a search found none, None before a search."""

    @property
    def is_dead(self) -> bool:
        """Return whether the page is gone, or failed on two days."""
        return self.state == "gone" or (self.state == "unreachable" and self.since not in (None, self.checked))


LinkResults = Mapping[str, LinkResult]
"""Results by address."""
NO_RESULTS: LinkResults = MappingProxyType({})
"""The default: no link was checked."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Literal[1]
    links: tuple[LinkResult, ...]


def load_link_results(project: Path, limits: Limits = LIMITS) -> tuple[LinkResults, tuple[Problem, ...]]:
    """Return the results of a project by address, and the problem of their file."""
    file = project / PATH
    if not file.is_symlink() and not file.exists():
        return NO_RESULTS, ()
    content = content_of(file, PATH, limits.total_bytes)
    if isinstance(content, Problem):
        return NO_RESULTS, (content,)
    if isinstance(content, int):
        message = f"the results of links have {content} bytes, the limit is {limits.total_bytes}"
        return NO_RESULTS, (BAD_LINK_RESULTS.problem(PATH, None, message, help=_HELP),)
    try:
        found = msgspec.json.decode(content, type=_File).links
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return NO_RESULTS, (BAD_LINK_RESULTS.problem(PATH, None, f"the results of links: {_plain(error)}", help=_HELP),)
    return {each.url: each for each in found}, ()


def encoded(results: Iterable[LinkResult]) -> bytes:
    """Return the content of the file: one line for each result, sorted by address."""
    rows = sorted(results, key=lambda each: each.url)
    lines = ",\n".join(f"  {json.dumps(msgspec.to_builtins(each), ensure_ascii=False)}" for each in rows)
    return f'{{"version": 1, "links": [\n{lines}\n]}}\n'.encode()


def _plain(error: Exception) -> str:
    text = str(error).replace("`", "")
    return text[:1].lower() + text[1:200]
