"""Schema law: a JSON Schema accepts exactly the files without a shape problem.

The exceptions that a schema cannot express are listed below.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from msgspec import inspect

from briefgen.diagnostics.types import Problem
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.json_schema import BRIEFING, names
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import ROOT
from tests.property.editor_view import Scalars, Typed, complaints, read
from tests.property.strategies import values
from tests.support.examples import examples
from tests.support.mutation.mutate import MUTATIONS

SPELLINGS = st.sampled_from((
    *("0x1f", "0o17", "1e3", "1234e567", "+5", "007", "0000000121032683", "5.0", "5.", ".5", "-0", "-12345", "1.5"),
    *("true", "false", "True", "FALSE", ".inf", "-.inf", ".nan", "Null", "nULL", "~", "0", "1", "5", "6", "7", "25"),
    *("10001", "12345678", "100000000000000000000", "999", "-1000", "2025", "2025.11", "2025-11", "2025-11-31", "/"),
    *("2025-02-29", "2024-02-29", "1900-02-29", "-0004-02-29", "-0000", "2024-11-24/2023", "2025/..", "../..", ".."),
    *("2000-02-29T24:00", "2025-11-27T14:30+15", "2025-21", "2025-XX-01", "201X", "Y10000", "Y999", "2025-11-27??"),
    *("yes", "NO", "a\nb", "2025\n"),
))  # fmt: skip


def struct_of(name: str) -> type[Any]:
    """Return the struct of a kind of brief, or of the briefing."""
    return Briefing if name == BRIEFING else kinds()[name]


def shape_problems(name: str, text: str) -> tuple[Problem, ...] | None:
    """Return the check's shape problems of a file, or None if it is not plain YAML."""
    data, problems = reader.parse(YamlFile("x.yaml", text))
    if problems:
        return None
    struct = struct_of(name)
    return decode(struct, "x.yaml", data, id="x" if issubclass(struct, Brief) else None)[1]


def disagreement(name: str, text: str) -> str:
    """Return a disagreement of schema and check, or an empty text; allows exceptions."""
    problems = shape_problems(name, text)
    if problems is None:
        return ""
    value, scalars = read(text)
    errors = complaints(name, value)
    if problems and not errors:
        return "".join(f"only the check: {p}\n" for p in problems if not _is_beyond_a_schema(p, scalars))
    if errors and not problems:
        return "".join(f"only the schema: {e.message} {list(e.path)}\n" for e in errors if not _is_overseen(e, scalars))
    return ""


# The exceptions, as the schema module names them. Each must be at the location of the disagreement.


def _is_beyond_a_schema(problem: Problem, scalars: Scalars) -> bool:
    typed = _typed(problem.at, scalars)
    if typed is None:
        return False
    ends_before_it_starts = problem.code.id == "BG205" and "ends before" in problem.help
    is_out_of_bounds = problem.code.id == "BG207" and not typed.is_plain and _is_number(typed.text)
    # leading zeros and exponents are not checked: a pattern that allows them would allow every number
    is_bare_number = problem.code.id == "BG206" and typed.is_plain and isinstance(typed.value, int | float)
    return ends_before_it_starts or is_out_of_bounds or typed.is_unusual or is_bare_number


def _is_overseen(error: ValidationError, scalars: Scalars) -> bool:
    at = tuple(error.absolute_path)
    typed = _typed(at, scalars)
    if typed is None:
        return False
    is_exponent_in_quotes = not typed.is_plain and _is_number(typed.text) and not re.fullmatch("-?[0-9]+", typed.text)
    return typed.is_unusual or is_exponent_in_quotes or (typed.text.casefold() == "null" and typed.value is not None)


def _typed(at: Any, scalars: Scalars) -> Typed | None:
    return scalars.get(at) or (scalars.get(at[:-1]) if at else None)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", text))


@st.composite
def files(draw: st.DrawFn, struct: type[Any]) -> str:
    """Draw a file: data by the type, some of it invalid, each scalar quoted or plain."""
    data = draw(values(inspect.type_info(struct), junk=1))
    assume(isinstance(data, dict))
    data.pop("id", None)
    return "".join(f"{line}\n" for line in _lines(draw, data))


def _lines(draw: st.DrawFn, data: Any) -> list[str]:
    """Write a mapping or list as YAML blocks; some scalars are replaced."""
    found = []
    marks = (
        [(f"{_quoted(key)}:", item) for key, item in data.items()]
        if isinstance(data, dict)
        else [("-", i) for i in data]
    )
    for mark, item in marks:
        if isinstance(item, dict | list) and item:
            found += [mark, *(f"  {line}" for line in _lines(draw, item))]
        elif isinstance(item, dict | list):
            found.append(f"{mark} {'{}' if isinstance(item, dict) else '[]'}")
        else:
            item = draw(SPELLINGS) if draw(st.integers(0, 5)) == 0 else item
            found.append(f"{mark} {_scalar(item, is_plain=draw(st.booleans()))}")
    return found


def _scalar(text: str | None, *, is_plain: bool) -> str:
    if text is None:
        return ""
    return text if is_plain and _reads_back(text) else _quoted(text)


def _reads_back(text: str) -> bool:
    data, problems = reader.parse(YamlFile("", f"- x: {text}\n"[2:]))
    return not problems and data in ({"x": text}, {"x": None})


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@pytest.mark.parametrize("name", names())
@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_schema_and_check_agree_on_generated_files(name: str, data: st.DataObject) -> None:
    """For plain YAML, schema errors and shape problems occur together."""
    text = data.draw(files(struct_of(name)))
    assert disagreement(name, text) == "", text


def _real() -> list[tuple[str, Path]]:
    folders = {struct.folder: name for name, struct in kinds().items()}
    found = []
    for content in (ROOT / "content", *sorted((ROOT / "tests/data/golden").glob("*/content"))):
        for file in sorted(content.rglob("*.yaml")):
            folder = file.relative_to(content).parts[0]
            found.append((folders.get(folder, BRIEFING), file))
    return found


REAL = _real()


def test_schema_and_check_agree_on_real_files() -> None:
    assert {name for name, _ in REAL} == set(names())
    judged = {file: (shape_problems(name, file.read_text("utf-8")), name) for name, file in REAL}
    good = [(file, name) for file, (problems, name) in judged.items() if problems == ()]
    assert len(good) > 0.9 * len(REAL)
    assert [file for file, name in good if complaints(name, read(file.read_text("utf-8"))[0])] == []
    bad = [(file, name) for file, (problems, name) in judged.items() if problems]
    assert [file for file, name in bad if not complaints(name, read(file.read_text("utf-8"))[0])] == []


def test_schema_and_check_agree_on_mutated_files() -> None:
    """Schema and check agree on a few mutations of each real file."""
    chance = random.Random(5)
    judged, refused = 0, 0
    for name, file in REAL:
        text = file.read_text("utf-8")
        for mutate in chance.sample(MUTATIONS, 3):
            mutated = mutate(text, chance).decode("utf-8", "replace")
            problems = shape_problems(name, mutated)
            judged += problems is not None
            refused += bool(problems)
            assert disagreement(name, mutated) == "", f"{file} after {mutate}"
    assert judged > len(REAL)
    assert refused > len(REAL) // 4
