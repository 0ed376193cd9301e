"""Report what other plugins did to the site, at their entries in `mkdocs.yml`.

Plugins are the builder's code, but their effects reach readers. What a plugin adds to pages is therefore published only
if the plugin's package contains it, or with `trust: [plugins]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from briefgen.config import Config
from briefgen.diagnostics.types import At, Problem
from briefgen.safety.codes import INLINE_STYLE, PAGE_MOVED, UNKNOWN_SCRIPT
from briefgen.safety.config_audit import common_name, setup
from briefgen.safety.page_audit import quoted


def moved(found: Mapping[str, Sequence[str]], config: Config) -> tuple[Problem, ...]:
    """Return a problem for each plugin that moved or removed generated pages."""
    return tuple(
        PAGE_MOVED.problem(
            "mkdocs.yml",
            _place(name, config),
            f"`{common_name(name)}` moves or removes {_listed(pages)}",
            help="exclude briefgen's pages in the options of that plugin, or remove it",
        )
        for name, pages in found.items()
    )


def attributed(
    problems: Sequence[Problem], added: Mapping[str, str], written: Mapping[str, str], config: Config
) -> Iterator[Problem]:
    """Yield the problems of a built site, placed at the plugin that caused them.

    ``added`` are the texts of scripts and styles that plugins added, and the addresses of script files. ``written`` are
    the paths of files that plugins wrote. Each has the name of the plugin.
    """
    names = {quoted(text): name for text, name in added.items()}
    for problem in problems:
        what, _, text = problem.message.partition(": ")
        name = names.get(text) if problem.code in (UNKNOWN_SCRIPT, INLINE_STYLE) else None
        path = problem.path.partition("/")[2]
        if name is not None:
            what = what.removeprefix("an unknown ").removeprefix("a ")
            message = f"`{common_name(name)}` adds a {what}: {text}"
        elif path in written:
            name = written[path]
            message = f"`{common_name(name)}` writes `{path}`: {problem.message}"
        else:
            yield problem
            continue
        help = (
            "set `trust: [plugins]` under `briefgen` to publish what other plugins add, or remove the plugin; "
            "`seal: false` publishes the site without the audit"
        )
        yield msgspec.structs.replace(problem, path="mkdocs.yml", at=_place(name, config), message=message, help=help)


def _place(name: str, config: Config) -> At | None:
    hooks = config.settings.get("hooks")
    if isinstance(hooks, list) and name in hooks:
        return ("hooks", hooks.index(name))
    found = setup(config.settings).plugins.get(common_name(name))
    return found[0] if found else None


def _listed(pages: Sequence[str]) -> str:
    shown = ", ".join(f"`{page}`" for page in pages[:3])
    return f"{shown} and {len(pages) - 3} more pages" if len(pages) > 3 else shown
