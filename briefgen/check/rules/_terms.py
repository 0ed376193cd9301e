"""The spellings of explained terms, for the rules about terms."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics.types import At
from briefgen.model.briefing import Term


def spellings(term: Term, index: int) -> Iterator[tuple[str, At]]:
    """Yield each spelling of a term with its place in `briefing.yaml`."""
    yield term.term, ("terms", index, "term")
    yield from ((form, ("terms", index, "also", number)) for number, form in enumerate(term.also))
