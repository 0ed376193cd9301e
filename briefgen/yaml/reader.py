"""Parse YAML briefs: bytes to text to plain data, with problems for unsafe YAML.

Every scalar is text, and the model decides what it means. Only a plain ``null``, ``~`` or empty scalar is None.

Aliases, tags, several documents, duplicate keys and the like are rejected. Each becomes a problem with the span of its
parse event. The composer of libyaml gets only text whose events were accepted, because the composer recurses without limit.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import yaml

from briefgen.diagnostics.types import At, Code, Note, Problem, Span
from briefgen.files.codes import too_large
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
    TAG,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY,
)
from briefgen.yaml.conflict import conflict
from briefgen.yaml.errors import control_character_problem, syntax_problem
from briefgen.yaml.text import YamlFile, mark_at

if yaml.__with_libyaml__:
    Loader: Any = yaml.CBaseLoader
else:  # pragma: no cover - depends on how PyYAML was built
    warnings.warn(
        "PyYAML was built without libyaml: reading briefs takes about ten times as long (reinstall the pyyaml wheel)",
        RuntimeWarning,
        stacklevel=2,
    )
    Loader = yaml.BaseLoader


Data = Any
"""Plain data: text, None, lists and mappings with text keys."""


def read(path: str, content: bytes, limits: Limits = LIMITS) -> YamlFile | Problem:
    """Return the file's text, or the problem that it is too large or not UTF-8."""
    if len(content) > limits.file_bytes:
        return too_large(path, len(content), limits.file_bytes)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the offset of the error does not count a byte-order mark
        content = bytes(error.object)
        before = content[: error.start].decode("utf-8", "replace")
        mark = mark_at(before, len(before))
        byte = f"0x{content[error.start]:02x}"
        return NOT_UTF8.problem(path, mark, f"byte `{byte}` is not UTF-8", help="save the file with the encoding UTF-8")
    return YamlFile(path, text)


Judge = Callable[[Data], int]
"""Counts the problems of plain data, so that the best of several repairs of a syntax error can be chosen."""


def _no_problems(_data: Data) -> int:
    return 0


def parse(file: YamlFile, limits: Limits = LIMITS, *, judge: Judge = _no_problems) -> tuple[Data, tuple[Problem, ...]]:
    """Return the file's plain data and its problems.

    The data is None if there are problems. A syntax error is the only problem of its file, because what follows it
    cannot be read.
    """
    if problem := conflict(file):
        return None, (problem,)
    # a text has no more nodes than characters, so short texts need no extra pass
    if len(file.text) > min(limits.nodes, limits.field_characters) and (problem := _beyond(file, limits)):
        return None, (problem,)
    builder = _Builder(file.path, limits.depth)
    try:
        loader = Loader(file.text)
        try:
            builder.build(loader)
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        return None, (control_character_problem(file, error),)
    except yaml.MarkedYAMLError as error:
        # libyaml of PyYAML 6.0.4 has its own limit, and reaches it before it yields the first event of a flow collection
        if "maximum nesting depth" in str(error.problem) and (problem := _deepest(file, limits.depth)):
            return None, (problem,)
        return None, (syntax_problem(file, error, lambda text: _attempt(text, limits, judge)),)
    except _TooDeep as stop:
        return None, (stop.problem,)
    if builder.problems:
        return None, tuple(builder.problems)
    data = builder.root
    if builder.is_empty or data is None:
        return None, (EMPTY.problem(file.path, None, "the file is empty", help="write at least the required fields"),)
    if not isinstance(data, dict):
        found = "a list" if isinstance(data, list) else "text"
        message = f"a brief is a mapping of fields, this is {found}"
        help = f"write `field: value` lines{', without `- ` before them' if isinstance(data, list) else ''}"
        return None, (NOT_A_MAPPING.problem(file.path, Span("", 1, 1), message, help=help),)
    return data, ()


def syntax_error(file: YamlFile) -> Problem | None:
    """Return the syntax error of settings, or None; they may use tags and anchors."""
    try:
        for _ in yaml.parse(file.text, Loader=Loader):
            pass
    except yaml.reader.ReaderError as error:
        return control_character_problem(file, error)
    except yaml.MarkedYAMLError as error:
        return syntax_problem(file, error, lambda text: _attempt(text, CEILING, _no_problems))
    return None


def _attempt(text: str, limits: Limits, judge: Judge) -> tuple[yaml.MarkedYAMLError | None, int]:
    """Return the first syntax error of a text, or None, and the number of its other problems."""
    builder = _Builder("", limits.depth)
    loader = Loader(text)
    try:
        builder.build(loader)
    except yaml.MarkedYAMLError as error:
        return error, 0
    except (yaml.reader.ReaderError, _TooDeep):
        return yaml.MarkedYAMLError(), 0
    finally:
        loader.dispose()
    if builder.problems or not isinstance(builder.root, dict):
        return None, 1 + len(builder.problems)
    return None, judge(builder.root)


