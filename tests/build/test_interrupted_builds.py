"""Interrupted and failed builds leave the old site complete."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.safety.seal import verify
from tests.conftest import ROOT, run, write
from tests.support.projects import MINIMAL

# number of kills before the swap, on each side of it, and after it
FEW = (1, 2, 1)
MANY = (30, 5, 10)


def _state(site: Path) -> str:
    """Verify the site and return the content state that it shows."""
    assert list(verify(site)) == []
    found = re.search(r"State (\d+) of", (site / "actors/ministry/index.html").read_text("utf-8"))
    assert found is not None
    return found[1]


def _set(project: Path, state: int) -> None:
    write(
        project,
        {"content/actors/ministry.yaml": f"name: Ministry\nsummary: State {state} of the ministry.\ncite: [wire]\n"},
    )


def _build(project: Path, site: str = "site") -> subprocess.CompletedProcess[str]:
    return run("mkdocs", "build", "--quiet", "--site-dir", site, cwd=project)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the minimal project with a built site of state 0.

    It does not use Pagefind, whose own process would not be killed.
    """
    project = write(tmp_path_factory.mktemp("half") / "minimal", MINIMAL)
    settings = MINIMAL["mkdocs.yml"].replace("- briefgen", "- briefgen: {search: material}")
    write(project, {"mkdocs.yml": settings})
    _set(project, 0)
    result = _build(project)
    assert result.returncode == 0, result.stderr
    assert _state(project / "site") == "0"
    return project


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    """Return a copy of the built project that tests may change."""
    return shutil.copytree(first, tmp_path / "minimal")


