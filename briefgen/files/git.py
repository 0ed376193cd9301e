"""Git: ids of the briefs at a merge base, changed files, the repository's root.

Runs the `git` program, which changes nothing in the repository. A revision name is never read as an option.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SHALLOW = "the history is cut off here; fetch all of it, with `git fetch --unshallow` or `fetch-depth: 0`"

_OWNER = (
    "; another user owns it: if you trust it, allow it with `git config --global --add safe.directory` and its folder"
)
# a repository's own configuration can name programs to run
_SAFE = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath="),
    *("-c", "log.showSignature=false"),
)
# nothing is fetched, asked for or written
_ENVIRONMENT = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class NoRevision(Exception):
    """git is missing, there is no repository, or there is nothing to compare with.

    The text says which, and what to do.
    """


def repository_root(folder: Path) -> Path | None:
    """Return the root of the git repository that a folder is in, or None.

    In a worktree and in a submodule, `.git` is a file.
    """
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


def path_in_repository(project: Path) -> str:
    """Return the path of a project in its git repository.

    It is empty for the root, and where there is no repository.
    """
    project = project.resolve()
    path = project.relative_to(repository_root(project) or project).as_posix()
    return "" if path == "." else path


def ids_at(revision: str, project: Path, content: str) -> dict[str, str]:
    """Return the ids at the merge base of a revision and HEAD, each with its path.

    What the revision gained since then does not count. Paths are relative to the project. Raises NoRevision.
    """
    commit = _merge_base(revision, project)
    listed = run(project, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{content}/")
    found: dict[str, str] = {}
    for path in filter(None, listed.split("\0")):
        parts = path[len(content) + 1 :].split("/")
        stem, dot, suffix = parts[-1].rpartition(".")
        is_hidden = any(part.startswith((".", "_")) for part in parts)
        if len(parts) > 1 and dot and suffix in ("yaml", "yml") and not is_hidden:
            found[stem] = path
    return found


def changed_since(revision: str, project: Path, folder: str) -> frozenset[str]:
    """Return the files in a folder that were added or changed since a merge base.

    The working tree is compared with the merge base of a revision and HEAD. Files that git does not know yet count, and
    ignored ones do not. Paths are relative to the project. Raises NoRevision.
    """
    commit = _merge_base(revision, project)
    changed = run(project, "diff", "--name-only", "--relative", "-z", commit, "--", f"{folder}/")
    added = run(project, "ls-files", "--others", "--exclude-standard", "-z", "--", f"{folder}/")
    return frozenset(filter(None, f"{changed}\0{added}".split("\0")))


def remote(folder: Path, name: str) -> str:
    """Return the address of a remote of the repository, or an empty text.

    Raises NoRevision if git cannot be run.
    """
    return run(folder, "config", "--get", f"remote.{name}.url", is_optional=True).strip()


def merge_base(revision: str, project: Path, head: str = "HEAD") -> tuple[str, str]:
    """Return the commit from which the head began, and the commit of the head.

    Raises NoRevision, with what to do, where a revision is unknown or both have no common ancestor.
    """
    is_shallow = run(project, "rev-parse", "--is-shallow-repository").strip() == "true"
    named, tip = (_known(project, name, is_shallow=is_shallow) for name in (revision, head))
    base = run(project, "merge-base", named, tip, is_optional=True).strip()
    if not base:
        help = _SHALLOW if is_shallow else "name a branch that this one began from"
        raise NoRevision(f"`{revision}` and {head} have no common ancestor; {help}")
    return base, tip


def _merge_base(revision: str, project: Path) -> str:
    return merge_base(revision, project)[0]


def _known(project: Path, revision: str, *, is_shallow: bool) -> str:
    if not revision:
        raise NoRevision("the revision is empty; name a branch, a tag or a commit")
    found = commit_of(project, revision)
    if found is None and revision == "HEAD":
        raise NoRevision("the current branch has no commit")
    if found is None:
        help = _SHALLOW if is_shallow else "fetch it first, as in `git fetch origin main` for `origin/main`"
        raise NoRevision(f"unknown git revision `{revision}`; {help}")
    return found


def commit_of(project: Path, revision: str) -> str | None:
    """Return the commit of a revision, or None where it is unknown.

    Raises NoRevision if git fails.
    """
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return run(project, *words, is_optional=True).strip() or None


def run(folder: Path, *words: str, is_optional: bool = False) -> str:
    """Return what git prints.

    Raises NoRevision if git fails. With ``is_optional``, a failure without a message is an empty answer.
    """
    return run_bytes(folder, *words, is_optional=is_optional).decode("utf-8", "surrogateescape")


def run_bytes(folder: Path, *words: str, is_optional: bool = False, given: bytes = b"") -> bytes:
    """Return the bytes that git prints, with ``given`` on its standard input.

    Raises NoRevision if git fails.
    """
    try:
        done = subprocess.run(
            ["git", *_SAFE, *words],
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            capture_output=True,
            input=given,
            check=False,
        )
    except OSError as error:
        raise NoRevision(f"git cannot be run: {error.strerror}") from None
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode and (said or not is_optional):
        message = said[0].removeprefix("fatal: ") if said else f"git {words[0]} failed"
        raise NoRevision(f"{message}{_OWNER if 'dubious ownership' in message else ''}")
    return done.stdout