def _beyond(file: YamlFile, limits: Limits) -> Problem | None:
    """Return the problem of too many nodes or too long a scalar; builds no data."""
    nodes, depth, loader = 0, 0, Loader(file.text)
    try:
        while loader.check_event():
            event = loader.get_event()
            nodes += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > limits.depth:
                # `parse` reports the depth, and stops there
                return None
            if nodes > limits.nodes:
                message = f"the file has more than {limits.nodes:,} names, values, lists and mappings"
                return TOO_MANY.problem(file.path, _start(event), message, help="split it into several briefs")
            if isinstance(event, yaml.ScalarEvent) and len(event.value) > limits.field_characters:
                message = f"this text has {len(event.value):,} characters, the limit is {limits.field_characters:,}"
                help = "shorten it; whole documents belong in `seeds/`"
                return TOO_LONG.problem(file.path, _start(event), message, help=help)
    except yaml.YAMLError:
        # `parse` reports the syntax error
        return None
    finally:
        loader.dispose()
    return None


def events(text: str, loader: Any = None) -> Iterator[Any]:
    """Yield the events of YAML up to the first syntax error, where the loader stops.

    The loader is that of the briefs if no other is given.
    """
    with suppress(yaml.YAMLError):
        yield from yaml.parse(text, Loader=loader or Loader)


def is_shallow(text: str, loader: Any = None, *, allows_aliases: bool = True) -> bool:
    """Return whether YAML is not nested too deeply for a loader.

    The text counts up to the loader's first syntax error. Some versions of libyaml have a limit of nesting, and PyYAML's
    parser in Python has none. So the loader must be the one that reads the text afterwards. Aliases can be rejected, too.
    """
    depth = 0
    for event in events(text, loader):
        if not allows_aliases and isinstance(event, yaml.AliasEvent):
            return False
        depth += isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
        depth -= isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
        if depth > CEILING.depth:
            return False
    return True


def _start(event: Any) -> Span:
    """Return the start of an event as a span; its end may be a megabyte away."""
    return Span("", event.start_mark.line + 1, event.start_mark.column + 1)


class _TooDeep(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _deepest(file: YamlFile, limit: int) -> Problem | None:
    """Return the problem at the first list or mapping that is nested too deeply, or None.

    PyYAML's parser in Python reads the text, which has no limit.
    """
    depth = 0
    for event in events(file.text, yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > limit:
            return _too_deep(file.path, event, limit)
    return None


def _too_deep(path: str, event: Any, limit: int) -> Problem:
    message = f"lists and mappings are nested more than {limit} deep"
    return TOO_DEEP.problem(path, _mark(event), message, help="look for brackets that are never closed")


def _mark(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span("", start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# an escape in double quotes can stand for a character that is not allowed in the file itself
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ABSENT = object()
_NAME = "write `field: value`, or put text with `[`, `{` or `?` in quotes"


class _Builder:
    """Builds plain data from parse events, with a stack instead of recursion.

    Collects the problems of rejected YAML.
    """

    def __init__(self, path: str, depth: int) -> None:
        self.path = path
        self.depth = depth
        self.problems: list[Problem] = []
        self.root: Data = None
        self.is_empty = True

    def build(self, loader: Any) -> None:
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
                    self._reject_anchor_and_tag(event)
                value: Data = event.value
                if event.style == '"' and (found := _CONTROL.search(value)):
                    message = f"the control character U+{ord(found[0]):04X}, written as an escape"
                    self._note(CONTROL_CHARACTER, event, message, "delete it")
                if not event.style and value in NULLS:
                    value = None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._reject_anchor_and_tag(event)
                if len(stack) >= self.depth:
                    raise _TooDeep(_too_deep(self.path, event, self.depth))
                if stack and type(stack[-1][0]) is dict and key is _ABSENT:
                    self._note(KEY_NOT_TEXT, event, "a list or mapping in the place of a field's name", _NAME)
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
            # reported at its start event
            return None
        if value is None:
            self._note(KEY_NOT_TEXT, event, "a field without a name", _NAME)
            return None
        if value == "<<" and not event.style:
            self._note(ALIAS, event, "`<<` merges another mapping", "write the fields out")
            return None
        if value in container:
            first = Note("first defined here", self.path, (*_path(stack), value), key=True)
            self._note(DUPLICATE_KEY, event, f"`{value}` is defined a second time", "keep one of the two", first)
            return None
        return str(value)

    def _note(self, code: Code, event: Any, message: str, help: str = "", *notes: Note) -> None:
        self.problems.append(code.problem(self.path, _mark(event), message, help=help, notes=notes))

    def _reject_anchor_and_tag(self, event: Any) -> None:
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
