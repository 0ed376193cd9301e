"""Allowlist of scripts: of theme, plugins, briefgen and `extra_javascript`.

The allowlist is built only from templates and files that the project trusts as code, never from pages. A script
injected into a page can therefore never allowlist itself.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

_ELEMENT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STYLES = re.compile(rb"([\"'`])((?:[.#:*@\[][^\"'`{}\\\n;]*\{(?:(?!\1)[^\\\n]){200,}\}))\1")
_REMOTE = re.compile(r"<script[^<>]*\ssrc=[\"'](https?://[^\"'{}<>]+)[\"']", re.IGNORECASE)
_ADDRESS = re.compile(rb"[\"'](https?://[^\"'{}<>\s]+)[\"']")
_FIELD = re.compile(r"([\"'])\{\w*\}\1")
_FETCHED = "assets/external"
"""The folder in which Material's plugin `privacy` puts copies of remote files."""
_HOLE = r"[\w ._~/:#-]*"
"""The characters that a template may insert between quotation marks in its script: none that could end the string."""


class Known(msgspec.Struct, frozen=True):
    """The known scripts: texts of elements, digests of files, and paths in the site.

    ``sheets`` are the texts of known style elements.
    """

    texts: tuple[re.Pattern[str], ...] = ()
    styles: Mapping[str, tuple[str, ...]] = {}
    """Digests of script files, each with the styles that the script inserts into pages."""
    places: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()

    def has_text(self, text: str) -> bool:
        """Return whether this is the text of a script element in the theme."""
        return any(pattern.fullmatch(text) for pattern in self.texts)


def known(
    templates: Iterable[Path],
    scripts: Iterable[bytes] = (),
    places: Iterable[str] = (),
    *,
    plugins: Iterable[Path] = (),
    added: Iterable[str] = (),
) -> Known:
    """Return the allowlist from theme template folders and other trusted scripts.

    ``scripts`` are the contents of script files, ``places`` paths of script files in the site, or their addresses on
    other hosts. ``plugins`` are folders and modules of plugins; scripts in their texts are known, too. ``added`` are
    texts of scripts and styles, and addresses of script files, that trusted plugins added to pages.
    """
    places, plugins, added = tuple(places), tuple(plugins), tuple(added)
    texts: dict[str, None] = {}
    styles = {digest(content): _styles(content) for content in scripts}
    remote = {place for place in places if "://" in place}
    for folder in (*templates, *plugins):
        for file in _code(folder, ".html"):
            text = file.read_text("utf-8", errors="replace")
            texts |= dict.fromkeys(_texts(text))
            remote.update(_REMOTE.findall(text))
        for content in (file.read_bytes() for file in _code(folder, ".js")):
            styles[digest(content)] = _styles(content)
    for file in (file for folder in plugins for file in _code(folder, ".py")):
        content = file.read_bytes()
        texts |= dict.fromkeys(text for literal in _literals(content) for text in _texts(literal))
        remote.update(found.decode("utf-8", "replace") for found in _ADDRESS.findall(content))
    patterns = [*map(_pattern, texts), *map(re.escape, added)]
    copied = (copy for address in remote for copy in _copies(address))
    return Known(
        tuple(re.compile(pattern, re.DOTALL) for pattern in patterns),
        styles,
        frozenset([*places, *copied, *added]),
        frozenset(added),
    )


def _code(folder: Path, suffix: str) -> Iterable[Path]:
    """Return the files below a folder with a suffix, or the one file that is named instead of a folder."""
    if folder.is_file():
        return [folder] if folder.suffix == suffix else []
    return sorted(folder.rglob(f"*{suffix}"))


def _literals(source: bytes) -> Iterable[str]:
    """Yield the texts in a Python file that may contain a script, with fields in quotation marks as expressions."""
    if b"<script" not in source:
        return
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<script" in node.value:
            yield _FIELD.sub(r"\1{{}}\1", node.value)


def _copies(address: str) -> Iterable[str]:
    """Yield the paths at which Material's plugin `privacy` publishes a copy of a remote script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    path = f"{_FETCHED}/{parts.netloc}{posixpath.normpath(parts.path)}"
    # without a network connection, the plugin writes an address that leads nowhere
    yield from (path, f"{path}.js", posixpath.normpath(address))


def installed_themes(name: str) -> tuple[Path, ...]:
    """Return the template folders of the installed theme of this name.

    Zensical's folders are included if it is installed, because its theme has no entry point. Up to 0.0.73 the theme is in
    Zensical's own package, since then in `zensical_ui`. This serves sites that another builder produced.
    """
    modules = [found.value for found in entry_points(group="mkdocs.themes", name=name)]
    zensical = _module_folder("zensical")
    folders = [
        *map(_module_folder, modules),
        zensical / "templates" if zensical else None,
        _module_folder("zensical_ui"),
    ]
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
