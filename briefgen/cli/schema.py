"""`briefgen schema`: JSON Schemas, and editor settings that use them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import shorten

import click

from briefgen.cli import _completion, _editor, _shared
from briefgen.config import Config
from briefgen.corpus.corpus import Corpus
from briefgen.editing.editor_settings import (
    EXTENSIONS,
    SETTINGS,
    Json,
    as_text,
    schema_path,
    with_extension,
    with_schemas,
)
from briefgen.files.atomic import write_all
from briefgen.model.json_schema import Known, Suggestion, names, schema
from briefgen.model.kinds._all import kinds
from briefgen.text.suggest import did_you_mean


@click.command()
@click.argument("kind", required=False, shell_complete=_completion.kinds)
@click.option("--write", "is_write", is_flag=True, help="Write schemas and settings into the project's .vscode/.")
@click.option("--ids", "with_ids", is_flag=True, help="Suggest and explain the project's own ids, too.")
@click.option("--cms", "is_cms", is_flag=True, help="The configuration of Sveltia CMS, a form editor in the browser.")
@click.option(
    "--packages",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --cms --write: the `node_modules` folder with the editor's packages. Default: the files that are there.",
)
@_shared.project_option
def command(
    kind: str | None, is_write: bool, with_ids: bool, is_cms: bool, packages: Path | None, project: Path | None
) -> None:
    """Print the JSON Schema of a KIND, or of all kinds and `briefing` as one mapping.

    With --write, VS Code completes and checks briefs. It offers to install the YAML extension that this needs. Your own
    settings are kept. Other editors with yaml-language-server use the same files: give them the mapping `yaml.schemas`
    of .vscode/settings.json.

    Run the command again after an update of briefgen; with --ids, also after new briefs. Do not use --ids for a schema
    that is committed, because the ids change with the content.

    With --cms, print the configuration of Sveltia CMS instead. With --write as well, the editor's page and configuration
    go into the project's admin/, and builds publish them. Run it again after a change of `briefing.yaml` or of briefgen.

    Example: briefgen schema --write
    """
    if is_cms:
        if kind is not None or with_ids:
            raise click.UsageError("`--cms` is about all kinds; leave KIND and `--ids` out")
        sys.exit(_editor.run(_shared.linked(project), packages, is_write=is_write))
    if packages is not None:
        raise click.UsageError("`--packages` needs `--cms --write`")
    if kind is not None and is_write:
        raise click.UsageError("`--write` writes the schemas of all kinds; leave KIND out")
    chosen = names() if kind is None else (_named(kind),)
    known = _known(_shared.linked(project).corpus) if with_ids else {}
    schemas = {name: schema(name, known) for name in chosen}
    if is_write:
        sys.exit(_write(_project(project), schemas, indent=None if with_ids else 2))
    click.echo(as_text(schemas if kind is None else schemas[chosen[0]]), nl=False)


def _named(kind: str) -> str:
    if kind in names():
        return kind
    folders = {struct.folder: name for name, struct in kinds().items()}
    near = f"did you mean `{folders[kind]}`?" if kind in folders else did_you_mean(kind, list(names()))
    raise click.UsageError(f"unknown kind `{kind}`; {near or 'the kinds are ' + ', '.join(names())}")


def _project(folder: Path | None) -> Config:
    config, before = _shared.find(folder)
    if before:
        raise click.UsageError(f"{before[0].message}; see `briefgen check`")
    return config


def _known(corpus: Corpus) -> Known:
    """Return the ids that references may name, each with its label and a line about it."""
    kinds_of_briefs = {
        kind: {brief.id: Suggestion(brief.label, _line(brief.summary)) for brief in corpus.of(struct)}
        for kind, struct in kinds().items()
    }
    return {
        **kinds_of_briefs,
        "statement": {
            ref: Suggestion(
                f"{made.event.label}: {', '.join(made.statement.attributed_to)}",
                _line(made.statement.paraphrase or made.statement.quote),
            )
            for ref, made in corpus.statements.items()
        },
        "version": {
            ref: Suggestion(f"{plan.label}: {version.label}", _line(version.summary))
            for ref, (plan, version) in corpus.versions.items()
        },
        "part": {
            ref: Suggestion(f"{point.label}: {part.title}", _line(part.text))
            for ref, (point, part) in corpus.parts.items()
        },
        "document": {
            ref: Suggestion(f"{plan.label}: {document.title}", _line(document.summary))
            for ref, (plan, _, document) in corpus.documents.items()
        },
        "theme": {id: Suggestion(theme.title) for id, theme in corpus.briefing.themes.items()},
    }


_LONGEST_LINE = 100


def _line(text: str | None) -> str:
    return shorten(text or "", _LONGEST_LINE, placeholder=" …")


def _write(config: Config, schemas: dict[str, Json], *, indent: int | None) -> int:
    """Write and list all files; return 1 if a settings file of the editor is not plain JSON.

    If one of them cannot be written, none is.
    """
    files = {schema_path(name): as_text(found, indent).encode() for name, found in schemas.items()}
    content = config.options.content
    merged = {
        SETTINGS: _merged(config.project, SETTINGS, lambda settings: with_schemas(settings, content)),
        EXTENSIONS: _merged(config.project, EXTENSIONS, with_extension),
    }
    files |= {path: content for path, content in merged.items() if content is not None}
    with _shared.writing(config.project):
        changed = write_all(config.project, files)
    for path in files:
        click.echo(f"{'wrote' if path in changed else 'unchanged'} {path}")
    return 1 if None in merged.values() else 0


def _merged(project: Path, path: str, change: Callable[[Json], Json | None]) -> bytes | None:
    """Return the new content of a settings file of the editor.

    If the file is not plain JSON, print what to add to it, and return None.
    """
    text = ""
    try:
        content = (project / path).read_bytes()
        text = content.decode("utf-8-sig")
        found = json.loads(text)
    except FileNotFoundError:
        text, found = "", {}
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        text, found = "", None
    changed = change(found) if isinstance(found, dict) else None
    if changed is None:
        click.echo(f"{path} is left unchanged: only plain JSON can be changed safely. Add to it:", err=True)
        click.echo(as_text(change({}) or {}), err=True, nl=False)
        return None
    if changed == found and text:
        return content
    indent = re.search(r"\n([ \t]+)\"", text)
    return as_text(changed, indent[1] if indent else 2).encode()
