"""Verbatim words need the source that has them. A statement cannot be without one; a quotation in a body, in the resolution
of a dispute or in an account can, and so can a version's verbatim text. Cite in the same paragraph, or link the statement
that holds the words.

Only quotations of five words or more count, and no titles. One source for the whole brief is enough; of several, nobody can
tell which has the words.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The host said that "nobody had left the table before midnight".
    cite: [wire, gazette]
    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    body: The host said that "nobody had left the table before midnight" [@gazette].
    cite: [wire, gazette]
    # content/sources/gazette.yaml
    title: Another report
    publisher: Another newspaper
    url: https://example.net/another
    published: 2025-11-30
    reliability: B
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.analysis.versions import courses
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.model.kinds._base import Brief, Citations
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan
from briefgen.text.typography import without_code

CODE = "BG446"
SEVERITY = Severity.WARNING

_WORDS = 5
_MARKS = re.compile('["“„«]')
_QUOTATION = re.compile('"([^"]+)"|[“„]([^“”„]+)[”“]|«([^«»]+)»')
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SOURCE = re.compile(r"\[@|\[\[[^\[\]|\n]+#")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield the quotations in prose and the verbatim texts of points that no source is given for."""
    for brief in corpus.briefs.values():
        if _is_plain(brief.cite):
            continue
        for at, text in _places(brief):
            if _MARKS.search(text):
                yield from _uncited(brief.id, at, text)
    yield from _wordings(corpus)


def _is_plain(cite: Citations) -> bool:
    """Return whether it is plain which source has the words, or that none is named at all, which is another rule's."""
    return len({citation.source for citation in cite}) < 2


def _places(brief: Brief) -> Iterator[tuple[At, str]]:
    if brief.body:
        yield ("body",), brief.body
    if isinstance(brief, Dispute):
        if brief.resolution:
            yield ("resolution",), brief.resolution
        yield from ((("accounts", i, "claim"), a.claim) for i, a in enumerate(brief.accounts) if not a.cite)


def _uncited(id: str, at: At, text: str) -> Iterator[Finding]:
    for paragraph in _PARAGRAPHS.split(without_code(text)):
        if _SOURCE.search(paragraph):
            continue
        for match in _QUOTATION.finditer(paragraph):
            words = (match[1] or match[2] or match[3]).split()
            if len(words) >= _WORDS and 2 * sum(word[0].islower() for word in words) > len(words):
                start = " ".join(words[:3])
                message = f"no source in this paragraph for the words `{start} …`"
                help = (
                    "cite the source that has them, `[@source-id]`, or link the statement, `[[event-id#statement-id]]`"
                )
                yield Finding(id, at, message, help=help, word=start if start in text else "")


def _wordings(corpus: Corpus) -> Iterator[Finding]:
    cited = {(plan.id, version.id) for plan in corpus.of(Plan) for version in plan.versions if version.cite}
    for plan, point, steps in courses(corpus):
        if _is_plain(point.cite):
            continue
        for step in steps:
            entry = step.entry
            if entry is None or not entry.text or entry.wording != "verbatim" or entry.cite:
                continue
            if (plan.id, step.version) not in cited and "[@" not in entry.text:
                message = f"no source for the wording of `{step.version}`"
                help = "add `cite: [source-id]` to the entry"
                yield Finding(point.id, ("versions", step.index, "text"), message, help=help, key=True)
