"""Every shell step of every workflow runs here, with a bare remote repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.conftest import run, write
from tests.workflows.steps import GITHUB, GITLAB, OWN, commands, git, loaded, run_step, step, workflows

NOT_RUN = {
    "Install": "installs packages; `tests/build/test_wheel.py` installs the same list",
    "Test": "runs this test suite",
    "Links": "asks other hosts; `tests/unit/cli/test_links.py` runs the command with a server",
}
"""Steps that need a service, with the reason."""
RUN = {
    "Check", "Build", "Write the brief", "Propose it", "What changes for readers", "Write the comment", "Put it under the proposal",
    "Corrections that a program can suggest", "Result", "Find it", "Suggest them beside the lines",
    "Put it in its folder", "Remove its folder", "Everything, warnings too",
}  # fmt: skip
"""Steps that the tests below run."""
CHECK, COMMENT = GITHUB / "check.yml", GITHUB / "comment.yml"
_BASE, _NUMBER = "github.event.pull_request.base.sha", "github.event.pull_request.number"
_TALKS = "content/events/2025-11-23-first-talks.yaml"


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bare repository with a new project on `main`."""
    root = tmp_path_factory.mktemp("remote")
    assert run("briefgen", "init", str(root / "work"), "--host", "github").returncode == 0
    git(root, "init", "--quiet", "--bare", "bare.git")
    git(root / "work", "init", "--quiet")
    git(root / "work", "add", "--all")
    git(root / "work", "commit", "--quiet", "-m", "Begin")
    git(root / "work", "push", "--quiet", str(root / "bare.git"), "HEAD:main")
    return root / "bare.git"


def _proposal(remote: Path, folder: Path, old: str = "", new: str = "") -> dict[str, str]:
    """Check out a proposal that replaces a text; return the values of a workflow's expressions."""
    git(folder.parent, "clone", "--quiet", str(remote), folder.name)
    base = git(folder, "rev-parse", "HEAD").strip()
    text = (folder / _TALKS).read_text("utf-8")
    assert old in text
    write(folder, {_TALKS: text.replace(old, new, 1)})
    git(folder, "commit", "--quiet", "--allow-empty", "--all", "-m", "Propose")
    return {_BASE: base, _NUMBER: "12"}


def test_every_step_is_run_or_named_with_a_reason() -> None:
    for file in workflows():
        for each in commands(file):
            assert each.name in RUN | set(NOT_RUN), each.key
    assert RUN.isdisjoint(NOT_RUN)


@pytest.mark.full
def test_sound_proposal_passes_every_step_of_the_check(remote: Path, tmp_path: Path) -> None:
    values = _proposal(remote, tmp_path / "w", "agreed to meet again", "agreed to meet once more")
    check = run_step(step(CHECK, "Check"), tmp_path / "w", tmp_path / "t", values)
    assert (check.code, check.outputs) == (0, {"status": "0"}), check.printed
    assert check.summary == "## Check passed\n\nNo problems found.\n"
    found = json.loads((tmp_path / "w/proposal/check.json").read_text())
    assert found["summary"] == {"errors": 0, "warnings": 0, "notes": 0}
    assert json.loads((tmp_path / "w/proposal/check.sarif").read_text())["version"] == "2.1.0"
    build = run_step(step(CHECK, "Build"), tmp_path / "w", tmp_path / "t", values)
    assert build.code == 0, build.printed
    assert "<p>Proposal 12, not published</p>" in (tmp_path / "w/site/index.html").read_text("utf-8")
    fixed = run_step(step(CHECK, "Corrections that a program can suggest"), tmp_path / "w", tmp_path / "t", values)
    assert fixed.code == 0, fixed.printed
    assert (tmp_path / "w/proposal/fix.diff").read_text() == ""
    assert git(tmp_path / "w", "status", "--porcelain", "--untracked-files=no") == ""
    result = run_step(
        step(CHECK, "Result"), tmp_path / "w", tmp_path / "t", {"steps.check.outputs.status": "0", **values}
    )
    assert result.code == 0


def test_faulty_proposal_has_annotations_a_summary_and_a_fix(remote: Path, tmp_path: Path) -> None:
    values = _proposal(remote, tmp_path / "w", "speaker: anna-north", "speaker: ana-north")
    check = run_step(step(CHECK, "Check"), tmp_path / "w", tmp_path / "t", values)
    # the step itself succeeds, so that the others run; the last one fails the job
    assert (check.code, check.outputs) == (0, {"status": "1"}), check.printed
    assert f"::error file={_TALKS}," in check.printed
    assert "## Check failed: 1 error" in check.summary
    fixed = run_step(step(CHECK, "Corrections that a program can suggest"), tmp_path / "w", tmp_path / "t", values)
    assert fixed.code == 0, fixed.printed
    assert "+    speaker: anna-north\n" in (tmp_path / "w/proposal/fix.diff").read_text()
    assert "ana-north" in (tmp_path / "w" / _TALKS).read_text()
    result = run_step(
        step(CHECK, "Result"), tmp_path / "w", tmp_path / "t", {"steps.check.outputs.status": "1", **values}
    )
    assert result.code == 1


