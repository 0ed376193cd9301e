"""Every field of every model reaches a page: what an editor types is never silently dropped."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from msgspec import inspect

from briefgen import config
from briefgen.corpus.cache import Cache
from briefgen.corpus.corpus import link
from briefgen.corpus.load import Loaded, LoadedFile, kinds, load
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.kinds._base import Brief, Part
from briefgen.render.templates import render
from tests.conftest import FULL
from tests.filled import Filler

ID = "zz-sample"
WORD = "Zqxwv"
Path = tuple[str, ...]


def _fields(type: inspect.Type, at: Path = ()) -> Iterator[tuple[Path, inspect.Type]]:
    """Yield the path and type of every field of a struct, those of nested structs included."""
    match type:
        case inspect.Metadata():
            yield from _fields(type.type, at)
        case inspect.UnionType():
            for branch in type.types:
                yield from _fields(branch, at)
        case inspect.VarTupleType():
            yield from _fields(type.item_type, at)
        case inspect.DictType():
            yield from _fields(type.value_type, at)
        case inspect.StructType():
            for field in type.fields:
                if field.encode_name != "id" or at:
                    yield (*at, field.encode_name), field.type
                    # a citation is the same wherever it stands; its inside is tried at the top
                    if field.encode_name != "cite" or not at:
                        yield from _fields(field.type, (*at, field.encode_name))


_FILLER = Filler(
    WORD,
    id="zqxwv",
    address=f"https://{WORD.lower()}.example.org/",
    day="1987-06-05",
    keys=("zz-theme",),
    is_wanted=lambda field: field.required,
)


# what a field needs beside it before it can be seen
_CONTEXT: dict[tuple[str, Path], dict[str, Any]] = {
    ("event", ("place", "lat")): {"place": {"name": "X", "lon": "1"}},
    ("event", ("place", "lon")): {"place": {"name": "X", "lat": "1"}},
}
_VERSION = {"in": "second-draft", "change": "deferred"}
_VALUES: dict[tuple[str, Path], Any] = {
    ("event", ("statements", "stance")): "open",
    ("event", ("statements", "date")): "1999-01-02",
    ("point", ("versions",)): [_VERSION],
    ("point", ("versions", "in")): "second-draft",
    ("point", ("versions", "change")): "amended",
    ("point", ("versions", "wording")): "verbatim",
    ("point", ("component",)): "money",
    ("point", ("versions", "number")): "17",
    ("briefing", ("parties",)): ["mara-vell"],
    ("briefing", ("themes",)): {"water": "Water", "navigation": "Navigation", "zz-theme": WORD},
}
_COMMON: dict[Path, Any] = {("themes",): ["water"], ("status",): "draft", ("autolink",): "false"}


def _with(data: dict[str, Any], kind: str, type: inspect.Type, path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the data without and with the field of the path; the structs on the way hold their required fields."""
    without = {**copy.deepcopy(data), **copy.deepcopy(_CONTEXT.get((kind, path), {}))}
    if kind == "point" and path[0] == "versions" and len(path) > 1:
        without["versions"] = [dict(_VERSION)]
    if path == ("reviewed", "named"):
        without["cite"] = ["wire-relay"]
    if path == ("autolink",):
        without["body"] = "The River Gazette wrote about it."
    here, current = without, type
    for step in path[:-1]:
        field = _field(current, step)
        inner = here.setdefault(step, _FILLER.value(field.type))
        here = (
            inner[0]
            if isinstance(inner, list)
            else next(iter(inner.values()))
            if isinstance(field_type(field.type), inspect.DictType)
            else inner
        )
        current = field.type
    last = _field(current, path[-1])
    result = copy.deepcopy(without)
    target = result
    for step in path[:-1]:
        inner = target[step]
        target = (
            inner[0]
            if isinstance(inner, list)
            else inner
            if path[-1] in inner or step != "themes"
            else next(iter(inner.values()))
        )
    value = _VALUES.get((kind, path), _COMMON.get(path) or _FILLER.value(last.type))
    if last.required:
        here[path[-1]] = _other(value)
    if path == ("versions", "wording"):
        here["text"] = target["text"] = "Words."
    target[path[-1]] = value
    return without, result


