"""Find the plugins that come with the themes Material and MaterialX.

MaterialX is a fork of Material for MkDocs. Both themes have the same plugins, under names that begin with the theme's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefgen.safety.config_audit import THEMES
from briefgen.text.messages import N_, gettext_in, is_right_to_left


def find(name: str, config: MkDocsConfig) -> Any:
    """Return the enabled plugin of this name that comes with the theme, or None."""
    found = (config.plugins.get(f"{theme}/{name}") for theme in THEMES)
    # plugins of MaterialX lack this option
    return next((plugin for plugin in found if plugin and getattr(plugin.config, "enabled", True)), None)


def without_remote_polyfills(config: MkDocsConfig) -> None:
    """Remove the scripts from other hosts that the plugin `offline` adds.

    They stay if the plugin `privacy` copies them into the site.
    """
    if find("offline", config) is not None and find("privacy", config) is None:
        listed = config.extra.get("polyfills", [])
        config.extra["polyfills"] = [script for script in listed if "://" not in str(script)]


def set_language(config: MkDocsConfig, language: str) -> None:
    """Set the theme's language and the direction of text for the interface's language.

    Links to headings also get their title in that language.
    A language that the theme lacks keeps the theme's words in English. `language` is a BCP 47 tag.
    """
    if config.theme.get("language", "en") == "en":
        parts = language.split("-")
        tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        folders = [Path(folder) / "partials/languages" for folder in config.theme.dirs]
        known = (tag for tag in tags if any((folder / f"{tag}.html").is_file() for folder in folders))
        config.theme["language"] = next(known, "en")
    if is_right_to_left(language) and not config.theme.get("direction"):
        config.theme["direction"] = "rtl"
    headings = config.mdx_configs.get("toc") or {}
    if headings.get("permalink"):
        title = gettext_in(language, N_("Permanent link"))
        config.mdx_configs["toc"] = {"permalink_title": title, **headings}
