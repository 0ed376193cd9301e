"""Scripts, styles and fonts of the site.

All styles are joined into one file, and all scripts into another.
"""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.text import script_messages

STYLES = (
    "fonts", "base", "as-of-slider", "badges", "book", "citing", "compare", "evidence", "footnotes", "listing-filter", "home",
    "matrix", "network", "circle", "page-shell", "citation-notes", "previews", "search", "source", "statements", "disputes", "timeline",
)  # fmt: skip
"""The order in which the files of `assets/styles/` are joined.

Of two rules with equal selectors, the later one wins.
"""

SCRIPTS = (
    "messages", "address-state", "make-element", "fetched-pages", "text-folding", "agreement", "hover-panel", "old-notice", "as-of-slider", "well-supported", "citing",
    "compare", "listing-order", "listing-filter", "matrix-grid", "matrix-evidence", "matrix", "not-found", "network", "circle",
    "citation-notes", "previews", "share", "search-dates", "search-spelling", "search-index", "search-panel", "search", "timeline-calendar", "timeline-range",
    "timeline-marks", "timeline-gestures", "timeline",
)  # fmt: skip
"""The order in which the files of `assets/scripts/` are joined.

A script comes after the scripts that it uses.
"""

_COMMENT = re.compile(rb"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment that fills its lines. Readers do not download it; one that starts with `/*!`, as licences do, stays."""

_BUNDLES = (("styles", ".css", STYLES, b"\n"), ("scripts", ".js", SCRIPTS, b"\n;\n"))


def assets(folders: tuple[Path, ...], last_style: bytes = b"") -> dict[str, bytes]:
    """Return scripts, styles and fonts of template folders, by their path in the site.

    ``last_style`` is added to the joined style.

    If folders have the same file, the first folder wins.
    """
    found: dict[str, bytes] = {}
    for folder in reversed(folders):
        root = folder / "assets"
        for file in sorted(root.rglob("*")) if root.is_dir() else ():
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                found[_with_folder(file.relative_to(root).as_posix())] = file.read_bytes()
    bundled = _bundled(found)
    if last_style:
        bundled["briefgen.css"] = bundled.get("briefgen.css", b"") + last_style
    return {f"assets/briefgen/{path}": content for path, content in sorted(bundled.items())}


def without_comments(text: bytes) -> bytes:
    """Return a style or script without the comments that fill their lines."""
    return _COMMENT.sub(b"", text)


def _with_folder(path: str) -> str:
    """Return the path of an asset; a style or script directly in `assets/` moves to its folder."""
    folders = {suffix: folder for folder, suffix, _, _ in _BUNDLES}
    folder = folders.get(Path(path).suffix) if "/" not in path else None
    return f"{folder}/{path}" if folder else path


def _bundled(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with all styles joined into one file, and all scripts into another.

    A page then loads two files. `STYLES` and `SCRIPTS` set the order; other files follow by name.
    """
    rest = dict(found)
    for folder, suffix, order, end in _BUNDLES:
        names = [path for path in found if re.fullmatch(rf"{folder}/[^/]+{re.escape(suffix)}", path)]
        listed = [f"{folder}/{name}{suffix}" for name in order]
        parts = [*(path for path in listed if path in names), *sorted(set(names) - set(listed))]
        if parts:
            rest = {path: content for path, content in rest.items() if path not in parts}
            joined = b"".join(without_comments(found[path]).rstrip() + end for path in parts)
            rest[f"briefgen{suffix}"] = joined if suffix == ".css" else script_messages.catalogue(joined) + joined
    return rest
