"""Resource limits: excess is reported once with its place; memory stays bounded."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import config
from briefgen.build import Checked, check_project
from briefgen.config import Config, Options
from briefgen.corpus.cache import Cache
from briefgen.corpus.load import load
from briefgen.files.atomic import read_plain
from briefgen.files.limits import CEILING, LIMITS, Limits
from tests.conftest import ROOT, write
from tests.support.memory import MOST_MEMORY, measured
from tests.support.small import CLEAN, PROJECT, project

PATH = "content/events/2025-11-28-more.yaml"
HEAD = "title: More\ndate: 2025-11-28\nsummary: They met again.\ncite: [wire]\n"


def _checked(folder: Path, limits: Limits) -> Checked:
    return check_project(Config(project=folder, options=Options(limits=limits)), Cache())


def _codes(folder: Path, limits: Limits = LIMITS) -> list[tuple[str, str, int, int]]:
    return [(d.code, d.span.path, d.span.line, d.span.column) for d in _checked(folder, limits).diagnostics]


@pytest.mark.parametrize(
    ("text", "limits", "found"),
    [
        (f"{HEAD}body: {'x' * 200}\n", Limits(field_characters=199), ("BG132", PATH, 5, 7)),
        (f"{HEAD}related: [{'a, ' * 200}]\n", Limits(nodes=100), ("BG131", PATH, 5, 0)),
        (f"{HEAD}body: {'x' * 2000}\n", Limits(file_bytes=1000), ("BG111", PATH, 1, 1)),
        (f"{HEAD}related: {'[' * 8}{']' * 8}\n", Limits(depth=8), ("BG108", PATH, 5, 17)),
    ],
    ids=["field", "nodes", "bytes", "depth"],
)
def test_a_limit_of_one_file_is_reported_at_its_place(
    text: str, limits: Limits, found: tuple[str, str, int, int], tmp_path: Path
) -> None:
    project(tmp_path, {**CLEAN, PATH: text})
    reported = [each for each in _codes(tmp_path, limits) if each[1] == PATH]
    assert [(code, path, line) for code, path, line, _ in reported] == [found[:3]]
    assert found[3] in (0, reported[0][3])


def test_a_field_exactly_at_the_limit_is_read(tmp_path: Path) -> None:
    project(tmp_path, {**CLEAN, PATH: f"{HEAD}body: {'x' * 200}\n"})
    assert [each for each in _codes(tmp_path, Limits(field_characters=200)) if each[1] == PATH] == []


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (Limits(files=10), "more than 10 files"),
        (Limits(total_bytes=1000), "more than 0.001 MB"),
        (Limits(folder_depth=1), "nested more than 1 deep"),
        (Limits(total_items=1000), "more than 1,000 lines and commas"),
    ],
    ids=["files", "bytes", "folders", "items"],
)
def test_a_limit_of_all_files_is_reported_once_and_loads_none(limits: Limits, word: str, tmp_path: Path) -> None:
    many = {f"content/actors/a{n}.yaml": f"# {', ' * 200}\nname: A\nsummary: A.\ncite: [wire]\n" for n in range(9)}
    project(tmp_path, {**CLEAN, **many})
    found = _checked(tmp_path, limits)
    assert [(d.code, d.span.path) for d in found.diagnostics] == [("BG130", "content")]
    assert word in found.diagnostics[0].message
    assert f"set `limits: {{{_changed_limit(limits)}: …}}`" in found.diagnostics[0].help
    assert found.corpus.briefs == {}


def _changed_limit(limits: Limits) -> str:
    """Return the name of the one limit that differs from its default."""
    return next(name for name in Limits.__struct_fields__ if getattr(limits, name) != getattr(LIMITS, name))


def test_seeds_have_limits_of_their_own(tmp_path: Path) -> None:
    project(tmp_path, {**CLEAN, **{f"seeds/s{n}.txt": "x" for n in range(30)}})
    found = [each for each in _checked(tmp_path, Limits(files=25)).diagnostics if each.span.path.startswith("seeds")]
    assert [(d.code, d.span.path) for d in found] == [("BG130", "seeds")]


def test_limits_are_options_with_names_and_bounds(tmp_path: Path) -> None:
    head = "plugins:\n  - briefgen:\n      limits:\n        "
    found, problems = config.read(write(tmp_path, {"mkdocs.yml": f"{head}files: 100000\n"}))
    assert (found.options.limits, problems) == (Limits(files=100_000), ())
    found, problems = config.read(write(tmp_path, {"mkdocs.yml": f"{head}file: 100000\n"}))
    assert [(p.code.id, p.help) for p in problems] == [("BG201", "did you mean `files`?")]
    assert found.options.limits == LIMITS
    _, problems = config.read(write(tmp_path, {"mkdocs.yml": f"{head}depth: 65\n"}))
    assert [(p.code.id, p.at) for p in problems] == [("BG207", ("plugins", 0, "briefgen", "limits", "depth"))]


def test_every_limit_is_documented_with_its_default() -> None:
    page = (ROOT / "docs/limits.md").read_text("utf-8")
    for name in Limits.__struct_fields__:
        assert f"| `{name}` | {getattr(LIMITS, name):,} |" in page
        assert getattr(LIMITS, name) < getattr(CEILING, name)


def test_cache_entries_depend_on_the_limits(tmp_path: Path) -> None:
    folder, cache = project(tmp_path, {**CLEAN, PATH: f"{HEAD}body: {'x' * 500}\n"}), Cache()  # type: ignore[var-annotated]
    load(folder, folder / "content", cache)
    found = load(folder, folder / "content", cache, limits=Limits(field_characters=400, nodes=100))
    assert [p.code.id for e in found.entries for p in e.problems] == ["BG132"]


# other things than regular files


def test_a_file_that_became_a_link_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"secret": "x"})
    (tmp_path / "a.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        read_plain(tmp_path / "a.yaml", 100)


def test_reading_a_growing_file_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, {"a": "x" * 50}) / "a"
    asked: list[int] = []
    read = os.read

    def growing(number: int, count: int) -> bytes:
        asked.append(count)
        with file.open("ab") as stream:
            stream.write(b"y" * 1000)
        return read(number, count)

    monkeypatch.setattr(os, "read", growing)
    assert read_plain(file, 100) == 101
    assert sum(asked) == 101


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def _zero(path: Path) -> None:
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))
    except OSError:
        pytest.skip("only root can create devices")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("make", [_fifo, _socket, _zero], ids=["pipe", "socket", "device"])
@pytest.mark.parametrize(
    "place", ["content/actors/x.yaml", "content/briefing.yaml", "seeds/wire.yaml", "seeds/wire.fp"]
)
def test_pipes_sockets_and_devices_are_not_read(make: Callable[[Path], None], place: str, tmp_path: Path) -> None:
    project(tmp_path, {**CLEAN, "seeds/other.txt": "x"})
    (tmp_path / place).unlink(missing_ok=True)
    make(tmp_path / place)
    assert {code for code, path, *_ in _codes(tmp_path) if path == place} <= {"BG114", "BG129", "BG118"}
    assert _codes(tmp_path) != []


@pytest.mark.parametrize("make", [_fifo, _folder], ids=["pipe", "folder"])
@pytest.mark.parametrize("name", ["entries.msgpack", ".gitignore"])
def test_a_cache_that_is_not_a_regular_file_is_ignored(make: Callable[[Path], None], name: str, minimal: Path) -> None:
    (minimal / ".briefgen").mkdir()
    make(minimal / ".briefgen" / name)
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "check"],
        cwd=minimal,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# bombs: each is checked in its own process, with a limit of one gigabyte

_EVENT = "title: T\ndate: 2025-11-28\nsummary: S.\n"


def _one(text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "content/events/bomb.yaml").write_text(text, "utf-8")

    return make


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def _many_files(count: int, text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        number = os.open(folder / "content/events", os.O_RDONLY)
        try:
            for name in range(count):
                one = os.open(f"e{name}.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=number)
                os.write(one, text.encode())
                os.close(one)
        finally:
            os.close(number)

    return make


def _linked(count: int) -> Callable[[Path], None]:
    """Create one file with many hard links: much to read, little to write."""

    def make(folder: Path) -> None:
        whole = folder / "content/events/e.yaml"
        whole.write_text(_EVENT + "".join(f"# {'x' * 998}\n" for _ in range(1040)), "utf-8")
        for name in range(count):
            os.link(whole, folder / f"content/events/e{name}.yaml")

    return make


def _many_folders(folder: Path) -> None:
    for name in range(50_100):
        os.mkdir(folder / f"content/events/{name}")


def _deep_folders(folder: Path) -> None:
    here = os.open(folder / "content/events", os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("deep", dir_fd=here)
        below = os.open("deep", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def _sparse(folder: Path) -> None:
    with (folder / "content/events/sparse.yaml").open("wb") as stream:
        stream.truncate(10_000_000_000)
    with (folder / "content/briefing.yaml").open("ab") as stream:
        stream.truncate(10_000_000_000)


def _references(folder: Path) -> None:
    text = _EVENT + "related:\n" + "".join(f"- [{', '.join(f'r{n}{m}' for m in range(9))}]\n" for n in range(4000))
    flat = _EVENT + f"related: [{', '.join(f'r{n}' for n in range(45_000))}]\n"
    for name in range(32):
        (folder / f"content/events/e{name}.yaml").write_text(flat if name % 2 else text, "utf-8")


def _prose(folder: Path) -> None:
    text = _EVENT + "body: |\n  " + "[[a]] [b](c)  *d* " * 5000 + "\n"
    for name in range(60):
        (folder / f"content/events/e{name}.yaml").write_text(text.replace("T", f"T{name}", 1), "utf-8")


BOMBS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "aliases": (_one(_laughs()), {"BG104"}),
    "brackets": (_one("cite: " + "[" * 100_000), {"BG108"}),
    "indents": (_one("\n".join(f"{' ' * n}a:" for n in range(1000))), {"BG108"}),
    "one scalar": (_one(f"title: {'x' * 1_040_000}\n"), {"BG132"}),
    "keys": (_one("".join(f"k{n}: v\n" for n in range(100_000))), {"BG131"}),
    "items": (_one(f"cite: [{'a,' * 500_000}]\n"), {"BG131"}),
    "a long line": (_one(_EVENT + f"# {'#' * 1_000_000}\ncolour: red\n"), {"BG201"}),
    "a huge number": (_one(f"title: T\ndate: {'9' * 90_000}\nsummary: S.\n"), {"BG205"}),
    "a huge key": (_one(f"? {'k' * 90_000}\n: v\n"), {"BG201"}),
    "tags": (_one("a:\n" + "- !x y\n" * 24_000), {"BG105"}),
    "documents": (_one("--- a\n" * 20_000), {"BG106"}),
    "hidden": (_one(_EVENT + "body: a" + "\u200b" * 90_000 + "\n"), {"BG119"}),
    "files at the limit": (_linked(1000), {"BG130"}),
    "tiny files": (_many_files(50_100, "a"), {"BG130"}),
    "folders": (_many_folders, {"BG130"}),
    "folders in folders": (_deep_folders, {"BG130"}),
    "sparse files": (_sparse, {"BG130"}),
    "references": (_references, {"BG301", "BG203"}),
    "prose": (_prose, {"BG301"}),
}


HEAVY = {"tiny files", "folders", "references", "prose"}


@pytest.mark.parametrize("bomb", [pytest.param(bomb, marks=[pytest.mark.full] * (bomb in HEAVY)) for bomb in BOMBS])
def test_a_bomb_is_rejected_within_a_gigabyte_of_memory(bomb: str, tmp_path: Path) -> None:
    make, codes = BOMBS[bomb]
    folder = write(tmp_path / "p", {**PROJECT, "mkdocs.yml": "plugins: [briefgen]\n", "content/events/.keep": ""})
    try:
        make(folder)
        status, said, memory = measured("check", "--no-cache", "--format", "concise", cwd=folder)
    finally:
        # pytest cannot delete folders that are nested this deep when it cleans up after later runs
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    assert status == 1, said[-2000:]
    assert "Traceback" not in said
    assert [code for code in codes if code not in said] == []
    assert memory < MOST_MEMORY


# files and pages that are copied into a site

_BIG = 300_000_000
_RAISED = "site_name: S\ntheme: {name: material, font: false}\nplugins:\n  - briefgen: {limits: {docs_file_bytes: 400000000}}\n"


def _big_text(folder: Path) -> None:
    with (folder / "docs/big.txt").open("wb") as stream:
        for _ in range(_BIG // 1_000_000):
            stream.write(b"0123456789abcde\n" * 62_500)


def _many_pages(folder: Path) -> None:
    for name in range(100):
        (folder / f"docs/p{name}.md").write_text(f"# P{name}\n\n" + "Words of an ordinary page.\n\n" * 2700, "utf-8")


def _hard_pages(folder: Path) -> None:
    for name, unit in enumerate(("[", "![", "<a ", "*a ", "> ", "|a", "<!--", "&", "- a\n", "    " * 9 + "- a\n")):
        (folder / f"docs/p{name}.md").write_text("# P\n\n" + unit * (90_000 // len(unit)), "utf-8")


@pytest.mark.full
@pytest.mark.parametrize(
    ("make", "words", "code"),
    [
        (_big_text, ("check",), 0),
        (_big_text, ("build",), 0),
        (_big_text, ("render", "--output", "out"), 0),
        (_many_pages, ("build",), 0),
        (_hard_pages, ("build",), 1),
        (_hard_pages, ("check",), 1),
    ],
    ids=["check a big file", "seal a big file", "render a big file", "many pages", "hard pages", "check hard pages"],
)
def test_pages_and_copied_files_need_less_than_a_gigabyte(
    make: Callable[[Path], None], words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    folder = write(tmp_path / "p", {**CLEAN, "mkdocs.yml": _RAISED, "docs/.keep": ""})
    make(folder)
    status, said, memory = measured(*words, cwd=folder)
    assert (status, "Traceback" in said) == (code, False), said[-2000:]
    assert memory < MOST_MEMORY