def test_hostile_base_and_number_are_only_text(remote: Path, tmp_path: Path) -> None:
    _proposal(remote, tmp_path / "w")
    hostile = '"; touch hacked; $(touch hacked) `touch hacked`'
    check = run_step(step(CHECK, "Check"), tmp_path / "w", tmp_path / "t", {_BASE: hostile, _NUMBER: hostile})
    assert check.outputs == {"status": "2"}
    assert not (tmp_path / "w/hacked").exists()


@pytest.mark.parametrize("name", [pytest.param("publish.yml", marks=pytest.mark.full), "weekly.yml"])
def test_merged_files_pass_check_and_build(name: str, remote: Path, tmp_path: Path) -> None:
    _proposal(remote, tmp_path / "w")
    for each in commands(GITHUB / name):
        if each.name not in NOT_RUN:
            ran = run_step(each, tmp_path / "w", tmp_path / "t", {})
            assert ran.code == 0, ran.printed
    assert (tmp_path / "w/site/index.html").exists() == (name == "publish.yml")


def test_weekly_run_fails_for_a_warning(remote: Path, tmp_path: Path) -> None:
    _proposal(remote, tmp_path / "w", "cite: [wire-report]\n", "")
    write(tmp_path / "w", {"content/actors/lonely.yaml": "name: Lonely\nsummary: Cites nothing.\n"})
    ran = run_step(step(GITHUB / "weekly.yml", "Everything, warnings too"), tmp_path / "w", tmp_path / "t", {})
    assert ran.code == 1
    assert "BG408 uncited" in ran.summary


_GH = """#!{python}
import json, subprocess, sys
words = sys.argv[1:]
answers = json.load(open({answers!r}))
path = next(word for word in words if word.startswith("repos/"))
if "--input" in words:
    body = json.load(open(words[words.index("--input") + 1]))["body"]
    print(json.dumps([words[words.index("-X") + 1] if "-X" in words else "POST", path, body]), file=open({answers!r} + ".sent", "a"))
    sys.exit()
said = json.dumps(answers[path])
if "--jq" in words:
    said = subprocess.run(["jq", "-r", words[words.index("--jq") + 1]], input=said, capture_output=True, text=True, check=True).stdout
print(said, end="")
"""


def _find(tmp_path: Path, pulls: list[object], files: list[str]) -> dict[str, str]:
    """Run the step that finds a proposal, with answers in place of GitHub's."""
    answers = {
        "repos/fork/talks/commits/abc/pulls": pulls,
        "repos/owner/talks/pulls/7/files": [{"filename": name} for name in files],
    }
    write(
        tmp_path,
        {
            "answers.json": json.dumps(answers),
            "bin/gh": _GH.format(python=sys.executable, answers=str(tmp_path / "answers.json")),
        },
    )
    (tmp_path / "bin/gh").chmod(0o755)
    values = {
        "github.token": "none",
        "github.repository": "owner/talks",
        "github.event.workflow_run.head_repository.full_name": "fork/talks",
        "github.event.workflow_run.head_sha": "abc",
    }
    ran = run_step(step(COMMENT, "Find it"), tmp_path, tmp_path / "t", values, programs=tmp_path / "bin")
    assert ran.code == 0, ran.printed
    return dict(ran.outputs)


def _pull(number: int, *, repo: str = "owner/talks", state: str = "open", sha: str = "abc") -> object:
    return {"number": number, "state": state, "base": {"repo": {"full_name": repo}}, "head": {"sha": sha}}


@pytest.mark.skipif(shutil.which("jq") is None, reason="GitHub's machines have jq, this one does not")
def test_proposal_is_found_by_its_revision(tmp_path: Path) -> None:
    others = [_pull(1, repo="other/talks"), _pull(2, state="closed"), _pull(3, sha="old")]
    assert _find(tmp_path, [*others, _pull(7)], ["content/a.yaml", "seeds/b.fp"]) == {
        "number": "7",
        "only-content": "true",
    }
    for name in (".github/workflows/check.yml", "mkdocs.yml", "content.yaml", "docs/a.md", "x/content/a.yaml"):
        assert _find(tmp_path, [_pull(7)], ["content/a.yaml", name])["only-content"] == "false"
    assert _find(tmp_path, others, []) == {"number": ""}


