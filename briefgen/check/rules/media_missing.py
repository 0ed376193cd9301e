"""Each file that `media` names is in `content/media/`.

The path is that below `content/media/`, with its suffix. A file that is not published, for instance because of its
format, counts as missing.

Bad:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    media: [{file: maps/line.png, alt: Map of the line., licence: CC BY 4.0}]
    cite: [wire]

Good:

    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import Severity
from briefgen.text.suggest import did_you_mean

CODE = "BG496"
SEVERITY = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield media whose file is missing."""
    for brief in corpus.illustrated:
        for index, item in enumerate(brief.media):
            if item.file not in corpus.media:
                near = did_you_mean(item.file, list(corpus.media))
                help = near or "add the file, or correct the path; it is the one below `content/media/`"
                message = f"there is no file `content/media/{item.file}` that can be published"
                yield Finding(brief.id, ("media", index, "file"), message, help=help)
