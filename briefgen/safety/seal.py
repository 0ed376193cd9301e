"""Final build step: audit every file, insert the CSP and write SHA256SUMS.

It works on the output of any builder, such as MkDocs or Zensical. Guarantees: nothing is changed unless the whole site
passes the audit (`tests/unit/safety/test_seal.py`). The page of the form editor keeps its own policy, if it and its scripts are
exactly as briefgen writes them.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from briefgen.diagnostics.types import Problem, Severity
from briefgen.files.atomic import write_atomically
from briefgen.files.chunks import digest_of
from briefgen.safety import asset_audit, csp, editor_page
from briefgen.safety.codes import (
    ACTIVE_ELEMENT,
    ACTIVE_FILE,
    EVENT_HANDLER,
    INLINE_STYLE,
    NOT_A_FILE,
    NOT_UTF8_PAGE,
    OTHER_HOST,
    UNKNOWN_SCRIPT,
    UNSAFE_ADDRESS,
)
from briefgen.safety.page_prescan import look
from briefgen.safety.script_allowlist import Known, digest

SUMS = "SHA256SUMS"
"""The list of the site's files and digests, in the format of `sha256sum --check`."""
_HELP = {
    UNKNOWN_SCRIPT: "list your script under `extra_javascript` in `mkdocs.yml`, or remove it from the page or template; "
    "`seal: false` under `briefgen` publishes the site without this audit",
    EVENT_HANDLER: "remove the attribute, and add the behaviour in a script file",
    UNSAFE_ADDRESS: "link to an address that begins with `https:`, or into the site",
    OTHER_HOST: "add the file to the site and link to it there",
    ACTIVE_ELEMENT: "use a link instead; `seal: false` under `briefgen` publishes the site without this audit",
    INLINE_STYLE: "move the style into a file and list it under `extra_css`",
    NOT_UTF8_PAGE: "save the file as UTF-8",
    ACTIVE_FILE: "save it as plain SVG or XML, or remove it",
}
_EDITOR_HELP = "run `briefgen schema --cms --write` again, or remove the page"
_PAGES = (".html", ".htm")


class Seal(msgspec.Struct, frozen=True):
    """The result of sealing a site.

    ``files`` is the number of files in `SHA256SUMS` and ``allowed`` the policy; both are set only if the audit
    reported no error.
    """

    problems: tuple[Problem, ...]
    files: int = 0
    allowed: csp.Allowed = csp.Allowed()

    @property
    def is_whole(self) -> bool:
        """Return whether the site was sealed: no problem is an error."""
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
    """Seal the built site in a folder; change nothing if an audit reports an error.

    ``base`` is the path at which the site is served. ``shown`` is the folder's name in problems. ``write`` replaces a
    file. With ``is_open`` the site may load anything from other hosts except scripts.
    """
    problems: list[Problem] = []
    pages: dict[str, frozenset[str]] = {}
    paths: list[str] = []
    used: set[str] = set()
    sheets: set[str] = set()
    seen: set[bytes] = set()
    is_known = _known_files(site, known, base, used)
    has_editor = editor_page.is_ours(site)
    for path in _walk(site, ""):
        if isinstance(path, Problem):
            problems.append(msgspec.structs.replace(path, path=f"{shown}/{path.path}"))
            continue
        paths.append(path)
        if has_editor and path == editor_page.PAGE:
            continue
        place = PurePosixPath(path)
        suffix = place.suffix.lower()
        if suffix in _PAGES:
            verdict = look(csp.unsealed((site / path).read_bytes()), known, partial(is_known, path), seen)
            pages[path] = frozenset(csp.hash_of(text) for text in verdict.scripts)
            sheets |= verdict.sheets
            findings = verdict.findings
        elif (suffix == ".css" or suffix in asset_audit.XML) and path not in known.places:
            findings = tuple(asset_audit.judged(place, (site / path).read_bytes()))
        else:
            continue
        for finding in findings:
            if is_open and finding.code in (OTHER_HOST, INLINE_STYLE):
                continue
            help = _EDITOR_HELP if path == editor_page.PAGE else _HELP[finding.code]
            problems.append(finding.code.problem(f"{shown}/{path}", finding.mark, finding.message, help=help))
    if not Seal(tuple(problems)).is_whole:
        return Seal(tuple(problems))
    inserted = (style for each in used for style in known.styles.get(each, ()))
    styles = frozenset(map(csp.hash_of, (*inserted, *sheets)))
    allowed = csp.Allowed(frozenset[str]().union(*pages.values()), styles, is_open)
    (site / SUMS).unlink(missing_ok=True)
    headers = site / csp.HEADERS
    before = headers.read_text("utf-8", errors="replace") if headers.is_file() else ""
    sealed_paths = [path for path in paths if not path.startswith(f"{editor_page.FOLDER}/")]
    write(headers, csp.headers_file(allowed, before, sealed_paths if has_editor else ()).encode())
    sums = {}
    for path in sorted({*paths, csp.HEADERS} - {SUMS}):
        if path in pages:
            content = csp.sealed((site / path).read_bytes(), csp.Allowed(pages[path], styles, is_open))
            write(site / path, content)
            sums[path] = digest(content)
        else:
            sums[path] = digest_of(site / path)
    write(site / SUMS, "".join(f"{sum}  {path}\n" for path, sum in sums.items()).encode())
    return Seal(tuple(problems), len(sums), allowed)


