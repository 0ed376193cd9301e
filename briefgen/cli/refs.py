"""`briefgen refs`: list the references to a brief, with line and column."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import click

from briefgen.cli import _completion, _selected, _shared
from briefgen.editing.occurrences import Mention, by_field, mentions
from briefgen.model.kinds._base import kind_of


@click.command()
@click.argument("id", shell_complete=_completion.ids)
@_shared.project_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(id: str, project: Path | None, as_json: bool) -> None:
    """List every reference to the brief ID, with line, column and field.

    EVENT#STATEMENT or PLAN@VERSION lists the references to a part of a brief.

    Example: briefgen refs vladimir-putin
    """
    whole = re.split("[#@]", id, maxsplit=1)[0]
    content = _selected.naming(project, whole)
    found = content.named(id)
    part = id[len(whole) :]
    names = (found.id, *found.formerly)
    places = [
        one
        for one in mentions(content.loaded, content.config.project, names, kind_of(found))
        if not part or one.target == one.name + part
    ]
    click.echo(_json(f"{found.id}{part}", places) if as_json else _text(f"{found.id}{part}", places))


def _text(id: str, places: Sequence[Mention]) -> str:
    if not places:
        return f"nothing refers to `{id}`"
    lines = [f"{one.path}:{one.line}:{one.column} {one.field}" for one in places]
    files = len({one.path for one in places})
    lines += ["", f"{_many(len(places), 'reference')} to `{id}` in {_many(files, 'file')}"]
    for kind, fields in by_field(places).items():
        lines.append(f"  {kind:<9} " + ", ".join(f"{field} {number}" for field, number in fields.items()))
    return "\n".join(lines)


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _json(id: str, places: Sequence[Mention]) -> str:
    references = [
        {"path": one.path, "line": one.line, "column": one.column, "field": one.field, "by": one.by or None}
        for one in places
    ]
    return json.dumps({"version": 1, "id": id, "references": references}, indent=2, ensure_ascii=False)
