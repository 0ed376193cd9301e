"""The composition root: the only module that knows the order read → check → link → view → render."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from briefgen.analysis.as_of import as_of
from briefgen.check.runner import check, files_with_findings, is_looked_for, local_rules_key, weighed
from briefgen.check.spans import place
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import NO_BASE, Corpus, link
from briefgen.corpus.link_records import unlinked
from briefgen.corpus.load import Loaded, LoadedFile, load
from briefgen.corpus.records import load_records
from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import Diagnostic, Problem, Severity, in_order, worst
from briefgen.files.atomic import NO_OVERRIDES
from briefgen.safety import config_audit, docs_audit
from briefgen.yaml import suppressions

if TYPE_CHECKING:
    from briefgen.render.templates import Rendered

Stage = Callable[[str, float], None]
"""Told each stage's name and its seconds."""


class Checked(msgspec.Struct, frozen=True):
    """A linked corpus and everything that is wrong with the content."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    size: int = 0
    """Bytes of the content."""


class Build(msgspec.Struct, frozen=True):
    """A checked corpus with its rendered pages; no pages when there are errors."""

    corpus: Corpus
    rendered: Rendered | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Return whether anything forbids to publish."""
        return worst(self.diagnostics, Severity.ERROR)


def _silent(_name: str, _seconds: float) -> None:
    return None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector: a build makes millions of objects and hardly a cycle, and it looks at all of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Clock:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self._stage(name, now - self._last)
        self._last = now


@_without_collector()
def check_project(
    config: Config,
    cache: Cache[LoadedFile],
    *,
    before: tuple[Problem, ...] = (),
    stage: Stage = _silent,
    overrides: Mapping[str, bytes] = NO_OVERRIDES,
    base: Mapping[str, str] = NO_BASE,
) -> Checked:
    """Return the corpus and its diagnostics, together with the problems found before (in the configuration).

    ``overrides`` holds contents that stand for those of the files on disk, ``base`` the ids and paths of an earlier state.
    """
    clock = _Clock(stage)
    selection = config.selection
    limits = config.options.limits
    loaded = load(config.project, config.content, cache, overrides, limits=limits)
    clock.lap("load")
    corpus, links = link(loaded)
    corpus.before = base
    corpus.records, unsound = load_records(config.project, limits)
    unsound = (*unsound, *unlinked(corpus, unsound))
    clock.lap("link")
    found = _ruled(corpus, loaded, selection, cache)
    clock.lap("check")
    if selection.is_limited:
        # finding all codes there are imports the renderer, which a check as a rule never pays for
        from briefgen.check.catalogue import codes

        before = (*before, *config.unknown_codes(codes()))
    problems = [
        *before,
        *_premises(config),
        *unsound,
        *loaded.problems,
        *(p for e in loaded.entries for p in e.problems),
        *links,
        *found,
    ]
    wanted = [weighed(problem, selection) for problem in problems if selection.wants(problem.code)]
    diagnostics = place(wanted, config.project, overrides)
    if loaded.ignores:
        kept, unused = suppressions.apply(diagnostics, loaded.ignores, is_looked_for(selection))
        diagnostics = in_order((*kept, *place(unused, config.project, overrides)))
    clock.lap("place")
    return Checked(corpus, diagnostics, loaded.size)


def _premises(config: Config) -> Iterator[Problem]:
    """Yield what is unsafe in the configuration and in the folders that a builder takes over as they are."""
    settings = config_audit.settings_of(config.project)
    yield from config_audit.refusals(config_audit.setup(settings), config)
    yield from config_audit.among_pages(settings, config)
    yield from docs_audit.found(docs_audit.premises(settings), config)


def _ruled(corpus: Corpus, loaded: Loaded, selection: Selection, cache: Cache[LoadedFile]) -> list[Problem]:
    """Return what the rules find. Those that look at one brief alone pass over what they are known to find nothing in."""
    if selection.is_limited:
        return [*check(corpus, loaded.briefing_path, selection)]
    key = local_rules_key(corpus)
    quiet = cache.quiet(key)
    corpus.quiet = frozenset(e.id for e in loaded.entries if e.path in quiet and corpus.paths[e.id] == e.path)
    found = [*check(corpus, loaded.briefing_path, selection)]
    cache.note(key, files_with_findings(found))
    return found


@_without_collector()
def build_project(
    config: Config, cache: Cache[LoadedFile], *, before: tuple[Problem, ...] = (), stage: Stage = _silent
) -> Build:
    """Return the whole build: rendered only when nothing is wrong that forbids to publish."""
    checked = check_project(config, cache, before=before, stage=stage)
    if worst(checked.diagnostics, Severity.ERROR):
        return Build(checked.corpus, None, checked.diagnostics)
    corpus = checked.corpus if config.options.drafts else checked.corpus.without_drafts()
    if config.options.as_of is not None:
        corpus = as_of(corpus, config.options.as_of)
    # a check alone never pays for the templates' engine
    from briefgen.render.templates import render

    clock = _Clock(stage)
    rendered, problems = render(corpus, config, checked.size)
    here = docs_audit.premises(config_audit.settings_of(config.project))
    uris = [*(page.uri for page in rendered.pages), *rendered.assets, *rendered.redirects]
    problems = (*problems, *docs_audit.taken(here, config, uris))
    clock.lap("render")
    diagnostics = (*checked.diagnostics, *place(problems, config.project))
    return Build(corpus, None if problems else rendered, diagnostics)
