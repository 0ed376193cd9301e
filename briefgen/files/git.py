"""Compare a project with an earlier git revision: ids of briefs, changed files.

Runs the `git` program, which changes nothing in the repository. A revision name is never read as an option.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path


class NoRevision(Exception):
    """git is missing, there is no repository, or the revision is unknown.

    The text says which.
    """


def ids_at(revision: str, project: Path, content: str) -> dict[str, str]:
    """Return the ids of the briefs in a revision, each with its path.

    Paths are relative to the project. Raises NoRevision.
    """
    commit = _run(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    listed = _run(project, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{content}/")
    found: dict[str, str] = {}
    for path in filter(None, listed.split("\0")):
        parts = path[len(content) + 1 :].split("/")
        stem, dot, suffix = parts[-1].rpartition(".")
        is_hidden = any(part.startswith((".", "_")) for part in parts)
        if len(parts) > 1 and dot and suffix in ("yaml", "yml") and not is_hidden:
            found[stem] = path
    return found


def changed_since(revision: str, project: Path, folder: str) -> frozenset[str]:
    """Return the files in a folder that were added or changed since a revision.

    The working tree is compared with the point where the present branch left the revision. Files that git does not
    know yet count, and ignored ones do not. Paths are relative to the project. Raises NoRevision.
    """
    commit = _run(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    # the branches may have nothing in common
    with suppress(NoRevision):
        commit = _run(project, "merge-base", commit, "HEAD").strip()
    changed = _run(project, "diff", "--name-only", "--relative", "-z", commit, "--", f"{folder}/")
    added = _run(project, "ls-files", "--others", "--exclude-standard", "-z", "--", f"{folder}/")
    return frozenset(filter(None, f"{changed}\0{added}".split("\0")))


def _run(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NoRevision(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise NoRevision(
            said[0].removeprefix("fatal: ") if said else f"unknown git revision `{words[-1].partition('^')[0]}`"
        )
    return done.stdout
