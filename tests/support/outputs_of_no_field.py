"""Template outputs that field tests need not notice, each with the reason."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "kinds/source.md.j2: <br>": "a line break between two links",
    '_lists.md.j2: {{ _("and %(count)s more", count=sentence.more) }}': "needs over fifty references; `test_source_page.py` has them",
    "_macros.md.j2: </details>": "the end of an element, which HTML parsers add if it is missing",
    "_macros.md.j2: {{ label }}": "the accessible name of a table: words of the template, not of a brief",
    'kinds/source.md.j2: {{ _("and %(count)s more", count=read.not_found|length - most_parts) }}': "needs over ten quotations that are not found; the table of quality has them all, see `test_quality.py`",
    '_macros.md.j2: <p class="bg-none">{{ item.alt }}</p>': "only a preview shows a brief whose file is missing: a missing file is an error",
    "_macros.md.j2: {{ item.alt }}": "the text instead of a missing file, and of a picture, which `test_fields.py` has",
    '_positions.md.j2: {{ ". " if not loop.last }}': "the stop between two sentences",
    '_compare.md.j2: {{ _("Long and repetitive: only part was compared word by word.") }}': "needs a long text; `test_derived_parts.py` has one",
    "_compare.md.j2: {{ paths[change] }}": "the paths of an icon beside a word with the same meaning",
}
