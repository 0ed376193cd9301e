"""`briefgen new`: create a brief from a template of its kind."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import click

from briefgen.cli import _completion, _selected, _shared
from briefgen.cli._common import note
from briefgen.corpus.corpus import Corpus
from briefgen.editing import scaffold
from briefgen.files.atomic import write_atomically
from briefgen.model.ids import RESERVED, is_id, suggested_id
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, kind_of
from briefgen.model.kinds.event import Event
from briefgen.model.kinds.plan import Plan
from briefgen.model.kinds.point import Point
from briefgen.text.lines import collapsed
from briefgen.text.suggest import did_you_mean


@click.command()
@click.argument("kind", shell_complete=_completion.kinds)
@click.argument("id")
@click.option("--title", help="Its title or name. Default: a placeholder.")
@_shared.project_option
def command(kind: str, id: str, title: str | None, project: Path | None) -> None:
    """Write a new draft with the required fields of its KIND.

    The other fields are added as comments. KIND is event, actor, plan, point, dispute or source. ID is the name of the
    file; the id of an event begins with its date.

    Example: briefgen new event 2025-12-09-london-talks --title "Talks in London"
    """
    struct = _kind(kind)
    _refuse_bad(id)
    content = _content(struct, id, project)
    _refuse_taken(id, content)
    day = scaffold.day_of(id) or _today(content.corpus)
    values = {**_point_values(struct, content.corpus), **_title_values(struct, title)}
    text = scaffold.text_of(struct, values, _known(content.corpus), day)
    file = content.config.content / struct.folder / f"{id}.yaml"
    if file.exists() or file.is_symlink():
        raise click.UsageError(f"{file} exists")
    try:
        write_atomically(file, text.encode())
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}") from None
    path = file.relative_to(content.config.project).as_posix()
    click.echo(path)
    note(_next(text, values, path))


def _content(struct: type[Brief], id: str, project: Path | None) -> _shared.Content:
    """Return the content that the new brief depends on.

    That is all points for the number of a new one, and all events for the newest date where the briefing has none.
    """
    folders = (Plan.folder, Point.folder) if struct is Point else ()
    content = _selected.around_new(project, id, folders)
    if scaffold.day_of(id) or content.corpus.briefing.as_of:
        return content
    return _selected.around_new(project, id, (*folders, Event.folder))


def _next(text: str, values: dict[str, str], path: str) -> str:
    """Return the next steps for the editor."""
    empty = scaffold.placeholders(text)
    guessed = [name for name in ("plan", "number") if name in values and name not in empty]
    steps = [
        f"fill in {_listed(empty)}" if empty else "",
        f"check that {_listed(guessed)} are right" if guessed else "",
        "uncomment the fields that you need",
        f"run `briefgen check {path}`",
        "delete `status: draft` to publish it",
    ]
    return "next: " + "; ".join(filter(None, steps))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _kind(name: str) -> type[Brief]:
    known = kinds()
    if name not in known:
        folders = {struct.folder: kind for kind, struct in known.items()}
        near = f"did you mean `{folders[name]}`?" if name in folders else did_you_mean(name, list(known))
        raise click.UsageError(f"unknown kind `{name}`; {near or f'the kinds are {_listed(known)}'}")
    return known[name]


def _refuse_bad(id: str) -> None:
    if not is_id(id):
        near = suggested_id(id)
        help = f"did you mean `{near}`?" if near else "use lower-case letters, digits and hyphens, at most 80"
        raise click.UsageError(f"`{id}` cannot be an id; {help}")
    if id in RESERVED:
        raise click.UsageError(f"`{id}` is a reserved name; choose another id")


def _refuse_taken(id: str, content: _shared.Content) -> None:
    for entry in content.loaded.entries:
        if entry.id == id:
            raise click.UsageError(f"`{id}` is taken: {entry.path}")
    if id in content.corpus.former:
        path = content.corpus.paths[content.corpus.former[id]]
        raise click.UsageError(f"`{id}` is taken: a former id of {path}")


def _today(corpus: Corpus) -> str:
    """Return the `as_of` day of the briefing, or today if it has none."""
    if corpus.as_of is not None and corpus.as_of.is_exact:
        return corpus.as_of.text
    return datetime.date.today().isoformat()


def _title_values(struct: type[Brief], title: str | None) -> dict[str, str]:
    words = collapsed(title or "")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in words):
        raise click.UsageError("`--title` has a control character; leave it out")
    return {scaffold.label_field(struct): words} if words else {}


def _point_values(struct: type[Brief], corpus: Corpus) -> dict[str, str]:
    """Return, for a new point, the plan with the most points and its next free number."""
    plans = sorted(corpus.of(Plan), key=lambda plan: (-len(corpus.points.get(plan.id, ())), plan.id))
    if kind_of(struct) != "point" or not plans:
        return {}
    numbers = [point.number for point in corpus.points.get(plans[0].id, ())]
    return {"plan": plans[0].id, "number": str(max(numbers, default=0) + 1)}


def _known(corpus: Corpus) -> dict[str, str]:
    """Return an example id for each type of reference that a new brief may have."""
    known = {kind: briefs[0].id for kind, struct in kinds().items() if (briefs := corpus.of(struct))}
    parts = {
        "actor": corpus.briefing.parties,
        "statement": corpus.statements,
        "version": corpus.versions,
        "part": corpus.parts,
        "document": corpus.documents,
        "theme": corpus.briefing.themes,
    }
    return known | {name: next(iter(ids)) for name, ids in parts.items() if ids}
