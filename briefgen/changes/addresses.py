"""Addresses of what changed.

They are those of the site built from the head, or of the published one.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.changes.types import BRIEFING, BriefingChange
from briefgen.model.kinds._all import kinds

_ANCHORS: Mapping[str, str] = {
    "statement": "{}",
    "plan.version": "version-{}",
    "plan.component": "component-{}",
    "point.version": "versions",
    "point.parts": "part-{}",
}
"""The anchor of a part by the beginning of the type of its change."""
_GONE = ("brief.removed", "statement.removed", "record.removed")


class SiteAddresses(msgspec.Struct, frozen=True):
    """The sites that addresses lead to."""

    preview: str
    """The site built from the head, with a slash at the end; empty for none."""
    published: str
    """The published site, for what is gone; empty for none."""
    plans: Mapping[str, str]
    """The plan of each point, by the point's id."""
    directory_urls: bool = True

    def applied(self, change: BriefingChange) -> BriefingChange:
        """Return the change with the address of its subject.

        The change is the same where no site is known.
        """
        site = self.published if change.type in _GONE else self.preview
        page, anchor = _place(change, self.plans)
        if not site or page is None:
            return change
        file = "" if self.directory_urls else "index.html"
        url = f"{site}{page}{file}{f'#{anchor}' if anchor else ''}"
        return msgspec.structs.replace(change, subject=msgspec.structs.replace(change.subject, url=url))


def _place(change: BriefingChange, plans: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the page of a change below the site, and the anchor on it; None for no page."""
    subject, part = change.subject, change.subject.part
    if change.section == "matrix" and subject.kind == "point":
        return f"plans/{plans.get(subject.id, '')}/positions/", f"{part}--{subject.id}" if part else f"row-{subject.id}"
    if subject.kind == BRIEFING:
        if change.type.startswith("briefing.theme."):
            return f"themes/{part}/", ""
        return ("quality/" if change.section == "evidence" else ""), part
    found = kinds().get(subject.kind)
    if found is None:
        return None, ""
    page = f"{found.folder}/{subject.id}/"
    if change.section != "brief":
        return page, part
    pattern = next((form for start, form in _ANCHORS.items() if change.type.startswith(start)), "")
    return page, pattern.format(part) if part else ""
