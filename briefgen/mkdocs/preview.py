"""Previews: sites with a banner, which search engines and feeds leave out.

`briefgen build --preview TEXT` sets the variable `BRIEFGEN_PREVIEW`, because MkDocs passes no options to plugins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from briefgen.config import PREVIEW
from briefgen.diagnostics.types import Diagnostic, Severity
from briefgen.text.lines import collapsed
from briefgen.text.messages import gettext, in_language, ngettext

_HEAD, _BODY = re.compile(rb"<head\b[^>]*>", re.IGNORECASE), re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_NO_INDEX = b'<meta name="robots" content="noindex">'
_SHOWN = 20


def asked(environment: Mapping[str, str]) -> str:
    """Return the text of the banner, or an empty text for a site that is no preview."""
    return collapsed(environment.get(PREVIEW, ""))


def banner(text: str, diagnostics: Sequence[Diagnostic], language: str) -> str:
    """Return the HTML of the banner: the text, and the errors that the check found."""
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    with in_language(language):
        parts = [Markup("<p>{}</p>").format(text)]
        if errors:
            said = ngettext("The check found %(count)s error.", "The check found %(count)s errors.", len(errors))
            items = [Markup("<li>{}</li>").format(_line(found)) for found in errors[:_SHOWN]]
            if more := len(errors) - _SHOWN:
                items += [Markup("<li>{}</li>").format(gettext("%(count)s more", count=more))] if more > 0 else []
            parts.append(
                Markup('<details><summary>{}</summary><ul lang="en" dir="ltr">{}</ul></details>').format(
                    said, Markup("").join(items)
                )
            )
        frame = Markup('<aside class="bg-preview" aria-label="{}">{}</aside>')
        return frame.format(gettext("Preview"), Markup("").join(parts))


def mark(site: Path, shown: str) -> None:
    """Add the banner to every page below a folder, and delete sitemaps and feeds.

    A part of a page, which has no `<body>`, stays as it is.
    """
    inserted = shown.encode()
    for file in sorted(path for path in site.rglob("*") if path.is_file() and not path.is_symlink()):
        if _is_for_machines(file.name.lower()):
            file.unlink()
        elif file.suffix.lower() in (".html", ".htm"):
            page = file.read_bytes()
            marked = _BODY.sub(lambda found: found[0] + inserted, _HEAD.sub(_with_meta, page, count=1), count=1)
            if marked != page:
                file.write_bytes(marked)


def _is_for_machines(name: str) -> bool:
    """Return whether a file is a sitemap or a feed, by its name in lower case."""
    stem, dot, ending = name.removesuffix(".gz").rpartition(".")
    is_feed = any(word in stem for word in ("feed", "rss", "atom"))
    return bool(dot) and (ending in ("rss", "atom") or (ending == "xml" and (stem.startswith("sitemap") or is_feed)))


def _with_meta(found: re.Match[bytes]) -> bytes:
    return found[0] + _NO_INDEX


def _line(found: Diagnostic) -> str:
    return f"{found.span.path}:{found.span.line}: {found.code} {found.message}"
