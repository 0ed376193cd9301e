"""Which scripts a page may have: those of the theme, of briefgen and of `extra_javascript`, and no others.

What is known comes from templates and files that the project trusts as code, never from the pages: a script that an
attacker brought into a page must not be what allows itself.
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
"""What a template may put between the quotation marks of its script: nothing that could end them."""


class Known(msgspec.Struct, frozen=True):
    """The scripts that are known: texts of script elements, contents of files, and files by their place in the site."""

    texts: tuple[re.Pattern[str], ...] = ()
    styles: Mapping[str, tuple[str, ...]] = {}
    """Digests of script files, each with the styles that the script puts into a page."""
    places: frozenset[str] = frozenset()

    def has_text(self, text: str) -> bool:
        """Return whether this is the text of a script element of the theme."""
        return any(pattern.fullmatch(text) for pattern in self.texts)


def known(templates: Iterable[Path], scripts: Iterable[bytes] = (), places: Iterable[str] = ()) -> Known:
    """Return what is known: the scripts of folders of theme templates, contents of more script files, and places of others."""
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
    """Return the folders of the installed theme of this name, and of Zensical's, which has none: for a site built elsewhere."""
    modules = [found.value for found in entry_points(group="mkdocs.themes", name=name)]
    zensical = _module_folder("zensical")
    folders = [*map(_module_folder, modules), zensical / "templates" if zensical else None]
    return tuple(folder for folder in folders if folder is not None and folder.is_dir())


def _module_folder(name: str) -> Path | None:
    """Return the folder of an installed package; None where there is none of that name."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal, as `SHA256SUMS` has it."""
    return sha256(content).hexdigest()


def _texts(template: str) -> Iterable[str]:
    """Yield the scripts in a template whose every expression stands alone between quotation marks."""
    for found in _ELEMENT.finditer(template):
        body = found["body"]
        quoted = re.findall(r"\"\{\{[^{}]*?\}\}\"|'\{\{[^{}]*?\}\}'", body)
        is_code = "src" not in found["attributes"] and "application/" not in found["attributes"]
        is_fixed = "{%" not in body and "{#" not in body and len(quoted) == len(_EXPRESSION.findall(body))
        if is_code and is_fixed and body.strip():
            yield body


def _styles(script: bytes) -> tuple[str, ...]:
    """Return the style sheets that stand in a script as they are, such as those of Zensical's search."""
    return tuple(found[2].decode("utf-8", "replace") for found in _STYLES.finditer(script))


def _pattern(body: str) -> str:
    return _HOLE.join(re.escape(part) for part in _EXPRESSION.split(body))
