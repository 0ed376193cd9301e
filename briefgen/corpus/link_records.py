"""Link records in `seeds/` to sources, and report missing and unused records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefgen.corpus.codes import NO_RECORD, NO_SOURCE, TWO_RECORDS
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.records import FOLDER
from briefgen.diagnostics.types import Note, Problem
from briefgen.model.kinds.source import Source
from briefgen.text.suggest import did_you_mean


def unlinked(corpus: Corpus, before: Iterable[Problem] = ()) -> Iterator[Problem]:
    """Yield problems of missing, ambiguous and unused records.

    ``before`` holds the problems of the records themselves: a damaged record is not reported as missing.
    """
    unsound = {problem.path.rpartition("/")[2].rpartition(".")[0] for problem in before}
    owners: dict[str, list[Source]] = defaultdict(list)
    for source in corpus.of(Source):
        owners[source.document or source.id].append(source)
        if source.document is None:
            continue
        path = corpus.paths[source.id]
        if source.document not in corpus.records and source.document not in unsound:
            near = did_you_mean(source.document, list(corpus.records))
            help = near or f"make it with `briefgen source add TEXT --id {source.document}`, or delete the line"
            message = f"there is no record `{FOLDER}/{source.document}.yaml`"
            yield NO_RECORD.problem(path, ("document",), message, help=help)
        if source.document != source.id and source.id in corpus.records:
            notes = (Note("this record", corpus.records[source.id].path),)
            message = f"`document` names `{source.document}`, and there is a record `{source.id}` too"
            help = f"delete the line, or the files `{FOLDER}/{source.id}.*`"
            yield TWO_RECORDS.problem(path, ("document",), message, help=help, notes=notes)
    if not corpus.is_whole:
        return
    for id, held in corpus.records.items():
        # A record that its source replaces by another `document` is reported above.
        if id not in owners and (corpus.find(id, Source) is None or id in corpus.former):
            yield _orphan(corpus, id, held.path)


def _orphan(corpus: Corpus, id: str, path: str) -> Problem:
    now = corpus.former.get(id)
    if now is not None:
        help = f"write `document: {id}` in `{corpus.paths[now]}`"
    else:
        near = did_you_mean(id, [source.id for source in corpus.of(Source)])
        help = near or f"write `document: {id}` in the source it belongs to, or delete its files"
    return NO_SOURCE.problem(path, None, f"no source has the record `{id}`", help=help)
