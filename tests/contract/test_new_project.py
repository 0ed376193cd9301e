"""`briefgen init`: clean projects that build at once, and nothing overwritten."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from briefgen import __version__
from briefgen.build import check_project
from briefgen.cli.init import _package_hash
from briefgen.config import read
from briefgen.corpus.cache import Cache
from briefgen.editing.editor_settings import SETTINGS
from briefgen.editing.new_project import NewProject, Origin, origin_of
from briefgen.model.kinds._all import kinds
from tests.conftest import ROOT, run, write

HOSTS = ("github", "gitlab", "none")
DATA = ROOT / "briefgen/editing/project"


def _init(folder: Path, *words: str, cwd: Path | None = None) -> tuple[int, str]:
    result = run("briefgen", "init", str(folder), *words, cwd=cwd)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stdout + result.stderr


def _state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _clone(folder: Path, remote: str) -> Path:
    folder.mkdir()
    for words in (["init", "--quiet"], ["remote", "add", "origin", remote]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.mark.full
def test_new_project_builds_strictly_and_is_formatted(tmp_path: Path) -> None:
    assert _init(tmp_path / "new/briefing")[0] == 0
    project = tmp_path / "new/briefing"
    for words in (["check", "--fail-on", "note"], ["fmt", "--check"], ["build", "--strict", "--quiet"]):
        result = run("briefgen", *words, cwd=project)
        assert result.returncode == 0, result.stdout + result.stderr
    assert "Samuel South" in (project / "site/points/point-withdrawal/index.html").read_text("utf-8")
    result = run("briefgen", "schema", "--write", cwd=project)
    assert "wrote" not in result.stdout


@pytest.mark.parametrize("host", HOSTS)
def test_project_of_each_host_checks_clean(host: str, tmp_path: Path) -> None:
    files = NewProject(host=host, points=28, plan="peace-plan", title="A: \"b\" & 'c'").files()  # type: ignore[arg-type]  # one of its values
    write(tmp_path, {path: content.decode() for path, content in files.items()})
    settings, before = read(tmp_path)
    assert check_project(settings, Cache(), before=before).diagnostics == ()
    assert settings.settings["site_name"] == "A: \"b\" & 'c'"
    assert list(files)[-1] == "mkdocs.yml"
    assert (".github/CODEOWNERS" in files, ".gitlab-ci.yml" in files) == (host == "github", host == "gitlab")


def test_new_project_has_a_brief_of_every_kind() -> None:
    files = NewProject().files()
    assert {path.split("/")[1] for path in files if path.count("/") == 2 and path.startswith("content/")} == {
        kind.folder for kind in kinds().values()
    }
    assert "docs/.gitkeep" in files


def test_second_init_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    assert _init(tmp_path / "new")[0] == 0
    before = _state(tmp_path)
    code, text = _init(tmp_path / "new", "--title", "Other", "--host", "github")
    assert code == 2
    assert "is a project already" in text
    assert _state(tmp_path) == before


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "mine"},
        {"content/actors/anna-north.yaml": "name: Mine\n"},
        {"README.md": "mine\n"},
        {"docs/mine.md": "# Mine\n"},
        {"mkdocs.yml": "site_name: Mine\n"},
        {"seeds": "a file in place of the folder"},
        {"mkdocs.yml/inner.txt": "a folder in place of the file"},
    ],
    ids=lambda files: next(iter(files)),
)
def test_folder_with_files_is_refused_and_stays(files: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, files)
    code, text = _init(tmp_path)
    assert code == 2
    assert "is not empty" in text or "is a project already" in text
    assert _state(tmp_path) == {path: text.encode() for path, text in files.items()}


def test_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"file": ""})
    code, text = _init(tmp_path / "file/below")
    assert code == 2
    assert "Not a directory" in text
    code, text = _init(tmp_path / ("n" * 300))
    assert code == 2
    assert "File name too long" in text
    assert _state(tmp_path) == {"file": b""}


def test_interrupted_init_is_finished_by_the_next_one(tmp_path: Path) -> None:
    files = NewProject().files()
    first = dict(list(files.items())[:20])
    write(tmp_path / "new", {path: content.decode() for path, content in first.items()})
    write(tmp_path / "new", {".mkdocs.yml.999999999.part": "half"})
    assert _init(tmp_path / "new")[0] == 0
    assert _state(tmp_path / "new") == files


def test_clone_with_its_environment_and_licence_counts_as_empty(tmp_path: Path) -> None:
    clone = _clone(tmp_path / "clone", "git@github.com:Some-One/Talks.git")
    write(clone, {"LICENSE": "mine", ".venv/pyvenv.cfg": ""})
    code, text = _init(clone)
    assert code == 0, text
    assert "OWNER" not in text
    assert "repository: https://github.com/Some-One/Talks\n" in (clone / "content/briefing.yaml").read_text()
    assert "site_url: https://some-one.github.io/Talks/\n" in (clone / "mkdocs.yml").read_text()
    assert "@Some-One" in (clone / ".github/CODEOWNERS").read_text()
    assert [
        path for path, content in _state(clone).items() if re.search(rb"\bOWNER\b", content) and ".git/" not in path
    ] == []
    assert (clone / "LICENSE").read_text() == "mine"


@pytest.mark.parametrize(
    ("remote", "host", "address"),
    [
        ("https://github.com/a/b", "github", "https://github.com/a/b"),
        ("https://user:hunter2@gitlab.com/group/sub/b.git", "gitlab", "https://gitlab.com/group/sub/b"),
        ("ssh://git@gitlab.example.org:2222/a/b.git", "gitlab", "https://gitlab.example.org/a/b"),
        ("git@git.example.org:a/b.git", "none", "https://git.example.org/a/b"),
    ],
)
def test_host_and_address_come_from_the_remote(remote: str, host: str, address: str, tmp_path: Path) -> None:
    clone = _clone(tmp_path / "clone", remote)
    assert _init(clone)[0] == 0
    assert f"repository: {address}\n" in (clone / "content/briefing.yaml").read_text()
    assert (clone / ".github").exists() == (host == "github")
    assert (clone / ".gitlab-ci.yml").exists() == (host == "gitlab")
    assert not [path for path, content in _state(clone).items() if b"hunter2" in content and ".git/" not in path]


@pytest.mark.parametrize(
    "remote",
    ["/srv/git/b.git", "file:///srv/b", "../b", "https://github.com/", "https://github.com/a/b?c", "git@h:a/../b",
     "https://github.com/a/b\nc", "https://github.com/a/$(b)", "", "a" * 100_000],
)  # fmt: skip
def test_remote_that_names_no_repository_is_ignored(remote: str) -> None:
    assert origin_of(remote) is None


def test_site_of_a_user_has_no_folder() -> None:
    origin = Origin("github.com", "Ann", "ann.github.io")
    assert b"site_url: https://ann.github.io/\n" in NewProject(host="github", origin=origin).files()["mkdocs.yml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--plan", "Peace Plan"], "did you mean `peace-plan`"),
        (["--plan", "index"], "cannot be the id"),
        (["--plan", "northland"], "another example"),
        (["--points", "0"], "not in the range"),
        (["--points", "501"], "not in the range"),
        (["--title", " "], "use 1 to 200"),
        (["--title", "a" * 201], "use 1 to 200"),
        (["--title", "a\x07b"], "control character"),
        (["--host", "cvs"], "is not one of"),
    ],
)
def test_wrong_choice_writes_nothing(words: list[str], said: str, tmp_path: Path) -> None:
    code, text = _init(tmp_path / "new", *words)
    assert code == 2
    assert said in text
    assert _state(tmp_path) == {}


@pytest.mark.parametrize("command", ["build", "serve"])
def test_missing_docs_folder_is_made(command: str, minimal: Path) -> None:
    (minimal / "docs/.gitkeep").unlink()
    (minimal / "docs").rmdir()
    # an unknown option ends both commands after the folder was made
    result = run("briefgen", command, "--no-such-option", cwd=minimal)
    assert result.returncode == 2
    assert (minimal / "docs").is_dir()


def test_docs_folder_outside_the_project_is_not_made(minimal: Path) -> None:
    write(minimal, {"mkdocs.yml": "site_name: M\ndocs_dir: ../outside\nplugins: [briefgen]\n"})
    assert run("briefgen", "build", "--quiet", cwd=minimal).returncode == 1
    assert not (minimal.parent / "outside").exists()


def test_requirements_pin_what_the_package_needs_with_hashes() -> None:
    text = NewProject(package_hash="0" * 64).files()["requirements.txt"].decode()
    blocks = re.sub(r"\\\n", " ", text).splitlines()
    pins = {line.split("==")[0]: line for line in blocks if not line.startswith("#")}
    assert pins["briefgen"] == f"briefgen=={__version__}      --hash=sha256:{'0' * 64}"
    assert all("--hash=sha256:" in line for line in pins.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {re.split("[>=<!;]", each)[0] for each in project["dependencies"]} <= set(pins)
    of_this_repository = (ROOT / "requirements.txt").read_text("utf-8")
    assert all(line.split(" ")[0] in of_this_repository for name, line in pins.items() if name != "briefgen")


def test_package_without_a_recorded_hash_is_pinned_without_one() -> None:
    assert _package_hash() == ""
    assert f"\nbriefgen=={__version__}\n" in NewProject().files()["requirements.txt"].decode()


def test_problem_matcher_reads_the_concise_report(minimal: Path) -> None:
    tasks = json.loads(NewProject().files()[".vscode/tasks.json"])["tasks"]
    task = next(task for task in tasks if task["problemMatcher"])
    write(minimal, {"content/actors/ministry.yaml": "name: Ministry\nsumary: A ministry.\n"})
    report = run(*task["command"].split(" "), cwd=minimal).stdout
    pattern = task["problemMatcher"]["pattern"]
    found = [re.fullmatch(pattern["regexp"], line) for line in report.splitlines()]
    assert found
    first = found[0]
    assert first is not None
    assert all(found)
    read = {name: first[group] for name, group in pattern.items() if name != "regexp"}
    assert (read["file"], read["severity"], read["code"]) == ("content/actors/ministry.yaml", "error", "BG201")


def test_data_files_are_whole_and_named_without_a_dot() -> None:
    found = [file for file in DATA.rglob("*") if file.is_file()]
    assert [file for file in found if any(part.startswith(".") for part in file.relative_to(DATA).parts)] == []
    assert [file for file in found if (text := file.read_text("utf-8")) and not text.endswith("\n")] == []
    for name, content in NewProject(host="github").files().items():
        if name.endswith((".yml", ".yaml")):
            yaml.safe_load(content)
        elif name.endswith(".json"):
            json.loads(content)
    assert SETTINGS in NewProject().files()
