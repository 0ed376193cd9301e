"""Citation marks: numbered links to a page's list of sources.

Prose and fields use the same marks. A group has one mark for each source, with all its locators. Screen readers also
get the source's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from markupsafe import escape

from briefgen.text.lines import in_one_line
from briefgen.text.messages import gettext


class CitationNumbers(Mapping[str, int]):
    """The numbers of a page's sources, in the order of their first citation.

    Looking up a source assigns the next number. Raises KeyError for an unknown source.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        self._known = frozenset(sources)
        self._numbers: dict[str, int] = {}
        self._reached = 0

    def __getitem__(self, source: str) -> int:
        if source not in self._known:
            raise KeyError(source)
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def anchored(self, html: str) -> str:
        """Return the HTML with an anchor on the first mark of each source.

        The list of sources links back to it.
        """
        return _MARK.sub(self._anchor, html) if '"#source-' in html else html

    def _anchor(self, match: re.Match[str]) -> str:
        number = int(match[1])
        if number <= self._reached:
            return match[0]
        self._reached = number
        return f'{match[0]} id="cite-{number}"'


_MARK = re.compile(r'<a href="#source-(\d+)"')


def group(
    cited: Iterable[tuple[str, str | None]], numbers: Mapping[str, int], label: Callable[[str], str | None]
) -> str:
    """Return the citation marks of sources with their locators, as one HTML group.

    ``label`` returns a source's name. Sources without a number or a name are left out; the result is empty if none
    remains.
    """
    locators: dict[str, dict[str, None]] = {}
    for source, locator in cited:
        found = locators.setdefault(source, {})
        if locator:
            found[locator] = None
    marks = []
    for source, found in locators.items():
        name = label(source)
        number = numbers.get(source) if name is not None else None
        if number is None:
            continue
        place = in_one_line("".join(f", {locator}" for locator in found))
        # the accessible name starts with the visible text, as speech input needs it (WCAG 2.5.3)
        words = gettext("source %(number)s%(place)s: %(name)s", number=number, place=place, name=name)
        said = escape(in_one_line(words))
        shown = escape(place)
        marks.append(f'<a href="#source-{number}" aria-label="{said}" title="{said}">[{number}{shown}]</a>')
    return f'<sup class="bg-cite">{"".join(marks)}</sup>' if marks else ""
