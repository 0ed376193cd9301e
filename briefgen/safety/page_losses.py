"""Report what the HTML policy removes from a hand-written page, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.diagnostics.types import Problem, Span
from briefgen.safety import front_matter
from briefgen.safety.codes import CLEANED
from briefgen.text import sanitize


def problems(path: str, page: str, losses: Iterable[sanitize.Loss]) -> Iterator[Problem]:
    """Yield a problem for each loss in a page, which has the given path and text."""
    begins = page.count("\n", 0, max(0, page.rfind(front_matter.parted(page).body[:200])))
    lines = page.lower().split("\n")[begins:]
    for loss in losses:
        line = begins + 1 + next((at for word in _words(loss) for at, text in enumerate(lines) if word in text), 0)
        message = f"{loss} is removed from the page"
        yield CLEANED.problem(path, Span("", line, 1), message, help="write it in Markdown")


def _words(loss: sanitize.Loss) -> tuple[str, ...]:
    """Return the words that locate removed HTML in a page's source, the most specific first."""
    words = (loss.value, loss.name, f"<{loss.tag}") if loss.name else (f"<{loss.tag}",)
    return tuple(word.lower() for word in words if len(word) > 1)
