"""`briefgen explain`: documentation of a code, a kind or a field."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
import msgspec

from briefgen.check.catalogue import codes, find
from briefgen.cli import _completion
from briefgen.diagnostics.types import Code
from briefgen.model.briefing import Briefing
from briefgen.model.field_docs import Field, Table, tables
from briefgen.model.kinds._all import kinds
from briefgen.text import messages
from briefgen.text.suggest import did_you_mean

_STAYS = "It is always reported: it cannot be ignored or turned off."


@click.command()
@click.argument("topic", required=False, shell_complete=_completion.topics)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(topic: str | None, as_json: bool) -> None:
    """Explain a code with examples, a kind, or a field.

    TOPIC is a code or its name, a kind of brief, or a field such as `event.statements.stance`. Without TOPIC, list all
    codes.

    Example: briefgen explain BG301
    """
    if topic is None:
        listed = codes()
        if as_json:
            click.echo(_json([_code_data(each) for each in listed]))
        else:
            for each in listed:
                click.echo(f"{each.id}  {each.severity.value:<8} {each.name:<26} {each.gist}")
        return
    code = find(topic)
    if code is not None:
        click.echo(_json(_code_data(code)) if as_json else "\n".join(_code_lines(code)))
        return
    kind, dot, path = topic.partition(".")
    if kind in kinds() or kind == "briefing":
        table, field = _place(kind, path.split(".") if dot else [])
        found = field or table
        click.echo(
            _json(msgspec.to_builtins(found, enc_hook=messages.plain))
            if as_json
            else "\n".join(_lines(topic, table, field))
        )
        return
    known = [word for each in codes() for word in (each.id, each.name)]
    help = did_you_mean(topic.upper() if topic.lower().startswith("bg") else topic, [*known, *kinds(), "briefing"])
    what = "code" if topic.lower().startswith("bg") else "code, kind or field"
    raise click.UsageError(f"there is no {what} `{topic}`; {help or '`briefgen explain` lists all codes'}")


def _place(kind: str, path: list[str]) -> tuple[Table, Field | None]:
    """Return the table and the field that a path leads to; no field for a kind itself.

    Raises click.UsageError for an unknown field.
    """
    by_name = {table.name: table for table in tables(kinds().get(kind, Briefing))}
    table = next(iter(by_name.values()))
    field: Field | None = None
    walked = kind
    for name in path:
        if field is not None:
            if not field.part:
                raise click.UsageError(f"`{walked}` has no fields of its own; it is {field.sort}")
            table = by_name[field.part]
        field = next((each for each in table.fields if each.name == name), None)
        if field is None:
            names = [each.name for each in table.fields]
            help = did_you_mean(name, names) or f"its fields are {', '.join(names)}"
            raise click.UsageError(f"`{walked}` has no field `{name}`; {help}")
        walked += f".{name}"
    if field is not None and field.part:
        table = by_name[field.part]
    return table, field


def _code_lines(code: Code) -> Iterator[str]:
    yield f"{code.id} {code.name} ({code.severity.value})\n\n{code.manual}"
    if code.is_firm:
        yield f"\n{_STAYS}"


def _lines(topic: str, table: Table, field: Field | None) -> Iterator[str]:
    """Yield the lines about a kind, or about a field and the fields inside it."""
    if field is None:
        yield f"{topic}\n\n{table.manual}"
    else:
        needed = ", required" if field.is_required else ""
        yield f"{topic} ({field.sort}{needed})\n\n{field.manual}"
        if field.values:
            yield ""
            width = max(map(len, field.values))
            yield from (f"    {value:<{width}}  {meaning}" for value, meaning in field.values.items())
        for number, example in enumerate(field.examples):
            yield f"{'' if number else chr(10)}Example: {field.name}: {example}"
    if field is None or field.part:
        yield f"\nFields ({table.shorthand} alone is enough):" if table.shorthand else "\nFields:"
        width = max(len(each.name) for each in table.fields)
        yield from (
            f"    {each.name:<{width}}  {each.manual}{' (required)' if each.is_required else ''}"
            for each in table.fields
        )
        yield f"\n`briefgen explain {topic}.{table.fields[0].name}` explains one of them."


def _code_data(code: Code) -> dict[str, str]:
    return {"code": code.id, "name": code.name, "severity": code.severity.value, "manual": code.manual}


def _json(data: object) -> str:
    return json.dumps({"version": 1, "explained": data}, indent=2, ensure_ascii=False)
