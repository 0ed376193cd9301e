"""Read the options of the plugin `briefgen` from `mkdocs.yml`.

The decoder of the briefs reads them, not MkDocs. So an invalid option is a diagnostic with its place in the file, under
MkDocs and in the commands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import At, Code, Problem, Severity
from briefgen.files.git import path_in_repository, repository_root
from briefgen.files.limits import LIMITS, Limits
from briefgen.files.swap import Way
from briefgen.model import decode
from briefgen.model.codes import BAD_DATE, NO_PROJECT, NOT_CONFIGURED, UNKNOWN_CODE
from briefgen.model.edtf import Edtf, NotADate, parse
from briefgen.model.kinds._base import Doc, Form, Part, Text
from briefgen.text.repository_hosts import FORM_FOLDERS
from briefgen.yaml import reader, settings
from briefgen.yaml.conflict import conflict
from briefgen.yaml.invisible import hidden

_Folder = Annotated[
    str, Meta(pattern=r"^(?!/)(?!.*\.\.)[^\\:\x00-\x1f\x7f]+$(?!\n)", extra={"is": "a folder inside the project"})
]


_Pattern = Annotated[str, Form("^(BG[0-9]{1,3}|[a-z]+(-[a-z]+)*)$", "a code", "BG4")]

_Level = Literal["error", "warning", "note"]


class Options(Part, frozen=True, kw_only=True):
    """The options of the plugin's entry in `mkdocs.yml`."""

    content: Annotated[_Folder, Doc("Folder of the briefs.")] = "content"
    templates: Annotated[_Folder, Doc("Folder of the project's own templates.")] = "site_templates"
    drafts: Annotated[bool, Doc("Include drafts in the build.")] = False
    as_of: Annotated[Edtf | None, Doc("Build an as-of view: the site as it was on this date.")] = None
    search: Annotated[
        Literal["pagefind", "material"],
        Doc("Search engine of the site. Where Pagefind is not installed, Material's is used."),
    ] = "pagefind"
    seal: Annotated[
        bool, Doc("Audit the built site, fail on content that could attack readers, and add a Content Security Policy.")
    ] = True
    publish: Annotated[
        Way,
        Doc(
            "How the built site replaces the old one. `swap`: in one step, with a new folder. `in-place`: file by file, so "
            "that the folder stays. `auto`: in place if the folder is mounted or a process holds it open, else `swap`."
        ),
    ] = "auto"
    branch: Annotated[Text, Doc("Branch that edit links point to.")] = "main"
    select: Annotated[tuple[_Pattern, ...], Doc("Report only these codes.")] = ()
    ignore: Annotated[tuple[_Pattern, ...], Doc("Do not report these codes.")] = ()
    severity: Annotated[dict[_Pattern, _Level], Doc("Severity of these codes: `error`, `warning` or `note`.")] = field(
        default_factory=dict
    )
    trust: Annotated[
        tuple[Literal["code", "hosts", "files", "plugins"], ...],
        Doc(
            "Unsafe settings to accept. `code`: pages can run code or publish files. `hosts`: pages can load from other "
            "hosts. `files`: `docs/` can hold any files, also those that a browser executes or that configure the host. "
            "`plugins`: other plugins can add scripts and styles to pages."
        ),
    ] = ()
    fail_on: Annotated[_Level, Doc("Lowest severity that makes `briefgen check` exit with status 1.")] = "error"
    limits: Annotated[Limits, Doc("Limits on the size of the content.")] = LIMITS


AS_OF = "BRIEFGEN_AS_OF"
"""The environment variable that sets `as_of`: MkDocs cannot pass command-line options to plugins."""


PREVIEW = "BRIEFGEN_PREVIEW"
"""The environment variable with the text that a preview shows on every page."""


