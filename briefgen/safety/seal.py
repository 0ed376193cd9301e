"""A built site is sealed: looked at whole, given its policy and its list of files. The last step of every build.

Works on what a builder wrote, MkDocs and Zensical alike. It changes nothing unless the whole site passed.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from briefgen.diagnostics.types import Code, Problem, Severity
from briefgen.files.atomic import write_atomically
from briefgen.safety import asset_audit, csp
from briefgen.safety.page_audit import (
    ACTIVE_ELEMENT,
    EVENT_HANDLER,
    INLINE_STYLE,
    NOT_UTF8_PAGE,
    OTHER_HOST,
    UNKNOWN_SCRIPT,
    UNSAFE_ADDRESS,
)
from briefgen.safety.page_prescan import look
from briefgen.safety.script_allowlist import Known, digest

NOT_A_FILE = Code.error(
    "BG519",
    "not-a-file",
    "A built site holds a symbolic link, a device, or a name with a control character or a backslash: whoever copies the site would publish something else.",
)
SUMS = "SHA256SUMS"
"""The list of the site's files, as `sha256sum --check` reads it."""
_HELP = {
    UNKNOWN_SCRIPT: "list your script under `extra_javascript` in `mkdocs.yml`, or take it out of the page or template",
    EVENT_HANDLER: "take the attribute out, and add the behaviour in a script file",
    UNSAFE_ADDRESS: "lead to an address that begins with `https:`, or into the site",
    OTHER_HOST: "put the file into the site and lead to it there",
    ACTIVE_ELEMENT: "link to what you want to show",
    INLINE_STYLE: "put the style into a file and list it under `extra_css`",
    NOT_UTF8_PAGE: "save the file as UTF-8",
    asset_audit.ACTIVE_FILE: "save it as plain SVG or XML, or leave it out",
}
_PAGES = (".html", ".htm")


class Seal(msgspec.Struct, frozen=True):
    """What sealing came to: what is wrong, and if that is nothing bad, how many files the list has, and what its pages may run."""

    problems: tuple[Problem, ...]
    files: int = 0
    allowed: csp.Allowed = csp.Allowed()

    @property
    def is_whole(self) -> bool:
        """Return whether the site was sealed."""
        return not any(problem.code.severity is Severity.ERROR for problem in self.problems)


def seal(
    site: Path,
    known: Known,
    *,
    base: str = "/",
    shown: str = "site",
    is_open: bool = False,
    write: Callable[[Path, bytes], object] = write_atomically,
) -> Seal:
    """Seal the built site in a folder, or change nothing and return what is wrong with it.

    ``base`` is the path at which the site is served, ``shown`` what its folder is called in problems, ``write`` how a
    file is replaced. An open site may ask other hosts for anything but scripts.
    """
    problems: list[Problem] = []
    pages: dict[str, frozenset[str]] = {}
    paths: list[str] = []
    used: set[str] = set()
    seen: set[bytes] = set()
    is_known = _known_files(site, known, base, used)
    for path in _walk(site, ""):
        if isinstance(path, Problem):
            problems.append(msgspec.structs.replace(path, path=f"{shown}/{path.path}"))
            continue
        paths.append(path)
        place = PurePosixPath(path)
        suffix = place.suffix.lower()
        if suffix in _PAGES:
            verdict = look(csp.unsealed((site / path).read_bytes()), known, partial(is_known, path), seen)
            pages[path] = frozenset(csp.hash_of(text) for text in verdict.scripts)
            findings = verdict.findings
        elif suffix == ".css" or suffix in asset_audit.XML:
            findings = tuple(asset_audit.judged(place, (site / path).read_bytes()))
        else:
            continue
        for finding in findings:
            if is_open and finding.code in (OTHER_HOST, INLINE_STYLE):
                continue
            help = _HELP[finding.code]
            problems.append(finding.code.problem(f"{shown}/{path}", finding.mark, finding.message, help=help))
    if not Seal(tuple(problems)).is_whole:
        return Seal(tuple(problems))
    styles = frozenset(csp.hash_of(style) for each in used for style in known.styles.get(each, ()))
    allowed = csp.Allowed(frozenset[str]().union(*pages.values()), styles, is_open)
    (site / SUMS).unlink(missing_ok=True)
    headers = site / csp.HEADERS
    before = headers.read_text("utf-8", errors="replace") if headers.is_file() else ""
    write(headers, csp.headers_file(allowed, before).encode())
    sums = {}
    for path in sorted({*paths, csp.HEADERS} - {SUMS}):
        content = (site / path).read_bytes()
        if path in pages:
            content = csp.sealed(content, csp.Allowed(pages[path], styles, is_open))
            write(site / path, content)
        sums[path] = digest(content)
    write(site / SUMS, "".join(f"{sum}  {path}\n" for path, sum in sums.items()).encode())
    return Seal(tuple(problems), len(sums), allowed)


def verify(site: Path) -> Iterator[str]:
    """Yield a sentence for each file that is not as the site's list has it; ends at once when all are.

    Raises OSError when there is no list.
    """
    listed = dict(line.split("  ", 1)[::-1] for line in (site / SUMS).read_text("utf-8").splitlines())
    there = {path for path in _walk(site, "") if isinstance(path, str)} - {SUMS}
    for path in sorted({*listed, *there}):
        if path not in there:
            yield f"{path} is missing"
        elif path not in listed:
            yield f"{path} is not in the list"
        elif digest((site / path).read_bytes()) != listed[path]:
            yield f"{path} has changed"


def _walk(folder: Path, path: str) -> Iterator[str | Problem]:
    """Yield every file below the site with its path in it, in order, or why it is none."""
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        below = f"{path}{item.name}"
        if not path and item.name == ".git":
            # a repository that somebody keeps in the site, and publishes from there
            continue
        if item.is_symlink():
            yield NOT_A_FILE.problem(below, None, "this is a symbolic link", help="put the file itself there")
        elif any(ord(c) < 32 or c in "\\\x7f" for c in item.name) or not item.name.isprintable():
            message = f"the name `{ascii(item.name)[1:-1]}` holds a character that no name should"
            yield NOT_A_FILE.problem(ascii(below)[1:-1], None, message, help="rename it")
        elif item.is_dir(follow_symlinks=False):
            yield from _walk(Path(item.path), f"{below}/")
        elif item.is_file(follow_symlinks=False):
            yield below
        else:
            yield NOT_A_FILE.problem(below, None, "this is neither a file nor a folder", help="take it out")


def _known_files(site: Path, known: Known, base: str, used: set[str]) -> Callable[[str, str], bool]:
    """Return what tells whether the script file to which a page leads by an address is known, and notes its digest."""

    @cache
    def is_known(path: str) -> bool:
        if path in known.places:
            return True
        file = site / path
        if not file.is_file() or file.is_symlink():
            return False
        found = digest(file.read_bytes())
        used.add(found)
        return found in known.styles

    def tell(page: str, address: str) -> bool:
        plain = unquote(address.partition("#")[0].partition("?")[0])
        if plain.startswith("/"):
            path = plain.removeprefix(base if plain.startswith(base) else "/")
        else:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), plain))
        return not path.startswith("..") and is_known(path)

    return tell
