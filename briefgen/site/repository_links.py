"""Links for people who do not use git: edit a brief, correct it, add one.

They lead to the host's own editor and to the forms that `briefgen forms` wrote; without forms, to an issue with a title.
"""

from __future__ import annotations

import posixpath

from briefgen.editing.scaffold import PLACEHOLDER, label_field, text_of
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.site.shared import Site
from briefgen.text.repository_hosts import edit_address, form_address, issue_address, new_address

_LONGEST = 6_000
"""The longest address; hosts refuse those of more than about 8,000 characters."""


def edit_link(site: Site, brief: Brief) -> str:
    """Return where the host edits the brief's file; empty without a repository."""
    return edit_address(_repository(site), site.options.branch, _path(site, brief)) if _repository(site) else ""


def correction_link(site: Site, brief: Brief, title: str) -> str:
    """Return where to report a mistake: a form, or an issue with a title.

    ``title`` begins the title of an issue, before the file's path. The address is empty without a repository.
    """
    if not _repository(site):
        return ""
    if site.has_issue_forms:
        page = f"{site.site_url}{site.url_of(brief.id)}" if site.site_url else _path(site, brief)
        return form_address(_repository(site), "correction", {"address": page})
    return issue_address(_repository(site), f"{title} {_path(site, brief)}")


def form_link(site: Site, kind: str) -> str:
    """Return the form for a new brief or statement; empty without forms."""
    return form_address(_repository(site), f"new-{kind}", {}) if _repository(site) and site.has_issue_forms else ""


def new_link(site: Site, kind: str) -> str:
    """Return where the host begins a new file of a kind.

    The file has the required fields. The address is empty without a repository, and for an unknown kind.
    """
    struct = kinds().get(kind)
    if not _repository(site) or struct is None:
        return ""
    day = site.as_of.text if site.as_of is not None and site.as_of.is_exact else "2025-01-01"
    text = text_of(struct, {label_field(struct): PLACEHOLDER}, {}, day)
    needed = "".join(f"{line}\n" for line in text.splitlines() if line and not line.startswith("#"))
    folder = posixpath.join(site.path_in_repository, site.options.content, struct.folder)
    name = f"{day}-title.yaml" if kind == "event" else "title.yaml"
    address = new_address(_repository(site), site.options.branch, folder, name, needed)
    return (
        address if len(address) <= _LONGEST else new_address(_repository(site), site.options.branch, folder, name, "")
    )


def _repository(site: Site) -> str:
    return site.briefing.repository or ""


def _path(site: Site, brief: Brief) -> str:
    return posixpath.join(site.path_in_repository, site.corpus.paths[brief.id])
