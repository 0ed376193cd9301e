"""The build pipeline: load, link, check and render a project.

The only module that knows the order of the stages. It writes no file; callers save the cache and publish the pages.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from briefgen.analysis.as_of import as_of
from briefgen.check import suppressions
from briefgen.check.catalogue import codes
from briefgen.check.offered_fixes import offered
from briefgen.check.preview_errors import leave_a_preview, unsound_paths
from briefgen.check.runner import check, files_with_findings, is_looked_for, local_rules_key, weighed
from briefgen.check.spans import content_of, place
from briefgen.config import Config
from briefgen.config import read as read_config
from briefgen.corpus.cache import Cache, SecondCache
from briefgen.corpus.corpus import NO_BASE, Corpus, MediaFile
from briefgen.corpus.explain_references import explained
from briefgen.corpus.link import link
from briefgen.corpus.link_records import unlinked
from briefgen.corpus.link_results import load_link_results
from briefgen.corpus.load import Loaded, LoadedFile, load
from briefgen.corpus.media import load_media, unused
from briefgen.corpus.records import FOLDER as RECORDS
from briefgen.corpus.records import load_records
from briefgen.diagnostics.selection import Selection
from briefgen.diagnostics.types import Diagnostic, Problem, Severity, in_order, worst
from briefgen.files import git_trees
from briefgen.files.atomic import NO_OVERRIDES
from briefgen.files.git import merge_base, path_in_repository
from briefgen.files.walk import MEDIA
from briefgen.safety import config_audit, docs_audit, published_files
from briefgen.text.messages import in_language

if TYPE_CHECKING:
    from briefgen.changes.state import BriefingState
    from briefgen.changes.types import BriefingDiff, DiffRevision
    from briefgen.render.templates import Rendered

Stage = Callable[[str, float], None]
"""Progress callback: called with the name of each finished stage and its duration in seconds."""


class Linked(msgspec.Struct, frozen=True):
    """The linked content of a project, before the rules run."""

    loaded: Loaded
    corpus: Corpus
    problems: tuple[Problem, ...]
    """Problems of references and ids."""
    record_problems: tuple[Problem, ...]
    """Problems of the records of source documents, of how sources refer to them, and of images and PDF files."""


class Checked(msgspec.Struct, frozen=True):
    """A linked corpus with its diagnostics."""

    linked: Linked
    diagnostics: tuple[Diagnostic, ...]
    skipped: frozenset[str] = frozenset()
    """Ids of briefs that the single-brief rules skipped, because an earlier check found nothing in them."""

    @property
    def corpus(self) -> Corpus:
        """Return the linked corpus."""
        return self.linked.corpus


class Build(msgspec.Struct, frozen=True):
    """A checked corpus with its rendered pages; None instead of pages on errors."""

    corpus: Corpus
    rendered: Rendered | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Return whether any diagnostic is an error."""
        return worst(self.diagnostics, Severity.ERROR)


