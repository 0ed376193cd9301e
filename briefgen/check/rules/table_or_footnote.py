"""A table or a footnote is not shown as it is meant, or is in a text of one line.

A table has a row of names, a line such as `|---|---|` with as many cells, and further rows. A footnote has a reference,
`[^1]`, and its own text, `[^1]: …`, in the same field.

Bad:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    body: |
      It was founded in 1992[^1].

      | year | minister |
      | 1992 | Vell |
    themes: [territory]
    cite: [wire]

Good:

    # content/actors/ministry.yaml
    name: Ministry
    summary: A ministry.
    body: |
      It was founded in 1992[^1].

      | year | minister |
      |------|----------|
      | 1992 | Vell     |

      [^1]: Its statute names the year 1991.
    themes: [territory]
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.editorial_voice import own_prose
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity
from briefgen.text.table_facts import facts, has_any

CODE = "BG483"
SEVERITY = Severity.WARNING
IS_LOCAL = True


def check(corpus: Corpus, skip: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield tables and footnotes that readers do not see as they are meant."""
    for id, field in own_prose(corpus, b"|", b"[^", skip=skip):
        if "|" not in field.text and "[^" not in field.text:
            continue
        for word, message, help in facts(field.text):
            yield Finding(id, field.at, message, help=help, word=word)
        if _is_line(field.at) and has_any(field.text):
            message = f"a table or a footnote in `{field.at[-1]}`, which is shown on one line"
            yield Finding(id, field.at, message, help="write it as a sentence, or move it to `body`")


def _is_line(at: At) -> bool:
    return at[-1] == "reliability_note" or (at[-1] == "note" and len(at) > 1)
