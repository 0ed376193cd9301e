"""Make a draft brief from the text of an issue form.

The text may have any author, so it is only ever data. Every value is quoted as YAML. File names are made of letters,
digits and hyphens. No file is overwritten, and each new brief is a draft. What a value means is left to the check, so nothing
that was typed is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from briefgen.corpus.corpus import Corpus
from briefgen.corpus.names import Names
from briefgen.diagnostics import edits
from briefgen.diagnostics.types import Edit, Problem
from briefgen.editing.format import NotTheSame, formatted
from briefgen.editing.insert_field import last_value, line_start, new_field, new_lines
from briefgen.editing.issue_forms import CORRECTION, STATEMENT, FormQuestion, form_kinds, questions, struct_of
from briefgen.editing.scaffold import PLACEHOLDER, label_field
from briefgen.files.limits import CEILING
from briefgen.model import reflect
from briefgen.model.edtf import NotADate, parse
from briefgen.model.ids import RESERVED, suggested_id
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import MAX_ID, Citation
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event
from briefgen.text.lines import collapsed
from briefgen.text.typography import ADDRESS
from briefgen.yaml import reader, spans
from briefgen.yaml.quote import quote
from briefgen.yaml.text import YamlFile

MOST_CHARACTERS = 100_000
"""The most characters of an issue's text; a host allows 65,536."""
_EMPTY = ("", "_No response_", "None", "n/a")
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_LABEL = re.compile(r"brief:([a-z]+)")
_EVENT_PAGE = re.compile(r"/events/([a-z0-9-]+)/")


class NoBrief(Exception):
    """No brief can be made of the text. The message says why, and what to do."""


class MadeBriefs(msgspec.Struct, frozen=True):
    """The files to write, by path in the project, and remarks for the editor."""

    files: Mapping[str, bytes]
    remarks: tuple[str, ...]


def kind_of_labels(labels: Sequence[str]) -> str:
    """Return the kind that an issue's labels name.

    Raises NoBrief if they name none, several, or a correction.
    """
    found = {match[1] for label in labels if (match := _LABEL.fullmatch(label))} & {*form_kinds()}
    if len(found) == 1:
        return found.pop()
    if CORRECTION in labels:
        raise NoBrief("a correction has no brief of its own; change the page that it names")
    kinds = ", ".join(f"`brief:{kind}`" for kind in form_kinds())
    raise NoBrief(f"the issue needs exactly one of the labels {kinds}, or give `--kind`")


def made(
    kind: str,
    text: str,
    corpus: Corpus,
    content: str,
    *,
    number: int | None,
    read: Callable[[str], bytes | None],
    is_taken: Callable[[str], bool],
) -> MadeBriefs:
    """Return the files of a brief from the text of a form of this kind.

    ``content`` is the path of the content folder in the project, and ``number`` the issue's number. ``read`` returns the
    content of a file by its path, or None. ``is_taken`` returns whether there is a file at a path. Raises NoBrief.
    """
    if len(text) > MOST_CHARACTERS:
        raise NoBrief(f"the text has {len(text)} characters, the limit is {MOST_CHARACTERS}; shorten it")
    parties = {id: actor.name for id in corpus.briefing.parties if (actor := corpus.find(id, Actor))}
    asked = questions(kind, corpus.briefing, parties)
    answers = _answers(text, asked)
    if not answers:
        headings = ", ".join(f"`### {question.label}`" for question in asked if question.is_required)
        raise NoBrief(f"the text has no answers below the headings of the form; the form of `{kind}` has {headings}")
    return _Maker(kind, corpus, content, number, read, is_taken).made(asked, answers)


def _answers(text: str, asked: Sequence[FormQuestion]) -> dict[str, str]:
    """Return the answers by field.

    An answer goes on to the heading of another question that has no answer yet, so that other headings are part of it.
    """
    text = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    fields = {question.label: question.field for question in asked}
    answers: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        field = fields.get(line.removeprefix("### ").strip(), "") if line.startswith("### ") else ""
        if field and field not in answers:
            lines = answers[field] = []
        else:
            lines.append(line)
    found = {field: "\n".join(lines).strip() for field, lines in answers.items()}
    return {field: answer for field, answer in found.items() if answer not in _EMPTY}


