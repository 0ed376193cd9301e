"""YAML briefs: bytes to text to plain data.

With its two neighbours `yamlplaces` and `yamlsettings` the only door to YAML. Every scalar is text, the model decides what it means; a plain ``null``, ``~`` or empty
scalar is None. What the authoring format refuses (aliases, tags, several documents, duplicate keys …) becomes a
problem with the mark of the event that shows it. libyaml's composer is never given text that did not pass the events,
because it recurses without limit.
"""

from __future__ import annotations

import re
import warnings
from itertools import pairwise
from typing import Any

import msgspec
import yaml

from briefgen.diagnostics.types import At, Code, Edit, Fix, Note, Problem, Span
from briefgen.files.limits import CEILING, LIMITS, Limits
from briefgen.yaml.codes import (
    ALIAS,
    CONTROL_CHARACTER,
    DUPLICATE_KEY,
    EMPTY,
    KEY_NOT_TEXT,
    NOT_A_MAPPING,
    NOT_UTF8,
    SEVERAL_DOCUMENTS,
    SYNTAX,
    TAG,
    TOO_DEEP,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
)

if yaml.__with_libyaml__:
    Loader: Any = yaml.CBaseLoader
else:  # pragma: no cover - depends on how PyYAML was built
    warnings.warn(
        "PyYAML was built without libyaml: reading briefs takes about ten times as long (reinstall the pyyaml wheel)",
        RuntimeWarning,
        stacklevel=2,
    )
    Loader = yaml.BaseLoader


class YamlFile(msgspec.Struct, frozen=True):
    """A YAML file's path (relative to the project) and its decoded text, without a byte-order mark."""

    path: str
    text: str


Data = Any
"""Plain data: text, None, lists and mappings with text keys."""


def read(path: str, content: bytes, limits: Limits = LIMITS) -> YamlFile | Problem:
    """Return the file's text, or the problem that keeps it from being text."""
    if len(content) > limits.file_bytes:
        return too_large(path, len(content), limits.file_bytes)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the offset counts from behind a byte-order mark
        content = bytes(error.object)
        before = content[: error.start].decode("utf-8", "replace")
        mark = mark_at(before, len(before))
        byte = f"0x{content[error.start]:02x}"
        return NOT_UTF8.problem(path, mark, f"byte `{byte}` is not UTF-8", help="save the file with the encoding UTF-8")
    return YamlFile(path, text)


def too_large(path: str, size: int, limit: int) -> Problem:
    """Return the problem of a file of this many bytes."""
    message = f"the file has {size / 1024 / 1024:.1f} MiB, the limit is {limit // 1024} KiB"
    return TOO_LARGE.problem(path, None, message, help="split it into several briefs")


def parse(file: YamlFile, limits: Limits = LIMITS) -> tuple[Data, tuple[Problem, ...]]:
    """Return the file's plain data and its problems; with a syntax problem the data is None, one honest error alone."""
    # neither nodes nor characters can be more than the text has; short ones are read once
    if len(file.text) > min(limits.nodes, limits.field_characters) and (told := _beyond(file, limits)):
        return None, (told,)
    builder = _Builder(file.path, limits.depth)
    try:
        loader = Loader(file.text)
        try:
            builder.take(loader)
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        return None, (_control_character(file, error),)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax(file, error),)
    except _TooDeep as stop:
        return None, (stop.problem,)
    if builder.problems:
        return None, tuple(builder.problems)
    data = builder.root
    if builder.is_empty or data is None:
        return None, (EMPTY.problem(file.path, None, "the file is empty", help="type at least the required fields"),)
    if not isinstance(data, dict):
        found = "a list" if isinstance(data, list) else "text"
        message = f"a brief is a mapping of fields, this is {found}"
        return None, (NOT_A_MAPPING.problem(file.path, Span("", 1, 1), message, help="write `field: value` lines"),)
    return data, ()


def _beyond(file: YamlFile, limits: Limits) -> Problem | None:
    """Return where a text has more nodes, or a longer scalar, than the limits allow; builds nothing."""
    nodes, depth, loader = 0, 0, Loader(file.text)
    try:
        while loader.check_event():
            event = loader.get_event()
            nodes += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.depth:
                # said by the reading proper, which gets no further
                return None
            if nodes > limits.nodes:
                message = f"the file has more than {limits.nodes:,} names, values, lists and mappings"
                return TOO_MANY.problem(file.path, _start(event), message, help="split it into several briefs")
            if isinstance(event, yaml.ScalarEvent) and len(event.value) > limits.field_characters:
                message = f"this text has {len(event.value):,} characters, the limit is {limits.field_characters:,}"
                help = "say it shorter; whole documents belong to `seeds/`"
                return TOO_LONG.problem(file.path, _start(event), message, help=help)
    except yaml.YAMLError:
        # the reading proper says what is wrong
        return None
    finally:
        loader.dispose()
    return None


