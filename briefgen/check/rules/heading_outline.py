"""A page's own headings end where prose begins, so headings in prose go on from there: the first is `# Words`, and each
goes at most one level deeper than the one before. Only `body` has room for them; elsewhere a heading would cut a list, a
statement or the lead in two. Screen readers and the table of contents depend on it.

Bad:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    body: |
      # Origin

      It was written in a week.

      ### Authors

      Nobody has said who wrote it.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}

Good:

    # content/plans/plan.yaml
    title: Plan
    summary: A plan.
    body: |
      # Origin

      It was written in a week.

      ## Authors

      Nobody has said who wrote it.
    cite: [wire]
    versions:
      - {id: first-draft, label: First draft}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.text.outline import Heading, headings

CODE = "BG471"
SEVERITY = Severity.WARNING
IS_LOCAL = True

_DEEPEST = 4
"""A page has six levels, of which two are its own."""


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield headings outside a body, and those of a body that skip a level."""
    for id, field in own_prose(corpus, b"#", b"\\n"):
        if "#" not in field.text and "\n" not in field.text:
            continue
        found = headings(field.text)
        if field.at == ("body",):
            yield from _skipping(id, field.at, field.text, found)
        elif found:
            message = f"a heading in `{field.at[-1]}`, which has no room for one"
            help = "write it as a sentence, or move the part to `body`"
            yield Finding(id, field.at, message, help=help, word=_written(found[0]))


def _skipping(id: str, at: At, text: str, found: tuple[Heading, ...]) -> Iterator[Finding]:
    before = 0
    for heading in found:
        fitting = min(before + 1, _DEEPEST)
        if heading.level > fitting:
            message = f"`{_written(heading)}` is on level {heading.level}, where level {fitting} comes next"
            help = f"write `{'#' * fitting} {heading.words}`"
            yield Finding(id, at, message, help=help, fix=_repair(at, text, heading, fitting), word=_written(heading))
        before = min(heading.level, fitting)


def _written(heading: Heading) -> str:
    return heading.words if heading.is_underlined else f"{'#' * heading.level} {heading.words}".rstrip()


def _repair(at: At, text: str, heading: Heading, level: int) -> UnplacedFix | None:
    old = _written(heading)
    if heading.is_underlined or not heading.words or text.count(old) != 1 or old not in text.split("\n")[heading.line]:
        return None
    new = f"{'#' * level} {heading.words}"
    return UnplacedFix(f"write `{new}`", (UnplacedEdit(at, new, old=old),), is_safe=True)
