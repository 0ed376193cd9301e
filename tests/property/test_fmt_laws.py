"""Formatting laws: data and comments are kept, and formatting is idempotent."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from briefgen.editing.format import formatted, struct_of
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.field_order import NO_SHAPE, canonical, shape_of
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.model.kinds.event import Event
from briefgen.yaml import reader
from briefgen.yaml.comments import comments
from briefgen.yaml.text import YamlFile
from tests.conftest import ROOT
from tests.property.strategies import YAMLISH, values
from tests.support.examples import examples

Struct = type[msgspec.Struct] | None
FOLDERS = (
    "content",
    "tests/data/golden/minimal/content",
    "tests/data/golden/full/content",
    "tests/data/golden/broken/content",
)
_slow = settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
_CASE = re.compile(r"# (content/\S+)")


def _files() -> list[tuple[Path, str, Struct]]:
    """Return every real file with its text and kind: flagship, golden projects, cases."""
    found = []
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.yaml")):
            path = file.relative_to(ROOT / folder).as_posix()
            found.append((file, file.read_text("utf-8"), struct_of(path, "content")))
    for file in sorted((ROOT / "tests/data/cases").rglob("*.yaml")):
        text = file.read_bytes().decode("utf-8", "replace")
        where = _CASE.match(text)
        path = where[1] if where else file.as_posix().rpartition("/content/")[2]
        found.append((file, text, struct_of(path, "content")))
    return found


FILES = _files()


def _obeys(text: str, struct: Struct) -> str:
    """Check all formatting laws and return the formatted text."""
    file = YamlFile("x.yaml", text)
    data, problems = reader.parse(file)
    result = formatted(file, struct)
    assert result.problems == problems
    if data is None or result.left_alone:
        assert result.text == text
        return text
    after, problems = reader.parse(YamlFile("x.yaml", result.text))
    shape = shape_of(struct) if struct else NO_SHAPE
    assert problems == ()
    assert canonical(after, shape) == canonical(data, shape)
    assert _words(result.text) == _words(text)
    again = formatted(YamlFile("x.yaml", result.text), struct)
    assert again.text == result.text
    assert "\r" not in re.sub('"[^"]*"', "", result.text)
    return result.text


def _words(text: str) -> list[str]:
    return sorted(comment.text.rstrip() for comment in comments(text))


def test_real_files_are_found() -> None:
    assert len(FILES) > 600
    assert {struct for _, _, struct in FILES} >= {*kinds().values(), Briefing}


@pytest.mark.parametrize("number", range(10))
def test_formatting_real_files_keeps_data_and_comments(number: int) -> None:
    """Formatted real files keep data and comments, and have their fields in order."""
    for file, text, struct in FILES[number::10]:
        after = _obeys(text, struct)
        data, _ = reader.parse(YamlFile("x.yaml", after))
        if struct is not None and data is not None and "?" not in after[:1]:
            order = shape_of(struct).order
            known = [name for name in data if name in order]
            assert known == sorted(known, key=order.index), file


@pytest.mark.parametrize("number", range(5))
def test_formatted_real_file_decodes_to_the_same(number: int) -> None:
    """A formatted file decodes to the same brief, or has the same problems."""
    for file, text, struct in FILES[number::5]:
        before, _ = reader.parse(YamlFile("x.yaml", text))
        after, _ = reader.parse(YamlFile("x.yaml", formatted(YamlFile("x.yaml", text), struct).text))
        if struct is None or before is None:
            continue
        id = "x" if issubclass(struct, Brief) else None
        one, other = (decode(struct, "x.yaml", canonical(data, shape_of(struct)), id=id) for data in (before, after))
        assert one[0] == other[0], file
        assert sorted(p.message for p in one[1]) == sorted(p.message for p in other[1]), file


# variants of real files


def _blocks(text: str) -> list[str]:
    """Return the top-level fields of a formatted file, each with its lines."""
    return re.split(r"\n(?=[a-z_]+:)", text.removesuffix("\n"))


def _reversed(text: str, chance: random.Random) -> str:
    blocks = _blocks(text)
    chance.shuffle(blocks)
    return "\n".join(blocks) + "\n"


def _with_comments(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for number in range(chance.randint(1, 6)):
        place = chance.randrange(len(lines))
        if chance.random() < 0.5:
            lines[place] += chance.choice(["  ", " ", "\t"]) + f"#own-{number}"
        else:
            lines.insert(place, " " * chance.choice([0, 0, 1, 2, 3, 4, 6]) + f"#own-{number}")
    return "\n".join(lines)


def _with_other_ends(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "  \n", "\n\n\n"]))


def _with_other_style(text: str, chance: random.Random) -> str:
    data, _ = reader.parse(YamlFile("x.yaml", text))
    if data is None:
        return text
    return yaml.safe_dump(
        data,
        allow_unicode=chance.random() < 0.7,
        default_flow_style=chance.choice([True, False, None]),
        default_style=chance.choice([None, None, "'", '"', "|", ">"]),
        width=chance.choice([20, 60, 200]),
        indent=chance.choice([2, 4, 7]),
        explicit_start=chance.random() < 0.3,
        sort_keys=chance.random() < 0.5,
    )


_PIECES = ("\n", "  ", " ", "\t", "# c", "\n# d\n", ": ", "- ", "[", "]", "{", "}", ", ", "'", '"', "|\n", "|+\n", ">-\n", "? ", "---\n", "\\", "~", "x", "é", "\xa0", "\u2028", "- - ", "key:")  # fmt: skip


def _with_typos(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(_PIECES) + text[place + chance.choice([0, 0, 0, 1, 3]) :]
    return text


VARIANTS: tuple[Callable[[str, random.Random], str], ...] = (
    _reversed,
    _with_comments,
    _with_other_ends,
    _with_other_style,
    _with_typos,
)


@settings(_slow, max_examples=examples(600))
@given(st.sampled_from(FILES), st.lists(st.sampled_from(VARIANTS), min_size=1, max_size=3), st.randoms())
def test_formatting_variants_keeps_data_and_comments(
    file: tuple[Path, str, Struct], variants: list[Callable[[str, random.Random], str]], chance: random.Random
) -> None:
    """Shuffled, commented, re-dumped or mutated files keep their data if they parse."""
    _, text, struct = file
    for variant in variants:
        text = variant(text, chance)
    _obeys(text, struct)


@_slow
@given(st.sampled_from(FILES), st.randoms())
def test_shuffled_fields_are_restored(file: tuple[Path, str, Struct], chance: random.Random) -> None:
    """A file with shuffled fields is restored byte for byte, with its comments."""
    _, text, struct = file
    neat = formatted(YamlFile("x.yaml", text), struct)
    if neat.problems or neat.left_alone or struct is None or "#" in text:
        return
    blocks = _blocks(neat.text)
    for number in range(0, len(blocks), 2):
        first, *rest = blocks[number].split("\n")
        blocks[number] = "\n".join([f"{first}  # at {number}", *rest])
    with_comments = formatted(YamlFile("x.yaml", "\n".join(blocks) + "\n"), struct).text
    shuffled = _reversed(with_comments, chance)
    known = set(shape_of(struct).order)
    if all(re.match("[a-z_]+", block)[0] in known for block in blocks):  # type: ignore[index]  # a block begins with a name
        assert formatted(YamlFile("x.yaml", shuffled), struct).text == with_comments


@_slow
@given(st.sampled_from(FILES), st.randoms())
def test_no_comment_is_lost(file: tuple[Path, str, Struct], chance: random.Random) -> None:
    """Each comment text occurs as often as before; counted without a parser."""
    _, text, struct = file
    commented = _with_comments(text, chance)
    after = formatted(YamlFile("x.yaml", commented), struct).text
    assert after.count("#own-") == commented.count("#own-")


# generated files


@pytest.mark.parametrize("struct", [*kinds().values(), Briefing], ids=lambda struct: str(struct.__name__))
@settings(_slow, max_examples=examples(60))
@given(data=st.data(), chance=st.randoms())
def test_formatting_generated_briefs_keeps_data(
    struct: type[msgspec.Struct], data: st.DataObject, chance: random.Random
) -> None:
    """Data by the types, some of it invalid, is written in any YAML style."""
    raw = data.draw(values(inspect.type_info(struct), junk=1).filter(lambda value: isinstance(value, dict)))
    text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
    _obeys(_with_comments(_with_other_style(text, chance), chance), struct)


@settings(_slow, max_examples=examples(400))
@given(YAMLISH)
@example("a: 'x'#c\n")
@example("{s: [],u': 'long enough to be folded when it stands on a line of its own in a block'}# c\n")
@example("a: |\u2028 2")
@example("a:\n- b\n# c\nd: |+\n  e\n\n# f\n")
@example("a:\n  - b\n # c\n  # d\n# e\nf: g\n")
@example("a: [b, # c\n d]\n")
@example("\n  ? a")
@example("--- {}\n  # b")
@example(
    "# c\nz: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]\ntitle: x\n"
)
@example(
    "# c\ncite: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]\ntitle: x\n"
)
@example("\ufeffa:")
@example("a: >2-\n   x\n\n    \nb: 1\n")
def test_formatting_yaml_like_text_keeps_data(text: str) -> None:
    """Pieces of YAML in any order are formatted or left unchanged if they parse."""
    _obeys(text, Event)
