"""Content is never evaluated by Jinja: template syntax is shown as typed.

Tested in every field of every kind.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from msgspec import inspect

from briefgen import config
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, LoadedFile, load
from briefgen.model.briefing import Briefing
from briefgen.model.decode import decode
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief
from briefgen.render.templates import render
from tests.conftest import FULL
from tests.support.filled import Filler

ID = "zz-sample"
# Jinja would remove or evaluate each of these; the fourth would run a program
MARKS = ("{{ 7-7 }}", "{% import os %}", "{# gone #}", "{{ cycler.init.globals.os.popen('id').read() }}", "{% raw %}", "${ 7-7 }", "<%= 7-7 %>")  # fmt: skip
HOSTILE = f"Zq {' '.join(MARKS)} qz."


_FILLER = Filler(
    HOSTILE,
    id="water",
    address="https://zqxwv.example.org/",
    day="2031-05-20",
    keys=("water", "navigation"),
    is_wanted=lambda field: field.encode_name not in ("status", "formerly"),
)


def _rendered(struct: type[Any], data: dict[str, Any]) -> dict[str, str]:
    loaded = load(FULL, FULL / "content", Cache())
    entries, briefing = loaded.entries, loaded.briefing
    if issubclass(struct, Brief):
        brief, problems = decode(struct, "x", data, id=ID)
        assert brief is not None, problems
        entries = (*entries, LoadedFile(f"content/{struct.folder}/{ID}.yaml", ID, struct, brief))
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
def test_template_syntax_in_fields_is_shown_as_text(kind: str) -> None:
    struct: type[Any] = Briefing if kind == "briefing" else kinds()[kind]
    files = _rendered(
        struct, {name: value for name, value in _FILLER.value(inspect.type_info(struct)).items() if name != "id"}
    )
    shown = {path: html.unescape(html.unescape(text)) for path, text in files.items() if "Zq " in text}
    assert shown, "no page shows the texts"
    assert not [path for path, text in shown.items() if re.search(r"Zq 0", text)]
    pages = " ".join(" ".join(text.split()) for path, text in shown.items() if path.endswith(".md"))
    assert pages.count(MARKS[0]) >= 3
    for mark in MARKS:
        assert mark.replace("'", "’") in pages.replace("'", "’"), mark
