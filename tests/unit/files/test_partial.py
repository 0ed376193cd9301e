"""Partial files of killed writes: which are deleted, and which are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.files.partial import delete_abandoned, partial_of
from tests.conftest import run, write

_ENDED = 2**22 + 1
"""A process id above the limit of Linux, so that no process has it."""


def _left(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.name.endswith(".part"))


def test_partial_file_of_an_ended_process_is_deleted(tmp_path: Path) -> None:
    write(tmp_path, {f"a/.x.yaml.{_ENDED}.part": "half", "a/b/c/.y.txt.4194400.part": "half", "a/x.yaml": "whole"})
    assert delete_abandoned([tmp_path]) == 2
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["x.yaml"]


def test_partial_file_of_a_living_process_stays(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        write(tmp_path, {f".x.yaml.{other.pid}.part": "half", f".y.yaml.{os.getpid()}.part": "half"})
        assert delete_abandoned([tmp_path]) == 0
        old = time.time() - 100_000
        os.utime(tmp_path / f".x.yaml.{other.pid}.part", (old, old))
        assert delete_abandoned([tmp_path]) == 1, "its process id has been used again"
        other.kill()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_partial_file_of_another_user_stays(tmp_path: Path) -> None:
    file = tmp_path / f".x.yaml.{_ENDED}.part"
    file.write_text("half")
    os.chown(file, 12345, -1)
    assert delete_abandoned([tmp_path]) == 0
    assert _left(tmp_path) == [file.name]


@pytest.mark.parametrize("name", ["x.part", ".part", ".x.part", ".x.yaml.part", "x.1.part", ".x.0.part", ".x.1a.part", ".x.-1.part", f".{'x' * 41}.{_ENDED}.part"])  # fmt: skip
def test_file_with_another_name_stays(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: "not ours"})
    assert delete_abandoned([tmp_path]) == 0


def test_links_and_folders_with_such_a_name_stay(tmp_path: Path) -> None:
    elsewhere = write(tmp_path / "elsewhere", {f".x.yaml.{_ENDED}.part": "half"})
    project = tmp_path / "project"
    (project / f".d.{_ENDED}.part").mkdir(parents=True)
    (project / f".l.{_ENDED}.part").symlink_to(elsewhere / f".x.yaml.{_ENDED}.part")
    (project / "linked").symlink_to(elsewhere)
    assert delete_abandoned([project, project / "linked"]) == 0
    assert _left(elsewhere) != []


def test_long_names_have_different_partial_files(tmp_path: Path) -> None:
    one, other = (partial_of(tmp_path / f"{'a' * 200}{end}.yaml") for end in ("1", "2"))
    assert one != other
    write(tmp_path, {one.name.replace(str(os.getpid()), str(_ENDED)): "half"})
    assert delete_abandoned([tmp_path]) == 1


@pytest.mark.parametrize("words", [("check", "--no-cache"), ("refs", "wire"), ("schema", "--write")], ids=" ".join)
def test_next_command_deletes_partial_files(words: tuple[str, ...], minimal: Path) -> None:
    folders = ("", "content/", "content/actors/", "docs/n/", "seeds/texts/", ".briefgen/", ".vscode/schemas/", "site_templates/kinds/")  # fmt: skip
    write(minimal, {f"{folder}.x.{_ENDED}.part": "half" for folder in folders} | {"other/.x.9999999.part": "theirs"})
    assert run("briefgen", *words, cwd=minimal).returncode == 0
    assert _left(minimal) == ["other/.x.9999999.part"]


def test_folder_outside_the_project_is_not_searched(minimal: Path, tmp_path: Path) -> None:
    write(tmp_path, {f"outside/.x.{_ENDED}.part": "half"})
    settings = (minimal / "mkdocs.yml").read_text("utf-8")
    write(minimal, {"mkdocs.yml": f"{settings}docs_dir: ../outside\n"})
    (minimal / "seeds").symlink_to(tmp_path / "outside")
    run("briefgen", "check", "--no-cache", cwd=minimal)
    assert _left(tmp_path / "outside") == [f".x.{_ENDED}.part"]
