"""Briefs with a unique marker in every field, to search pages for.

They are generated from the types, so that a new field is filled without a change here. The briefs that a field refers to
are generated too, with a unique title, because pages show the title and not the id.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

import msgspec
from msgspec import inspect

from briefgen.corpus.load import LoadedFile
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds

_FIRST_DAY = date(1901, 1, 1)
_LANGUAGES = (("uk", "Ukrainian"), ("fr", "French"))
_BRIEFING_LANGUAGE = ("sux", "Sumerian")
"""A language without translations and dates, because tests search the pages for English words."""
# the default script of a language is not shown
_SCRIPTS = (("Latn", "(Latin)"), ("Cyrl", "(Cyrillic)"))
_COUNTRIES = ("NO", "CH")
PERSON = "Zara Zqpen"
"""The name of an actor that every `body` mentions."""
# some fields hide or replace each other, so no brief has both
LEFT_OUT: Mapping[int, frozenset[str]] = {
    0: frozenset({"reviewed.named"}),
    1: frozenset({"reviewed.brief", "statements.quote"}),
}
NEEDED = frozenset({"statements.speaker", "statements.paraphrase", "versions.text"})
"""Optional fields without which others are not shown."""
WHOLE = 2
"""How many samples of a kind have all fields; the others have the required and the enumerated ones."""


class Marker(msgspec.Struct, frozen=True):
    """The value of a field of a sample, and the words that show it on a page."""

    path: str
    typed: str
    shown: tuple[str, ...]
    choices: tuple[str, ...] = ()
    """The values of an enumerated field."""
    ref: str = ""
    """The brief, statement or version that it names."""


class Sample(msgspec.Struct, frozen=True):
    """A brief with its markers; for the briefing itself the kind is `briefing`."""

    kind: str
    id: str
    number: int
    content: Any
    markers: tuple[Marker, ...]

    def all(self, path: str) -> tuple[Marker, ...]:
        """Return the markers of a field."""
        return tuple(marker for marker in self.markers if marker.path == path)

    def one(self, path: str) -> Marker:
        """Return the first marker of a field."""
        return self.all(path)[0]


@cache
def info(struct: type[msgspec.Struct]) -> inspect.Type:
    """Return the type information of a struct."""
    return inspect.type_info(struct)


def paths(type: inspect.Type, at: str = "") -> Iterator[str]:
    """Yield the path of every field that an editor can type, nested ones included."""
    match type:
        case inspect.Metadata():
            yield from paths(type.type, at)
        case inspect.UnionType():
            for branch in type.types:
                yield from paths(branch, at)
        case inspect.VarTupleType():
            yield from paths(type.item_type, at)
        case inspect.DictType():
            yield f"{at}.*"
            # a value without fields is at the path of the mapping
            yield from tuple(paths(type.value_type, at)) or (at,)
        case inspect.StructType():
            for field in type.fields:
                if at or field.encode_name != "id":
                    inner = f"{at}.{field.encode_name}" if at else field.encode_name
                    deeper = tuple(paths(field.type, inner))
                    # a struct is shown by its fields
                    yield from deeper or (inner,)


class Maker:
    """Makes samples, and the briefs that they refer to."""

    def __init__(self) -> None:
        self._numbers = count(2001)
        self.entries: list[LoadedFile] = []
        self.themes: dict[str, Any] = {}
        self._kind = ""
        self._number = 0
        self._markers: list[Marker] = []
        self._plan = ""
        self.add("actor", "zz-person", {"name": PERSON})

    def add(self, kind: str, id: str, data: Mapping[str, Any]) -> Any:
        """Add a brief as an editor would type it, and return it."""
        struct = kinds()[kind]
        data = data if kind == "source" else {"summary": "A summary.", **data}
        brief, problems = decode(struct, f"content/{struct.folder}/{id}.yaml", data, id=id)
        assert brief is not None, problems
        self.entries.append(LoadedFile(f"content/{struct.folder}/{id}.yaml", id, struct, brief))
        return brief

    def sample(self, kind: str, number: int) -> Sample:
        """Return a brief of a kind with a marker in every field, and add it."""
        self._begin(kind, number)
        id = f"zz-{kind}-{number}"
        data = self._value(info(kinds()[kind]), "", {})
        return Sample(kind, id, number, self.add(kind, id, data), tuple(self._markers))

    def briefing(self, *more_parties: str) -> Sample:
        """Return the briefing with a marker in every field and the samples' themes."""
        self._begin("briefing", 0)
        data = self._value(info(Briefing), "", {})
        data["themes"] |= self.themes
        data["parties"] += more_parties
        briefing, problems = decode(Briefing, "content/briefing.yaml", data)
        assert briefing is not None, problems
        return Sample("briefing", "", 0, briefing, tuple(self._markers))

    def _begin(self, kind: str, number: int) -> None:
        self._kind, self._number, self._markers, self._plan = kind, number, [], ""

    def word(self) -> str:
        """Return a word that occurs nowhere else."""
        number, letters = next(self._numbers), ""
        while number:
            number, digit = divmod(number, 26)
            letters += string.ascii_lowercase[digit]
        return f"Zq{letters}"

    def _mark(self, path: str, typed: str, *shown: str, choices: tuple[str, ...] = (), ref: str = "") -> str:
        self._markers.append(Marker(path, typed, shown or (typed,), choices, ref))
        return typed

    def _value(self, type: inspect.Type, path: str, extra: dict[str, Any]) -> Any:
        match type:
            case inspect.Metadata():
                return self._value(type.type, path, {**extra, **(type.extra or {})})
            case inspect.UnionType():
                return self._value(next(t for t in type.types if not isinstance(t, inspect.NoneType)), path, extra)
            case inspect.VarTupleType():
                return self._items(type, path)
            case inspect.DictType():
                key = self._string(f"{path}.*", _extra(type.key_type))
                return {key: self._value(type.value_type, path, {})}
            case inspect.StructType():
                fields = (f for f in type.fields if (path or f.encode_name != "id") and self._is_wanted(f, path))
                return {f.encode_name: self._value(f.type, f"{path}.{f.encode_name}".strip("."), {}) for f in fields}
            case inspect.LiteralType():
                return self._choice(path, tuple(str(value) for value in type.values))
            case inspect.IntType() if "values" in extra:
                return self._choice(path, tuple(extra["values"]))
            case inspect.IntType():
                return self._mark(path, str(next(self._numbers)))
            case inspect.FloatType():
                number = next(self._numbers) / 100
                return self._mark(path, f"{number:.2f}", f"{number}")
            case inspect.CustomType():
                return self._day(path)
            case inspect.StrType():
                return self._string(path, extra)
        raise AssertionError(type)

    def _items(self, type: inspect.VarTupleType, path: str) -> list[Any]:
        kinds = _extra(type.item_type).get("ref", ())
        if len(kinds) > 1:
            # how a brief is shown may depend on its kind
            return [self._reference(path, kind) for kind in kinds]
        return [self._value(type.item_type, path, {}) for _ in range(type.min_length or 1)]

    def _is_wanted(self, field: inspect.Field, path: str) -> bool:
        inner = f"{path}.{field.encode_name}".strip(".")
        if self._number < WHOLE:
            return inner not in LEFT_OUT[self._number]
        return field.required or inner in NEEDED or _has_choice(field.type)

    def _choice(self, path: str, values: tuple[str, ...]) -> str:
        if path == "status":
            return self._mark(path, "published")
        return self._mark(path, values[self._number % len(values)], choices=values)

    def _day(self, path: str) -> str:
        day = _FIRST_DAY + timedelta(days=next(self._numbers))
        return self._mark(path, day.isoformat(), f"{day.day} {day:%B %Y}", f"‹datetime={day.isoformat()}›")

    def _string(self, path: str, extra: dict[str, Any]) -> str:
        if wanted := extra.get("ref"):
            return self._reference(path, wanted[0])
        if "loose_ref" in extra and self._number != 1:
            return self._reference(path, extra["loose_ref"][0])
        if (self._kind, path) in (("point", "versions.in"), ("point", "component")):
            part = "versions" if path == "versions.in" else "components"
            id, label = self._plan.split()[part == "components"].split("=")
            return self._mark(path, id, label)
        if path == "themes":
            id, title = self.word().lower(), self.word()
            self.themes[id] = title
            return self._mark(path, id, title, f"themes/{id}/")
        if path == "body":
            word = self.word()
            self._mark(path, word)
            return f"{word} met {PERSON}."
        return self._form(path, extra.get("is", ""))

    def _form(self, path: str, form: str) -> str:
        number, word, turn = next(self._numbers), self.word(), self._number % 2
        match form:
            case "":
                return self._mark(path, word)
            case "an id" | "the id of a version of this plan":
                return self._mark(path, word.lower())
            case "an address":
                host = f"{word.lower()}.example.org"
                return self._mark(path, f"https://{host}/", f"‹href=https://{host}/")
            case "a language code":
                code, name = _BRIEFING_LANGUAGE if self._kind == "briefing" else _LANGUAGES[turn]
                return self._mark(path, code, name)
            case "a script code":
                return self._mark(path, *_SCRIPTS[turn])
            case "a path in `content/media/`":
                name = f"{word.lower()}.png"
                return self._mark(path, name, f"media/{name}")
            case "a country code":
                return self._mark(path, _COUNTRIES[turn])
        forms = {
            "a Wikidata id": f"Q{number}",
            "a VIAF number": f"{number}",
            "an ISNI": f"{number:015d}X",
            "an ISO 3166 code": f"NO-{number % 1000}",
            "a GND number": f"{number:09d}",
            "an ORCID": f"0000-0002-1825-{number % 10000:04d}",
            "a ROR id": f"0aa{number:04d}99",
            "an LEI": f"ZZ{number:018d}",
            "a fingerprint": f"{number:08x}",
            "a row of fingerprints": f"{number:06x}",
            "a colour": f"#{number:06x}",
        }
        return self._mark(path, forms[form])

    def _reference(self, path: str, kind: str) -> str:
        """Return a reference to a new brief, statement or version whose title is the marker."""
        id, label = self.word().lower(), self.word()
        ref = id
        if kind == "statement":
            ref = f"{id}#said"
            said = {"id": "said", "speaker": "zz-person", "paraphrase": "Words.", "cite": ["zz-plain-source"]}
            self.add("event", id, {"title": label, "date": "1950", "statements": [said]})
        elif kind == "part":
            ref = f"{id}#zz-part"
            part = {"id": "zz-part", "title": label}
            self.add("point", id, {**smallest("point", self.word(), next(self._numbers)), "parts": [part]})
        elif kind in ("plan", "version"):
            version, component = self.word(), self.word()
            version = label if kind == "version" else version
            self._plan = f"zz-version={version} zz-component={component}"
            self.add(
                "plan",
                id,
                {
                    "title": self.word() if kind == "version" else label,
                    "versions": [{"id": "zz-version", "label": version, "date": "1951-02"}],
                    "components": [{"id": "zz-component", "title": component}],
                },
            )
            ref = f"{id}@zz-version" if kind == "version" else id
        else:
            self.add(kind, id, smallest(kind, label, next(self._numbers)))
        self._mark(path, ref, label, ref=ref)
        return ref


