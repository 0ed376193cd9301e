"""The project's options: the `briefgen` entry of the plugins in `mkdocs.yml`, read by our own decoder.

So that a mistake in them is a diagnostic with a place like any other, under MkDocs and in the commands alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import At, Code, Problem, Severity
from briefgen.files.limits import LIMITS, Limits
from briefgen.model import decode
from briefgen.model.codes import BAD_DATE
from briefgen.model.edtf import Edtf, NotADate, parse
from briefgen.model.kinds._base import Doc, Form, Part, Text
from briefgen.yaml import reader, settings
from briefgen.yaml.invisible import hidden

NO_PROJECT = Code.error(
    "BG601", "no-project", "briefgen works in a folder with `mkdocs.yml`, or in any folder below it."
)
NOT_CONFIGURED = Code.error(
    "BG602",
    "not-configured",
    "`mkdocs.yml` cannot be read, or lists no plugin `briefgen`. Add `- briefgen` under `plugins:`.",
)

UNKNOWN_CODE = Code.error(
    "BG603",
    "unknown-code",
    "`select`, `ignore` and `severity` take codes such as `BG412`, the beginning of one such as `BG4`, or a name such as `unknown-theme`. `briefgen explain` lists them.",
)

_Folder = Annotated[
    str, Meta(pattern=r"^(?!/)(?!.*\.\.)[^\\:\x00-\x1f\x7f]+$(?!\n)", extra={"is": "a folder inside the project"})
]


_Pattern = Annotated[str, Form("^(BG[0-9]{1,3}|[a-z]+(-[a-z]+)*)$", "a code", "BG4")]

_Level = Literal["error", "warning", "note"]


class Options(Part, frozen=True, kw_only=True):
    """What the plugin's entry in `mkdocs.yml` may say."""

    content: Annotated[_Folder, Doc("Where the briefs are.")] = "content"
    templates: Annotated[_Folder, Doc("Where the project's own templates are.")] = "site_templates"
    drafts: Annotated[bool, Doc("Build drafts too.")] = False
    as_of: Annotated[Edtf | None, Doc("Build the site as it stood on that day.")] = None
    search: Annotated[
        Literal["pagefind", "material"], Doc("Whose search the site has; without Pagefind's program it is Material's.")
    ] = "pagefind"
    seal: Annotated[
        bool, Doc("Refuse a built site that could attack its readers, and give its pages their policy.")
    ] = True
    branch: Annotated[Text, Doc("The branch that edit links lead to.")] = "main"
    select: Annotated[tuple[_Pattern, ...], Doc("Report these codes alone.")] = ()
    ignore: Annotated[tuple[_Pattern, ...], Doc("Do not report these codes.")] = ()
    severity: Annotated[dict[_Pattern, _Level], Doc("Count these codes as `error`, `warning` or `note`.")] = field(
        default_factory=dict
    )
    trust: Annotated[
        tuple[Literal["code", "hosts", "files"], ...],
        Doc(
            "What is meant although it is unsafe: `code` that pages run or files that they publish, requests to other `hosts`, "
            "`files` among the pages that browsers run."
        ),
    ] = ()
    fail_on: Annotated[_Level, Doc("The least severity that makes `briefgen check` end with 1.")] = "error"
    limits: Annotated[Limits, Doc("How much content there may be.")] = LIMITS


AS_OF = "BRIEFGEN_AS_OF"
"""The variable of the environment that stands for `as_of`: MkDocs passes no options on to plugins."""


def day_of(text: str) -> Edtf:
    """Return the day that `--as-of` or the option names; of a month or a year it is the last.

    Raises NotADate with a sentence for the editor.
    """
    found = parse(text)
    if found.is_interval:
        raise NotADate("the site stands on one day: write it as `2025-11-27`")
    return found


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The options with the project they belong to."""

    project: Path
    options: Options = Options()
    directory_urls: bool = True
    site_url: str = ""
    """The address of the built site with a slash at its end; empty where none is set."""
    options_at: At = ()
    """Where the options stand in `mkdocs.yml`."""

    @property
    def content(self) -> Path:
        """Return the folder of the briefs."""
        return self.project / self.options.content

    @property
    def templates(self) -> Path:
        """Return the folder of the project's own templates; it need not exist."""
        return self.project / self.options.templates

    @property
    def selection(self) -> Selection:
        """Return which findings are wanted."""
        severity = {pattern: Severity(level) for pattern, level in self.options.severity.items()}
        return Selection(self.options.select, self.options.ignore, severity)

    def unknown_codes(self, codes: Iterable[Code]) -> tuple[Problem, ...]:
        """Return a problem for each code in the options that there is none of."""
        unknown, problems = self.selection.unknown(codes), []
        for name in ("select", "ignore", "severity"):
            patterns = getattr(self.options, name)
            for index, pattern in enumerate(patterns):
                if pattern in unknown:
                    at = (*self.options_at, name, pattern if name == "severity" else index)
                    message, help = f"there is no code `{pattern}`", "`briefgen explain` lists them all"
                    problem = UNKNOWN_CODE.problem("mkdocs.yml", at, message, help=help, key=name == "severity")
                    problems.append(problem)
        return tuple(problems)


def find_project(start: Path) -> Path | None:
    """Return the nearest folder at or above the start that holds `mkdocs.yml`."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def read(project: Path, *, drafts: bool | None = None, as_of: Edtf | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """Return the project's configuration and what is wrong with it; what is wrong falls back to the defaults."""
    path = project / "mkdocs.yml"
    empty = Config(project=project)
    try:
        content = path.read_bytes()
    except OSError as error:
        return empty, (NO_PROJECT.problem("mkdocs.yml", None, f"`mkdocs.yml` cannot be read: {error.strerror}"),)
    file = reader.read("mkdocs.yml", content)
    if isinstance(file, Problem):
        return empty, (file,)
    data = settings.load_plain(file.text)
    if not isinstance(data, dict):
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, "`mkdocs.yml` is not a YAML mapping"),)
    at, entry = _entry(data.get("plugins"))
    if at is None:
        message = "`mkdocs.yml` lists no plugin `briefgen`"
        return empty, (NOT_CONFIGURED.problem("mkdocs.yml", None, message, help="add `- briefgen` under `plugins:`"),)
    options, problems = decode.decode(Options, "mkdocs.yml", entry or {})
    if drafts is not None:
        options = msgspec.structs.replace(options or Options(), drafts=drafts)
    if options is not None and options.as_of is not None and options.as_of.is_interval:
        help = "write one day, such as `2025-11-27`"
        message = f"`{options.as_of}` is no day that the site can stand on"
        problems = (*problems, BAD_DATE.problem("mkdocs.yml", ("as_of",), message, help=help))
        options = msgspec.structs.replace(options, as_of=None)
    if as_of is not None:
        options = msgspec.structs.replace(options or Options(), as_of=as_of)
    problems = (*hidden(file, escapes=False), *problems)
    config = Config(
        project=project,
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
    """Return the problem at its place in the whole file; its fix, which names places among the options, is left out."""
    where = (*at, *problem.at) if isinstance(problem.at, tuple) else problem.at
    return msgspec.structs.replace(problem, at=where, fix=None)
