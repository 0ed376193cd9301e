"""Link the loaded files into a corpus: resolve every reference, or report it.

References in a file that did not decode are checked as far as they can be recognised. References to the ids that such a
file would define are not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from briefgen.corpus.codes import DUPLICATE_ID
from briefgen.corpus.corpus import NO_BASE, NO_MEDIA, NO_RECORDS, Corpus, MediaFile
from briefgen.corpus.link_results import NO_RESULTS, LinkResults
from briefgen.corpus.load import Loaded, LoadedFile
from briefgen.corpus.records import Record
from briefgen.corpus.renamed import grouped
from briefgen.corpus.resolve import Resolver, Unknown
from briefgen.diagnostics.truncate import truncate
from briefgen.diagnostics.types import At, Note, Problem
from briefgen.files.codes import BAD_NAME
from briefgen.model import references as model_references
from briefgen.model.briefing import EMPTY
from briefgen.model.ids import RESERVED
from briefgen.model.kinds._base import Brief


def link(
    loaded: Loaded,
    *,
    records: Mapping[str, Record] = NO_RECORDS,
    before: Mapping[str, str] = NO_BASE,
    media: Mapping[str, MediaFile] = NO_MEDIA,
    links: LinkResults = NO_RESULTS,
) -> tuple[Corpus, tuple[Problem, ...]]:
    """Return the corpus of the files that decoded, and the problems of their links.

    Problems: duplicate ids, and references to an unknown id, to a former id or to the wrong kind.
    ``records`` holds the records of source documents by id, ``before`` the paths by id of an earlier state.
    ``media`` holds the images and PDF files by name, ``links`` the results of checking outbound links by address.
    """
    problems: list[Problem] = []
    briefs: dict[str, Brief] = {}
    paths: dict[str, str] = {}
    broken: set[str] = set()
    for entry in sorted(loaded.entries, key=lambda e: (e.id, e.path)):
        if entry.id in paths:
            problems.append(_duplicate(entry, paths[entry.id]))
            continue
        paths[entry.id] = entry.path
        if entry.brief is None:
            broken |= {entry.id, *(entry.salvaged.formerly if entry.salvaged else ())}
        else:
            briefs[entry.id] = entry.brief
    former: dict[str, str] = {}
    for id, brief in briefs.items():
        for index, old in enumerate(brief.formerly):
            at: At = ("formerly", index)
            if old in RESERVED:
                problems.append(BAD_NAME.problem(paths[id], at, f"`{old}` is a reserved name", help="remove it"))
            elif old in paths or old in former:
                other = paths[old] if old in paths else paths[former[old]]
                message = f"`{old}` is in use, so it cannot be a former id"
                problems.append(DUPLICATE_ID.problem(paths[id], at, message, notes=(Note("used here", other),)))
            else:
                former[old] = id
    is_whole = not broken and not problems and not loaded.problems and loaded.briefing is not EMPTY
    corpus = Corpus(loaded.briefing, briefs, paths, former, is_whole, before, records, media, links)
    resolver = Resolver(corpus, frozenset(broken | loaded.misplaced))
    unknown: list[Unknown] = []
    for id in briefs:
        found = resolver.check(paths[id], corpus.references[id], corpus.prose[id])
        problems += truncate(_known(found, unknown))
    for entry in loaded.entries:
        if entry.salvaged and paths[entry.id] == entry.path:
            found = resolver.check(entry.path, entry.salvaged.references, entry.salvaged.prose)
            problems += truncate(_known(found, unknown))
    salvaged = loaded.briefing_salvaged
    in_briefing = (salvaged.references, salvaged.prose) if salvaged else model_references.harvest(loaded.briefing)
    problems += truncate(_known(resolver.check(loaded.briefing_path, *in_briefing), unknown))
    problems += grouped(corpus, unknown)
    if unknown:
        # a misspelt reference is still one: without it, an item only seems unused
        corpus = msgspec.structs.replace(corpus, is_whole=False)
    return corpus, tuple(problems)


def _known(found: Iterable[Problem | Unknown], unknown: list[Unknown]) -> Iterator[Problem]:
    """Yield the problems, and add the unknown references to a list."""
    for each in found:
        if isinstance(each, Unknown):
            unknown.append(each)
        else:
            yield each


def _duplicate(entry: LoadedFile, other: str) -> Problem:
    return DUPLICATE_ID.problem(
        entry.path,
        None,
        f"`{entry.id}` is the id of two briefs",
        help="rename one of the files",
        notes=(Note("the other one is here", other),),
    )