def _killed(project: Path, site: str, moments: list[int]) -> list[dict[str, Any]]:
    words = [sys.executable, "-m", "tests.support.killed", site, *map(str, moments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        words, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=1500
    )
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("kills", [FEW, pytest.param(MANY, marks=pytest.mark.full)], ids=["few", "many"])
def test_killed_build_leaves_a_complete_site(built: Path, kills: tuple[int, int, int]) -> None:
    _set(built, 1)
    shutil.copytree(built / "site", built / "elsewhere")
    (living,) = _killed(built, "elsewhere", [0])
    moments, swap = map(int, living["said"].split())
    assert "State 1 of" in living["page"]
    assert 100 < swap < moments
    before, around, after = kills
    chance = random.Random(6)
    chosen = {
        *chance.sample(range(1, swap - around + 1), before),
        *range(swap - around + 1, swap + around + 1),
        *chance.sample(range(swap + around + 1, moments), after),
    }
    found = _killed(built, "site", sorted(chosen))
    assert [each["ended"] for each in found] == [-signal.SIGKILL] * (before + 2 * around + after)
    assert [each for each in found if each["wrong"]] == []
    shown = ["State 1 of" in each["page"] for each in found]
    assert shown == sorted(shown)
    assert set(shown) == {False, True}
    _set(built, 2)
    assert _build(built).returncode == 0
    assert _state(built / "site") == "2"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


def test_file_size_limit_keeps_the_old_site(built: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    _set(built, 1)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
    result = subprocess.run(
        command, cwd=built, capture_output=True, text=True, check=False, timeout=300, preexec_fn=small_files
    )
    assert result.returncode == 1
    assert "the site could not be written; the old site is unchanged: File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert _state(built / "site") == "0"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


@pytest.mark.serial
def test_full_disk_keeps_the_old_site(built: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk; test_file_size_limit_keeps_the_old_site needs no root")
    try:
        site = str(disk / "site")
        assert _build(built, site=site).returncode == 0
        (disk / "ballast").write_bytes(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 1_000_000))
        _set(built, 1)
        result = _build(built, site=site)
        assert result.returncode == 1
        assert "No space left on device" in result.stderr
        assert "Traceback" not in result.stderr
        assert _state(disk / "site") == "0"
        assert sorted(item.name for item in disk.iterdir()) == ["ballast", "site"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_unwritable_site_folder_is_reported(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for site, said in ((str(tmp_path / "file"), "this is a file"), (str(tmp_path / "file/site"), "File exists"), ("/proc/site", "No such file")):  # fmt: skip
        result = _build(built, site=site)
        assert result.returncode == 1
        assert said in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("content/actors/ministry.yaml", "name: [", "BG1"),
        ("site_templates/kinds/actor.md.j2", '<div onclick="x()">a</div>', "BG512"),
        ("docs/extra.md", "[nowhere](nowhere.md)", "strict mode"),
        ("site_templates/kinds/actor.md.j2", "{{ nothing.at.all }}", "BG502"),
    ],
)
def test_failed_build_keeps_the_old_site(built: Path, path: str, text: str, said: str) -> None:
    _set(built, 1)
    write(built, {path: text})
    result = run("mkdocs", "build", "--strict", cwd=built)
    assert result.returncode == 1
    assert said in result.stdout + result.stderr
    assert _state(built / "site") == "0"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


def test_error_in_another_plugin_keeps_the_old_site(built: Path) -> None:
    _set(built, 1)
    write(built, {"hook.py": "def on_post_page(output, page, config):\n    raise RuntimeError('of a hook')\n"})
    settings = (built / "mkdocs.yml").read_text("utf-8")
    (built / "mkdocs.yml").write_text(f"{settings}hooks: [hook.py]\n", "utf-8")
    result = run("mkdocs", "build", cwd=built)
    assert result.returncode == 1
    assert _state(built / "site") == "0"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


def test_two_builds_at_once_both_succeed(built: Path) -> None:
    _set(built, 1)
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    both = [subprocess.Popen(words, cwd=built, stderr=subprocess.PIPE) for _ in range(2)]
    assert [b"ERROR" in process.communicate(timeout=300)[1] for process in both] == [False, False]
    assert [process.returncode for process in both] == [0, 0]
    assert _state(built / "site") == "1"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


def test_dirty_build_is_complete_too(built: Path) -> None:
    _set(built, 1)
    assert run("mkdocs", "build", "--dirty", cwd=built).returncode == 0
    assert _state(built / "site") == "1"
    assert (built / "site/sources/wire/index.html").is_file()


def test_seal_option_false_skips_sealing(built: Path) -> None:
    settings = (built / "mkdocs.yml").read_text("utf-8")
    (built / "mkdocs.yml").write_text(
        settings.replace("{search: material}", "{search: material, seal: false}"), "utf-8"
    )
    write(built, {"site_templates/kinds/actor.md.j2": '<div onclick="x()">a</div>'})
    assert run("mkdocs", "build", cwd=built).returncode == 0
    assert "onclick" in (built / "site/actors/ministry/index.html").read_text("utf-8")
    assert not (built / "site/SHA256SUMS").exists()


def _children(process: int) -> list[str]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return found.stdout.split()


def _heed_signals() -> None:
    # a shell lets the jobs that it starts in the background ignore SIGINT
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _await(is_true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.full
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_stopped_build_keeps_the_old_site(number: int, code: int, built: Path) -> None:
    _set(built, 1)
    # a search index takes programs, which must end too
    write(built, {"mkdocs.yml": MINIMAL["mkdocs.yml"]})
    words = [sys.executable, "-m", "briefgen", "build"]
    with subprocess.Popen(words, cwd=built, stderr=subprocess.PIPE, preexec_fn=_heed_signals) as build:
        _await(lambda: any("briefgen-" in item.name for item in built.iterdir()))
        build.send_signal(number)
        build.communicate(timeout=60)
    assert build.returncode == code
    assert _children(build.pid) == []
    assert _state(built / "site") == "0"
    assert sorted(item.name for item in built.iterdir() if "briefgen-" in item.name) == []


@pytest.mark.full
@pytest.mark.serial
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_server_leaves_no_process_and_no_port(number: int, code: int, built: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "briefgen", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, cwd=built, stderr=subprocess.DEVNULL, preexec_fn=_heed_signals) as server:
        _await(lambda: _answers(port))
        server.send_signal(number)
        server.wait(60)
    assert server.returncode == code
    assert not _answers(port)


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.full
def test_site_folder_in_use_is_kept_by_a_build(built: Path) -> None:
    _set(built, 1)
    held = os.open(built / "site", os.O_RDONLY)
    try:
        assert _build(built).returncode == 0
        assert sorted(os.listdir(held)) == sorted(os.listdir(built / "site"))
    finally:
        os.close(held)
    assert _state(built / "site") == "1"