@pytest.mark.skipif(shutil.which("jq") is None, reason="GitHub's machines have jq, this one does not")
def test_one_comment_is_written_and_then_renewed(remote: Path, tmp_path: Path) -> None:
    _proposal(remote, tmp_path / "w", "stance: rejects", "stance: accepts")
    changes = step(CHECK, "What changes for readers")
    (tmp_path / "w/proposal").mkdir()
    ran = run_step(changes, tmp_path / "w", tmp_path / "t", {_BASE: "HEAD~", _NUMBER: "7"})
    assert ran.code == 0, ran.printed
    assert "What changes for readers" in ran.summary
    values = {
        "needs.find.outputs.number": "7",
        "github.repository": "owner/talks",
        "github.token": "none",
        "github.server_url": "https://git.example.org",
        "github.event.workflow_run.head_sha": "5" * 40,
        "github.event.workflow_run.html_url": "https://git.example.org/owner/talks/actions/runs/1",
        "needs.find.outputs.only-content == 'true' && vars.PREVIEW_URL || ''": "https://previews.example.org",
        "runner.temp": str(tmp_path / "w"),
    }
    # the step runs outside of any project
    ran = run_step(step(COMMENT, "Write the comment"), tmp_path, tmp_path / "t", values)
    assert ran.code == 0, ran.printed
    text = (tmp_path / "t/comment.md").read_text()
    assert "](https://previews.example.org/pr-7/plans/draft-agreement/positions/#" in text
    assert "preview.invalid" not in text
    marker = "<!-- briefgen:proposal -->"
    others = [
        {"id": 1, "user": {"login": "reader"}, "body": f"{marker} not the workflow's"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "another workflow"},
    ]
    own = [{"id": number, "user": {"login": "github-actions[bot]"}, "body": f"{marker}\nold"} for number in (3, 4)]
    sent = []
    for comments in (others, [*others, *own]):
        write(tmp_path, {"answers.json": json.dumps({"repos/owner/talks/issues/7/comments": comments})})
        write(tmp_path, {"bin/gh": _GH.format(python=sys.executable, answers=str(tmp_path / "answers.json"))})
        (tmp_path / "bin/gh").chmod(0o755)
        put = step(COMMENT, "Put it under the proposal")
        ran = run_step(put, tmp_path, tmp_path / "t", values, programs=tmp_path / "bin")
        assert ran.code == 0, ran.printed
        sent = [json.loads(line) for line in (tmp_path / "answers.json.sent").read_text().splitlines()]
    assert sent == [
        ["POST", "repos/owner/talks/issues/7/comments", text],
        ["PATCH", "repos/owner/talks/issues/comments/3", text],
    ]


def test_corrections_are_given_to_the_reviewer_program_as_data(tmp_path: Path) -> None:
    reviewdog = f"#!/bin/bash\nenv > {tmp_path}/seen\ncat >> {tmp_path}/seen\n"
    write(tmp_path, {"bin/reviewdog": reviewdog, "proposal/fix.diff": "--- a\n+++ b\n$(touch hacked)\n"})
    (tmp_path / "bin/reviewdog").chmod(0o755)
    values = {
        "needs.find.outputs.number": "7",
        "github.event.workflow_run.head_sha": "abc",
        "github.repository_owner": "owner",
        "github.event.repository.name": "talks",
        "github.token": "none",
        "runner.temp": str(tmp_path),
    }
    suggest = step(COMMENT, "Suggest them beside the lines")
    ran = run_step(suggest, tmp_path, tmp_path / "t", values, programs=tmp_path / "bin")
    assert ran.code == 0, ran.printed
    assert "$(touch hacked)" in (tmp_path / "seen").read_text()
    assert "CI_PULL_REQUEST=7\n" in (tmp_path / "seen").read_text()
    assert not (tmp_path / "hacked").exists()
    (tmp_path / "seen").unlink()
    write(tmp_path, {"proposal/fix.diff": ""})
    assert run_step(suggest, tmp_path, tmp_path / "t", values, programs=tmp_path / "bin").code == 0
    assert not (tmp_path / "seen").exists()


_FORM = """### Title

Second talks $(touch hacked) `touch hacked`

### Summary

They met again; "'; touch hacked; echo '

### Date

2025-12-01

### Kind

talks: Negotiations between parties.

### Sources

wire-report
"""