class _Maker:
    """Turns answers into files."""

    def __init__(
        self,
        kind: str,
        corpus: Corpus,
        content: str,
        number: int | None,
        read: Callable[[str], bytes | None],
        is_taken: Callable[[str], bool],
    ) -> None:
        self._kind = kind
        self._corpus = corpus
        self._content = content
        self._number = number
        self._read = read
        self._is_taken = is_taken
        self._names = Names(corpus)
        self._files: dict[str, bytes] = {}
        self._remarks: list[str] = []
        self._taken = {*corpus.briefs, *corpus.former}

    def made(self, asked: Sequence[FormQuestion], answers: Mapping[str, str]) -> MadeBriefs:
        fields = {field.name: field.type for field in reflect.fields(struct_of(self._kind))}
        values: dict[str, Any] = {}
        for question in asked:
            answer = answers.get(question.field)
            if answer is not None and question.field in fields:
                values[question.field] = self._value(question, answer, fields[question.field])
            elif answer is None and question.is_required:
                self._remarks.append(f"`{question.field}` was left empty")
                if question.field in fields and question.field != "cite":
                    values[question.field] = PLACEHOLDER
        if self._kind == STATEMENT:
            self._add_statement(answers.get("event", ""), values)
        else:
            self._add_brief(self._kind, values)
        return MadeBriefs(self._files, tuple(self._remarks))

    def _value(self, question: FormQuestion, answer: str, type: reflect.ValueType) -> Any:
        if not question.is_list:
            if question.options:
                return answer.partition(":")[0].strip()
            return self._one(answer if question.is_long else collapsed(answer), type)
        inner = type.item if isinstance(type, reflect.ListType) else type
        if question.options:
            chosen = [option.partition(":")[0] for option in question.options if option in answer.split(", ")]
            return chosen or _split(answer)
        if isinstance(inner, reflect.StructType) and inner.struct is Citation:
            return list(dict.fromkeys(self._cited(line) for line in _lines(answer)))
        if isinstance(inner, reflect.StructType):
            inner = next(field.type for field in inner.fields if field.name == inner.shorthand)
        return list(dict.fromkeys(self._one(line, inner) for line in _lines(answer)))

    def _one(self, text: str, type: reflect.ValueType) -> str:
        """Return the id that a reference stands for, or the text as it was typed."""
        kinds = type.extra.get("ref") or type.extra.get("loose_ref") or ()
        return (self._names.find(text, kinds) if kinds else "") or text

    def _cited(self, line: str) -> str:
        """Return the id of a source; a new address gets a draft of its own."""
        address = ADDRESS.search(line)
        if address is None:
            return self._names.find(line, ("source",)) or line
        url = address[0] if "://" in address[0] else f"https://{address[0]}"
        known = self._names.at_address(url)
        if known:
            return known
        about = [part.strip(" -–—()[]<>\t") for part in re.split(r"[,;|]", line.replace(address[0], " "))]
        dates = [part for part in about if _is_date(part)]
        words = [part for part in about if part and part not in dates]
        host = url.split("/")[2].removeprefix("www.")
        values = {"title": PLACEHOLDER, "publisher": words[0] if words else host, "url": url}
        if dates:
            values["published"] = dates[0]
        day = f"{dates[0]}-" if dates else ""
        return self._add_brief("source", values, f"{day}{values['publisher']}")

    def _add_brief(self, kind: str, values: dict[str, Any], name: str = "") -> str:
        """Add the file of a new draft; return its id."""
        struct = kinds()[kind]
        label = str(values.get(label_field(struct), ""))
        day = str(values.get("date", ""))
        name = name or (f"{day[:10]}-{label}" if kind == "event" and _is_date(day[:10]) else label)
        id = self._free_id(name, f"{self._content}/{struct.folder}")
        lines = [f"# From issue {self._number}."] if self._number else []
        order = [field.name for field in reflect.fields(struct)]
        lines += [line for field in sorted(values, key=order.index) for line in _written(field, values[field])]
        path = f"{self._content}/{struct.folder}/{id}.yaml"
        text = "\n".join([*lines, "status: draft"]) + "\n"
        self._files[path] = _laid_out(path, text, struct)
        return id

    def _free_id(self, name: str, folder: str) -> str:
        wanted = suggested_id(name.replace(PLACEHOLDER, "")) or f"from-issue-{self._number or 'form'}"
        id, number = wanted, 1
        while id in self._taken or id in RESERVED or self._is_taken(f"{folder}/{id}.yaml"):
            number += 1
            id = f"{wanted[: MAX_ID - 6].strip('-')}-{number}"
        self._taken.add(id)
        return id

    def _add_statement(self, event: str, values: dict[str, Any]) -> None:
        """Add a statement to the file of its event. Raises NoBrief if that is unknown or cannot be edited."""
        page = _EVENT_PAGE.search(event)
        wanted = page[1] if page else collapsed(event)
        found = self._corpus.find(wanted, Event) or self._corpus.find(self._names.find(wanted, ("event",)), Event)
        if found is None:
            raise NoBrief(f"there is no event `{wanted[:80]}`; give its id, such as `2025-11-27-talks`")
        path = self._corpus.paths[found.id]
        taken = {statement.id for statement in found.statements}
        words = str(values.get("quote") or values.get("paraphrase") or "")
        speaker = str(values.get("speaker") or "statement")
        name = suggested_id(f"{speaker} {' '.join(words.split()[:4])}")[: MAX_ID - 4].strip("-") or "statement"
        number = 1
        chosen = name
        while chosen in taken:
            number += 1
            chosen = f"{name}-{number}"
        content = self._read(path)
        new = None if content is None else _with_statement(path, content, {"id": chosen, **values})
        if new is None:
            raise NoBrief(f"`{path}` cannot be edited automatically; add the statement by hand")
        self._files[path] = new