def _silent(_name: str, _seconds: float) -> None:
    return None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector.

    A build creates millions of objects and few cycles, and the collector would scan all of them repeatedly.
    """
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


def _media(config: Config) -> tuple[dict[str, MediaFile], tuple[Problem, ...]]:
    """Return the sound images and PDF files, judged like the files of `docs/`, and the problems of others."""
    root = config.content.relative_to(config.project).as_posix()
    found, problems = load_media(config.content, root, config.options.limits)
    sound: dict[str, MediaFile] = {}
    unsound: list[Problem] = []
    for name, file in found.items():
        stream, size = BytesIO(file.content), len(file.content)
        problem = published_files.bad_name(name, file.path) or published_files.bad_content(
            name, file.path, stream, size
        )
        if problem is None:
            sound[name] = file
        else:
            unsound.append(problem)
    return sound, (*problems, *unsound)


@_without_collector()
def link_project(
    config: Config,
    cache: Cache[LoadedFile],
    *,
    stage: Stage = _silent,
    overrides: Mapping[str, bytes] = NO_OVERRIDES,
    base: Mapping[str, str] = NO_BASE,
) -> Linked:
    """Load and link the content of a project, without running the rules.

    ``overrides`` holds contents by path that replace those of the files on disk.
    ``base`` holds the paths by id of an earlier state to compare with.
    """
    clock = _Clock(stage)
    limits = config.options.limits
    loaded = load(config.project, config.content, cache, overrides, limits=limits)
    clock.lap("load")
    records, unsound = load_records(config.project, limits)
    files, unfit = _media(config)
    links, damaged = load_link_results(config.project, limits)
    corpus, problems = link(loaded, records=records, before=base, media=files, links=links)
    unsound = (*unsound, *damaged, *unlinked(corpus, unsound), *unfit, *unused(corpus))
    clock.lap("link")
    return Linked(loaded, corpus, problems, unsound)


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
    """Load, link and check a project; return the corpus and all diagnostics.

    ``before`` holds problems found earlier, in the configuration; they are reported together with the others.
    ``overrides`` holds contents by path that replace those of the files on disk.
    ``base`` holds the paths by id of an earlier state to compare with.
    """
    selection = config.selection
    linked = link_project(config, cache, stage=stage, overrides=overrides, base=base)
    corpus, loaded = linked.corpus, linked.loaded
    clock = _Clock(stage)
    found, skipped = _ruled(corpus, loaded, selection, cache)
    clock.lap("check")
    if selection.is_limited:
        before = (*before, *config.unknown_codes(codes()))
    problems = [
        *before,
        *_premises(config),
        *linked.record_problems,
        *explained(loaded, corpus),
        *linked.problems,
        *found,
    ]
    wanted = [weighed(problem, selection) for problem in problems if selection.wants(problem.code)]
    diagnostics = offered(
        place(wanted, config.project, overrides),
        loaded,
        corpus,
        lambda path: content_of(path, config.project, overrides),
    )
    if loaded.ignores:
        kept, unused = suppressions.apply(diagnostics, loaded.ignores, is_looked_for(selection))
        diagnostics = in_order((*kept, *place(unused, config.project, overrides)))
    clock.lap("place")
    return Checked(linked, diagnostics, skipped)


def _premises(config: Config) -> Iterator[Problem]:
    """Yield problems of unsafe settings, and of unsafe files that MkDocs would publish unchanged."""
    yield from config_audit.refusals(config_audit.setup(config.settings), config)
    yield from config_audit.among_pages(config.settings, config)
    yield from docs_audit.found(docs_audit.premises(config.settings), config)


def _ruled(
    corpus: Corpus, loaded: Loaded, selection: Selection, cache: Cache[LoadedFile]
) -> tuple[list[Problem], frozenset[str]]:
    """Return the findings of the rules, and the ids of the briefs that the single-brief rules skipped."""
    if selection.is_limited:
        return [*check(corpus, loaded.briefing_path, selection)], frozenset()
    key = local_rules_key(corpus)
    clean = cache.clean_files(key)
    skip = frozenset(e.id for e in loaded.entries if e.path in clean and corpus.paths[e.id] == e.path)
    found = [*check(corpus, loaded.briefing_path, selection, skip)]
    cache.record(key, files_with_findings(found))
    return found, skip


@_without_collector()
def build_project(
    config: Config,
    cache: Cache[LoadedFile],
    *,
    before: tuple[Problem, ...] = (),
    stage: Stage = _silent,
    is_preview: bool = False,
) -> Build:
    """Check a project and render its pages, unless a diagnostic is an error.

    ``before`` holds problems found earlier, in the configuration. Nothing is written. A preview is rendered although
    briefs have errors; those that are not sound in themselves are left out.
    """
    checked = check_project(config, cache, before=before, stage=stage)
    errors = [found for found in checked.diagnostics if found.severity is Severity.ERROR]
    if errors and not (is_preview and leave_a_preview(errors, config.options.content)):
        return Build(checked.corpus, None, checked.diagnostics)
    corpus = checked.corpus.without_paths(unsound_paths(errors))
    corpus = corpus if config.options.drafts else corpus.without_drafts()
    if config.options.as_of is not None:
        with in_language(config.interface_language(corpus.briefing.language)):
            corpus = as_of(corpus, config.options.as_of)
    # Imported here, so that a check without rendering does not load the template engine.
    from briefgen.render.templates import render

    clock = _Clock(stage)
    rendered, problems = render(corpus, config, checked.linked.loaded.size)
    here = docs_audit.premises(config.settings)
    uris = [*(page.uri for page in rendered.pages), *rendered.assets, *rendered.redirects]
    problems = (*problems, *docs_audit.taken(here, config, uris))
    clock.lap("render")
    diagnostics = (*checked.diagnostics, *place(problems, config.project))
    return Build(corpus, None if problems else rendered, diagnostics)


def diff_projects(
    project: Path, base: Path | str, head: Path | str | None, cache: Cache[LoadedFile], *, preview: str = ""
) -> BriefingDiff:
    """Compare two states of a briefing, in folders or in git revisions.

    Nothing is written but a temporary folder, which is deleted.

    Each of ``base`` and ``head`` is the folder of a project, or the name of a git revision in the repository of
    ``project``. Without ``head``, the files of ``project`` are compared. A git revision is compared from the point at
    which the head began, as a proposal on a host is. ``preview`` is the address of the site built from the head.

    Raises NoRevision where git cannot find or read a revision.
    """
    # imported here, because no other command compares
    from briefgen.changes.compare import compare
    from briefgen.changes.declared import declarations
    from briefgen.changes.types import DiffRevision

    messages: list[str] = []
    title = before = after = ""
    if isinstance(base, str):
        tip = head if isinstance(head, str) else "HEAD"
        before, after = merge_base(base, project, tip)
        messages = git_trees.messages_between(before, after, project)
        title = git_trees.subject_of(after, project) if messages else ""
    elif isinstance(head, str):
        after = merge_base(head, project, head)[1]
    with ExitStack() as stack:
        digits = len(after or before) or git_trees.SHA1_DIGITS
        if isinstance(head, str):
            cache = SecondCache(cache)
            new = _state_of_commit(stack, project, after, DiffRevision(head, after), cache)
        else:
            new = _state_of_folder(head or project, DiffRevision(str(head or WORK_TREE)), cache, digits)
        if isinstance(base, str):
            old = _state_of_commit(stack, project, before, DiffRevision(base, before), SecondCache(cache))
        else:
            old = _state_of_folder(base, DiffRevision(str(base)), SecondCache(cache), digits)
        return compare(old, new, declared=declarations(messages), preview=preview, title=title)


WORK_TREE = "work tree"
"""What the files of the project are called in a comparison."""


def _state_of_folder(folder: Path, revision: DiffRevision, cache: Cache[LoadedFile], digits: int) -> BriefingState:
    config, problems = read_config(folder)
    files = {
        f"{name}/{path}": hash
        for name in _folders_of_other_files(config)
        for path, hash in git_trees.hashes_below(folder / name, digits=digits).items()
    }
    return _state(config, problems, revision, cache, files, path_in_repository(folder))


def _state_of_commit(
    stack: ExitStack, project: Path, commit: str, revision: DiffRevision, cache: Cache[LoadedFile]
) -> BriefingState:
    """Return the state of a commit, whose files lie in a temporary folder until the stack ends.

    Where the commit has no such project, the state is empty.
    """
    files = git_trees.files_at(commit, project)
    root = git_trees.project_in(files, path_in_repository(project))
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="briefgen-"))).resolve()
    below = folder / (root or "")
    below.mkdir(parents=True, exist_ok=True)
    if root is None:
        (below / "content").mkdir()
        return _state(Config(project=below), (), revision, cache, {}, "")
    git_trees.write(files, project, folder, lambda path: git_trees.is_near(path, root))
    config, problems = read_config(below)
    content = git_trees.below(root, config.options.content)
    kept = (f"{content}/", f"{git_trees.below(root, RECORDS)}/")
    media = f"{content}/{MEDIA}/"
    git_trees.write(files, project, folder, lambda path: path.startswith(kept) and not path.startswith(media))
    others = tuple(f"{git_trees.below(root, name)}/" for name in _folders_of_other_files(config))
    inside = {
        path[len(root) + 1 if root else 0 :]: file.hash for path, file in files.items() if path.startswith(others)
    }
    # hidden files are not published
    hashes = {path: hash for path, hash in inside.items() if "/." not in path}
    return _state(config, problems, revision, cache, hashes, root)


def _folders_of_other_files(config: Config) -> dict[str, str]:
    """Return the folders of templates, hand-written pages and media, each with what its files are called."""
    docs = str(config.settings.get("docs_dir") or "docs").strip("/")
    content = config.options.content
    return {config.options.templates: "template", docs: "page", f"{content}/{MEDIA}": "media"}


def _state(
    config: Config,
    problems: tuple[Problem, ...],
    revision: DiffRevision,
    cache: Cache[LoadedFile],
    hashes: Mapping[str, str],
    root: str,
) -> BriefingState:
    from briefgen.changes.state import BriefingState

    folders = _folders_of_other_files(config)
    linked = link_project(config, cache)
    return BriefingState(
        revision=revision,
        corpus=linked.corpus,
        loaded=linked.loaded,
        read=lambda path: content_of(path, config.project, NO_OVERRIDES),
        problems=() if config.settings else problems,
        settings=config.settings,
        other_files={path: (_called(path, folders), hash) for path, hash in hashes.items()},
        root=root,
        site_url=config.site_url,
        directory_urls=config.directory_urls,
    )


def _called(path: str, folders: Mapping[str, str]) -> str:
    found = next(what for name, what in folders.items() if path.startswith(f"{name}/"))
    return "media" if found == "page" and not path.endswith(".md") else found
