"""What MkDocs must hold for pages that people write by hand: the policy as the last extension, clean front matter, and no settings beside it.

With `mkdocs_plugin` and `mkdocs_page` the only module that knows MkDocs. Looks at the configuration as MkDocs loaded it, where settings from other files and
from the environment have found their places.
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
from briefgen.diagnostics.types import Diagnostic, Problem, Span
from briefgen.mkdocs.page import BriefPage
from briefgen.safety import config_audit, docs_audit, front_matter, markdown_extension
from briefgen.text import sanitize


def problems(config: MkDocsConfig, settings: Config) -> tuple[Problem, ...]:
    """Return what is unsafe in the loaded configuration and does not stand in `mkdocs.yml`, nor in what that inherits."""
    written = config_audit.settings_of(settings.project)
    beside = config_audit.setup(_settings(config)).without(config_audit.setup(written))
    found = [_unplaced(problem) for problem in config_audit.refusals(beside, settings)]
    here, told = _premises(config, settings), docs_audit.premises(written)
    if _folders(here, settings) != _folders(told, settings):
        found += docs_audit.found(here, settings)
    return tuple(found)


class Guard:
    """Holds the policy for one build, and keeps what pages lost by it."""

    def __init__(self, config: MkDocsConfig, settings: Config) -> None:
        self._config = config
        self._settings = settings
        self._found: list[Problem] = []
        self._is_template = docs_audit.own_template(_premises(config, settings), settings)
        others = [name for name in config.markdown_extensions if name != markdown_extension.NAME]
        # whatever `mkdocs.yml` says of it
        config.markdown_extensions = [*others, markdown_extension.NAME]
        config.mdx_configs = {**config.mdx_configs, markdown_extension.NAME: {"report": self._lost}}
        # Material's plugin `privacy` puts them into the site; else the theme would ask Google for them on every page
        if (
            "hosts" not in settings.options.trust
            and "material/privacy" not in config.plugins
            and config.theme.get("font")
        ):
            config.theme["font"] = False

    def clean(self, page: Page) -> None:
        """Hold a page's front matter to what a page may say; ours is written clean."""
        if not isinstance(page, BriefPage):
            page.meta = front_matter.cleaned(page.meta, self._is_template)[0]

    def entitle(self, page: Page) -> None:
        """Keep a title that comes from a heading or a file name where it is not unescaped: themes do that to any other."""
        if not isinstance(page, BriefPage) and not page.is_homepage and page.title and "title" not in page.meta:
            page.meta = front_matter.cleaned({**page.meta, "title": page.title}, lambda _: True)[0]

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what pages lost, as far as that is wanted."""
        selection = self._settings.selection
        wanted = [weighed(problem, selection) for problem in self._found if selection.wants(problem.code)]
        return place(wanted, self._settings.project)

    def _lost(self, losses: tuple[sanitize.Loss, ...]) -> None:
        page = self._config._current_page
        if page is None:
            return
        path = Path(os.path.relpath(os.path.join(self._config.docs_dir, page.file.src_uri), self._settings.project))
        whole = page.file.content_string
        begins = whole.count("\n", 0, max(0, whole.rfind(front_matter.parted(whole).body[:200])))
        lines = whole.lower().split("\n")[begins:]
        for loss in losses:
            line = begins + 1 + next((at for word in _words(loss) for at, text in enumerate(lines) if word in text), 0)
            message = f"{loss} is left out of the page"
            self._found.append(
                docs_audit.CLEANED.problem(path.as_posix(), Span("", line, 1), message, help="write it in Markdown")
            )


def _words(loss: sanitize.Loss) -> tuple[str, ...]:
    """Return what to look for in a page's text for the place of a loss, the likeliest first."""
    words = (loss.value, loss.name, f"<{loss.tag}") if loss.name else (f"<{loss.tag}",)
    return tuple(word.lower() for word in words if len(word) > 1)


def _premises(config: MkDocsConfig, settings: Config) -> docs_audit.Premises:
    # patterns are compiled when they are loaded, and come from the file alone
    written = config_audit.settings_of(settings.project).get("exclude_docs")
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
    message = f"{problem.message} (from beside `mkdocs.yml`)"
    return problem.code.problem(problem.path, None, message, help=problem.help)
