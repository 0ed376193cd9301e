"""One side of a comparison: a linked corpus, and the contents of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from briefgen.changes.types import DiffRevision
from briefgen.corpus.corpus import Corpus
from briefgen.corpus.load import Loaded
from briefgen.diagnostics.types import Problem
from briefgen.model.briefing import EMPTY


class BriefingState(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing as it is in a folder, or was in a commit."""

    revision: DiffRevision
    corpus: Corpus
    """With drafts, so that a draft that is published shows as such."""
    loaded: Loaded
    read: Callable[[str], bytes | None]
    """Returns the content of a file of the project; None where there is none."""
    problems: tuple[Problem, ...] = ()
    """Why `mkdocs.yml` could not be read; empty where it could."""
    settings: Mapping[str, Any] = {}
    """The settings of `mkdocs.yml`."""
    other_files: Mapping[str, tuple[str, str]] = {}
    """What each file outside the briefs is, and its hash, by path: `media`, `template` or `page`."""
    root: str = ""
    """The path of the project in its repository; empty for the root."""
    site_url: str = ""
    directory_urls: bool = True

    @property
    def is_briefing_read(self) -> bool:
        """Return whether `briefing.yaml` could be read."""
        # an unreadable one leaves its references behind, or a problem with its path
        broken = {problem.path for problem in self.loaded.problems}
        return self.loaded.briefing_salvaged is None and not (
            self.loaded.briefing_path in broken and self.loaded.briefing is EMPTY
        )
