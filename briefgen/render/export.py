"""Export an MkDocs project that builds without the briefgen plugin.

It has Markdown, assets, theme templates and a `mkdocs.yml`; any builder of MkDocs projects can build it. Files are only written
if their bytes change. Files of an earlier export are deleted if they are no longer part of it. Other files stay unchanged.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from briefgen.config import Config
from briefgen.diagnostics.types import Problem
from briefgen.files.atomic import write_atomically
from briefgen.files.chunks import copy_plain
from briefgen.files.partial import delete_abandoned
from briefgen.files.swap import StagedSite
from briefgen.render import hand_written, redirects
from briefgen.render.templates import Rendered, own_templates
from briefgen.safety import docs_audit, front_matter
from briefgen.site.navigation import as_setting, with_features
from briefgen.text.messages import ENGLISH, gettext_in, languages
from briefgen.yaml import settings as yaml_settings

MANIFEST = ".briefgen-files.json"


class Exported(msgspec.Struct, frozen=True):
    """The number of changed files, and what was removed from hand-written pages."""

    changed: int
    problems: tuple[Problem, ...]


class NotOurs(Exception):
    """The folder is not empty and was not written by briefgen."""


def emit(rendered: Rendered, target: Path, config: Config) -> Exported:
    """Write the folder ``target``; return what was written.

    Raises NotOurs if the folder has files that briefgen did not write, and OSError if it cannot be written.
    """
    manifest = target / MANIFEST
    if target.is_dir() and any(target.iterdir()) and not manifest.is_file():
        raise NotOurs(f"{target} is not empty and was not written by briefgen; choose another folder")
    files, problems = _files(rendered, config)
    if not manifest.is_file():
        _write_new(files, target)
        return Exported(len(files), problems)
    before = _written_before(manifest)
    delete_abandoned((target,))
    # written first, so that an interrupted export is still recognised as ours
    write_atomically(manifest, _listing({*files, *before}))
    changed = sum(_put(target / path, content) for path, content in files.items())
    for stale in sorted(before - set(files)):
        (target / stale).unlink(missing_ok=True)
        _prune((target / stale).parent, target)
    write_atomically(manifest, _listing(files))
    return Exported(changed, problems)


def _put(target: Path, content: bytes | Path) -> bool:
    return copy_plain(content, target) if isinstance(content, Path) else write_atomically(target, content)


def _write_new(files: dict[str, bytes | Path], target: Path) -> None:
    """Write a new folder atomically: into a sibling, then exchange it with the empty folder or rename it."""
    new = StagedSite(target, "auto")
    try:
        for folder in sorted({path.rpartition("/")[0] for path in files}):
            (new.folder / folder).mkdir(parents=True, exist_ok=True)
        for path, content in {**files, MANIFEST: _listing(files)}.items():
            if isinstance(content, Path):
                copy_plain(content, new.folder / path)
                continue
            with open(new.folder / path, "xb") as stream:
                stream.write(content)
        new.publish()
    except BaseException:
        new.discard()
        raise


def _listing(paths: Iterable[str]) -> bytes:
    return (json.dumps(sorted(paths), indent=1) + "\n").encode()


def _written_before(manifest: Path) -> set[str]:
    try:
        found = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return set()
    names = found if isinstance(found, list) else []
    return {n for n in names if isinstance(n, str) and not n.startswith("/") and ".." not in n.split("/")}


def _prune(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _files(rendered: Rendered, config: Config) -> tuple[dict[str, bytes | Path], tuple[Problem, ...]]:
    """Return the content of each file, or the file that it is a copy of, and the problems of hand-written pages."""
    settings = yaml_settings.load_typed(config.written)
    settings = settings if isinstance(settings, dict) else {}
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    files: dict[str, bytes | Path] = {
        f"overrides/{k}": v for folder in reversed(rendered.theme) for k, v in _tree(folder).items()
    }
    for name, part in _tree(own_templates() / "theme").items():
        if files[f"overrides/{name}"] == part and name.endswith(".html"):
            # without the plugin, the theme cannot translate
            files[f"overrides/{name}"] = _translated(part.read_text("utf-8"), rendered.language).encode()
    if isinstance(custom, str):
        files |= {f"overrides/{k}": v for k, v in _tree(config.project / custom).items()}
    here = docs_audit.premises(settings)
    is_excluded = docs_audit.exclusion(here.excluded.splitlines())
    docs = {path: content for path, content in _tree(config.project / here.docs).items() if not is_excluded(path)}
    clean, problems = _cleaned(docs, rendered, settings, config)
    files |= {f"docs/{path}": content for path, content in clean.items()}
    files |= {f"docs/{path}": content for path, content in rendered.assets.items()}
    moved = redirects.pages(rendered.redirects, rendered.language, directory_urls=config.directory_urls)
    files |= {f"docs/{path}": content for path, content in moved.items()}
    files |= {f"docs/{page.uri}": page.content for page in rendered.pages}
    files["mkdocs.yml"] = yaml_settings.dump(_settings(settings, rendered, config)).encode()
    return files, problems


_MESSAGE = re.compile(r'\{\{ _\("([^"]+)"\) \| e \}\}')


def _translated(part: str, language: str) -> str:
    """Return a part of the theme with its messages as text."""
    return _MESSAGE.sub(lambda found: html.escape(gettext_in(language, found[1])), part)


def _tree(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    found = (f for f in sorted(folder.rglob("*")) if f.is_file() and not f.is_symlink())
    return {f.relative_to(folder).as_posix(): f for f in found if not f.name.startswith(".")}


def _cleaned(
    docs: Mapping[str, Path], rendered: Rendered, settings: dict[str, Any], config: Config
) -> tuple[dict[str, bytes | Path], tuple[Problem, ...]]:
    """Return the files of `docs/` with safe pages, and the problems of what was removed."""
    is_own = docs_audit.own_template(docs_audit.premises(settings), config)
    extensions = hand_written.extensions(_with(settings.get("markdown_extensions") or [], "attr_list"))
    pages = {*(page.uri for page in rendered.pages), *(path for path in docs if _is_page(path))}
    files: dict[str, bytes | Path] = dict(docs)
    found: list[Problem] = []
    for path in filter(_is_page, docs):
        before = docs[path].read_bytes().decode("utf-8-sig", "replace")
        text, problems = hand_written.exported(
            path, before, is_own, extensions, pages, directory_urls=config.directory_urls
        )
        found += problems
        if text != before:
            files[path] = text.encode()
    return files, tuple(found)


def _is_page(path: str) -> bool:
    return path.lower().endswith(front_matter.SUFFIXES)


def _settings(settings: dict[str, Any], rendered: Rendered, config: Config) -> dict[str, Any]:
    kept = {
        k: v
        for k, v in settings.items()
        if k not in ("plugins", "hooks", "docs_dir", "site_dir", "watch", "exclude_docs", "theme", "INHERIT")
    }
    theme = settings.get("theme") or {"name": "material"}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    if not settings.get("nav"):
        theme["features"] = with_features(theme.get("features"))
    if rendered.language != ENGLISH and rendered.language in languages():
        # other languages may be missing in the theme, and would stop its build
        theme["language"] = rendered.language
    fonts = {} if "hosts" in config.options.trust else {"font": False}
    plugins = [
        p for p in settings.get("plugins") or [] if p != "briefgen" and not (isinstance(p, dict) and "briefgen" in p)
    ]
    return {
        **kept,
        "docs_dir": "docs",
        "theme": {**theme, **fonts, "custom_dir": "overrides"},
        "plugins": plugins or ["search"],
        "nav": settings.get("nav") or as_setting(rendered.navigation),
        "not_in_nav": "/**",
        "markdown_extensions": _with(settings.get("markdown_extensions") or [], "attr_list"),
        "extra_css": [*(path for path in rendered.assets if path.endswith(".css")), *(settings.get("extra_css") or [])],
        "extra_javascript": [
            *(path for path in rendered.assets if path.endswith(".js")),
            *(settings.get("extra_javascript") or []),
        ],
    }


def _with(extensions: Any, name: str) -> Any:
    if isinstance(extensions, dict):
        return {**extensions, name: extensions.get(name)}
    return extensions if name in extensions else [*extensions, name]
