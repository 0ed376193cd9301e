"""`briefgen fmt`: the formatted text of files, and the command.

Files `tests/data/fmt/<folder>/<name>.yaml` and `<name>.out.yaml` are a brief before and after. The folder is the
folder of its kind.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.diagnostics.edits import decoded
from briefgen.editing.format import NotTheSame, formatted, struct_of
from briefgen.model.briefing import Briefing
from briefgen.model.field_order import canonical_order, shape_of
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.source import Source
from briefgen.yaml import reader
from briefgen.yaml.text import YamlFile
from tests.conftest import FULL, ROOT, run, write

PAIRS = sorted(file for file in (ROOT / "tests/data/fmt").glob("*/*.yaml") if not file.name.endswith(".out.yaml"))
UGLY = "summary:   A ministry.\nname: 'Ministry'\ncite: [ wire ]\n"
NEAT = "name: Ministry\nsummary: A ministry.\ncite: [wire]\n"


def _path(file: Path) -> str:
    folder = file.parent.name
    return f"content/{folder}.yaml" if folder == "briefing" else f"content/{folder}/{file.name}"


@pytest.mark.parametrize("before", PAIRS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_formatted_file_matches_expected_output(before: Path) -> None:
    path = _path(before)
    file = reader.read(path, before.read_bytes())
    assert isinstance(file, YamlFile)
    after = before.with_name(f"{before.stem}.out.yaml").read_bytes()
    result = formatted(file, struct_of(path, "content"))
    assert result.problems == ()
    assert result.text == decoded(after)[0]


def test_examples_include_changed_and_unchanged_files() -> None:
    same = [p for p in PAIRS if p.read_bytes() == p.with_name(f"{p.stem}.out.yaml").read_bytes()]
    assert len(PAIRS) >= 10
    assert len(same) < len(PAIRS) / 2


def test_canonical_order_starts_with_name_ends_with_shared() -> None:
    ends = ("body", "themes", "cite", "related", "status", "reviewed")
    for kind in kinds().values():
        order = canonical_order(kind)
        assert order[0] in ("title", "name")
        assert "id" not in order
        assert tuple(name for name in order if name in ends) == ends
        assert order.index("body") > max(order.index(name) for name in kind.__annotations__ if name in order)
    assert canonical_order(Actor)[:3] == ("name", "summary", "kind")
    assert canonical_order(Source)[:3] == ("title", "type", "summary")


def test_nested_mapping_uses_order_of_declaration() -> None:
    assert canonical_order(Statement)[:2] == ("id", "speaker")
    assert canonical_order(Briefing)[:2] == ("title", "description")


def test_only_unordered_lists_are_sorted() -> None:
    fields = shape_of(Event).fields
    assert {name for name, shape in fields.items() if shape.is_unordered} == {"follows", "related", "formerly"}


@pytest.mark.parametrize(
    "text",
    ["a: [b\n", "a: 1\na: 2\n", "a: &x 1\n", "a: !t 1\n", "- a\n", "", "# nothing\n", "a: 1\n---\nb: 2\n", "\x00"],
)
def test_unparsable_text_is_returned_with_its_problems(text: str) -> None:
    result = formatted(YamlFile("x.yaml", text), Event)
    assert (result.text, bool(result.problems)) == (text, True)


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 1.1\n---\na:   b\n",
        "? a\n: b\nc:   d\n",
        "a: b\u2028\nc:   d\n",
        "a: \ufeff\nc:   d\n",
        "{a: b, c: d} # e\n",
        "{a: b,\n # e\n c: d}\n",
    ],
)
def test_text_without_canonical_layout_is_unchanged_with_reason(text: str) -> None:
    result = formatted(YamlFile("x.yaml", text), None)
    assert result.text == text
    assert result.left_alone


def test_fields_without_a_kind_keep_their_order() -> None:
    assert formatted(YamlFile("x.yaml", "summary:  b\ntitle:  a\n"), None).text == "summary: b\ntitle: a\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: |\n  text", "a: |-\n  text\n"),
        ("a: |+\n  text", "a: |-\n  text\n"),
        ("a: |+\n  text\n\n", "a: |+\n  text\n\n"),
        ("b: 1\na: |1\n   text\n", "b: 1\na: |2\n    text\n"),
        ("a: >2-\n  text  # no comment\n", "a: >-\n  text  # no comment\n"),
        ("a: |   # a comment\n  text\n", "a: |  # a comment\n  text\n"),
        ("a: >\n\nb: 1\n", "a: >\n\nb: 1\n"),
        ("a:\n  |\n  x\n", "a: |\n  x\n"),
    ],
)
def test_block_scalar_keeps_its_text_and_line_breaks(text: str, after: str) -> None:
    assert formatted(YamlFile("x.yaml", text), None).text == after


@pytest.mark.parametrize(
    "value", ["no", "Yes", "null", "~", "2025", "2025-11-27", "1e3", "0x1F", "12:30:45", "", ".5", "=", "<<"]
)
def test_ambiguous_text_stays_in_quotes(value: str) -> None:
    assert formatted(YamlFile("x.yaml", f'a: "{value}"\n'), None).text == f"a: '{value}'\n"


@pytest.mark.parametrize("value", ["no", "null", "~", "2025-11-27", "1e3", "0x1F", "on"])
def test_plain_text_gets_no_quotes(value: str) -> None:
    assert formatted(YamlFile("x.yaml", f"a: {value}\n"), None).text == f"a: {value}\n"


@pytest.mark.parametrize("spoil", [lambda text: text.replace("b", "x"), lambda text: text.replace("# c", "")])
def test_result_with_other_data_or_comments_is_rejected(spoil: Callable[[str], str]) -> None:
    with pytest.raises(NotTheSame):
        formatted(YamlFile("x.yaml", "a:  b # c\n"), None, lambda text, _shape: spoil(text))


# the command


def _fmt(project: Path, *words: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    if stdin is None:
        result = run("briefgen", "fmt", *words, cwd=project)
    else:
        command = [sys.executable, "-X", "utf8", "-m", "briefgen", "fmt", *words]
        raw = subprocess.run(command, cwd=project, input=stdin, capture_output=True, timeout=60, check=False)
        result = subprocess.CompletedProcess(command, raw.returncode, raw.stdout.decode(), raw.stderr.decode())
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def ugly(minimal: Path) -> Path:
    """Return a project in which one brief is not formatted."""
    return write(minimal, {"content/actors/ministry.yaml": UGLY})


def test_fmt_rewrites_files_and_lists_them_once(ugly: Path) -> None:
    file = ugly / "content/actors/ministry.yaml"
    summary = "1 file reformatted, 2 unchanged\n"
    assert _fmt(ugly) == (0, "content/actors/ministry.yaml\n", summary)
    assert file.read_text("utf-8") == NEAT
    assert _fmt(ugly) == (0, "", "0 files reformatted, 3 unchanged\n")


def test_check_option_lists_and_fails_without_writing(ugly: Path) -> None:
    summary = "1 file would be reformatted, 2 unchanged\n"
    assert _fmt(ugly, "--check") == (1, "content/actors/ministry.yaml\n", summary)
    assert (ugly / "content/actors/ministry.yaml").read_text("utf-8") == UGLY
    assert _fmt(ugly, "--check", "content/sources")[0] == 0


def test_diff_option_shows_changes_without_writing(ugly: Path) -> None:
    code, out, _ = _fmt(ugly, "--diff")
    assert code == 0
    assert out.startswith("--- a/content/actors/ministry.yaml\n+++ b/content/actors/ministry.yaml\n")
    assert "+name: Ministry\n" in out
    assert (ugly / "content/actors/ministry.yaml").read_text("utf-8") == UGLY
    subprocess.run(["git", "apply", "-"], cwd=ugly, input=out.encode(), check=True, timeout=60)
    assert (ugly / "content/actors/ministry.yaml").read_text("utf-8") == NEAT


def test_paths_are_relative_to_the_working_directory(ugly: Path) -> None:
    write(ugly, {"content/actors/other.yaml": UGLY})
    assert _fmt(ugly / "content/actors", "ministry.yaml")[1] == "content/actors/ministry.yaml\n"
    assert (ugly / "content/actors/other.yaml").read_text("utf-8") == UGLY


def test_path_that_is_not_a_brief_is_a_usage_error(ugly: Path, tmp_path: Path) -> None:
    for path in ("mkdocs.yml", str(tmp_path), "content/actors/nobody.yaml"):
        assert _fmt(ugly, path)[0] == 2


def test_unparsable_file_is_reported_and_others_are_formatted(ugly: Path) -> None:
    write(ugly, {"content/actors/broken.yaml": "name: [\n"})
    (ugly / "content/actors/bytes.yaml").write_bytes(b"name: \xff\n")
    code, out, report = _fmt(ugly)
    assert (code, out) == (1, "content/actors/ministry.yaml\n")
    assert "content/actors/broken.yaml:" in report
    assert "error[BG101]" in report
    assert (ugly / "content/actors/broken.yaml").read_text("utf-8") == "name: [\n"
    assert (ugly / "content/actors/bytes.yaml").read_bytes() == b"name: \xff\n"


def test_byte_order_mark_and_windows_line_ends_are_removed(ugly: Path) -> None:
    (ugly / "content/actors/ministry.yaml").write_bytes(b"\xef\xbb\xbf" + NEAT.replace("\n", "\r\n").encode())
    assert _fmt(ugly)[0] == 0
    assert (ugly / "content/actors/ministry.yaml").read_bytes() == NEAT.encode()


def test_symlinks_are_not_followed(ugly: Path, tmp_path: Path) -> None:
    write(tmp_path, {"outside.yaml": UGLY})
    (ugly / "content/actors/linked.yaml").symlink_to(tmp_path / "outside.yaml")
    assert _fmt(ugly)[0] == 1
    assert (tmp_path / "outside.yaml").read_text("utf-8") == UGLY


def test_standard_input_is_formatted(ugly: Path) -> None:
    words = ("-", "--stdin-path", "content/actors/new.yaml")
    assert _fmt(ugly, *words, stdin=UGLY.encode()) == (0, NEAT, "")
    assert _fmt(ugly, *words, "--check", stdin=UGLY.encode())[0] == 1
    assert not (ugly / "content/actors/new.yaml").exists()
    code, out, report = _fmt(ugly, *words, stdin=b"name: [\n")
    assert (code, out) == (1, "name: [\n")
    assert "content/actors/new.yaml:" in report


def test_formatting_does_not_change_the_report(tmp_path: Path) -> None:
    project = tmp_path / "broken"
    shutil.copytree(ROOT / "tests/data/golden/broken", project)
    words = ("check", "--no-cache", "--format", "json")
    before = run("briefgen", *words, cwd=project).stdout
    assert _fmt(project, "--check")[0] == 1
    _fmt(project)
    after = run("briefgen", *words, cwd=project).stdout
    assert _codes(after) == _codes(before)
    assert _codes(before)


def _codes(report: str) -> list[str]:
    return sorted(line.strip() for line in report.splitlines() if '"code"' in line or '"message"' in line)


def test_formatted_golden_project_builds_same_pages(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for project in (before, after):
        shutil.copytree(FULL, project, ignore=shutil.ignore_patterns("expected", "site"))
    assert _fmt(after)[0] == 0
    pages = [_pages(project) for project in (before, after)]
    assert len(pages[0]) > 10
    assert pages[0] == pages[1]


def _pages(project: Path) -> dict[str, bytes]:
    assert run("briefgen", "render", "--output", "out", cwd=project).returncode == 0
    return {p.relative_to(project / "out").as_posix(): p.read_bytes() for p in (project / "out").rglob("*.md")}
