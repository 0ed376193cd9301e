"""Lines of changes in their files, for annotations and links."""

from __future__ import annotations

from briefgen.changes.state import BriefingState
from briefgen.changes.types import FilePlace
from briefgen.diagnostics.types import At, Problem
from briefgen.files.limits import CEILING
from briefgen.yaml import reader, spans


class LineFinder:
    """Finds the lines of data paths in the files of one side; composes each file once."""

    def __init__(self, state: BriefingState) -> None:
        self._state = state
        self._places: dict[str, spans.Places | None] = {}

    def place(self, path: str, at: At | None) -> FilePlace:
        """Return the line of a data path; the first line of the file for an empty path."""
        if not at:
            return FilePlace(path=path, line=1)
        if path not in self._places:
            self._places[path] = self._compose(path)
        places = self._places[path]
        return FilePlace(path=path, line=places.locate(at).line if places else None)

    def _compose(self, path: str) -> spans.Places | None:
        content = self._state.read(path)
        file = reader.read(path, content, CEILING) if content is not None else None
        return None if file is None or isinstance(file, Problem) else spans.compose(file)
