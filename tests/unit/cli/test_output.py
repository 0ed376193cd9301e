"""`check --output` onto files, devices, pipes and folders, and paths of reports."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefgen.cli import _output
from tests.conftest import run, write


def _checked(project: Path, output: Path | str) -> subprocess.CompletedProcess[str]:
    return run("briefgen", "check", "--no-cache", "--output", str(output), cwd=project)


def test_device_is_written_to_and_stays(tmp_path: Path) -> None:
    # a device of our own, so that no mistake can replace a real one
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        device.write_bytes(b"")
    except OSError:
        pytest.skip("only root can make a device")
    _output.write_output(device, b"report")
    assert stat.S_ISCHR(device.lstat().st_mode)
    assert os.listdir(tmp_path) == ["null"]


def test_pipe_gets_the_report_and_stays(minimal: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE, text=True) as reader:
        # opening it for writing waits for the reader, so that the command finds one
        with (tmp_path / "pipe").open("w"):
            assert _checked(minimal, tmp_path / "pipe").returncode == 0
        assert reader.communicate()[0] == "no problems found\n"
    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)


def test_pipe_without_a_reader_is_reported(minimal: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = _checked(minimal, tmp_path / "pipe")
    assert (done.returncode, "pipe cannot be written: no process reads from it" in done.stderr) == (2, True)


@pytest.mark.parametrize("output", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_gets_the_report(output: str, minimal: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("earlier\n")
    with log.open("a") as stream:
        words = [sys.executable, "-m", "briefgen", "check", "--no-cache", "--output", output]
        assert subprocess.run(words, cwd=minimal, stdout=stream, check=False).returncode == 0
    assert log.read_text() == "earlier\nno problems found\n"


def test_output_is_reported_where_it_cannot_be_written(minimal: Path) -> None:
    write(minimal, {"a-file": ""})
    for output, said in ((".", "is a directory"), ("a-file/report", "a-file/report cannot be written"), ("/proc/report", "/proc/report cannot be written")):  # fmt: skip
        done = _checked(minimal, output)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_linked_output_stays_a_link(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "report")
    assert _checked(minimal, tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "report").read_text() == "no problems found\n"


def test_output_left_by_a_killed_command_is_deleted(minimal: Path, tmp_path: Path) -> None:
    write(tmp_path, {"out/.report.4194400.part": "half"})
    assert _checked(minimal, tmp_path / "out/report").returncode == 0
    assert os.listdir(tmp_path / "out") == ["report"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_full_standard_output_is_reported(minimal: Path) -> None:
    with open("/dev/full", "w") as full:
        words = [sys.executable, "-m", "briefgen", "check", "--no-cache"]
        done = subprocess.run(words, cwd=minimal, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "No space left on device" in done.stderr


# Paths of reports.


@pytest.fixture
def nested(minimal: Path, tmp_path: Path) -> Path:
    """Return a project with an error in a folder of a git repository."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    project = tmp_path / "repository/docs/briefing"
    project.parent.mkdir()
    minimal.rename(project)
    return write(project, {"content/actors/ministry.yaml": "name: Ministry\nsummary: One.\ncite: [wire, wier]\n"})


_PATH = "docs/briefing/content/actors/ministry.yaml"


def _report(project: Path, name: str, *, cwd: Path | None = None) -> str:
    return run(
        "briefgen", "check", "--no-cache", "--project", str(project), "--format", name, cwd=cwd or project
    ).stdout


def test_reports_for_programs_name_files_from_the_root(nested: Path) -> None:
    data = json.loads(_report(nested, "json"))
    assert {each["path"] for each in data["diagnostics"]} == {_PATH}
    sarif = json.loads(_report(nested, "sarif"))["runs"][0]["results"]
    assert sarif[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == _PATH
    assert all(c["artifactLocation"]["uri"] == _PATH for r in sarif for f in r.get("fixes", ()) for c in f["artifactChanges"])  # fmt: skip
    assert re.findall("file=([^,]*)", _report(nested, "github")) == [_PATH]
    cases = ElementTree.fromstring(_report(nested, "junit")).iter("testcase")
    assert {case.get("file") for case in cases} == {_PATH}


def test_reports_for_people_name_files_from_the_project(nested: Path) -> None:
    for name in ("text", "concise"):
        assert _report(nested, name).startswith("content/actors/ministry.yaml:3:14: error[BG301]")


def test_paths_do_not_depend_on_the_folder_of_the_user(nested: Path) -> None:
    root = nested.parent.parent
    assert _report(nested, "github", cwd=root) == _report(nested, "github", cwd=nested / "content")


def test_worktree_and_submodule_have_a_root_too(nested: Path) -> None:
    (nested.parent / ".git").write_text("gitdir: ../.git/modules/docs\n")
    assert "file=briefing/content/actors/ministry.yaml," in _report(nested, "github")


def test_path_arguments_are_taken_from_the_present_folder(nested: Path) -> None:
    root = nested.parent.parent
    words = ("briefgen", "check", "--no-cache", "--project", "docs/briefing", "--format", "concise")
    assert run(*words, "docs/briefing/content/actors", cwd=root).returncode == 1
    assert run(*words, "docs/briefing/content/sources", cwd=root).returncode == 0


def test_path_argument_that_names_nothing_is_reported(minimal: Path) -> None:
    done = run("briefgen", "check", "--no-cache", "contnet/actors", cwd=minimal)
    assert (done.returncode, "there is no file or folder `contnet/actors`" in done.stderr) == (2, True)
