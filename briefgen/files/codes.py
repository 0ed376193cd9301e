"""Codes of problems with files and folders (BG111, BG113 to BG118, BG130).

Each code has its manual.
"""

from __future__ import annotations

from briefgen.diagnostics.types import Code, Problem

SYMLINK = Code.error(
    "BG113",
    "symlink",
    "Symbolic links are rejected in `content/` and `seeds/`, among the pages and in the templates. Their targets would be published without a review.",
)
UNREADABLE = Code.error("BG114", "unreadable", "The file or folder cannot be read by the user who runs the build.")
BAD_NAME = Code.error(
    "BG115",
    "file-name",
    """A brief's file name is its id: lower-case letters, digits and hyphens, at most 80, ending in `.yaml`. In names of
folders and templates, spaces and `-_.,()+@~!=` are allowed, and every other visible character that is not ASCII: names become part of pages.""",
)
STRAY_FILE = Code.error(
    "BG116",
    "stray-file",
    "The folder under `content/` decides the kind of a brief; this file or folder belongs to no kind.",
)
NO_CONTENT = Code.error("BG117", "no-content", "The project has no content folder.")
NO_BRIEFING = Code.error(
    "BG118",
    "no-briefing",
    "`content/briefing.yaml` holds the briefing's title, parties and themes; at least `title:` is needed.",
)
TOO_LARGE = Code.error(
    "BG111",
    "too-large",
    """A brief may have 1024 KiB, a page in `docs/` 100,000 bytes, another file there 100 million, or the size set under `limits` in the options.
Longer documents belong in `seeds/`.""",
)
TOO_MUCH = Code.error(
    "BG130",
    "too-much",
    """A folder holds more than the project's limits allow: files, bytes, items, or nested folders. Nothing in it was used.
If the content is intended, raise the named limit under `limits` in the plugin's options in `mkdocs.yml`.""",
)


def too_large(path: str, size: int, limit: int) -> Problem:
    """Return the problem of a file with this many bytes."""
    message = f"the file has {size / 1024 / 1024:.1f} MiB, the limit is {limit // 1024} KiB"
    return TOO_LARGE.problem(path, None, message, help="split it into several briefs")
