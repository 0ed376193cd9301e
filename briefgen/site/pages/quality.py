"""How strong is the evidence: the quality measures, each with its list of items."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.site.pages._base import Page, pages_of
from briefgen.site.quality import QualityMeasure, by_grade, by_origins, findings, quotations, recorded
from briefgen.site.shared import Site
from briefgen.text.messages import gettext, ngettext

_FIRST = "single-and-weak"
_MOST_FIRST = 50
_MOST = 10
"""Rows of each further list on the page: some 40 lists stay below 300 kB, also with titles of 300 characters."""


def plan(site: Site) -> Iterator[Page]:
    """Yield the page, and further pages for the lists that it cuts."""
    careful = {measure.name: measure for measure in findings(site)}
    first = careful.pop(_FIRST)
    sections = (
        ("careful", gettext("What to be careful with"), list(careful.values())),
        ("quotations", gettext("Quotations checked against sources"), [*quotations(site), recorded(site)]),
        ("origins", gettext("Statements by independent reports"), list(by_origins(site))),
        ("grades", gettext("Sources by grade"), list(by_grade(site))),
    )
    yield Page(
        uri="quality/index.md",
        template="pages/quality.md.j2",
        title=gettext("How strong is the evidence"),
        description=gettext(
            "What is uncited, has one report only, is stale or not known in %(briefing)s.", briefing=site.briefing.title
        ),
        view={"says": _sentence(first), "first": first, "most_first": _MOST_FIRST, "sections": sections, "most": _MOST},
        is_listing=True,
    )
    yield from _rest(first, _MOST_FIRST)
    for _, _, measures in sections:
        for measure in measures:
            yield from _rest(measure, _MOST)


def _sentence(first: QualityMeasure) -> str:
    if not first.total:
        return gettext("No statement is recorded.")
    if not first.rows:
        return gettext("Every statement has two independent reports or a source that is not weak.")
    return ngettext(
        "One of %(total)s statements has at most one report and only weak sources.",
        "%(count)s of %(total)s statements have at most one report and only weak sources.",
        len(first.rows),
        total=first.total,
    )


def _rest(measure: QualityMeasure, most: int) -> Iterator[Page]:
    """Yield the pages with the whole list, if it is longer than ``most``."""
    if len(measure.rows) <= most:
        return
    folder = measure.address.rstrip("/")
    for uri, number, total, part in pages_of(measure.rows, folder):
        yield Page(
            uri=uri,
            template="pages/quality-list.md.j2",
            title=measure.title
            if number == 1
            else gettext("%(title)s, page %(number)s", title=measure.title, number=number),
            view={"measure": measure, "part": part, "folder": folder, "number": number, "total": total},
            is_listing=True,
            has_toc=False,
        )