def is_shallow(text: str) -> bool:
    """Return whether a text can be composed without running out of stack; raises `yaml.YAMLError` for what is not YAML."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        depth -= isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
        if depth > CEILING.depth:
            return False
    return True


def _start(event: Any) -> Span:
    """Return where an event begins; its end may be a megabyte away."""
    return Span("", event.start_mark.line + 1, event.start_mark.column + 1)


class _TooDeep(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _mark(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span("", start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# a double-quoted escape can name what the plain text of a file may not hold
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ABSENT = object()
_NAME = "write `field: value`, or put text with `[`, `{` or `?` in quotes"


class _Builder:
    """Builds plain data from parse events, with a stack instead of recursion, and notes what is refused."""

    def __init__(self, path: str, depth: int) -> None:
        self.path = path
        self.depth = depth
        self.problems: list[Problem] = []
        self.root: Data = None
        self.is_empty = True

    def take(self, loader: Any) -> None:
        get = loader.get_event
        documents = 0
        # an open container: (container, pending key or _ABSENT for "a key comes next"; lists have no key)
        stack: list[Any] = []
        key: Any = _ABSENT
        while True:
            event = get()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_decoration(event)
                value: Data = event.value
                if event.style == '"' and (found := _CONTROL.search(value)):
                    message = f"the control character U+{ord(found[0]):04X}, written as an escape"
                    self._note(CONTROL_CHARACTER, event, message, "delete it")
                if not event.style and value in NULLS:
                    value = None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_decoration(event)
                if len(stack) >= self.depth:
                    raise _TooDeep(
                        TOO_DEEP.problem(
                            self.path,
                            _mark(event),
                            f"lists and mappings are nested more than {self.depth} deep",
                            help="look for brackets that are never closed",
                        )
                    )
                if stack and type(stack[-1][0]) is dict and key is _ABSENT:
                    self._note(KEY_NOT_TEXT, event, "a list or mapping stands where a field's name belongs", _NAME)
                stack.append(({} if kind is yaml.MappingStartEvent else [], key))
                key = _ABSENT
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value, key = stack.pop()
            elif kind is yaml.AliasEvent:
                self._note(ALIAS, event, f"`*{event.anchor}` is an alias", "write the value out, or put it in quotes")
                value = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note(SEVERAL_DOCUMENTS, event, "a second document starts here", "one file holds one brief")
                    return
                continue
            elif kind is yaml.StreamEndEvent:
                return
            else:
                continue
            if not stack:
                self.root = value
                self.is_empty = False
                continue
            container = stack[-1][0]
            if type(container) is list:
                container.append(value)
            elif key is _ABSENT:
                key = self._key(event, kind, value, stack)
            else:
                if key is not None:
                    container[key] = value
                key = _ABSENT

    def _key(self, event: Any, kind: Any, value: Data, stack: list[Any]) -> str | None:
        container: dict[str, Data] = stack[-1][0]
        if kind is not yaml.ScalarEvent:
            # said when it began
            return None
        if value is None:
            self._note(KEY_NOT_TEXT, event, "a field without a name", _NAME)
            return None
        if value == "<<" and not event.style:
            self._note(ALIAS, event, "`<<` merges another mapping", "write the fields out")
            return None
        if value in container:
            first = Note("first defined here", self.path, (*_path(stack), value), key=True)
            self._note(DUPLICATE_KEY, event, f"`{value}` stands here a second time", "keep one of the two", first)
            return None
        return str(value)

    def _note(self, code: Code, event: Any, message: str, help: str = "", *notes: Note) -> None:
        self.problems.append(code.problem(self.path, _mark(event), message, help=help, notes=notes))

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(ALIAS, event, f"`&{event.anchor}` is an anchor", "remove it, or put the text in quotes")
        if event.tag is not None:
            self._note(TAG, event, f"`{_short_tag(event.tag)}` is a tag", "remove it, or put the text in quotes")


def _path(stack: list[Any]) -> At:
    """Return the data path of the innermost open container."""
    pairs = pairwise(stack)
    return tuple(len(parent) if type(parent) is list else key for (parent, _), (_, key) in pairs)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


_COLON = "mapping values are not allowed"
_FIELD = re.compile(r"( *(?:- +)*[a-z_]+: +)([^\s'\"|>\[{&*!%@`#][^#\n]*?: [^#\n]*?)( +#.*)?")
_WORDING = (
    (
        _COLON,
        "a colon followed by a space inside text",
        "put the whole text in quotes, or start a folded block with `>-`",
    ),
    (
        "found character that cannot start any token",
        "text may not start with this character",
        "put the text in quotes; indent with spaces, never with tabs",
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "check the indentation and the quotes above",
    ),
    ("could not find expected ':'", "a field's name without a colon", "write `field: value`"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close the quote"),
    (
        "did not find expected '-' indicator",
        "this line does not belong to the list above it",
        "start it with `- `, or change the indentation",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in square brackets is never closed",
        "add `]`, or put text with brackets in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping in braces is never closed",
        "add `}`, or put text with braces in quotes",
    ),
    ("did not find expected node content", "something is missing or too much here", "check commas and brackets"),
    ("found undefined alias", "`*` starts an alias", "put the text in quotes"),
    (
        "block sequence entries are not allowed",
        "a list cannot start here",
        "put `- ` on a line of its own, or the text in quotes",
    ),
    ("while scanning an anchor", "`&` starts an anchor", "put the text in quotes"),
    ("while scanning an alias", "`*` starts an alias", "put the text in quotes"),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape that YAML does not know",
        "use single quotes",
    ),
    ("found a tab character", "a tab", "indent with spaces"),
)


def _syntax(file: YamlFile, error: yaml.MarkedYAMLError) -> Problem:
    place = error.problem_mark or error.context_mark
    mark = _inside(file.text, place.line + 1, place.column + 1) if place else Span("", 1, 1)
    said = f"{error.context or ''} {error.problem or ''}".strip()
    for known, message, help in _WORDING:
        if known in said:
            fix = _quoted(file.text, mark.line) if known == _COLON else None
            return SYNTAX.problem(file.path, mark, message, help=help, fix=fix)
    return SYNTAX.problem(
        file.path, mark, said or "not YAML", help="check quotes, colons and indentation near this place"
    )


def _quoted(text: str, line: int) -> Fix | None:
    """Return the fix that puts the text of a field on one line into quotes, where the line is a field with such text."""
    all_lines = text.split("\n")
    match = _FIELD.fullmatch(all_lines[line - 1].rstrip("\r")) if line <= len(all_lines) else None
    if match is None:
        return None
    start = sum(len(before) + 1 for before in all_lines[: line - 1]) + match.start(2)
    written = "'" + match[2].replace("'", "''") + "'"
    return Fix("put the text in quotes", (Edit(start, start + len(match[2]), written),))


def _inside(text: str, line: int, column: int) -> Span:
    """Return a mark that lies in the text: libyaml counts a line more than there is where the last one does not end."""
    found = lines(text)
    return Span("", line, column) if line <= len(found) else Span("", len(found), len(found[-1]) + 1)


def _control_character(file: YamlFile, error: yaml.reader.ReaderError) -> Problem:
    # libyaml counts bytes, the Python reader counts characters: the first refused character is found anew
    for index, character in enumerate(file.text):
        if not _is_printable(character):
            message = f"the control character U+{ord(character):04X}"
            return CONTROL_CHARACTER.problem(file.path, mark_at(file.text, index), message, help="delete it")
    return CONTROL_CHARACTER.problem(file.path, Span("", 1, 1), str(error.reason), help="delete it")


def _is_printable(character: str) -> bool:
    point = ord(character)
    return (
        0x20 <= point <= 0x7E
        or character in "\t\n\r\x85\ufeff"
        or 0xA0 <= point <= 0xD7FF
        or 0xE000 <= point <= 0xFFFD
        or point >= 0x10000
    )


LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def lines(text: str) -> list[str]:
    """Return the text's lines as YAML counts them, without their ends."""
    return LINE_BREAK.split(text)


def mark_at(text: str, index: int) -> Span:
    """Return the line and column of an offset."""
    before = lines(text[:index])
    return Span("", len(before), len(before[-1]) + 1)