def day_of(text: str) -> Edtf:
    """Parse the date of `--as-of`. A month or a year stands for its last day.

    Raises NotADate, with a message for the editor, where the text is not a date or is an interval.
    """
    found = parse(text)
    if found.is_interval:
        raise NotADate("an as-of view needs one date, not an interval: write it as `2025-11-27`")
    return found


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a project, with its folder and the settings of `mkdocs.yml`."""

    project: Path
    options: Options = Options()
    directory_urls: bool = True
    site_url: str = ""
    """The URL of the built site, with a slash at the end; empty where none is set."""
    path_in_repository: str = ""
    """The project's path in its git repository; empty for the root, and where there is no repository."""
    has_issue_forms: bool = False
    """Whether the repository has the forms of `briefgen forms`."""
    options_at: At = ()
    """The path of keys and indexes to the options in `mkdocs.yml`."""
    settings: Mapping[str, Any] = {}
    """All settings of `mkdocs.yml` with the inherited ones, scalars as text; empty where it is unreadable."""
    written: str = ""
    """The text of `mkdocs.yml`, so that no other module reads the file again."""

    @property
    def content(self) -> Path:
        """Return the folder of the briefs."""
        return self.project / self.options.content

    @property
    def templates(self) -> Path:
        """Return the folder of the project's own templates; it need not exist."""
        return self.project / self.options.templates

    def interface_language(self, briefing: str) -> str:
        """Return the language of labels and dates: the theme's, or else the briefing's.

        A theme in English counts as one without a language, because English is the theme's default.
        """
        theme = self.settings.get("theme")
        chosen = theme.get("language") if isinstance(theme, Mapping) else None
        return str(chosen) if chosen and chosen != "en" else briefing

    @property
    def selection(self) -> Selection:
        """Return which codes are reported, and with which severity."""
        severity = {pattern: Severity(level) for pattern, level in self.options.severity.items()}
        return Selection(self.options.select, self.options.ignore, severity)

    def unknown_codes(self, codes: Iterable[Code]) -> tuple[Problem, ...]:
        """Return a problem for each pattern in the options that matches none of the codes."""
        unknown, problems = self.selection.unknown(codes), []
        for name in ("select", "ignore", "severity"):
            patterns = getattr(self.options, name)
            for index, pattern in enumerate(patterns):
                if pattern in unknown:
                    at = (*self.options_at, name, pattern if name == "severity" else index)
                    message, help = f"unknown code `{pattern}`", "`briefgen explain` lists them all"
                    problem = UNKNOWN_CODE.problem("mkdocs.yml", at, message, help=help, key=name == "severity")
                    problems.append(problem)
        return tuple(problems)


def find_project(start: Path) -> Path | None:
    """Return the nearest folder at or above the start with a `mkdocs.yml`, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _has_forms(project: Path) -> bool:
    root = repository_root(project) or project
    return any(
        (root / folder / f"correction.{end}").is_file() for folder in FORM_FOLDERS.values() for end in ("yml", "md")
    )


def read(project: Path, *, drafts: bool | None = None, as_of: Edtf | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """Read the configuration of a project; invalid options become problems.

    Where an option does not decode, all options have their defaults. ``drafts`` and ``as_of`` override the file.
    """
    path = project / "mkdocs.yml"
    empty = Config(project=project, path_in_repository=path_in_repository(project), has_issue_forms=_has_forms(project))
    try:
        content = path.read_bytes()
    except OSError as error:
        return empty, (NO_PROJECT.problem("mkdocs.yml", None, f"`mkdocs.yml` cannot be read: {error.strerror}"),)
    file = reader.read("mkdocs.yml", content)
    if isinstance(file, Problem):
        return empty, (file,)
    if problem := conflict(file):
        return empty, (problem,)
    data = settings.load_plain(file.text)
    if data is None and (problem := reader.syntax_error(file)):
        # the commands read `mkdocs.yml` once, so its fixes are not applied
        return empty, (msgspec.structs.replace(problem, fix=None),)
    if not isinstance(data, dict):
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, "`mkdocs.yml` is not a YAML mapping"),)
    empty = msgspec.structs.replace(empty, settings=settings.inherited(data, project), written=file.text)
    at, entry = _entry(data.get("plugins"))
    if at is None:
        message = "`mkdocs.yml` lists no plugin `briefgen`"
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, message, help="add `- briefgen` under `plugins:`"),)
    options, problems = decode.decode(Options, "mkdocs.yml", entry or {})
    if drafts is not None:
        options = msgspec.structs.replace(options or Options(), drafts=drafts)
    if options is not None and options.as_of is not None and options.as_of.is_interval:
        help = f"`{options.as_of}` is an interval; write one date, such as `2025-11-27`"
        message = "`as_of` must be a single date"
        problems = (*problems, BAD_DATE.problem("mkdocs.yml", ("as_of",), message, help=help))
        options = msgspec.structs.replace(options, as_of=None)
    if as_of is not None:
        options = msgspec.structs.replace(options or Options(), as_of=as_of)
    problems = (*hidden(file, escapes=False), *problems)
    config = msgspec.structs.replace(
        empty,
        options=options or Options(),
        options_at=at,
        directory_urls=data.get("use_directory_urls") not in ("false", "False", "no", "off"),
        site_url=_address(data.get("site_url")),
    )
    return config, tuple(_below(problem, at) for problem in problems)


def _address(url: reader.Data) -> str:
    return f"{url.strip().rstrip('/')}/" if isinstance(url, str) and url.strip() else ""


def _entry(plugins: reader.Data) -> tuple[At | None, reader.Data]:
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
    """Return the problem with its place in the whole file, and without its fix.

    The edits of the fix are relative to the options.
    """
    where = (*at, *problem.at) if isinstance(problem.at, tuple) else problem.at
    return msgspec.structs.replace(problem, at=where, fix=None)
