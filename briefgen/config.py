"""The project's options: the `briefgen` entry of the plugins in `mkdocs.yml`, read by our own decoder.

So that a mistake in them is a diagnostic with a place like any other, under MkDocs and in the commands alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from briefgen import decode, yamlfile, yamlsettings
from briefgen.diagnostics import At, Code, Problem, Severity
from briefgen.kinds._base import Doc, Part, Text

NO_PROJECT = Code(
    "BG601", "no-project", Severity.ERROR, "briefgen works in a folder with `mkdocs.yml`, or in any folder below it."
)
NOT_CONFIGURED = Code(
    "BG602",
    "not-configured",
    Severity.ERROR,
    "`mkdocs.yml` cannot be read, or lists no plugin `briefgen`. Add `- briefgen` under `plugins:`.",
)

_Folder = Annotated[str, Meta(pattern=r"^(?!/)(?!.*\.\.)[^\\]+$(?!\n)", extra={"is": "a folder inside the project"})]


class Options(Part, frozen=True, kw_only=True):
    """What the plugin's entry in `mkdocs.yml` may say."""

    content: Annotated[_Folder, Doc("Where the briefs are.")] = "content"
    templates: Annotated[_Folder, Doc("Where the project's own templates are.")] = "site_templates"
    drafts: Annotated[bool, Doc("Build drafts too.")] = False
    branch: Annotated[Text, Doc("The branch that edit links lead to.")] = "main"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The options with the project they belong to."""

    project: Path
    options: Options = Options()
    directory_urls: bool = True

    @property
    def content(self) -> Path:
        """Return the folder of the briefs."""
        return self.project / self.options.content

    @property
    def templates(self) -> Path:
        """Return the folder of the project's own templates; it need not exist."""
        return self.project / self.options.templates


def find_project(start: Path) -> Path | None:
    """Return the nearest folder at or above the start that holds `mkdocs.yml`."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def read(project: Path, *, drafts: bool | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """Return the project's configuration and what is wrong with it; what is wrong falls back to the defaults."""
    path = project / "mkdocs.yml"
    empty = Config(project=project)
    try:
        content = path.read_bytes()
    except OSError as error:
        return empty, (NO_PROJECT.problem("mkdocs.yml", None, f"`mkdocs.yml` cannot be read: {error.strerror}"),)
    file = yamlfile.read("mkdocs.yml", content)
    if isinstance(file, Problem):
        return empty, (file,)
    data = yamlsettings.plain(file.text)
    if not isinstance(data, dict):
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, "`mkdocs.yml` is not a YAML mapping"),)
    at, entry = _entry(data.get("plugins"))
    if at is None:
        message = "`mkdocs.yml` lists no plugin `briefgen`"
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, message, help="add `- briefgen` under `plugins:`"),)
    options, problems = decode.decode(Options, "mkdocs.yml", entry or {})
    if drafts is not None:
        options = msgspec.structs.replace(options or Options(), drafts=drafts)
    config = Config(
        project=project,
        options=options or Options(),
        directory_urls=data.get("use_directory_urls") not in ("false", "False", "no", "off"),
    )
    return config, tuple(_below(problem, at) for problem in problems)


def _entry(plugins: yamlfile.Data) -> tuple[At | None, yamlfile.Data]:
    if isinstance(plugins, dict) and "briefgen" in plugins:
        return ("plugins", "briefgen"), plugins["briefgen"]
    if isinstance(plugins, list):
        for index, plugin in enumerate(plugins):
            if plugin == "briefgen":
                return ("plugins", index), {}
            if isinstance(plugin, dict) and "briefgen" in plugin:
                return ("plugins", index, "briefgen"), plugin["briefgen"]
    return None, None


def _below(problem: Problem, at: At) -> Problem:
    return msgspec.structs.replace(problem, at=(*at, *problem.at)) if isinstance(problem.at, tuple) else problem
