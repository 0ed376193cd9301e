"""Allowlist of scripts: those of the theme, briefgen and `extra_javascript`.

The allowlist is built only from templates and files that the project trusts as code, never from pages. A script
injected into a page can therefore never allowlist itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import msgspec

_ELEMENT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STYLES = re.compile(rb"([\"'`])((?:[.#:*@\[][^\"'`{}\\\n;]*\{(?:(?!\1)[^\\\n]){200,}\}))\1")
_HOLE = "[A-Za-z0-9 ._~/:-]*"
"""The characters that a template may insert between quotation marks in its script: none that could end the string."""


class Known(msgspec.Struct, frozen=True):
    """The known scripts: texts of elements, digests of files, and paths in the site."""

    texts: tuple[re.Pattern[str], ...] = ()
    styles: Mapping[str, tuple[str, ...]] = {}
    """Digests of script files, each with the styles that the script inserts into pages."""
    places: frozenset[str] = frozenset()

    def has_text(self, text: str) -> bool:
        """Return whether this is the text of a script element in the theme."""
        return any(pattern.fullmatch(text) for pattern in self.texts)


def known(templates: Iterable[Path], scripts: Iterable[bytes] = (), places: Iterable[str] = ()) -> Known:
    """Return the allowlist from theme template folders and other trusted scripts.

    ``scripts`` are the contents of script files, ``places`` paths of script files in the site.
    """
    texts: dict[str, re.Pattern[str]] = {}
    styles = {digest(content): _styles(content) for content in scripts}
    for folder in templates:
        for file in sorted(folder.rglob("*.html")):
            texts |= dict.fromkeys(_texts(file.read_text("utf-8", errors="replace")))  # type: ignore[arg-type]
        for content in (file.read_bytes() for file in sorted(folder.rglob("*.js"))):
            styles[digest(content)] = _styles(content)
    patterns = [re.compile(_pattern(text), re.DOTALL) for text in texts]
    return Known(tuple(patterns), styles, frozenset(places))


def installed_themes(name: str) -> tuple[Path, ...]:
    """Return the template folders of the installed theme of this name.

    Zensical's folder is included if it is installed, because its theme has no entry point. This serves sites that
    another builder produced.
    """
    modules = [found.value for found in entry_points(group="mkdocs.themes", name=name)]
    zensical = _module_folder("zensical")
    folders = [*map(_module_folder, modules), zensical / "templates" if zensical else None]
    return tuple(folder for folder in folders if folder is not None and folder.is_dir())


def _module_folder(name: str) -> Path | None:
    """Return the folder of an installed package, or None."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, as in `SHA256SUMS`."""
    return sha256(content).hexdigest()


def _texts(template: str) -> Iterable[str]:
    """Yield the scripts in a template in which every expression is a whole quoted string."""
    for found in _ELEMENT.finditer(template):
        body = found["body"]
        quoted = re.findall(r"\"\{\{[^{}]*?\}\}\"|'\{\{[^{}]*?\}\}'", body)
        is_code = "src" not in found["attributes"] and "application/" not in found["attributes"]
        is_fixed = "{%" not in body and "{#" not in body and len(quoted) == len(_EXPRESSION.findall(body))
        if is_code and is_fixed and body.strip():
            yield body


def _styles(script: bytes) -> tuple[str, ...]:
    """Return the style sheets that a script contains verbatim, such as those of Zensical's search."""
    return tuple(found[2].decode("utf-8", "replace") for found in _STYLES.finditer(script))


def _pattern(body: str) -> str:
    return _HOLE.join(re.escape(part) for part in _EXPRESSION.split(body))
