"""Generate the reference of fields, options, codes and commands as Markdown.

Everything is read off the types, the rules and the commands, so that the reference cannot differ from what they do.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

import click

from briefgen.cli import cli
from briefgen.config import Options
from briefgen.model.field_docs import Field, Table, tables
from briefgen.site.pages.editing import CodeGroup, FieldReference, Manual, code_groups, field_references


def pages() -> dict[str, str]:
    """Return the Markdown of each reference page by its path in the site."""
    groups = code_groups()
    return {
        **{f"reference/fields/{each.name}.md": fields_page(each) for each in field_references()},
        "reference/options.md": options_page(),
        "reference/commands.md": "\n\n".join(["# Commands and their options", *_command(cli, "briefgen", None)]),
        "reference/codes.md": codes_index(groups),
        **{f"reference/codes/{group.digit}.md": codes_page(group) for group in groups},
    }


def fields_page(reference: FieldReference) -> str:
    """Return the page of a kind's fields."""
    where = f"content/{reference.folder}/<id>.yaml" if reference.folder else "content/briefing.yaml"
    parts = [f"# {reference.title}", f"File: `{where}`", *_tables(reference.tables)]
    if reference.example:
        command = f"`briefgen new {reference.name} ID` writes this file. Remove the `#` before a field to use it."
        parts += ["## A new file", command, _fenced(reference.example)]
    return "\n\n".join(parts)


def options_page() -> str:
    """Return the page of the options that `mkdocs.yml` takes."""
    example = "plugins:\n  - briefgen:\n      fail_on: warning\n      ignore: [orphan]"
    lead = "Options stand under the plugin `briefgen` in `mkdocs.yml`. All of them may be left out."
    return "\n\n".join(["# Options in mkdocs.yml", lead, _fenced(example), *_tables(tables(Options))])


def codes_index(groups: Iterable[CodeGroup]) -> str:
    """Return the list of all codes, with a link to the page that explains each."""
    lead = "An error prevents publishing. A warning should be looked at before publishing. A note is information."
    parts = ["# Codes", lead]
    for group in groups:
        items = [
            f"- [{each.code.id} {each.code.name}](codes/{group.digit}.md#{each.code.id.lower()}), "
            f"{each.code.severity.value}: {each.code.gist}"
            for each in group.manuals
        ]
        parts += [f"## {group.title}", "\n".join(items)]
    return "\n\n".join(parts)


def codes_page(group: CodeGroup) -> str:
    """Return the page that explains the codes of one hundred."""
    return "\n\n".join([f"# {group.title}", *(part for manual in group.manuals for part in _manual(manual))])


def _manual(manual: Manual) -> Iterator[str]:
    code = manual.code
    yield f"## {code.id} {code.name} {{ #{code.id.lower()} }}"
    yield f"Severity: {code.severity.value}"
    yield manual.text
    for heading, example in manual.examples:
        yield f"**{heading}:**"
        yield _fenced(example)
    if code.is_firm:
        yield "This code cannot be suppressed or switched off."
    else:
        yield f"To suppress it: `# briefgen: ignore[{code.id}] the reason`"


def _tables(tables: Iterable[Table]) -> Iterator[str]:
    for index, table in enumerate(tables):
        yield f"## {table.name if index else 'All fields'} {{ #{table.name.lower()} }}"
        yield table.manual
        if table.shorthand:
            yield f"Where only `{table.shorthand}` is known, its value may stand alone in place of the mapping."
        yield "\n\n".join(_field(table, field) for field in table.fields)


def _field(table: Table, field: Field) -> str:
    """Return a field as an entry of a definition list, with an anchor of its own."""
    anchor = f"{table.name.lower()}-{field.name.replace('_', '-')}"
    takes = f"{field.sort}: [{field.part}](#{field.part.lower()})" if field.part else field.sort
    required = ", required" if field.is_required else ""
    lines = [f"<span id='{anchor}'></span>**`{field.name}`**{required} ({takes})", f":   {field.manual}"]
    if field.examples:
        lines += ["", f"    Such as {', '.join(f'`{example}`' for example in field.examples)}"]
    if field.values:
        lines += ["", *(f"    - `{value}`: {meaning}" for value, meaning in field.values.items())]
    return "\n".join(lines)


def _command(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """Yield the parts of a command's section, then those of the commands in it."""
    context = click.Context(command, parent, info_name=name, help_option_names=["-h", "--help"])
    if parent is not None:
        yield f"## {context.command_path} {{ #{context.command_path.replace(' ', '-')} }}"
        yield _fenced(command.get_usage(context), "text")
        yield inspect.cleandoc(command.help or "")
        options = [
            each.get_help_record(context) for each in command.get_params(context) if isinstance(each, click.Option)
        ]
        rows = [f"| `{names}` | {_cell(text)} |" for names, text in filter(None, options)]
        yield "\n".join(["| option | meaning |", "| --- | --- |", *rows])
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _command(found, inner, context)


def _fenced(text: str, language: str = "yaml") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
