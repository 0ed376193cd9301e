"""The comment under a proposal, from files that a run without rights wrote.

Those files are data of the proposal's author. They are read against their types, and their words are escaped again. A comment
links to the preview, the repository and the run, and to nothing that the files name.

Guarantees: `tests/unit/changes/test_comment.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeVar

import msgspec

from briefgen.changes.report import markdown
from briefgen.changes.types import BriefingChange, BriefingDiff, BriefTotals, DiffHint, DiffRevision

FIRST_LINE = "<!-- briefgen:proposal -->"
"""The line by which the workflow finds its comment again."""
_Report = TypeVar("_Report")
_COMMIT = re.compile("[0-9a-f]{40}")
_BELOW = re.compile(r"(?!/)(?!.*\.\.)(?!.*//)[A-Za-z0-9/_.-]*(?:#[A-Za-z0-9_.-]+)?")
_PATH = re.compile(r"(?!/)(?!.*\.\.)[^\x00-\x1f\\]+")
_KIND = re.compile("[a-z]{1,20}")
_HEADING = re.compile("^(#+ )", re.MULTILINE)


class NotAReport(ValueError):
    """A file is not the report that it should be; the text says why."""


class HostedProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the host says about a proposal; none of it comes from the proposal's files."""

    number: int
    head: str
    """The commit that was checked."""
    run: str = ""
    """The address of the run that wrote the files."""
    preview: str = ""
    """The address of the preview, with a slash at the end; empty where there is none."""
    repository: str = ""
    """The address of the repository."""


class _Summary(msgspec.Struct, frozen=True):
    briefs: BriefTotals


class _DiffReport(msgspec.Struct, frozen=True):
    version: Literal[1]
    base: DiffRevision
    summary: _Summary
    changes: tuple[BriefingChange, ...]
    hints: tuple[DiffHint, ...] = ()
    layout_only: tuple[str, ...] = ()
    preview: str | None = None


class CheckTotals(msgspec.Struct, frozen=True):
    """How many problems the check found."""

    errors: int
    warnings: int
    notes: int


class _CheckReport(msgspec.Struct, frozen=True):
    version: Literal[1]
    summary: CheckTotals


def read_diff(content: bytes, proposal: HostedProposal) -> BriefingDiff:
    """Return the comparison in a JSON report.

    Its addresses are those of the proposal. Raises NotAReport.
    """
    found = _decoded(content, _DiffReport)
    commit = found.base.commit if _COMMIT.fullmatch(found.base.commit) else ""
    return BriefingDiff(
        base=DiffRevision(found.base.ref, commit),
        head=DiffRevision("proposal", proposal.head),
        changes=tuple(_sound(change, found.preview or "", proposal) for change in found.changes),
        hints=found.hints,
        layout_only=found.layout_only,
        briefs=found.summary.briefs,
        repository=proposal.repository,
    )


def read_check(content: bytes) -> CheckTotals:
    """Return the totals in a JSON report of `briefgen check`. Raises NotAReport."""
    return _decoded(content, _CheckReport).summary


def comment(proposal: HostedProposal, diff: BriefingDiff | None, check: CheckTotals | None) -> str:
    """Return the text of the comment; None stands for a file that is missing."""
    return "\n".join([FIRST_LINE, f"<!-- briefgen:head={proposal.head} -->", "", *_parts(proposal, diff, check)]) + "\n"


def _parts(proposal: HostedProposal, diff: BriefingDiff | None, check: CheckTotals | None) -> Iterator[str]:
    yield f"## Proposal {proposal.number}"
    yield ""
    details = f", [details]({proposal.run})" if proposal.run else ""
    yield f"- **Check:** {_verdict(check)}{details}"
    if proposal.preview:
        yield f"- **Preview:** [the site as it would be]({proposal.preview}), not published"
    elif proposal.run:
        yield f"- **Preview:** the file `site` of [the run]({proposal.run})"
    if diff is not None:
        base = f" with `{diff.base.commit[:7]}`" if diff.base.commit else ""
        yield f"- **Compared:** `{proposal.head[:7]}`{base}"
    yield ""
    if diff is None:
        yield "The proposal could not be compared. The details say why."
    elif not diff.changes and not diff.layout_only:
        yield "No page of the briefing changes."
    else:
        _, _, body = markdown.render(diff).partition("\n\n")
        yield from (_HEADING.sub(r"#\1", body.rstrip("\n")), "", *_FOR_REVIEWERS)
    yield from (
        "",
        "<sub>A workflow writes this comment from the proposal's files, and renews it after each push.</sub>",
    )


_FOR_REVIEWERS = (
    "<details><summary>For reviewers</summary>",
    "",
    "- Read each quotation that is listed above in its source.",
    "- Does every position that moved say what its speaker said, and no more?",
    "- Is the headline on the home page still right?",
    "",
    "</details>",
)


def _verdict(check: CheckTotals | None) -> str:
    if check is None:
        return "could not run"
    if not check.errors:
        return "passed" + (f", with {_count(check.warnings, 'warning')}" if check.warnings else "")
    return f"failed: {_count(check.errors, 'error')}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _sound(change: BriefingChange, preview: str, proposal: HostedProposal) -> BriefingChange:
    """Return the change with nothing that the format prints without escaping it.

    The address is one of the proposal's preview or none, the path one inside the repository or none.
    """
    rest = change.subject.url.removeprefix(preview) if preview and change.subject.url.startswith(preview) else None
    is_known = proposal.preview and rest is not None and _BELOW.fullmatch(rest)
    place = change.place if change.place and _PATH.fullmatch(change.place.path) else None
    kind = change.subject.kind if _KIND.fullmatch(change.subject.kind) else "brief"
    url = f"{proposal.preview}{rest}" if is_known else ""
    subject = msgspec.structs.replace(change.subject, kind=kind, url=url)
    return msgspec.structs.replace(change, subject=subject, place=place)


def _decoded(content: bytes, report: type[_Report]) -> _Report:
    try:
        return msgspec.json.decode(content, type=report)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise NotAReport(f"not a report of briefgen: {error}") from None
