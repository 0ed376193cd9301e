"""Files of a new briefing project, for one code host or none.

They are made from the files in `editing/project/`: `all/` is for every project, and each other folder for one host. A
name that begins with `dot_` is that of a hidden file. A host's README continues that of `all/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from briefgen import __version__
from briefgen.editing import editor_settings, issue_forms
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.json_schema import names, schema
from briefgen.yaml import reader
from briefgen.yaml.quote import quote
from briefgen.yaml.text import YamlFile

Host = Literal["github", "gitlab", "none"]
CONFIGURATION = "mkdocs.yml"
PLAN = "draft-agreement"
"""Id of the example plan, unless the editor names another one."""

_TITLE, _POINT, _REQUIREMENT = "My briefing", "point-withdrawal", "briefgen==X.Y.Z"
_REPOSITORY = "https://github.com/OWNER/NAME"
_SITE = "https://OWNER.github.io/NAME/"
_NO_SITE = "https://briefing.example.org/"
_PATH = re.compile(r"(?!.*\.\.)[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+")
_ORIGIN = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]*@)?(?P<host>[A-Za-z0-9.-]+)(?::\d+)?/|(?:[^@/:]+@)?(?P<scp>[A-Za-z0-9.-]+):)"
    r"(?P<path>[^?#]+?)(?:\.git)?/?"
)
_OTHER_POINT = """\
title: Point {number}
summary: An example; write in one sentence what point {number} would do.
plan: {plan}
number: {number}
versions:
  - in: first-draft
    change: introduced
    text: An example; write the text of point {number} in your own words.
    cite: [wire-report]
