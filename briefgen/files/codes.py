"""The codes of what is wrong with files and folders before they are read as YAML, each with its manual."""

from __future__ import annotations

from briefgen.diagnostics.types import Code

SYMLINK = Code.error(
    "BG113",
    "symlink",
    "Symbolic links are refused in `content/` and `seeds/`, among the pages and in the templates: what they lead to would be published unseen.",
)
UNREADABLE = Code.error("BG114", "unreadable", "The file or folder cannot be read by the user who runs the build.")
BAD_NAME = Code.error(
    "BG115",
    "file-name",
    "A brief's file name is its id: lower-case letters, digits and hyphens, at most 80, ending in `.yaml`.",
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
TOO_MUCH = Code.error(
    "BG130",
    "too-much",
    """A folder holds more than the project's limits allow: files, bytes, items, or folders in folders. Nothing of it was read. Where
all of it is meant, raise the limit that is named, under `limits` in the options of the plugin in `mkdocs.yml`.""",
)
