"""Issue forms of a repository's host, generated from the kinds and the briefing.

A form asks for the fields of a kind that have simple values, so a new kind needs no entry here. `from_issue` reads the
answers by the same questions. GitHub and Forgejo have forms in YAML, GitLab has templates in Markdown with the headings
that a form's answers have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.field_docs import tables
from briefgen.model.field_order import canonical_order
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Citation
from briefgen.model.kinds.event import Participant, Statement
from briefgen.text.repository_hosts import FORM_FOLDERS, Host
from briefgen.yaml.quote import quote

STATEMENT = "statement"
CORRECTION = "correction"
_HEAD = "Written by `briefgen forms`; changes here are overwritten by it."
_LEFT_OUT = frozenset(
    (
        "id",
        "status",
        "reviewed",
        "formerly",
        "autolink",
        "related",
        "body",
        "document",
        "reliability",
        "reliability_note",
        "archive_url",
        "accessed",
        "note",
        "introduces",
        "component",
        "credibility",
        "resolution",
    )
)
"""Fields that editors fill in themselves."""
_OF_PARTIES = frozenset(("on_behalf_of", "parties", "proposers", "binds"))
"""Fields whose answers are chosen from the briefing's parties."""


class FormQuestion(msgspec.Struct, frozen=True):
    """One question of a form: the field that it fills, and how it is asked."""

    field: str
    label: str
    help: str
    is_required: bool
    is_list: bool = False
    is_long: bool = False
    options: tuple[str, ...] = ()
    """The choices, each as `value` or `value: meaning`."""
    example: str = ""


def form_kinds() -> tuple[str, ...]:
    """Return what forms are for: every kind of brief, and a statement."""
    return (*kinds(), STATEMENT)


def struct_of(kind: str) -> type[msgspec.Struct]:
    """Return the struct whose fields a form asks for.

    Raises KeyError for an unknown kind.
    """
    return Statement if kind == STATEMENT else kinds()[kind]


def questions(kind: str, briefing: Briefing, parties: Mapping[str, str]) -> tuple[FormQuestion, ...]:
    """Return the questions of a kind's form, in the order of its fields.

    ``parties`` maps the ids of the briefing's parties to their names.
    """
    struct = struct_of(kind)
    docs = {field.name: field for field in tables(struct)[0].fields}
    fields = {field.name: field for field in reflect.fields(struct)}
    found = []
    if kind == STATEMENT:
        help = "Its id, title or address on the site."
        found.append(FormQuestion("event", "Event", help, is_required=True, example="2025-11-27-talks"))
    for name in canonical_order(struct):
        question = _question(fields[name], docs[name].manual, docs[name].examples, briefing, parties)
        if question is not None:
            found.append(question)
    return tuple(found)


def _question(
    field: reflect.StructField,
    help: str,
    examples: tuple[str, ...],
    briefing: Briefing,
    parties: Mapping[str, str],
) -> FormQuestion | None:
    type, is_list = field.type, isinstance(field.type, reflect.ListType)
    while isinstance(type, reflect.ListType):
        type = type.item
    if field.name in _LEFT_OUT or type.extra.get("boolean"):
        return None
    if isinstance(type, reflect.StructType) and type.struct not in (Citation, Participant):
        return None
    label = field.name.replace("_", " ").capitalize()
    options: tuple[str, ...] = ()
    if field.name == "themes":
        options = tuple(f"{id}: {theme.title}" for id, theme in briefing.themes.items())
        if not options:
            return None
    elif field.name in _OF_PARTIES:
        options = tuple(f"{id}: {name}" for id, name in parties.items())
    elif isinstance(type, reflect.ChoiceType):
        meanings: Mapping[str, str] = type.extra.get("values", {})
        derived = type.extra.get("derived", {})
        words = [word for word in type.words if word not in derived]
        options = tuple(f"{word}: {meanings[word]}" if meanings.get(word) else word for word in words)
    if isinstance(type, reflect.StructType) and type.struct is Citation:
        label = "Sources"
        help = "One in a line: its address, publisher and day, or its id. Without a source nothing can be published."
    elif is_list and not options:
        help = f"{help} One in a line."
    is_required = field.is_required or field.name == "cite"
    is_long = bool(type.extra.get("prose")) or field.name == "quote" or (is_list and not options)
    return FormQuestion(
        field.name, label, help, is_required, is_list, is_long, options, examples[0] if examples else ""
    )


def forms(host: Host, briefing: Briefing, parties: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of all forms by their paths in the repository."""
    write = _markdown if host == "gitlab" else _form
    ending = "md" if host == "gitlab" else "yml"
    found = {
        f"{FORM_FOLDERS[host]}/new-{kind}.{ending}": write(
            f"A new {kind}",
            f"Propose a new {kind} for the briefing.",
            f"brief:{kind}",
            questions(kind, briefing, parties),
        )
        for kind in form_kinds()
    }
    found[f"{FORM_FOLDERS[host]}/correction.{ending}"] = write(
        "A mistake", "Something on the site is wrong.", CORRECTION, correction()
    )
    return {path: text.encode() for path, text in found.items()}


def correction() -> tuple[FormQuestion, ...]:
    """Return the questions of the form for corrections."""
    source = "Its address, and the place in it. Without a source nothing can be changed."
    return (
        FormQuestion("address", "Address of the page", "With the part after `#`, if you have it.", is_required=True),
        FormQuestion("wrong", "What is wrong", "", is_required=True, is_long=True),
        FormQuestion("right", "What it should say", "", is_required=False, is_long=True),
        FormQuestion("source", "Source", source, is_required=True, is_long=True),
    )


def _form(name: str, about: str, label: str, asked: tuple[FormQuestion, ...]) -> str:
    head = [
        f"# {_HEAD}",
        f"name: {quote(name)}",
        f"description: {quote(about)}",
        f"labels: [{json.dumps(label)}]",
        "body:",
    ]
    return "\n".join([*head, *(line for question in asked for line in _field(question))]) + "\n"


def _field(question: FormQuestion) -> Iterator[str]:
    sort = "dropdown" if question.options else "textarea" if question.is_long else "input"
    yield f"  - type: {sort}"
    yield f"    id: {question.field.replace('_', '-')}"
    yield "    attributes:"
    yield f"      label: {quote(question.label)}"
    if question.help:
        yield f"      description: {quote(question.help)}"
    if question.options:
        if question.is_list:
            yield "      multiple: true"
        yield "      options:"
        yield from (f"        - {quote(option)}" for option in question.options)
    elif question.example and not question.is_long:
        yield f"      placeholder: {quote(question.example)}"
    if question.is_required:
        yield "    validations: {required: true}"


def _markdown(name: str, about: str, label: str, asked: tuple[FormQuestion, ...]) -> str:
    lines = [f"<!-- {_HEAD} -->", "", about, "Write below the headings, and leave the headings as they are.", ""]
    for question in asked:
        needed = " (required)" if question.is_required else ""
        choices = "; ".join(option.partition(":")[0] for option in question.options)
        help = f"{question.help}{needed}{f' One of: {choices}.' if choices else ''}".replace("--", "- -").strip()
        lines += [f"### {question.label}", "", f"<!-- {help} -->", "", ""]
    return "\n".join([*lines, f'/label ~"{label}"']) + f"\n<!-- {name} -->\n"
