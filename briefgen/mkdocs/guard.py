"""Enforce the HTML policy on handwritten pages, and audit MkDocs' loaded settings.

The policy is the last Markdown extension, and front matter is cleaned. The audit sees the configuration as MkDocs loaded it,
with the settings from inherited files and from environment variables.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from briefgen.check.runner import weighed
from briefgen.check.spans import place
from briefgen.config import Config
from briefgen.diagnostics.types import Diagnostic, Problem
from briefgen.mkdocs import theme_plugins
from briefgen.mkdocs.page import BriefPage
from briefgen.safety import config_audit, docs_audit, front_matter, markdown_extension, page_losses
from briefgen.text import sanitize


def problems(config: MkDocsConfig, settings: Config) -> tuple[Problem, ...]:
    """Return unsafe settings that are loaded, but are not in `mkdocs.yml`.

    Problems in `mkdocs.yml` and the files that it inherits are reported elsewhere.
    """
    written = settings.settings
    beside = config_audit.setup(_settings(config)).without(config_audit.setup(written))
    found = [_unplaced(problem) for problem in config_audit.refusals(beside, settings)]
    here, declared = _premises(config, settings), docs_audit.premises(written)
    if _folders(here, settings) != _folders(declared, settings):
        found += docs_audit.found(here, settings)
    return tuple(found)


class Guard:
    """Applies the HTML policy during one build, and records what it removes."""

    def __init__(self, config: MkDocsConfig, settings: Config) -> None:
        self._config = config
        self._settings = settings
        self._found: list[Problem] = []
        self._is_template = docs_audit.own_template(_premises(config, settings), settings)
        others = [name for name in config.markdown_extensions if name != markdown_extension.NAME]
        # overrides any entry in `mkdocs.yml`, so that nothing can turn the policy off
        config.markdown_extensions = [*others, markdown_extension.NAME]
        config.mdx_configs = {**config.mdx_configs, markdown_extension.NAME: {"report": self._lost}}
        # without the theme's plugin `privacy`, which copies the fonts into the site, every page would load them from Google
        if (
            "hosts" not in settings.options.trust
            and theme_plugins.find("privacy", config) is None
            and config.theme.get("font")
        ):
            config.theme["font"] = False

    def clean(self, page: Page) -> None:
        """Remove front matter that a handwritten page may not set.

        The front matter of briefs' pages is safe as it is generated.
        """
        if not isinstance(page, BriefPage):
            page.meta = front_matter.cleaned(page.meta, self._is_template)[0]

    def entitle(self, page: Page) -> None:
        """Copy a title from a heading or a file name into the front matter, escaped.

        Themes unescape every title that is not in the front matter.
        """
        if not isinstance(page, BriefPage) and not page.is_homepage and page.title and "title" not in page.meta:
            page.meta = front_matter.cleaned({**page.meta, "title": page.title}, lambda _: True)[0]

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what was removed from pages, by the selected codes."""
        selection = self._settings.selection
        wanted = [weighed(problem, selection) for problem in self._found if selection.wants(problem.code)]
        return place(wanted, self._settings.project)

    def _lost(self, losses: tuple[sanitize.Loss, ...]) -> None:
        page = self._config._current_page
        if page is None:
            return
        path = Path(os.path.relpath(os.path.join(self._config.docs_dir, page.file.src_uri), self._settings.project))
        self._found += page_losses.problems(path.as_posix(), page.file.content_string, losses)


def _premises(config: MkDocsConfig, settings: Config) -> docs_audit.Premises:
    # MkDocs compiles the patterns when it loads them, so they are read from the file
    written = settings.settings.get("exclude_docs")
    return docs_audit.premises({**_settings(config), "exclude_docs": written})


def _folders(here: docs_audit.Premises, settings: Config) -> tuple[str, ...]:
    return tuple(os.path.normpath(settings.project / folder) for folder in (here.docs, here.custom) if folder)


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    """Return the loaded configuration in the form that `mkdocs.yml` has."""
    plugins = {name: getattr(plugin, "config", None) for name, plugin in config.plugins.items()}
    return {
        "docs_dir": config.docs_dir,
        "extra": dict(config.extra),
        "extra_css": list(config.extra_css),
        "extra_javascript": [str(getattr(script, "path", script)) for script in config.extra_javascript],
        "markdown_extensions": {name: config.mdx_configs.get(name) for name in config.markdown_extensions},
        "plugins": plugins,
        "repo_url": config.repo_url,
        "theme": {
            "name": config.theme.name,
            "custom_dir": config.theme.custom_dir,
            **{key: config.theme.get(key) for key in ("font", "logo", "favicon")},
        },
    }


def _unplaced(problem: Problem) -> Problem:
    message = f"{problem.message} (set outside `mkdocs.yml`)"
    return problem.code.problem(problem.path, None, message, help=problem.help)