def _other(value: Any) -> Any:
    """Return another value of the same sort, for a field that cannot be left out."""
    swap = {
        "1987-06-05": "1988-07-06",
        WORD: "Other",
        "5": "6",
        "second-draft": "first-draft",
        "amended": "dropped",
        "gazette": "northland",
        "river-plan": "zz-plan",
        "not-reported": "deferred",
        "zqxwv": "other",
        "wire-relay": "gazette-report",
        "https://zqxwv.example.org/": "https://other.example.org/",
        "uk": "fr",
    }
    if isinstance(value, str):
        return swap.get(value, f"{value}x")
    if isinstance(value, list):
        return [{k: _other(v) for k, v in item.items()} if isinstance(item, dict) else _other(item) for item in value]
    return value


def field_type(type: inspect.Type) -> inspect.Type:
    """Return the type without its metadata."""
    return field_type(type.type) if isinstance(type, inspect.Metadata) else type


def _field(type: inspect.Type, name: str) -> inspect.Field:
    match type:
        case inspect.Metadata():
            return _field(type.type, name)
        case inspect.UnionType():
            return _field(next(t for t in type.types if not isinstance(t, inspect.NoneType)), name)
        case inspect.VarTupleType():
            return _field(type.item_type, name)
        case inspect.DictType():
            return _field(type.value_type, name)
        case inspect.StructType():
            return next(f for f in type.fields if f.encode_name == name)
    raise AssertionError(type)


@cache
def _loaded() -> Loaded:
    return load(FULL, FULL / "content", Cache())


def _pages(entries: tuple[LoadedFile, ...], briefing: Briefing) -> dict[str, str]:
    settings, _ = config.read(FULL)
    corpus, _ = link(Loaded(entries, briefing, "content/briefing.yaml", ()))
    rendered, problems = render(corpus.without_drafts(), settings)
    assert not problems
    # the front matter is for machines: what counts is what a reader sees
    pages = {page.uri: page.markdown.split("---\n", 2)[2] for page in rendered.pages}
    return {**pages, **rendered.redirects}


CASES = [
    (name, path)
    for name, struct in (*kinds().items(), ("briefing", Briefing))
    for path, _ in _fields(inspect.type_info(struct))
]


def test_the_walk_finds_the_fields() -> None:
    assert ("event", ("statements", "original", "lang")) in CASES
    assert ("briefing", ("themes", "colour")) in CASES
    assert len(CASES) > 150


@pytest.mark.parametrize(
    ("kind", "path"), CASES, ids=lambda value: value if isinstance(value, str) else ".".join(value)
)
def test_field_shows_up_on_a_page(kind: str, path: Path) -> None:
    struct: type[Any] = Briefing if kind == "briefing" else kinds()[kind]
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    base = {f.encode_name: _FILLER.value(f.type) for f in info.fields if f.required and f.encode_name != "id"}
    if kind == "briefing":
        base |= {"themes": {"water": {"title": "Water"}, "navigation": {"title": "Navigation"}}, "as_of": "2031-05-20"}
    without, with_it = _with(base, kind, info, path)
    before, after = (_rendered(struct, data) for data in (without, with_it))
    assert before != after, f"{kind}.{'.'.join(path)} changes no page"
    value = _VALUES.get((kind, path))
    if value is None and _FILLER.value(_type_at(info, path)) == WORD and path[-1] != "license":
        assert any(WORD in text for text in after.values()), f"{kind}.{'.'.join(path)} is not shown"


def _type_at(type: inspect.Type, path: Path) -> inspect.Type:
    for step in path[:-1]:
        type = _field(type, step).type
    return _field(type, path[-1]).type


def _rendered(struct: type[Any], data: dict[str, Any]) -> dict[str, str]:
    loaded = _loaded()
    if not issubclass(struct, Brief):
        briefing, problems = decode(Briefing, "content/briefing.yaml", data)
        assert briefing is not None, problems
        return _pages(loaded.entries, briefing)
    brief, problems = decode(struct, "x", data, id=ID)
    assert brief is not None, problems
    entry = LoadedFile(f"content/{struct.folder}/{ID}.yaml", ID, struct, brief)
    return _pages((*loaded.entries, entry), loaded.briefing)


def test_parts_are_known() -> None:
    assert issubclass(Briefing, Part)
