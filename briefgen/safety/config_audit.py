"""Audit `mkdocs.yml` for settings that run code, publish files or contact others.

Settings listed under `trust` are allowed. The audit runs before the build. The MkDocs adapter runs it again on the
loaded configuration, because settings may be inherited. Hooks, templates and scripts that only the builder can write
are trusted and not audited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from briefgen.config import Config
from briefgen.diagnostics.types import At, Problem
from briefgen.safety.codes import ASKS_OTHER_HOST, CODE_AMONG_PAGES, CODE_FROM_PAGES
from briefgen.yaml.reader import Data

THEMES = ("material", "materialx")
"""Names of the supported themes: Material for MkDocs, and MaterialX, its fork. Their plugins have them as a prefix."""
_RUNS = "runs code from pages"
_READS = "publishes files that a page names"
_IMPORTS = "imports Python modules that a page names"
_PLUGINS = {
    "macros": _RUNS,
    "markdown-exec": _RUNS,
    "markdownextradata": _RUNS,
    "mkdocs-jupyter": _RUNS,
    "mknotebooks": _RUNS,
    "mkdocstrings": _IMPORTS,
    "codeinclude": _READS,
    "include-markdown": _READS,
    "monorepo": _READS,
    "table-reader": _READS,
}
_EXTENSIONS = {
    "markdown_exec": _RUNS,
    "zensical.extensions.macros": _RUNS,
    "zensical.extensions.markdownextradata": _RUNS,
    "mkautodoc": _IMPORTS,
    "mkdocs-click": _IMPORTS,
    "mkdocs-typer": _IMPORTS,
    "mkdocs-typer2": _IMPORTS,
    "markdown_include.include": _READS,
    "mdx_include": _READS,
    "mdx_include.mdx_include": _READS,
    "pymdownx.b64": _READS,
    "pymdownx.snippets": _READS,
    "zensical.extensions.include_markdown": _READS,
    "zensical.extensions.table_reader": _READS,
}
_ASKING = {
    "kroki": "sends diagrams to a server",
    "mermaid2": "loads mermaid from another host",
    "multirepo": "fetches other repositories while it builds",
    "embed-external-markdown": "fetches pages while it builds",
    "social": "fetches fonts while it builds",
}
_CODE_HELP = "remove it, or set `trust: [code]` under `briefgen` if every author of a page may run code"
_HOST_HELP = "set `trust: [hosts]` under `briefgen` if that is intended"
_Named = dict[str, tuple[At | None, Any]]


class Setup(msgspec.Struct, frozen=True):
    """The plugins, extensions and settings that a configuration switches on.

    Plugins and extensions are keyed by name, each with its location and options.
    """

    plugins: _Named
    extensions: _Named
    settings: Mapping[str, Any]

    def without(self, other: Setup) -> Setup:
        """Return what this configuration switches on and the other does not."""
        plugins = {name: found for name, found in self.plugins.items() if name not in other.plugins}
        extensions = {name: found for name, found in self.extensions.items() if name not in other.extensions}
        settings = {name: value for name, value in self.settings.items() if name not in other.settings}
        return Setup(plugins, extensions, settings)


def setup(settings: Mapping[str, Any]) -> Setup:
    """Return what the settings of a `mkdocs.yml` switch on."""
    plugins = _named(settings.get("plugins"), "plugins")
    on = {name: found for name, found in plugins.items() if not _is_off(_in(found[1], "enabled", "true"))}
    return Setup(on, _named(settings.get("markdown_extensions"), "markdown_extensions"), settings)


def refusals(found: Setup, config: Config) -> Iterator[Problem]:
    """Yield a problem for each dangerous setting that is not listed under `trust`."""
    trusted = config.options.trust
    if "code" not in trusted:
        yield from _code(found)
    if "hosts" not in trusted:
        for at, what in _hosts(found):
            yield ASKS_OTHER_HOST.problem("mkdocs.yml", at, what, help=_HOST_HELP)


def _code(found: Setup) -> Iterator[Problem]:
    for names, known in ((found.plugins, _PLUGINS), (found.extensions, _EXTENSIONS)):
        for name, (at, _) in names.items():
            if what := known.get(name):
                yield CODE_FROM_PAGES.problem("mkdocs.yml", at, f"`{name}` {what}", help=_CODE_HELP)


def _hosts(found: Setup) -> Iterator[tuple[At | None, str]]:
    settings = found.settings
    theme = settings.get("theme")
    # Material's `privacy` plugin downloads external files once, during the build
    if "privacy" not in found.plugins:
        name = theme if isinstance(theme, str) else _in(theme, "name")
        font = _in(theme, "font")
        if name in THEMES and not _is_off(font):
            at: At = ("theme", "font") if font is not None else ("theme",)
            yield (
                at,
                "the theme's fonts from Google are removed, because the site has its own; set `font: false`",
            )
        for key in ("extra_css", "extra_javascript"):
            listed = settings.get(key)
            for index, item in enumerate(listed if isinstance(listed, list) else ()):
                address = str(_in(item, "path", "") if isinstance(item, dict) else item)
                if address.startswith("//") or "://" in address:
                    yield (key, index), f"`{address}` is on another host"
    repository = settings.get("repo_url")
    if isinstance(repository, str) and any(host in repository.lower() for host in ("github.", "gitlab.")):
        yield (
            ("repo_url",),
            "with `repo_url` on GitHub or GitLab the theme requests statistics from that host on every visit",
        )
    if _in(settings.get("extra"), "analytics"):
        yield ("extra", "analytics"), "`analytics` reports every visit to another host"
    for name, (where, _) in found.plugins.items():
        if name in _ASKING:
            yield where, f"`{name}` {_ASKING[name]}"
    if "offline" in found.plugins and "privacy" not in found.plugins:
        help = "the plugin `privacy` copies it into the site"
        yield found.plugins["offline"][0], f"`offline` loads a script from another host, which is removed; {help}"
    yield from _hosts_of_extensions(found.extensions)


def _hosts_of_extensions(extensions: _Named) -> Iterator[tuple[At | None, str]]:
    if "pymdownx.emoji" in extensions and _asks_for_emoji(extensions["pymdownx.emoji"][1]):
        help = "`emoji_generator: !!python/name:pymdownx.emoji.to_alt` writes the character"
        yield extensions["pymdownx.emoji"][0], f"emoji are images from another host; {help}"
    at, options = extensions.get("pymdownx.superfences", (None, None))
    fences = _in(options, "custom_fences")
    for index, fence in enumerate(fences if isinstance(fences, list) else ()):
        if "mermaid" in (_in(fence, "name"), _in(fence, "class")):
            where = (*at, "custom_fences", index) if at is not None else None
            yield where, "mermaid diagrams are drawn by a script from another host"


def _asks_for_emoji(options: Any) -> bool:
    """Return whether the emoji extension uses its default generator of images."""
    # in a file that is parsed without loading Python names, the function reads as None
    made = _in(options, "emoji_generator", "")
    return made == "" or (getattr(made, "__module__", "") == "pymdownx.emoji" and made.__name__ != "to_alt")


def among_pages(settings: Mapping[str, Any], config: Config) -> Iterator[Problem]:
    """Yield a problem for each template or hook that lies among pages or briefs."""
    folders = [str(settings.get("docs_dir") or "docs"), config.options.content]
    hooks = settings.get("hooks")
    named: list[tuple[At, Any]] = [(("theme", "custom_dir"), _in(settings.get("theme"), "custom_dir"))]
    named += [(("hooks", index), hook) for index, hook in enumerate(hooks if isinstance(hooks, list) else ())]
    named.append(((*config.options_at, "templates"), config.options.templates))
    for at, path in named:
        folder = next((f for f in folders if isinstance(path, str) and _is_below(path, f, config.project)), None)
        if folder is not None:
            message = f"`{path}` is code and lies in `{folder}`"
            yield CODE_AMONG_PAGES.problem("mkdocs.yml", at, message, help="move it into a separate folder")
    listed = settings.get("extra_templates")
    for index, name in enumerate(listed if isinstance(listed, list) else ()):
        message = f"`{name}` is a template and lies in `{folders[0]}`"
        help = "move it into the theme's `custom_dir` and list it under `static_templates`"
        yield CODE_AMONG_PAGES.problem("mkdocs.yml", ("extra_templates", index), message, help=help)


def _is_below(path: str, folder: str, project: Path) -> bool:
    return _plain(project, path).is_relative_to(_plain(project, folder))


def _plain(project: Path, path: str) -> PurePosixPath:
    parts: list[str] = []
    for part in (project / path).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def _named(listed: Data, key: str) -> _Named:
    """Return the entries of a list of plugins or extensions, which may also be a mapping."""
    if isinstance(listed, dict):
        return {common_name(name): ((key, name), options) for name, options in listed.items()}
    found: _Named = {}
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            found |= {common_name(name): ((key, index, name), options) for name, options in item.items()}
        else:
            found[common_name(str(item))] = ((key, index), None)
    return found


def common_name(name: str) -> str:
    """Return a plugin's name without the theme's prefix and the number of an instance."""
    theme, slash, plain = str(name).partition(" #")[0].rpartition("/")
    return plain if theme in ("", *THEMES) else f"{theme}{slash}{plain}"


def _in(value: Any, name: str, default: Any = None) -> Any:
    return value.get(name, default) if isinstance(value, Mapping) else default


def _is_off(value: Any) -> bool:
    return value is False or (isinstance(value, str) and value.lower() in ("false", "no", "off"))