def smallest(kind: str, label: str, number: int) -> dict[str, Any]:
    """Return the required fields of a brief of a kind."""
    accounts = [{"claim": f"{answer}.", "held_by": ["zz-person"]} for answer in ("Yes", "No")]
    more: dict[str, dict[str, Any]] = {
        "actor": {},
        "plan": {},
        "event": {"date": "1950"},
        "point": {"plan": "zz-plain-plan", "number": str(number)},
        "source": {},
        "dispute": {"accounts": accounts},
    }
    return {"name" if kind == "actor" else "title": label, **more[kind]}


def _extra(type: inspect.Type) -> dict[str, Any]:
    return {**_extra(type.type), **(type.extra or {})} if isinstance(type, inspect.Metadata) else {}


def _has_choice(type: inspect.Type) -> bool:
    match type:
        case inspect.Metadata():
            return "values" in (type.extra or {}) or _has_choice(type.type)
        case inspect.UnionType():
            return any(_has_choice(branch) for branch in type.types)
        case inspect.VarTupleType():
            return _has_choice(type.item_type)
        case inspect.StructType():
            return any(_has_choice(field.type) for field in type.fields)
    return isinstance(type, inspect.LiteralType)


def choices(kind: str) -> int:
    """Return the largest number of values of an enumerated field of the kind."""
    return max(_longest(info(kinds()[kind])), WHOLE)


def _longest(type: inspect.Type) -> int:
    match type:
        case inspect.Metadata():
            return max(len((type.extra or {}).get("values", ())), _longest(type.type))
        case inspect.UnionType():
            return max(_longest(branch) for branch in type.types)
        case inspect.VarTupleType():
            return _longest(type.item_type)
        case inspect.StructType():
            return max(_longest(field.type) for field in type.fields)
        case inspect.LiteralType():
            return len(type.values)
    return 0
