"""Hypothesis strategies: briefs by type, invalid data, YAML-like text, dates."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from briefgen.model.kinds._base import Part

IDS = st.sampled_from(["ministry", "wire", "plan", "point-01", "a", "2025-11-27-talks"])
WORDS = st.one_of(
    st.sampled_from(["Two sides met.", "null", "~", "true", "1", "Мара", "😀", "[[ministry]]", "so [@wire, p. 3]"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30),
)
_SUCH_AS = {"an address": "https://example.org/a", "an id": "opening"}

JUNK = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "true",
            "x y",
            "Id",
            "a\n",
            "2025-13-01",
            "2025/2024",
            "0",
            "-1",
            "7",
            "1.5",
            "1e3",
            "1e400",
            "nan",
            "inf",
            "1_000",
            " 1",
            "٣",
            "x" * 81,
            "x" * 601,
            "javascript:x",
            "a#b",
            "a@b",
            "#fff",
            "ua",
            "Q1\n",
        ]
    ),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just(["a"]),
    st.just([["a"]]),
    st.just({"a": "b"}),
    st.just({"source": None}),
    st.just([{"id": "a"}]),
)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Draw an EDTF date of level 0 or 1, intervals included."""
    if not draw(st.booleans()):
        return draw(moments())
    one, other = draw(moments(with_day_only=True)), draw(moments(with_day_only=True))
    one, other = sorted((one, other))
    return draw(st.sampled_from([f"{one}/{other}", f"{one}/..", f"../{other}", f"{one}/", f"/{other}"]))


@st.composite
def moments(draw: st.DrawFn, *, with_day_only: bool = False) -> str:
    """Draw a single date of any precision."""
    year = f"{draw(st.integers(0, 9999)):04d}"
    month = f"{draw(st.integers(1, 12)):02d}"
    day = f"{draw(st.integers(1, 28)):02d}"
    whole = f"{year}-{month}-{day}"
    if with_day_only:
        return whole
    mark = draw(st.sampled_from(["", "?", "~", "%"]))
    clock = f"{draw(st.integers(0, 23)):02d}:{draw(st.integers(0, 59)):02d}"
    zone = draw(st.sampled_from(["", ":30", "Z", "-04", "+04:30", "+0430"]))
    season = draw(st.integers(21, 24))
    far = draw(st.integers(10_000, 999_999_999))
    sign = draw(st.sampled_from(["", "-"])) if year != "0000" else ""
    return draw(
        st.sampled_from(
            [
                f"{sign}{whole}{mark}",
                f"{sign}{year}-{month}{mark}",
                f"{sign}{year}{mark}",
                f"{whole}T{clock}{zone}",
                f"{year}-{season}{mark}",
                f"{sign}{year[:3]}X{mark}",
                f"{sign}{year[:2]}XX{mark}",
                f"{year}-XX{mark}",
                f"{year}-XX-XX{mark}",
                f"{year}-{month}-XX{mark}",
                f"Y{sign}{far}{mark}",
            ]
        )
    )


def values(type: inspect.Type, extra: dict[str, Any] | None = None, *, junk: float = 0.0) -> st.SearchStrategy[Any]:
    """Draw plain data that fits the type; with ``junk``, some values do not fit."""
    good = _values(type, extra or {}, junk)
    if not junk:
        return good
    # one value in twelve is invalid, so that a brief has no, one or a few problems
    return st.integers(0, 11).flatmap(lambda n: JUNK if n == 0 else good)


def _values(type: inspect.Type, extra: dict[str, Any], junk: float) -> st.SearchStrategy[Any]:
    match type:
        case inspect.Metadata():
            return _values(type.type, {**extra, **(type.extra or {})}, junk)
        case inspect.UnionType():
            return _values(next(t for t in type.types if not isinstance(t, inspect.NoneType)), extra, junk)
        case inspect.VarTupleType():
            low = type.min_length or 0
            return st.lists(values(type.item_type, junk=junk), min_size=low, max_size=low + 1)
        case inspect.DictType():
            return st.dictionaries(IDS, values(type.value_type, junk=junk), max_size=2)
        case inspect.StructType():
            return _structs(type, junk)
        case inspect.LiteralType():
            return st.sampled_from([str(value) for value in type.values])
        case inspect.IntType():
            return st.integers(type.ge or 0, type.le or 40).map(str)
        case inspect.FloatType():
            return st.floats(type.ge, type.le).map(str)
        case inspect.CustomType():
            return dates()
    return _texts(extra)


def _structs(type: inspect.StructType, junk: float) -> st.SearchStrategy[Any]:
    fields = [field for field in type.fields if field.encode_name != "id" or issubclass(type.cls, Part)]
    # Of fields of which one is needed, the first stands for all.
    either = type.cls.one_of[:1] if issubclass(type.cls, Part) else ()
    needed = [f for f in fields if f.required or f.encode_name in either]
    required = {f.encode_name: values(f.type, junk=junk) for f in needed}
    optional = {f.encode_name: values(f.type, junk=junk) for f in fields if f not in needed}
    whole = _some(required, optional, junk)
    shorthand = type.cls.shorthand if issubclass(type.cls, Part) else ""
    return st.one_of(whole, required[shorthand]) if shorthand else whole


@st.composite
def _some(
    draw: st.DrawFn,
    required: dict[str, st.SearchStrategy[Any]],
    optional: dict[str, st.SearchStrategy[Any]],
    junk: float,
) -> dict[str, Any]:
    names = list(required) + (
        draw(st.lists(st.sampled_from(list(optional)), max_size=3, unique=True)) if optional else []
    )
    if junk and draw(st.integers(0, 11)) == 0:
        names = names[1:]
    data = {name: draw({**required, **optional}[name]) for name in names}
    if junk and draw(st.integers(0, 11)) == 0:
        data[draw(st.sampled_from(["sumary", "id", "x"]))] = draw(JUNK)
    return data


def _texts(extra: dict[str, Any]) -> st.SearchStrategy[str]:
    if kinds := extra.get("ref"):
        mark = {"statement": "#", "version": "@"}.get(kinds[0])
        return st.tuples(IDS, IDS).map(lambda ids: f"{ids[0]}{mark}{ids[1]}") if mark else IDS
    if name := extra.get("is"):
        return st.just(str(extra.get("such as") or _SUCH_AS[name]))
    return WORDS


YAML_PIECES = st.sampled_from(
    ["a", "b", "title", ":", ": ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", '"', "|\n", ">-\n", "#", " #", "&x ", "*x", "!t ", "<<", "? ", "---\n", "...\n", "%YAML 1.2\n", "\t", "\r\n", "\x85", "\u2028", "\ufeff", "\x07", "\\u0007", "\\", "~", "null", "😀", "é", "@", "`", "0", "\x00"]
)  # fmt: skip
YAMLISH = st.lists(YAML_PIECES, max_size=40).map("".join)
