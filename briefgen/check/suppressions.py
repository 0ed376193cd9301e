"""Apply suppression comments to diagnostics and report unused ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefgen.check.codes import UNUSED_IGNORE
from briefgen.diagnostics.types import Diagnostic, Problem, Span
from briefgen.yaml.suppressions import Ignore


def apply(
    diagnostics: Iterable[Diagnostic],
    ignores: dict[str, tuple[Ignore, ...]],
    is_wanted: Callable[[str], bool],
) -> tuple[tuple[Diagnostic, ...], tuple[Problem, ...]]:
    """Return the unsuppressed diagnostics and a problem per unused suppression.

    ``ignores`` are the suppression comments by path. Codes for which ``is_wanted`` is false were not checked, so their
    suppressions are never reported as unused.
    """
    used: set[tuple[str, Span, str]] = set()
    kept = []
    for diagnostic in diagnostics:
        hit = None if diagnostic.is_firm else _match(diagnostic, ignores.get(diagnostic.span.path, ()))
        if hit is None:
            kept.append(diagnostic)
        else:
            used.add((diagnostic.span.path, hit.mark, diagnostic.code))
    unused = [
        _unused(path, ignore, code)
        for path, all_of_file in sorted(ignores.items())
        for ignore in all_of_file
        for code in ignore.codes
        if (path, ignore.mark, code) not in used and is_wanted(code)
    ]
    return tuple(kept), tuple(unused)


def _match(diagnostic: Diagnostic, ignores: tuple[Ignore, ...]) -> Ignore | None:
    line = diagnostic.span.line
    return next((i for i in ignores if diagnostic.code in i.codes and i.first <= line <= i.last), None)


def _unused(path: str, ignore: Ignore, code: str) -> Problem:
    message = f"there is no `{code}` here to ignore"
    return UNUSED_IGNORE.problem(path, ignore.mark, message, help=f"remove `{code}` from the comment, or delete it")
