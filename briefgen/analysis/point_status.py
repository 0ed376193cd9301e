"""Status of a plan point: the last report of the negotiated line, with its basis.

The negotiated line is every version of a plan that is not a branch. A branch, such as a counter-text, never changes a
status. The rules are those of docs/evidence.md.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from briefgen.analysis.basis import BASES, PUBLIC, Basis, IsKnown, always, basis_of_citations
from briefgen.analysis.versions import Step, arrives, course, ends
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.dispute import Dispute
from briefgen.model.kinds.plan import Plan, PlanVersion
from briefgen.model.kinds.point import Point, PointVersion

StatusWord = Literal[
    "in-the-draft", "revised", "kept", "left-open", "reported-dropped", "merged", "split", "moved", "agreed"
]
STATUS_WORDS: tuple[StatusWord, ...] = (
    "in-the-draft", "revised", "kept", "left-open", "reported-dropped", "merged", "split", "moved", "agreed",
)  # fmt: skip
"""All statuses, in the order of legends."""

UNREPORTED = frozenset({"not-reported", "reported-in-part"})
"""The changes of an entry that do not set a status."""
_WORDS: dict[str, StatusWord] = {
    "introduced": "in-the-draft",
    "unchanged": "kept",
    "amended": "revised",
    "deferred": "left-open",
    "dropped": "reported-dropped",
    "merged": "merged",
    "split": "split",
    "moved": "moved",
}
_AGREED = frozenset({"agreed", "signed", "in-force"})


class PointStatus(msgspec.Struct, frozen=True):
    """The status of a point, with the entry and the version that it rests on."""

    word: StatusWord
    entry: PointVersion
    version: str
    """The version of the entry, as `plan-id@version-id`."""
    basis: Basis
    partly_since: tuple[str, ...] = ()
    """Later versions whose report does not give the wording, as `plan-id@version-id`."""
    is_silent_since: bool = False
    """Whether later versions exist and none of them reports on the point."""
    disputes: tuple[str, ...] = ()
    """Ids of the open disputes about the point."""


def point_status(corpus: Corpus, point: Point, is_known: IsKnown = always) -> PointStatus | None:
    """Return the status of a point; None if the negotiated line does not report on it.

    `is_known` limits versions, entries (`point-id@version-id`), sources and disputes to those known on a day.
    """
    plan = corpus.find(point.plan, Plan)
    if plan is None:
        return None
    versions = {version.id: version for version in plan.versions}
    steps = [
        step if is_known(f"{point.id}@{step.version}") else Step(step.version, None)
        for step in course(plan, point)
        if not versions[step.version].is_branch and is_known(f"{plan.id}@{step.version}")
    ]
    reported = [index for index, step in enumerate(steps) if step.entry and step.entry.change not in UNREPORTED]
    if not reported:
        return None
    last = reported[-1]
    entry, later = steps[last].entry, steps[last + 1 :]
    assert entry is not None
    partly = tuple(_ref(plan, step) for step in later if step.entry and step.entry.change == "reported-in-part")
    return PointStatus(
        word=_word(entry, versions[entry.in_]),
        entry=entry,
        version=_ref(plan, steps[last]),
        basis=entry_basis(corpus, plan, versions[entry.in_], point, entry, is_known),
        partly_since=partly,
        is_silent_since=bool(later) and not partly and not ends(entry),
        disputes=tuple(each.id for each in disputes_about(corpus, point.id) if _is_open(each, is_known)),
    )


def entry_basis(
    corpus: Corpus, plan: Plan, version: PlanVersion, point: Point, entry: PointVersion, is_known: IsKnown = always
) -> Basis:
    """Return the basis of an entry: its own, or that of a public version if better."""
    own = basis_of_citations(corpus, entry.cite, f"{point.id}@{entry.in_}", is_known)
    if version.status not in PUBLIC:
        return own
    return max(own, version_basis(corpus, plan, version, is_known), key=BASES.index)


def version_basis(corpus: Corpus, plan: Plan, version: PlanVersion, is_known: IsKnown = always) -> Basis:
    """Return the basis of a plan's version from its own citations."""
    return basis_of_citations(corpus, version.cite, f"{plan.id}@{version.id}", is_known)


def _word(entry: PointVersion, version: PlanVersion) -> StatusWord:
    if arrives(entry) or entry.change in ("unchanged", "amended"):
        if version.status in _AGREED:
            return "agreed"
        return "in-the-draft" if arrives(entry) else _WORDS[entry.change]
    return _WORDS[entry.change]


def _ref(plan: Plan, step: Step) -> str:
    return f"{plan.id}@{step.version}"


def disputes_about(corpus: Corpus, id: str) -> tuple[Dispute, ...]:
    """Return the disputes about a point or its parts, open or resolved."""
    return corpus.once(_disputes).get(id, ())


def resolution_ref(dispute: Dispute) -> str:
    """Return the reference under which `is_known` is asked for a dispute's resolution."""
    return f"{dispute.id}#resolution"


def _is_open(dispute: Dispute, is_known: IsKnown) -> bool:
    return is_known(dispute.id) and not (dispute.state == "resolved" and is_known(resolution_ref(dispute)))


def _disputes(corpus: Corpus) -> dict[str, tuple[Dispute, ...]]:
    found: dict[str, dict[str, Dispute]] = {}
    for dispute in corpus.of(Dispute):
        for target in dispute.about:
            about, _, _ = corpus.current(target).partition("#")
            found.setdefault(about, {})[dispute.id] = dispute
    return {about: tuple(disputes.values()) for about, disputes in found.items()}
