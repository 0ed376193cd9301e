"""A brief in the folder of another kind, or in none, is one finding."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from briefgen.corpus.cache import Cache
from briefgen.corpus.load import load
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.intended import FIELD_SYNONYMS, WORD_SYNONYMS
from briefgen.model.kinds._all import kinds
from tests.conftest import write
from tests.support.mistakes import CLEAN

BY_FOLDER = {
    folder: next(text for path, text in CLEAN.items() if path.startswith(f"content/{folder}/"))
    for folder in sorted(kind.folder for kind in kinds().values())
}


def _found(folder: Path, path: str, text: str) -> list[tuple[str, str, str]]:
    write(folder, {"content/briefing.yaml": "title: T\n", path: text})
    loaded = load(folder, folder / "content", Cache())
    problems = [*loaded.problems, *(problem for entry in loaded.entries for problem in entry.problems)]
    return [(problem.code.id, problem.path, problem.help) for problem in problems]


@pytest.mark.parametrize(("own", "other"), [*permutations(BY_FOLDER, 2)])
def test_brief_in_folder_of_other_kind_is_one_finding(own: str, other: str, tmp_path: Path) -> None:
    path = f"content/{other}/some-brief.yaml"
    found = _found(tmp_path, path, BY_FOLDER[own])
    assert found == [("BG116", path, f"move it to `content/{own}/some-brief.yaml`")]


@pytest.mark.parametrize("own", BY_FOLDER)
def test_brief_outside_of_the_folders_is_sent_to_its_own(own: str, tmp_path: Path) -> None:
    path = "content/some-brief.yaml"
    assert _found(tmp_path / "top", path, BY_FOLDER[own]) == [
        ("BG116", path, f"move it to `content/{own}/some-brief.yaml`")
    ]
    path = "content/misc/some-brief.yaml"
    assert _found(tmp_path / "misc", path, BY_FOLDER[own]) == [("BG116", path, f"move its file to `content/{own}/`")]


def _structs(type: reflect.ValueType) -> list[reflect.StructType]:
    inner = [type.item] if isinstance(type, reflect.ListType) else []
    inner += [type.value] if isinstance(type, reflect.MappingType) else []
    inner += [field.type for field in type.fields] if isinstance(type, reflect.StructType) else []
    own = [type] if isinstance(type, reflect.StructType) else []
    return [*own, *(found for each in inner for found in _structs(each))]


def test_synonyms_lead_to_fields_and_words_of_the_model() -> None:
    kinds_and_briefing: list[type[msgspec.Struct]] = [*kinds().values(), Briefing]
    found = [struct for each in kinds_and_briefing for struct in _structs(reflect.StructType(struct=each))]
    types = [field.type for struct in found for field in struct.fields]
    names = {field.name for struct in found for field in struct.fields}
    words = {word for type in types if isinstance(type, reflect.ChoiceType) for word in type.words}
    assert {name for meant in FIELD_SYNONYMS.values() for name in meant} - names == set()
    assert {word for meant in WORD_SYNONYMS.values() for word in meant} - words == set()
