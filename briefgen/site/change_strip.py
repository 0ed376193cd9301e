"""Change strip of a plan point: versions, figures, and a sentence on the change.

Versions that say nothing of the point are counted in one line. A counter-text is a branch: its figures are compared
with those of the version that it answers. It never enters the sentence on the negotiated text. The rules are those
of docs/evidence.md.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from briefgen.model import vocabulary
from briefgen.model.kinds._parts import Figure
from briefgen.site.comparison import Stage
from briefgen.text.messages import decimal, gettext, pgettext

COLUMNS = 6
"""Up to this number of steps, a wide page shows the strip in columns."""

LONGEST = 25
"""The number of words from which the sentence names only the first and the last change."""
LONGEST_NAME = 60
"""The length in characters at which the name of a version in the sentence is cut."""

Measure = tuple[str, str]
"""What a figure counts: its label and its unit, in small letters."""


class StripFigure(msgspec.Struct, frozen=True):
    """A figure of one version, with the number before it and the length of its bar."""

    figure: Figure
    before: str = ""
    """The different number of the version before on its line; empty if there is none."""
    share: float | None = None
    """The length of the bar in percent of the largest figure of its kind; None without a bar."""

    @property
    def number(self) -> str:
        """Return the amount without its unit."""
        return _number(self.figure)


class StripStep(msgspec.Struct, frozen=True):
    """A version that says something of the point."""

    stage: Stage
    figures: tuple[StripFigure, ...]

    @property
    def is_quoted_on_both_sides(self) -> bool:
        """Return whether both compared wordings are the documents' own, and differ."""
        stage = self.stage
        return stage.beside is not None and not stage.is_mixed and stage.is_verbatim

    @property
    def is_branch(self) -> bool:
        """Return whether the version is a counter-text."""
        return self.stage.version.is_branch


class ChangeStrip(msgspec.Struct, frozen=True):
    """A point's way through the versions of its plan."""

    steps: tuple[StripStep, ...]
    unreported: tuple[Stage, ...]
    """Versions of which no source reports what they say of the point."""
    uncovered: tuple[Stage, ...]
    """Versions that are known in full, but have no entry for the point."""
    sentence: str
    """How the point changed on the negotiated line; empty if nothing is known of it."""

    @property
    def is_wide(self) -> bool:
        """Return whether a wide page has room for a column for each step."""
        return 1 < len(self.steps) <= COLUMNS

    @property
    def quoted(self) -> tuple[StripStep, ...]:
        """Return the steps whose own wording can stand beside an earlier own wording."""
        return tuple(step for step in self.steps if step.is_quoted_on_both_sides)


def change_strip(stages: Sequence[Stage]) -> ChangeStrip:
    """Return the strip of a point from its stages, oldest first."""
    known = [stage for stage in stages if says_something(stage)]
    largest = _largest(known)
    steps = tuple(StripStep(stage, tuple(_figures(stage, known, largest))) for stage in known)
    silent = [stage for stage in stages if not says_something(stage)]
    return ChangeStrip(
        steps=steps,
        unreported=tuple(stage for stage in silent if not _is_uncovered(stage)),
        uncovered=tuple(stage for stage in silent if _is_uncovered(stage)),
        sentence=_sentence([step for step in steps if not step.is_branch]),
    )


def says_something(stage: Stage) -> bool:
    """Return whether a version reports anything of the point."""
    entry = stage.entry
    return entry is not None and (entry.change != "not-reported" or bool(entry.text or entry.figures))


def _is_uncovered(stage: Stage) -> bool:
    return stage.entry is None and stage.version.is_complete


def _number(figure: Figure) -> str:
    return figure.amount.removesuffix(figure.unit).rstrip()


def _measure(figure: Figure) -> Measure:
    return figure.label.casefold(), figure.unit.casefold()


def _of(stage: Stage) -> Sequence[Figure]:
    return stage.entry.figures if stage.entry else ()


def _largest(stages: Iterable[Stage]) -> dict[Measure, float]:
    """Return the largest value of each measure that two versions give; without negative ones."""
    given = [{_measure(figure) for figure in _of(stage)} for stage in stages]
    versions = Counter(measure for measures in given for measure in measures)
    values: dict[Measure, list[float]] = {}
    for stage in stages:
        for figure in _of(stage):
            values.setdefault(_measure(figure), []).append(figure.value)
    return {
        measure: max(found)
        for measure, found in values.items()
        if versions[measure] > 1 and min(found) >= 0 and max(found) > 0
    }


def _figures(stage: Stage, known: Sequence[Stage], largest: dict[Measure, float]) -> Iterator[StripFigure]:
    times = Counter(map(_measure, _of(stage)))
    for figure in _of(stage):
        measure = _measure(figure)
        before = _before(stage, known, measure) if times[measure] == 1 else None
        yield StripFigure(
            figure,
            before=_number(before) if before and before.value != figure.value else "",
            share=round(100 * figure.value / largest[measure], 1) if measure in largest else None,
        )


def _before(stage: Stage, known: Sequence[Stage], measure: Measure) -> Figure | None:
    """Return the last figure of a measure on the line before a version; None if it is missing or ambiguous."""
    earlier = known[: known.index(stage)]
    answered = stage.version.branch_of
    for one in reversed(earlier):
        if one.version.is_branch or (answered and not _is_answered(one, answered, earlier)):
            continue
        found = [figure for figure in _of(one) if _measure(figure) == measure]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_answered(stage: Stage, answered: str, earlier: Sequence[Stage]) -> bool:
    """Return whether a version is the one that a counter-text answers, or an earlier one of its line."""
    ids = [one.version.id for one in earlier]
    return answered not in ids or ids.index(stage.version.id) <= ids.index(answered)


def _sentence(line: Sequence[StripStep]) -> str:
    """Return how the negotiated text changed: the figure that moved, or else each change in words."""
    if not line:
        return ""
    for measure in dict.fromkeys(_measure(each.figure) for step in line for each in step.figures):
        found = [each.figure for step in line for each in step.figures if _measure(each.figure) == measure]
        numbers = _without_repeats([_number(figure) for figure in found])
        versions = [sum(_measure(each.figure) == measure for each in step.figures) for step in line]
        if len(numbers) > 1 and max(versions) == 1:
            # Translators: from right to left, it is a left arrow
            arrow = pgettext("arrow", "→")
            return gettext(
                "%(label)s: %(numbers)s %(unit)s in the negotiated text.",
                label=found[0].label,
                numbers=f" {arrow} ".join(numbers),
                unit=found[0].unit,
            )
    changes = [
        gettext("%(change)s in %(version)s", change=gettext(vocabulary.CHANGES[entry.change][1]), version=_name(step))
        for step in line
        if (entry := step.stage.entry)
    ]
    words = gettext("The negotiated text: %(changes)s.", changes=", ".join(changes))
    if len(words.split()) <= LONGEST:
        return words
    first = gettext("The negotiated text: %(change)s.", change=changes[0])
    last = gettext("The last of %(count)s reports: %(change)s.", count=decimal(len(changes)), change=changes[-1])
    return f"{first} {last}"


def _name(step: StripStep) -> str:
    return textwrap.shorten(step.stage.version.label, LONGEST_NAME, placeholder=" …")


def _without_repeats(numbers: Sequence[str]) -> list[str]:
    return [number for number, _ in groupby(numbers)]