def _lines(answer: str) -> list[str]:
    """Return the lines of an answer without the marks of a list."""
    found = (collapsed(line).lstrip("-*•").strip() for line in answer.split("\n"))
    return list(dict.fromkeys(filter(None, found)))


def _split(answer: str) -> list[str]:
    return list(filter(None, (part.partition(":")[0].strip() for part in re.split(r",|\n", answer))))


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except NotADate:
        return False
    return True


def _written(field: str, value: Any) -> Iterator[str]:
    """Yield a field as lines of YAML."""
    if isinstance(value, list):
        yield f"{field}: [{', '.join(quote(str(item), in_flow=True) for item in value)}]"
    elif "\n" in (text := str(value)) and not text.startswith((" ", "\n")) and _is_block_safe(text):
        yield f"{field}: |-"
        yield from (f"  {line}" if line else "" for line in text.split("\n"))
    else:
        yield f"{field}: {quote(text)}"


def _is_block_safe(text: str) -> bool:
    return all(character == "\n" or character.isprintable() for character in text)


def _laid_out(path: str, text: str, struct: type[msgspec.Struct]) -> bytes:
    try:
        return formatted(YamlFile(path, text), struct).text.encode()
    except NotTheSame:
        return text.encode()


def _with_statement(path: str, content: bytes, values: dict[str, Any]) -> bytes | None:
    """Return an event's file with a statement added at the end, or None if no edit does only that."""
    file = reader.read(path, content, CEILING)
    if isinstance(file, Problem):
        return None
    data, _ = reader.parse(file, CEILING)
    places = spans.compose(file)
    if data is None or places is None:
        return None
    lines = [line for field, value in values.items() for line in _written(field, value)]
    item = [f"{'  ' if number else '- '}{line}" if line else "" for number, line in enumerate(lines)]
    said = data.get("statements")
    ways: list[tuple[Edit, ...]] = []
    if isinstance(said, list) and said:
        first, _ = places.range(("statements", 0)) or (0, 0)
        dash = file.text.rfind("-", line_start(file.text, first), first)
        indent = " " * (dash - line_start(file.text, first)) if dash >= 0 else None
        inner = last_value({"statements": said})
        _, end = places.range(inner) or (0, 0)
        if indent is not None:
            ways += new_lines(file.text, end, [indent + line if line else "" for line in item])
    elif said is None:
        block = ["statements:", *(f"  {line}" if line else "" for line in item)]
        ways += new_field(file.text, data, places, block, flow="", later=("formerly", "autolink"))
    already = said if isinstance(said, list) else []
    for way in ways:
        text = edits.apply(file.text, way)
        found = reader.parse(YamlFile(path, text), CEILING)[0]
        if found is not None and {**found, "statements": None} == {**data, "statements": None}:
            wanted = found.get("statements")
            if isinstance(wanted, list) and wanted[: len(already)] == already and len(wanted) == len(already) + 1:
                return content[: len(content) - len(file.text.encode())] + text.encode()
    return None