def test_approved_form_becomes_a_pull_request(remote: Path, tmp_path: Path) -> None:
    values = _proposal(remote, tmp_path / "w")
    git(tmp_path / "w", "reset", "--quiet", "--hard", "origin/main")
    event = {"issue": {"number": 31, "body": _FORM, "labels": [{"name": "brief:event"}, {"name": "approved"}]}}
    write(
        tmp_path, {"event.json": json.dumps(event), "bin/gh": f'#!/bin/bash\nprintf "%s\\n" "$@" > {tmp_path}/sent\n'}
    )
    (tmp_path / "bin/gh").chmod(0o755)
    values |= {
        "github.token": "none",
        "github.event.issue.number": "31",
        "github.event.repository.default_branch": "main",
    }
    file = GITHUB / "issue-to-proposal.yml"
    for name in ("Write the brief", "Propose it"):
        # GitHub sets this variable for every step
        found = step(file, name)
        with_event = msgspec.structs.replace(
            found, env={**found.env, "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
        )
        ran = run_step(with_event, tmp_path / "w", tmp_path / "t", values, programs=tmp_path / "bin")
        assert ran.code == 0, ran.printed
    assert not list(tmp_path.rglob("hacked"))
    changed = git(remote, "diff", "--name-status", "main", "form-31").split()
    assert changed[0] == "A"
    assert changed[1].startswith("content/events/2025-12-01-second-talks")
    assert len(changed) == 2
    assert "status: draft" in git(remote, "show", f"form-31:{changed[1]}")
    sent = (tmp_path / "sent").read_text().splitlines()
    assert sent[:6] == ["pr", "create", "--base", "main", "--head", "form-31"]
    assert "Closes #31." in sent[-1]
    assert "open it again" in ran.summary
    git(remote, "branch", "-D", "form-31")


def test_preview_is_pushed_renewed_and_taken_down(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "previews.git")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "previews.git"), "previews")
    work = tmp_path / "previews"
    write(work, {"pr-7/old.html": "old", "pr-8/index.html": "other"})
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "-m", "Begin")
    git(work, "push", "--quiet", "-u", "origin", "HEAD:main")
    git(work, "branch", "--quiet", "--set-upstream-to=origin/main")
    write(tmp_path, {"t/site/index.html": "new", "secret": "no page"})
    (tmp_path / "t/site/link.html").symlink_to(tmp_path / "secret")
    put, remove = step(COMMENT, "Put it in its folder"), step(GITHUB / "close.yml", "Remove its folder")
    values = {"needs.find.outputs.number": "7", _NUMBER: "7"}

    def published() -> list[str]:
        return git(tmp_path / "previews.git", "ls-tree", "-r", "--name-only", "main").split()

    for _ in range(2):
        ran = run_step(put, work, tmp_path / "t", values)
        assert ran.code == 0, ran.printed
        assert published() == ["pr-7/index.html", "pr-8/index.html"]
    for _ in range(2):
        ran = run_step(remove, work, tmp_path / "t", values)
        assert ran.code == 0, ran.printed
        assert published() == ["pr-8/index.html"]


def _gitlab(job: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a job as GitLab does: in one shell that stops at the first error."""
    script = "\n".join(["set -eo pipefail", *loaded(GITLAB)[job]["script"]])
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    environment = {"PATH": path, "HOME": str(cwd.parent), "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", **variables}
    return subprocess.run(["bash", "-c", script], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.full
def test_gitlab_check_reports_findings_in_its_formats(remote: Path, tmp_path: Path) -> None:
    base = _proposal(remote, tmp_path / "w", "speaker: anna-north", "speaker: ana-north")[_BASE]
    done = _gitlab("check", tmp_path / "w", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1, done.stderr
    issues = json.loads((tmp_path / "w/proposal/code-quality.json").read_text())
    assert [issue["location"]["path"] for issue in issues if issue["severity"] == "major"] == [_TALKS]
    assert "## Check failed" in (tmp_path / "w/proposal/check.md").read_text()
    assert "<testsuites" in (tmp_path / "w/proposal/check.xml").read_text()
    assert "1 error" in done.stdout


@pytest.mark.full
def test_gitlab_jobs_build_the_preview_and_the_site(remote: Path, tmp_path: Path) -> None:
    _proposal(remote, tmp_path / "w")
    assert _gitlab("preview", tmp_path / "w", CI_MERGE_REQUEST_IID="9").returncode == 0
    assert "<p>Proposal 9, not published</p>" in (tmp_path / "w/site/index.html").read_text("utf-8")
    assert _gitlab("due", tmp_path / "w").returncode == 0
    assert _gitlab("pages", tmp_path / "w").returncode == 0
    assert (tmp_path / "w/public/SHA256SUMS").is_file()
    # no job is left out
    jobs = {name for name, job in loaded(GITLAB).items() if isinstance(job, dict) and "script" in job}
    assert jobs == {"check", "preview", "due", "pages"}


def test_own_workflows_have_the_same_steps() -> None:
    for file in sorted(OWN.glob("*.yml")):
        own = {each.name: each.command for each in commands(file) if each.name not in NOT_RUN}
        assert own == {each.name: each.command for each in commands(GITHUB / file.name) if each.name not in NOT_RUN}
