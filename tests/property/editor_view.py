"""A file as a language server reads it: YAML 1.2 values and JSON Schema errors.

Each value keeps its source text, so that a disagreement with the check can be traced to a spelling.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, NamedTuple

import yaml
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from briefgen.diagnostics.types import At
from briefgen.model.json_schema import schema


class Typed(NamedTuple):
    """A scalar with its source text."""

    text: str
    is_plain: bool
    value: Any

    @property
    def is_unusual(self) -> bool:
        """Return whether the value's JSON form differs from its source text."""
        if isinstance(self.value, bool):
            return self.text != str(self.value).lower()
        return isinstance(self.value, int | float) and self.text != str(self.value)


Scalars = dict[At, Typed]
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def read(text: str) -> tuple[Any, Scalars]:
    """Return the values by the YAML 1.2 core schema, and the scalars by their path."""
    scalars: Scalars = {}
    return _value(yaml.compose(text, Loader=yaml.CBaseLoader), (), scalars), scalars


def complaints(name: str, value: Any) -> list[ValidationError]:
    """Return the JSON Schema errors of the value as a brief of the kind."""
    return list(_validator(name).iter_errors(value))


@cache
def _validator(name: str) -> Any:
    Draft202012Validator.check_schema(schema(name))
    return _Validator(schema(name))


def _pattern(_: Any, pattern: str, value: Any, __: Any) -> Any:
    """Match as ECMA-262 does: `$` does not match before a final line break."""
    if isinstance(value, str) and not re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]  # the stub lacks it


def _value(node: Any, at: At, scalars: Scalars) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value, (*at, key.value), scalars) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*at, index), scalars) for index, item in enumerate(node.value)]
    value = node.value if node.style else _core(node.value)
    scalars[at] = Typed(node.value, not node.style, value)
    return value


def _core(text: str) -> Any:
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch("0o[0-7]+", text):
        return int(text[2:], 8)
    if re.fullmatch("0x[0-9a-fA-F]+", text):
        return int(text[2:], 16)
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)", text):
        return -math.inf if text.startswith("-") else math.inf
    return math.nan if text in (".nan", ".NaN", ".NAN") else text
