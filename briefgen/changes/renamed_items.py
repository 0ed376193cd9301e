"""Find renamed briefs, statements, versions and themes.

References to them are then no changes of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.changes.list_items import paired
from briefgen.changes.pairs import BriefPair
from briefgen.changes.renamed_references import Renames
from briefgen.changes.walk import renamed_keys
from briefgen.corpus.corpus import Corpus
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan


def renames_of(pairs: Iterable[BriefPair], base: Corpus, head: Corpus) -> Renames:
    """Return the new names by old ones."""
    references: dict[str, str] = {}
    for pair in pairs:
        old, new = pair.old, pair.new
        if old is None or new is None:
            continue
        if pair.is_renamed:
            references[old.id] = new.id
        if isinstance(old, Plan) and isinstance(new, Plan):
            references |= _parts(old.id, new.id, "@", old.versions, new.versions)
        elif isinstance(old, Event) and isinstance(new, Event):
            references |= _parts(old.id, new.id, "#", old.statements, new.statements)
    themes = dict(renamed_keys(base.briefing.themes, head.briefing.themes))
    return Renames(references, themes)


def _parts(old: str, new: str, mark: str, before: tuple[object, ...], after: tuple[object, ...]) -> dict[str, str]:
    if before == after or not before or not after:
        return {}
    pairs, _, _ = paired(before, after)
    ids = ((before[i].id, after[j].id) for i, j in pairs)  # type: ignore[attr-defined]  # statements and versions have ids
    return {f"{old}{mark}{one}": f"{new}{mark}{other}" for one, other in ids if one != other}
