"""Pages of a plan of 200 points in seven versions: none is large."""

from __future__ import annotations

import html.parser
from pathlib import Path

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from tests.support.small import CLEAN, project

POINTS = 200
VERSIONS = 7
MOST_BYTES = 270_000
"""A page has at most 300 kB; the frame around its content takes less than 30 kB."""
MOST_ELEMENTS = 3_700
"""A page has at most 4,000 elements; the frame has fewer than 300."""
_WORDS = "Both sides withdraw their heavy weapons behind the line of contact and let observers count them every month."


class _Counter(html.parser.HTMLParser):
    elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self.elements += 1


def _point(number: int) -> str:
    entries = "".join(
        f"  - {{in: v-{n}, change: {'amended' if n else 'introduced'}, cite: [wire], text: '{_WORDS} It ends after "
        f"{n + number} months.', figures: [{{label: Limit, value: {n + number}, unit: months}}]}}\n"
        for n in range(VERSIONS)
    )
    return (
        f"title: Point number {number} of a very long plan\nsummary: {_WORDS} Nothing else.\nplan: plan\n"
        f"number: {number}\nversions:\n{entries}cite: [wire]\n"
    )


def _files() -> dict[str, str | None]:
    versions = "".join(f"  - {{id: v-{n}, label: Draft {n}}}\n" for n in range(VERSIONS))
    return {
        **CLEAN,
        "mkdocs.yml": "site_name: x\nplugins: [briefgen]\n",
        "content/events/2025-11-20-draft.yaml": None,
        "content/points/point-01.yaml": None,
        "content/plans/plan.yaml": f"title: Plan\nsummary: A plan.\ncite: [wire]\nversions:\n{versions}",
        **{f"content/points/p-{n:03}.yaml": _point(n) for n in range(1, POINTS + 1)},
    }


def test_no_page_of_a_large_plan_is_large(tmp_path: Path) -> None:
    settings, _ = config.read(project(tmp_path, _files()))
    rendered = build_project(settings, Cache()).rendered
    assert rendered is not None
    sizes = {}
    for page in rendered.pages:
        if page.uri.startswith(("plans/plan", "points/")):
            counter = _Counter()
            counter.feed(page.markdown)
            sizes[page.uri] = (len(page.markdown.encode()), counter.elements)
    assert {"plans/plan/index.md", "points/index.md", "plans/plan/compare/page/10/index.md"} <= sizes.keys()
    assert "plans/plan/compare/v-0/v-6/page/10/index.md" in sizes
    too_large = {uri: size for uri, size in sizes.items() if size[0] > MOST_BYTES or size[1] > MOST_ELEMENTS}
    assert too_large == {}
