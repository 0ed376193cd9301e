"""Reflection: annotations in any order of wrapping give the same type."""

from __future__ import annotations

import ast
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from briefgen.config import Options
from briefgen.corpus.records import RecordMeta
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.edtf import Edtf
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Citation, Doc, Part
from tests.conftest import ROOT

LONG = Meta(min_length=1, max_length=9)
A_DOC = Doc("What it is.", "abc")
REF = Meta(extra={"ref": ("actor",)})


class Shelf(Part, frozen=True, kw_only=True):
    """A struct with a field of each type."""

    shorthand = "id"

    id: str
    from_: Annotated[Edtf, Doc("The day.")] = msgspec.field(name="from")
    sizes: tuple[Annotated[int, Meta(ge=1, le=6)], ...] = (1,)
    labels: dict[str, float] = msgspec.field(default_factory=dict)
    kept: bool = True


@pytest.mark.parametrize(
    "annotation",
    [
        Annotated[Annotated[str, LONG] | None, A_DOC, REF],
        Annotated[Annotated[str, LONG, REF] | None, A_DOC],
        Annotated[Annotated[str, LONG, A_DOC, REF] | None, Meta(extra={"prose": False})],
    ],
)
def test_order_of_wrapping_makes_no_difference(annotation: Any) -> None:
    found = reflect.type_of(annotation)
    assert isinstance(found, reflect.TextType)
    assert found.is_optional
    assert (found.description, found.examples) == ("What it is.", ("abc",))
    assert found.extra["ref"] == ("actor",)
    assert (found.min_length, found.max_length) == (1, 9)


def test_outer_annotation_wins_over_inner() -> None:
    inner = Annotated[str, Doc("Inner.", "a"), Meta(extra={"is": "inner"})]
    found = reflect.type_of(Annotated[inner | None, Doc("Outer.", "b"), Meta(extra={"is": "outer"})])
    assert (found.description, found.examples, found.extra["is"]) == ("Outer.", ("b",), "outer")


def test_each_type_of_value_has_its_class() -> None:
    found = {field.attribute: field.type for field in reflect.fields(Shelf)}
    assert found == {
        "id": reflect.TextType(),
        "from_": reflect.DateType(description="The day."),
        "sizes": reflect.ListType(item=reflect.NumberType(is_whole=True, least=1, most=6)),
        "labels": reflect.MappingType(key=reflect.TextType(), value=reflect.NumberType(is_whole=False)),
        "kept": reflect.BooleanType(),
    }
    assert reflect.type_of(Literal["b", "a"]) == reflect.ChoiceType(words=("a", "b"))
    assert reflect.type_of(Citation | None) == reflect.StructType(struct=Citation, is_optional=True)


def test_field_has_its_name_and_default() -> None:
    found = {field.attribute: field for field in reflect.fields(Shelf)}
    assert found["from_"].name == "from"
    assert [name for name, field in found.items() if field.is_required] == ["id", "from_"]
    assert {name: field.default for name, field in found.items() if not field.is_required} == {
        "sizes": (1,),
        "labels": {},
        "kept": True,
    }


def test_struct_has_its_shorthand() -> None:
    assert reflect.shorthand(Shelf) == "id"
    assert reflect.StructType(struct=Citation).shorthand == "source"
    assert reflect.shorthand(Briefing) == ""


@pytest.mark.parametrize("annotation", [bytes, object, set[str]])
def test_unsupported_type_is_rejected(annotation: Any) -> None:
    with pytest.raises(TypeError, match="no field of a brief may be"):
        reflect.type_of(annotation)


def test_union_of_two_types_is_rejected() -> None:
    with pytest.raises(TypeError, match="one of several types"):
        reflect.type_of(str | int | None)


def test_every_type_of_the_model_can_be_read() -> None:
    roots: list[type[msgspec.Struct]] = [*kinds().values(), Briefing, RecordMeta, Options]
    waiting: list[reflect.ValueType] = [reflect.StructType(struct=root) for root in roots]
    seen = set()
    for type in waiting:
        match type:
            case reflect.ListType():
                waiting.append(type.item)
            case reflect.MappingType():
                waiting += [type.key, type.value]
            case reflect.StructType() if type.struct not in seen:
                seen.add(type.struct)
                waiting += [field.type for field in type.fields]
    assert len(seen) > 20


def test_only_one_module_uses_msgspec_inspect() -> None:
    found = set()
    for file in (ROOT / "briefgen").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            used = [ast.unparse(node)] if isinstance(node, ast.Attribute) else [f"{module}{name}" for name in names]
            if any(name.startswith("msgspec.inspect") for name in used):
                found.add(file.relative_to(ROOT).as_posix())
    assert found == {"briefgen/model/reflect.py"}
