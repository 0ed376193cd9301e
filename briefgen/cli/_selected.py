"""Load a few briefs of a large project, for commands that need no others.

All files are read, because any of them can name an id. Only files that hold one of the wanted ids are decoded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path, PurePosixPath

from briefgen.build import Linked
from briefgen.cli import _shared
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.corpus.disk_cache import EntryCache
from briefgen.corpus.link import link
from briefgen.corpus.load import LoadedFile, load

_EXAMPLES = 30
"""How many files of each kind give the example ids of a new brief."""


def naming(project: Path | None, id: str) -> _shared.Content:
    """Return a brief and all content that names it by its present or former ids.

    The whole content is loaded if no brief has the id, so that messages can suggest others.
    Raises click.UsageError (exit code 2) if there is no project.
    """
    config, _ = _shared.find(project)
    names = {id}
    while True:
        found = _loaded(config, _names_one(names))
        brief = found.corpus.briefs.get(found.corpus.former.get(id, id))
        if brief is None:
            return _shared.linked(project)
        if names >= {brief.id, *brief.formerly}:
            return _shared.reported(found)
        names |= {brief.id, *brief.formerly}


def around_new(project: Path | None, id: str, folders: Collection[str]) -> _shared.Content:
    """Return content that names a new id, briefs of each kind, and whole folders.

    Raises click.UsageError (exit code 2) if there is no project.
    """
    config, _ = _shared.find(project)
    names_it = _names_one({id})
    depth = len(PurePosixPath(config.options.content).parts)
    seen: Counter[str] = Counter()

    def test(path: str, content: bytes) -> bool:
        folder = PurePosixPath(path).parts[depth]
        seen[folder] += 1
        return folder in folders or seen[folder] <= _EXAMPLES or names_it(path, content)

    # The cache on disk takes longer to read than a few briefs to decode.
    return _shared.reported(_loaded(config, test, EntryCache(config.project) if folders else None))


def _loaded(
    config: Config, only: Callable[[str, bytes], bool], cache: Cache[LoadedFile] | None = None
) -> _shared.Content:
    loaded = load(config.project, config.content, cache or Cache(), limits=config.options.limits, only=only)
    corpus, problems = link(loaded)
    return _shared.Content(config, Linked(loaded, corpus, problems, ()))


def _names_one(names: Iterable[str]) -> Callable[[str, bytes], bool]:
    """Return a test of a file's path and content: whether it can hold one of the ids.

    An id has only ASCII letters, digits and hyphens. So the bytes of a file hold it as it is, unless the file writes a
    character as an escape, or is not UTF-8.
    """
    words = [name.encode() for name in names]

    def test(path: str, content: bytes) -> bool:
        is_written_otherwise = b"\\" in content or b"\0" in content
        return is_written_otherwise or PurePosixPath(path).stem in names or any(word in content for word in words)

    return test
