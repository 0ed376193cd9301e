"""Content never reaches Jinja as a template: what looks like one stands on the page as it was typed, in every field of every kind."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from msgspec import inspect

from briefgen import config
from briefgen.briefing import Briefing
from briefgen.cache import Cache
from briefgen.corpus import link
from briefgen.decode import decode
from briefgen.kinds._base import Brief
from briefgen.load import Entry, Loaded, kinds, load
from briefgen.render import render
from tests.conftest import FULL

ID = "zz-sample"
REFS = {
    "actor": "gazette",
    "event": "2031-06-signing",
    "plan": "river-plan",
    "point": "point-locks",
    "source": "wire-relay",
    "dispute": "how-many-points",
    "statement": "2031-05-14-first-talks#north-opens",
    "version": "river-plan@second-draft",
}
# evaluated, each of them would be gone; the last would run a program
MARKS = ("{{ 7-7 }}", "{% import os %}", "{# gone #}", "{{ cycler.init.globals.os.popen('id').read() }}", "{% raw %}", "${ 7-7 }", "<%= 7-7 %>")  # fmt: skip
HOSTILE = f"Zq {' '.join(MARKS)} qz."


def _filled(type: inspect.Type, extra: dict[str, Any] | None = None) -> Any:
    """Return a value of the type with every field in it, and every free text hostile."""
    extra = extra or {}
    match type:
        case inspect.Metadata():
            return _filled(type.type, {**extra, **(type.extra or {})})
        case inspect.UnionType():
            return _filled(next(t for t in type.types if not isinstance(t, inspect.NoneType)), extra)
        case inspect.VarTupleType():
            return [_filled(type.item_type, extra) for _ in range(max(1, type.min_length or 1))]
        case inspect.DictType():
            return {theme: _filled(type.value_type, extra) for theme in ("water", "navigation")}
        case inspect.StructType():
            return {f.encode_name: _filled(f.type) for f in type.fields if f.encode_name not in ("status", "formerly")}
        case inspect.LiteralType():
            return str(type.values[-1])
        case inspect.IntType():
            return str(min(5, type.le or 5))
        case inspect.FloatType():
            return "12.34"
        case inspect.BoolType():
            return "false"
        case inspect.CustomType():
            return "2031-05-20"
        case inspect.StrType():
            return _text(extra)
    raise AssertionError(type)


def _text(extra: dict[str, Any]) -> str:
    if wanted := extra.get("ref"):
        return REFS[wanted[0]]
    if extra.get("is") == "an address":
        return "https://zqxwv.example.org/"
    if extra.get("is") == "an id":
        return "water"
    return str(extra.get("such as") or HOSTILE)


def _rendered(struct: type[Any], data: dict[str, Any]) -> dict[str, str]:
    loaded = load(FULL, FULL / "content", Cache())
    entries, briefing = loaded.entries, loaded.briefing
    if issubclass(struct, Brief):
        brief, problems = decode(struct, "x", data, id=ID)
        assert brief is not None, problems
        entries = (*entries, Entry(f"content/{struct.folder}/{ID}.yaml", ID, struct, brief))
    else:
        found, problems = decode(Briefing, "content/briefing.yaml", data)
        assert found is not None, problems
        briefing = found
    settings, _ = config.read(FULL)
    corpus, _ = link(Loaded(entries, briefing, "content/briefing.yaml", ()))
    rendered, failed = render(corpus, settings)
    assert not failed
    files = {path: content.decode("utf-8", "replace") for path, content in rendered.assets.items()}
    return files | {page.uri: page.markdown for page in rendered.pages}


@pytest.mark.parametrize("kind", [*kinds(), "briefing"])
def test_what_looks_like_a_template_is_text(kind: str) -> None:
    struct: type[Any] = Briefing if kind == "briefing" else kinds()[kind]
    files = _rendered(
        struct, {name: value for name, value in _filled(inspect.type_info(struct)).items() if name != "id"}
    )
    shown = {path: html.unescape(html.unescape(text)) for path, text in files.items() if "Zq " in text}
    assert shown, "no page shows the texts"
    assert not [path for path, text in shown.items() if re.search(r"Zq 0", text)]
    pages = " ".join(" ".join(text.split()) for path, text in shown.items() if path.endswith(".md"))
    assert pages.count(MARKS[0]) >= 3
    for mark in MARKS:
        assert mark.replace("'", "’") in pages.replace("'", "’"), mark
