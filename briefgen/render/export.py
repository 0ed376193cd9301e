"""Export an MkDocs project that builds without the briefgen plugin.

It has Markdown, assets, theme templates and a `mkdocs.yml`; any builder of MkDocs projects can build it. Files are only written
if their bytes change. Files of an earlier export are deleted if they are no longer part of it. Other files stay unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefgen.config import Config
from briefgen.files.atomic import write_atomically
from briefgen.files.chunks import copy_plain
from briefgen.files.partial import delete_abandoned
from briefgen.files.swap import StagedSite
from briefgen.render import redirects
from briefgen.render.templates import Rendered
from briefgen.safety import docs_audit, front_matter, markdown_extension
from briefgen.yaml import settings as yaml_settings

MANIFEST = ".briefgen-files.json"


class NotOurs(Exception):
    """The folder is not empty and was not written by briefgen."""


def emit(rendered: Rendered, target: Path, config: Config) -> int:
    """Write the folder ``target``; return the number of changed files.

    Raises NotOurs if the folder has files that briefgen did not write, and OSError if it cannot be written.
    """
    manifest = target / MANIFEST
    if target.is_dir() and any(target.iterdir()) and not manifest.is_file():
        raise NotOurs(f"{target} is not empty and was not written by briefgen; choose another folder")
    files = _files(rendered, config)
    if not manifest.is_file():
        _write_new(files, target)
        return len(files)
    before = _written_before(manifest)
    delete_abandoned((target,))
    # written first, so that an interrupted export is still recognised as ours
    write_atomically(manifest, _listing({*files, *before}))
    changed = sum(_put(target / path, content) for path, content in files.items())
    for stale in sorted(before - set(files)):
        (target / stale).unlink(missing_ok=True)
        _prune((target / stale).parent, target)
    write_atomically(manifest, _listing(files))
    return changed


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


def _files(rendered: Rendered, config: Config) -> dict[str, bytes | Path]:
    """Return the content of each file, or the file that it is a copy of."""
    settings = yaml_settings.load_typed(config.written)
    settings = settings if isinstance(settings, dict) else {}
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    files: dict[str, bytes | Path] = {
        f"overrides/{k}": v for folder in reversed(rendered.theme) for k, v in _tree(folder).items()
    }
    if isinstance(custom, str):
        files |= {f"overrides/{k}": v for k, v in _tree(config.project / custom).items()}
    here = docs_audit.premises(settings)
    is_excluded = docs_audit.exclusion(here.excluded.splitlines())
    docs = _tree(config.project / here.docs)
    files |= {f"docs/{k}": _taken(k, v, here, config) for k, v in docs.items() if not is_excluded(k)}
    files |= {f"docs/{path}": content for path, content in rendered.assets.items()}
    moved = redirects.pages(rendered.redirects, directory_urls=config.directory_urls)
    files |= {f"docs/{path}": content for path, content in moved.items()}
    files |= {f"docs/{page.uri}": page.content for page in rendered.pages}
    files["mkdocs.yml"] = yaml_settings.dump(_settings(settings, rendered, config)).encode()
    return files


def _tree(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    found = (f for f in sorted(folder.rglob("*")) if f.is_file() and not f.is_symlink())
    return {f.relative_to(folder).as_posix(): f for f in found if not f.name.startswith(".")}


def _taken(path: str, file: Path, here: docs_audit.Premises, config: Config) -> bytes | Path:
    """Return a handwritten file for the export; the front matter of pages is cleaned."""
    if not path.lower().endswith(front_matter.SUFFIXES):
        return file
    text = file.read_bytes().decode("utf-8-sig", "replace")
    clean = front_matter.rewritten(text, docs_audit.own_template(here, config))
    return file if clean == text else clean.encode()


def _settings(settings: dict[str, Any], rendered: Rendered, config: Config) -> dict[str, Any]:
    kept = {
        k: v
        for k, v in settings.items()
        if k not in ("plugins", "hooks", "docs_dir", "site_dir", "watch", "exclude_docs", "theme", "INHERIT")
    }
    theme = settings.get("theme") or {"name": "material"}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    fonts = {} if "hosts" in config.options.trust else {"font": False}
    plugins = [
        p for p in settings.get("plugins") or [] if p != "briefgen" and not (isinstance(p, dict) and "briefgen" in p)
    ]
    return {
        **kept,
        "docs_dir": "docs",
        "theme": {**theme, **fonts, "custom_dir": "overrides"},
        "plugins": plugins or ["search"],
        "nav": settings.get("nav") or [{hub.title: hub.uri} for hub in rendered.hubs],
        "not_in_nav": "/**",
        "markdown_extensions": _guarded(_with(settings.get("markdown_extensions") or [], "attr_list"), rendered),
        "extra_css": [*(path for path in rendered.assets if path.endswith(".css")), *(settings.get("extra_css") or [])],
        "extra_javascript": [
            *(path for path in rendered.assets if path.endswith(".js")),
            *(settings.get("extra_javascript") or []),
        ],
    }


def _guarded(extensions: Any, rendered: Rendered) -> Any:
    """Return the extensions with briefgen's HTML policy as the last one.

    Its options list the hashes of generated pages; it sanitises all other pages.
    """
    bodies = (page.markdown.partition("---\n")[2].partition("---\n")[2] for page in rendered.pages)
    options = {"ours": markdown_extension.listing(bodies)}
    if isinstance(extensions, dict):
        return {
            **{k: v for k, v in extensions.items() if k != markdown_extension.NAME},
            markdown_extension.NAME: options,
        }
    rest = [
        e
        for e in extensions
        if e != markdown_extension.NAME and not (isinstance(e, dict) and markdown_extension.NAME in e)
    ]
    return [*rest, {markdown_extension.NAME: options}]


def _with(extensions: Any, name: str) -> Any:
    if isinstance(extensions, dict):
        return {**extensions, name: extensions.get(name)}
    return extensions if name in extensions else [*extensions, name]