themes: [security]
cite: [wire-report]
"""


class Origin(msgspec.Struct, frozen=True):
    """A repository on a code host."""

    host: str
    owner: str
    name: str

    @property
    def address(self) -> str:
        """Return the address of its page on the host."""
        return f"https://{self.host}/{self.owner}/{self.name}"


def origin_of(remote: str) -> Origin | None:
    """Return the repository that an address of git names.

    None if it does not name one on a host. A name and a password in the address are left out.
    """
    found = _ORIGIN.fullmatch(remote.strip())
    if found is None or not _PATH.fullmatch(found["path"]):
        return None
    owner, _, name = found["path"].rpartition("/")
    return Origin((found["host"] or found["scp"]).lower(), owner, name)


class NewProject(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor chose for a new project."""

    title: str = _TITLE
    host: Host = "none"
    plan: str = PLAN
    points: int = 1
    origin: Origin | None = None
    """The repository on the host; if it is unknown, `OWNER` and `NAME` stay in the files."""
    package_hash: str = ""
    """SHA-256 of the package of briefgen that is installed, or nothing if it is unknown."""

    def files(self) -> dict[str, bytes]:
        """Return the content of each file by its path.

        `mkdocs.yml` is the last, because it makes a folder a project.
        """
        point_ids = self._point_ids()
        found: dict[str, str] = {}
        for folder in ("all", self.host):
            for path, text in _data(folder):
                text = self._filled(path, text).replace(_POINT, point_ids[0])
                path = path.replace(PLAN, self.plan).replace(_POINT, point_ids[0])
                found[path] = f"{found[path]}\n{text}" if path in found else text
        for number, id in enumerate(point_ids[1:], 2):
            found[f"content/points/{id}.yaml"] = _OTHER_POINT.format(number=number, plan=self.plan)
        found |= dict(_editor_files())
        if self.host != "none":
            found |= {path: text.decode() for path, text in _forms(self.host, found).items()}
        found[CONFIGURATION] = found.pop(CONFIGURATION)
        return {path: text.encode() for path, text in found.items()}

    def example_ids(self) -> frozenset[str]:
        """Return the ids of the other briefs, which a plan cannot have."""
        briefs = (
            Path(path) for path in msgspec.structs.replace(self, plan=PLAN).files() if path.startswith("content/")
        )
        return frozenset(path.stem for path in briefs) - {PLAN}

    def _point_ids(self) -> list[str]:
        if self.points == 1:
            return [_POINT]
        width = max(2, len(str(self.points)))
        return [f"point-{number:0{width}}" for number in range(1, self.points + 1)]

    def _filled(self, path: str, text: str) -> str:
        """Return the text of a file with the editor's choices in place of the examples."""
        if path == CONFIGURATION:
            text = text.replace(f"site_name: {_TITLE}", f"site_name: {quote(self.title)}")
        elif path == "content/briefing.yaml":
            text = text.replace(f"title: {_TITLE}", f"title: {quote(self.title)}", 1).replace(
                f"repository: {_REPOSITORY}", self._repository()
            )
        elif path == "README.md":
            # the step that says to fill in what is known
            text = re.sub("^.*`OWNER`.*\n", "", text, flags=re.MULTILINE) if self.origin else text
            text = text.replace(_TITLE, re.sub(r"([\\`*_\[\]<>#&])", r"\\\1", self.title), 1)
        elif path.startswith("requirements."):
            text = text.replace(_REQUIREMENT, f"briefgen=={__version__}")
            text = self._with_own_package(text) if path.endswith(".txt") else text
        elif path == f"content/plans/{PLAN}.yaml" and self.plan != PLAN:
            text = text.replace("Draft agreement", self.plan.replace("-", " ").capitalize())
        if path.startswith("content/"):
            return text.replace(PLAN, self.plan).replace("points: 1\n", f"points: {self.points}\n")
        owner = self.origin.owner if self.origin else "OWNER"
        return text.replace(_SITE, self._site()).replace("@OWNER", f"@{owner}")

    def _site(self) -> str:
        if self.host == "none":
            return _NO_SITE
        if self.origin is None:
            return _SITE.replace("github", self.host)
        pages = f"{self.origin.owner.partition('/')[0].lower()}.{self.host}.io"
        rest = [*self.origin.owner.split("/")[1:], *([] if self.origin.name.lower() == pages else [self.origin.name])]
        return "/".join([f"https://{pages}", *rest, ""])

    def _repository(self) -> str:
        if self.origin is not None:
            return f"repository: {self.origin.address}"
        if self.host == "none":
            return "# repository: the address of the repository, to which the edit links of the pages lead"
        return f"repository: {_REPOSITORY.replace('github', self.host)}"

    def _with_own_package(self, pinned: str) -> str:
        own = f"briefgen=={__version__}"
        own = f"{own} \\\n    --hash=sha256:{self.package_hash}" if self.package_hash else own
        return f"# Made by `briefgen init`; `pip-compile --generate-hashes requirements.in` renews it.\n{own}\n{pinned}"


def _data(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the path in a project and the text of each file that comes with briefgen."""
    root = Path(str(files("briefgen"))) / "editing/project" / folder
    for file in sorted(root.rglob("*")):
        if file.is_file():
            path = "/".join(re.sub("^dot_", ".", part) for part in file.relative_to(root).parts)
            yield path, file.read_text("utf-8")


def _forms(host: Literal["github", "gitlab"], found: Mapping[str, str]) -> dict[str, bytes]:
    """Return the issue forms that `briefgen forms` writes in the project."""
    path = "content/briefing.yaml"
    data, _ = reader.parse(YamlFile(path, found[path]))
    briefing, _ = decode(Briefing, path, data or {})
    assert briefing is not None
    names = {
        id: found[f"content/actors/{id}.yaml"].partition("name: ")[2].partition("\n")[0] for id in briefing.parties
    }
    return issue_forms.forms(host, briefing, names)


def _editor_files() -> Iterator[tuple[str, str]]:
    """Yield the files that `briefgen schema --write` writes in an empty project."""
    for name in names():
        yield editor_settings.schema_path(name), editor_settings.as_text(schema(name, {}))
    yield editor_settings.SETTINGS, editor_settings.as_text(editor_settings.with_schemas({}, "content") or {})
    yield editor_settings.EXTENSIONS, editor_settings.as_text(editor_settings.with_extension({}) or {})
