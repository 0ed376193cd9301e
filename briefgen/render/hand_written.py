"""Export a hand-written page so that it is safe under a builder without briefgen.

A page from which the HTML policy removes nothing stays Markdown. Any other page becomes sanitised HTML, with its links and
its title in the form that the builder would have given them.
"""

from __future__ import annotations

import html
import importlib
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import quote, unquote

from briefgen.diagnostics.types import Problem
from briefgen.safety import front_matter, markdown_extension, page_losses
from briefgen.site import urls
from briefgen.yaml import settings as yaml_settings

_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"#?]+)([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def extensions(listed: Any) -> dict[str, dict[str, Any]]:
    """Return the Markdown extensions of a `mkdocs.yml`, each with its options.

    Names of Python functions become the functions, as in MkDocs. One that cannot be imported is left out.
    """
    items = listed.items() if isinstance(listed, Mapping) else map(_item, listed if isinstance(listed, list) else ())
    return {
        str(name): _resolved(options) if isinstance(options, Mapping) else {}
        for name, options in items
        if name != markdown_extension.NAME
    }


def exported(
    path: str,
    text: str,
    is_template: Callable[[str], bool],
    extensions: Mapping[str, Mapping[str, Any]],
    pages: Collection[str],
    *,
    directory_urls: bool,
) -> tuple[str, tuple[Problem, ...]]:
    """Return a page for the export, and the problems of what is removed from it.

    ``path`` is the page's path below `docs/`, and ``pages`` are those of all pages.
    """
    clean = front_matter.rewritten(text, is_template)
    parted = front_matter.parted(clean)
    found = markdown_extension.converted(parted.body, extensions)
    problems = tuple(page_losses.problems(f"docs/{path}", text, found.losses))
    # themes print a title unescaped, except one in the front matter
    has_markup = found.title is not None and any(sign in found.title for sign in "&<")
    if found.is_safe and not has_markup:
        return clean, problems
    meta = {"title": found.title, **(parted.meta or {})} if found.title else parted.meta or {}
    front = f"---\n{yaml_settings.dump(front_matter.cleaned(meta, is_template)[0])}---\n\n"
    if found.is_safe:
        return f"{front}{parted.body}", problems
    linked = _ADDRESS.sub(lambda address: _linked(path, address, pages, directory_urls=directory_urls), found.html)
    # one line, because a blank line would end the block of HTML in Markdown
    block = linked.replace("\n", "&#10;" if "<pre" in linked else " ")
    return f"{front}<div>{block}</div>\n", problems


def _linked(path: str, found: re.Match[str], pages: Collection[str], *, directory_urls: bool) -> str:
    """Return an attribute with a relative address, as seen from the built page."""
    name, address, rest = found.groups()
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(html.unescape(address))))
    if _ELSEWHERE.match(address) or target.startswith(".."):
        return found[0]
    there = _url(target, directory_urls=directory_urls) if target in pages else target
    link = urls.relative(_url(path, directory_urls=directory_urls), there)
    return f'{name}="{html.escape(quote(link, safe="/.~-_"))}{rest}"'


def _url(path: str, *, directory_urls: bool) -> str:
    """Return the address that a builder gives to a page of any file name."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    stem = "index" if stem == "README" else stem
    if not directory_urls:
        return f"{folder}/{stem}.html".removeprefix("/")
    return f"{folder}/".removeprefix("/") if stem == "index" else f"{folder}/{stem}/".removeprefix("/")


def _item(entry: Any) -> tuple[str, Any]:
    return next(iter(entry.items())) if isinstance(entry, Mapping) and entry else (str(entry), None)


def _resolved(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: part for key, one in value.items() if (part := _resolved(one)) is not None}
    if isinstance(value, list):
        return [_resolved(one) for one in value]
    name = yaml_settings.python_name(value)
    if name is None:
        return value
    module, _, function = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), function, None)
    except (ImportError, ValueError):
        return None
