"""`briefgen refs` finds every reference to a brief, at the position of the id."""

from __future__ import annotations

import json
from pathlib import Path

from briefgen.cli import _selected
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import load
from briefgen.editing.occurrences import mentions
from briefgen.model.kinds._base import kind_of
from tests.conftest import ROOT, run, write
from tests.support.small import project

FILES = {
    "content/actors/ministry.yaml": "name: M\nsummary: S.\nformerly: [bureau]\ncite: [wire]\n",
    "content/actors/a.yaml": "name: Ä\nsummary: >-\n  Of [[bureau]] and\n  [[ministry|it]].\npart_of: [bureau]\ncite: [wire]\n",
    "content/events/e.yaml": (
        'title: E\ndate: 2025\nsummary: "Ümläut 😀 [[ministry]] `[[ministry]]` [@wire, p. 3]"\n'
        "statements:\n  - {id: one, speaker: 'ministry', cite: [{source: wire}]}\n"
        "  - {id: two, speaker: a, responds_to: [e#one], cite: [wire]}\nintroduces: [plan@first-draft]\ncite: [wire]\n"
    ),
}


def _refs(folder: Path, *words: str) -> tuple[int, str, str]:
    result = run("briefgen", "refs", *words, cwd=folder)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout, result.stderr


def _project(folder: Path) -> Path:
    write(project(folder, FILES), {"mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})
    return folder


def test_references_by_present_and_former_ids_have_positions(tmp_path: Path) -> None:
    code, text, _ = _refs(_project(tmp_path), "ministry")
    assert code == 0
    assert text == (
        "content/events/e.yaml:3:22 summary\n"
        "content/events/e.yaml:5:25 statements.speaker\n"
        "content/actors/a.yaml:3:8 summary\n"
        "content/actors/a.yaml:4:5 summary\n"
        "content/actors/a.yaml:5:11 part_of\n"
        "content/briefing.yaml:3:11 parties\n"
        "\n"
        "6 references to `ministry` in 3 files\n"
        "  event     statements.speaker 1, summary 1\n"
        "  actor     summary 2, part_of 1\n"
        "  briefing  parties 1\n"
    )
    assert _refs(tmp_path, "bureau")[1] == text


def test_json_output_is_stable(tmp_path: Path) -> None:
    code, text, _ = _refs(_project(tmp_path), "plan", "--json")
    assert code == 0
    assert json.loads(text) == {
        "version": 1,
        "id": "plan",
        "references": [
            {"path": "content/events/e.yaml", "line": 7, "column": 14, "field": "introduces", "by": "e"},
            {"path": "content/points/point-01.yaml", "line": 3, "column": 7, "field": "plan", "by": "point-01"},
        ],
    }
    briefing = json.loads(_refs(tmp_path, "ministry", "--json")[1])["references"][-1]
    assert briefing["by"] is None


def test_part_of_a_brief_has_its_own_references(tmp_path: Path) -> None:
    _project(tmp_path)
    assert _refs(tmp_path, "e#one")[1].startswith("content/events/e.yaml:6:")
    assert "1 reference to `plan@first-draft` in 1 file" in _refs(tmp_path, "plan@first-draft")[1]
    assert _refs(tmp_path, "e#two")[:2] == (0, "nothing refers to `e#two`\n")


def test_unknown_id_or_part_is_rejected_with_a_suggestion(tmp_path: Path) -> None:
    _project(tmp_path)
    for wrong, said in (
        ("ministri", "unknown id `ministri`; did you mean `ministry`?"),
        ("e#onne", "`e` has no part `#onne`; did you mean `e#one`?"),
        ("plan@second", "`plan` has no part `@second`"),
        ("", "unknown id ``"),
    ):
        code, _, text = _refs(tmp_path, wrong)
        assert (code, said in text) == (2, True), text


def test_files_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    write(
        _project(tmp_path), {"content/events/bad.yaml": "title: [ministry\n", "content/events/other.yaml": "title: [\n"}
    )
    code, text, said = _refs(tmp_path, "ministry")
    assert (code, said) == (0, "1 file is left out, see `briefgen check`\n")
    assert "6 references" in text
    assert "`content/events/bad.yaml` is not a valid brief" in _refs(tmp_path, "bad")[2]


def test_only_files_that_can_name_the_id_are_decoded(tmp_path: Path) -> None:
    escaped = 'title: T\nsummary: S.\ndate: 2025\nrelated: ["minist\\x72y"]\n'
    others = {f"content/events/2025-{n}.yaml": "title: T\nsummary: S.\ndate: 2025\n" for n in range(10)}
    write(_project(tmp_path), {"content/events/escaped.yaml": escaped, **others})
    decoded = {entry.path for entry in _selected.naming(tmp_path, "ministry").loaded.entries}
    assert "content/events/escaped.yaml" in decoded
    assert decoded & set(others) == set()


def test_flagship_references_are_its_backlinks_and_lie_on_ids() -> None:
    loaded = load(ROOT, ROOT / "content", Cache())
    corpus, _ = link(loaded)
    for id in ("vladimir-putin", "us-28-point-plan", "rbcua-28-text", "point-21", "2025-11-23-geneva-talks"):
        brief = corpus.briefs[id]
        found = mentions(loaded, ROOT, (id, *brief.formerly), kind_of(brief))
        outside = sorted((m.by, m.field) for m in found if m.by not in ("", id))
        assert outside == sorted((link.id, link.field) for link in corpus.backlinks.get(id, ()))
        for one in found:
            text = (ROOT / one.path).read_text("utf-8")
            assert one.start is not None
            assert text[one.start : one.start + len(id)] == id
            assert text.split("\n")[one.line - 1][one.column - 1 :].startswith(id)
