"""Fixes: safe ones until none is left, unsafe ones on request, other bytes kept."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from briefgen.build import Checked
from briefgen.cli.check import checker
from briefgen.config import Config
from briefgen.corpus.cache import Cache
from briefgen.diagnostics.types import Diagnostic, Edit, Fix, Severity, Span
from briefgen.editing import fix
from tests.conftest import run
from tests.support.small import CLEAN, project

PATH = "content/events/2025-11-28-more.yaml"
HEAD = "title: More\ndate: 2025-11-28\nsummary: More was said.\ncite: [wire]\n"


def _fixed(folder: Path, text: str | bytes, *, unsafe: bool = False, more: dict[str, str] | None = None) -> bytes:
    content = text.encode() if isinstance(text, str) else text
    written = project(folder, {**CLEAN, **(more or {}), PATH: HEAD})
    (written / PATH).write_bytes(content)
    config = Config(project=written)
    fixed = fix.apply_fixes(checker(config, Cache()), config, unsafe=unsafe, is_wanted=lambda _: True)
    assert fix.write(config, fixed.changes) == ()
    return (written / PATH).read_bytes()


RENAMED = {"content/actors/ministry.yaml": CLEAN["content/actors/ministry.yaml"] + "formerly: [old-ministry]\n"}


def test_fix_replaces_former_id_and_nothing_else(tmp_path: Path) -> None:
    text = (
        HEAD
        + "# old-ministry is here\nparticipants:   [ old-ministry ]   # old-ministry\nbody: old-ministry, [[old-ministry|it]]\n"
    )
    expected = (
        HEAD
        + "# old-ministry is here\nparticipants:   [ ministry ]   # old-ministry\nbody: old-ministry, [[ministry|it]]\n"
    )
    assert _fixed(tmp_path, text, more=RENAMED).decode() == expected


def test_fix_keeps_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    text = (HEAD + "participants: [old-ministry]\n").replace("\n", "\r\n")
    content = codecs.BOM_UTF8 + text.encode()
    assert _fixed(tmp_path, content, more=RENAMED) == content.replace(b"old-ministry", b"ministry")


def test_fix_turns_text_into_a_list(tmp_path: Path) -> None:
    text = HEAD.replace("cite: [wire]", "cite: wire # one")
    assert _fixed(tmp_path, text).decode() == HEAD.replace("cite: [wire]", "cite: [wire] # one")


@pytest.mark.parametrize(
    ("line", "fixed"),
    [
        ("sumary: x\n", "sumary: x\n"),
        ("kynd: talks\n", "kind: talks\n"),
        ("Kind: talks\n", "kind: talks\n"),
        ("kind: Talks\n", "kind: talks\n"),
        ("kind: press_conference\n", "kind: press-conference\n"),
        ("body: Talks: it's more  # so\n", 'body: "Talks: it\'s more"  # so\n'),
        ("reviewed: 28 November 2025\n", "reviewed: 2025-11-28\n"),
        ("reviewed: 2025-11-5\n", "reviewed: 2025-11-05\n"),
        ("reviewed: 05/06/2025\n", "reviewed: 05/06/2025\n"),
        ("participants: [ministri]\n", "participants: [ministry]\n"),
        ("body: See [[ministri]] as [@wira] says.\n", "body: See [[ministry]] as [@wire] says.\n"),
        ("introduces: [plan@first-drat]\n", "introduces: [plan@first-draft]\n"),
    ],
)
def test_unsafe_fixes_are_applied_only_on_request(tmp_path: Path, line: str, fixed: str) -> None:
    assert _fixed(tmp_path / "safe", HEAD + line).decode() == HEAD + line
    assert _fixed(tmp_path / "unsafe", HEAD + line, unsafe=True).decode() == HEAD + fixed


def test_several_fixes_in_one_file_are_applied(tmp_path: Path) -> None:
    text = HEAD + "kynd: Talks\nparticipants: ministri\nrelated: old-ministry\n"
    expected = HEAD + "kind: talks\nparticipants: [ministry]\nrelated: [ministry]\n"
    assert _fixed(tmp_path, text, unsafe=True, more=RENAMED).decode() == expected


def test_fix_does_not_rename_a_field_onto_another(tmp_path: Path) -> None:
    text = HEAD + "titel: Again\n"
    assert _fixed(tmp_path, text, unsafe=True).decode() == text


def _faked(folder: Path, *fixes: Fix) -> tuple[fix.Fixed[Checked], Path]:
    """Fix a project whose check always returns these fixes, as a faulty rule would."""
    written = project(folder, {**CLEAN, PATH: HEAD})
    config = Config(project=written)
    linked = checker(config, Cache())({}).linked
    found = tuple(
        Diagnostic("BG499", "faked", Severity.NOTE, f"number {n}", "", Span(PATH, 1, n + 1), (), each)
        for n, each in enumerate(fixes)
    )
    return fix.apply_fixes(lambda _: Checked(linked, found), config, unsafe=False, is_wanted=lambda _: True), written


def test_fix_that_breaks_the_file_is_rejected(tmp_path: Path) -> None:
    fixed, _ = _faked(tmp_path, Fix("break", (Edit(0, 0, "{"),), is_safe=True))
    assert fixed.changes == ()


def test_fix_that_changes_other_values_is_rejected(tmp_path: Path) -> None:
    fixed, _ = _faked(tmp_path, Fix("swallow", (Edit(0, len(HEAD), "title: More\n"),), is_safe=True))
    assert fixed.changes == ()


def test_number_of_passes_is_limited(tmp_path: Path) -> None:
    fixed, _ = _faked(tmp_path, Fix("grow", (Edit(7, 7, "x"),), is_safe=True))
    assert fixed.count == fix.MOST_PASSES


def test_overlapping_fixes_are_applied_in_turn(tmp_path: Path) -> None:
    first = Fix("first", (Edit(7, 11, "Less"),), is_safe=True)
    second = Fix("second", (Edit(9, 11, "ss"),), is_safe=True)
    fixed, _ = _faked(tmp_path, first, second)
    assert fixed.changes[0].after.startswith(b"title: Less\n")


def test_file_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    fixed, written = _faked(tmp_path, Fix("first", (Edit(7, 11, "Less"),), is_safe=True))
    (written / PATH).write_text(HEAD + "# meanwhile\n", "utf-8")
    assert fix.write(Config(project=written), fixed.changes) == (PATH,)
    assert (written / PATH).read_text("utf-8") == HEAD + "# meanwhile\n"


@pytest.fixture
def broken(minimal: Path) -> Path:
    (minimal / "content/actors/other.yaml").write_text(
        "name: Other\nkynd: person\nsummary: Another.\nrelated: ministry\ncite: [wire]\n", "utf-8"
    )
    return minimal


def test_command_reports_number_of_fixes(broken: Path) -> None:
    done = run("briefgen", "check", "--fix", cwd=broken)
    assert "fixed 1 in 1 file" in done.stderr
    assert "BG201" in done.stdout
    assert done.returncode == 1
    done = run("briefgen", "check", "--unsafe-fixes", cwd=broken)
    assert done.returncode == 0, done.stdout
    assert "kind: person\n" in (broken / "content/actors/other.yaml").read_text("utf-8")


def test_diff_option_writes_nothing(broken: Path) -> None:
    file = broken / "content/actors/other.yaml"
    before = file.read_bytes()
    done = run("briefgen", "check", "--unsafe-fixes", "--diff", cwd=broken)
    assert "--- a/content/actors/other.yaml\n+++ b/content/actors/other.yaml\n" in done.stdout
    assert "-related: ministry\n+related: [ministry]\n" in done.stdout
    assert file.read_bytes() == before


def test_command_fixes_only_the_given_paths(broken: Path) -> None:
    before = (broken / "content/actors/other.yaml").read_bytes()
    run("briefgen", "check", "--fix", "content/sources", cwd=broken)
    assert (broken / "content/actors/other.yaml").read_bytes() == before


def test_file_deleted_meanwhile_is_not_written(tmp_path: Path) -> None:
    fixed, written = _faked(tmp_path, Fix("first", (Edit(7, 11, "Less"),), is_safe=True))
    (written / PATH).unlink()
    assert fix.write(Config(project=written), fixed.changes) == (PATH,)
    assert not (written / PATH).exists()


def test_misspelled_option_is_not_fixed_in_mkdocs_yml(minimal: Path) -> None:
    settings = minimal / "mkdocs.yml"
    # `drfts` is also a top-level key, which a fix of the plugin's options must not change
    text = settings.read_text("utf-8").replace("  - briefgen\n", "  - briefgen:\n      drfts: true\n") + "drfts: mine\n"
    settings.write_text(text, "utf-8")
    done = run("briefgen", "check", "--unsafe-fixes", cwd=minimal)
    assert "BG201" in done.stdout
    assert settings.read_text("utf-8") == text
