"""Addresses at a repository's host: to edit a file, to add one, to open an issue.

Knows GitHub, GitLab, and Forgejo with Gitea and Codeberg. A host that is not recognised counts as GitHub, because others
copy its addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

Host = Literal["github", "gitlab", "forgejo"]
HOSTS: tuple[Host, ...] = ("github", "gitlab", "forgejo")
FORM_FOLDERS: Mapping[Host, str] = {
    "github": ".github/ISSUE_TEMPLATE",
    "gitlab": ".gitlab/issue_templates",
    "forgejo": ".forgejo/ISSUE_TEMPLATE",
}
"""The folders in which hosts look for issue forms."""
_FORGEJO = ("codeberg", "forgejo", "gitea")
_EDIT: Mapping[Host, str] = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit"}
_NEW: Mapping[Host, str] = {"github": "new", "gitlab": "-/new", "forgejo": "_new"}
_ISSUE: Mapping[Host, str] = {"github": "issues/new", "gitlab": "-/issues/new", "forgejo": "issues/new"}


def host_at(repository: str) -> Host:
    """Return the host of a repository by its address."""
    try:
        name = (urlsplit(repository).hostname or "").lower()
    except ValueError:
        name = ""
    if "gitlab" in name:
        return "gitlab"
    return "forgejo" if any(word in name for word in _FORGEJO) else "github"


def edit_address(repository: str, branch: str, path: str) -> str:
    """Return the address of the host's editor for a file of the repository."""
    return f"{repository.rstrip('/')}/{_EDIT[host_at(repository)]}/{quote(branch)}/{quote(path)}"


def new_address(repository: str, branch: str, folder: str, name: str, text: str) -> str:
    """Return the address of the host's editor for a new file with a text.

    GitLab begins with an empty file.
    """
    host = host_at(repository)
    words = {"file_name": name} if host == "gitlab" else {"filename": name, "value": text}
    return f"{repository.rstrip('/')}/{_NEW[host]}/{quote(branch)}/{quote(folder)}?{_query(words)}"


def issue_address(repository: str, title: str) -> str:
    """Return the address of a new issue with a title."""
    host = host_at(repository)
    return f"{repository.rstrip('/')}/{_ISSUE[host]}?{_query({'issue[title]' if host == 'gitlab' else 'title': title})}"


def form_address(repository: str, form: str, answers: Mapping[str, str]) -> str:
    """Return the address of an issue form by its name, such as `correction`.

    ``answers`` are filled in by their fields; only GitHub can do that.
    """
    host = host_at(repository)
    words = {"issuable_template": form}
    if host == "github":
        words = {"template": f"{form}.yml", **answers}
    elif host == "forgejo":
        words = {"template": f"{FORM_FOLDERS[host]}/{form}.yml"}
    return f"{repository.rstrip('/')}/{_ISSUE[host]}?{_query(words)}"


def _query(words: Mapping[str, str]) -> str:
    return urlencode(words, quote_via=quote, safe="")