def verify(site: Path) -> Iterator[str]:
    """Yield a sentence for each file that differs from `SHA256SUMS`.

    Raises OSError if the list cannot be read.
    """
    listed = dict(line.split("  ", 1)[::-1] for line in (site / SUMS).read_text("utf-8").splitlines())
    there = {path for path in _walk(site, "") if isinstance(path, str)} - {SUMS}
    for path in sorted({*listed, *there}):
        if path not in there:
            yield f"{path} is missing"
        elif path not in listed:
            yield f"{path} is not in the list"
        elif digest_of(site / path) != listed[path]:
            yield f"{path} has changed"


def _walk(folder: Path, path: str) -> Iterator[str | Problem]:
    """Yield the path of every file in the site, sorted, or a problem if an entry is not a plain file."""
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        below = f"{path}{item.name}"
        if not path and item.name == ".git":
            # the site folder may itself be a repository from which it is published
            continue
        if item.is_symlink():
            yield NOT_A_FILE.problem(below, None, "this is a symbolic link", help="replace it with the file itself")
        elif any(ord(c) < 32 or c in "\\\x7f" for c in item.name) or not item.name.isprintable():
            message = f"the name `{ascii(item.name)[1:-1]}` contains a backslash or an unprintable character"
            yield NOT_A_FILE.problem(ascii(below)[1:-1], None, message, help="rename it")
        elif item.is_dir(follow_symlinks=False):
            yield from _walk(Path(item.path), f"{below}/")
        elif item.is_file(follow_symlinks=False):
            yield below
        else:
            yield NOT_A_FILE.problem(below, None, "this is neither a file nor a folder", help="remove it")


def _known_files(site: Path, known: Known, base: str, used: set[str]) -> Callable[[str, str], bool]:
    """Return a predicate on a page and an address in it: whether it leads to a known script file.

    The digest of each script file is added to ``used``.
    """

    @cache
    def is_known(path: str) -> bool:
        file = site / path
        if not file.is_file() or file.is_symlink():
            return path in known.places
        found = digest_of(file)
        used.add(found)
        return found in known.styles or path in known.places

    def is_known_from(page: str, address: str) -> bool:
        plain = unquote(address.partition("#")[0].partition("?")[0])
        if plain.startswith("/"):
            path = plain.removeprefix(base if plain.startswith(base) else "/")
        else:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), plain))
        return not path.startswith("..") and is_known(path)

    return is_known_from
