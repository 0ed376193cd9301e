"""Issue forms and the briefs made of them, with hostile texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.cli._shared import host_of
from briefgen.editing.from_issue import NoBrief, kind_of_labels, made
from briefgen.editing.issue_forms import form_kinds, forms, questions
from briefgen.model import reflect
from briefgen.model.briefing import Briefing
from briefgen.model.kinds._all import kinds
from briefgen.text.repository_hosts import FORM_FOLDERS, HOSTS, Host
from tests.conftest import run, write
from tests.support.small import CLEAN, checked, linked, project

PARTIES = {"ministry": "Ministry"}
EVENT_FORM = """### Title

Talks: second "round" # of 2

### Date

2025-11-29

### Kind

talks: A round of negotiation.

### Participants

- The Ministry
* ministry

### Summary

Two sides met.
They agreed on nothing.

### Themes

territory: Territory

### Sources

https://example.org/report
https://news.example.org/a-b, The Gazette, 2025-11-29
"""
STATEMENT_FORM = """### Event

https://briefing.example.org/events/2025-11-20-draft/#welcome

### Speaker

Ministry

### Quote

We will not sign: "never".

### Sources

wire
"""
HOSTILE = {
    "yaml": "x\nstatus: published\nevil: &a [*a, *a]\n--- \n!!python/object/apply:os.system ['true']",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\n\n</details><!-- x -->",
    "shell": "$(touch /tmp/x) `id` ; rm -rf / && ${GITHUB_TOKEN} ${{ github.token }} | cat",
    "template": "{{ 7 * 7 }} {% include '/etc/passwd' %} [[ministry]]",
    "path": "../../../../etc/passwd",
    "Arabic": "محادثات الجولة الثانية بين الطرفين",
    "Chinese": "第二轮谈判",
    "control": "a\x00b\x1bc\u2028d\u202ee\ufefff",
    "headings": "### Date\n\n2024-01-01\n\n### Status\n\npublished\n\n### Title\n\nOther",
    "tabs": "\t\tindented\n  - list\n\t: x",
    "long line": "word " * 10_000,
}


def _issue(text: str, *labels: str) -> str:
    found = {"number": 12, "body": text, "labels": [{"name": label} for label in labels], "user": {"login": "x"}}
    return json.dumps({"action": "labeled", "issue": found})


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return project(
        tmp_path,
        {**CLEAN, "mkdocs.yml": "site_name: Small\ntheme: {name: material, font: false}\nplugins: [briefgen]\n"},
    )


def _is_free(_path: str) -> bool:
    return False


def _made(folder: Path, kind: str, text: str) -> dict[str, bytes]:
    corpus, _ = linked(folder, CLEAN)
    return dict(
        made(
            kind, text, corpus, "content", number=12, read=lambda path: (folder / path).read_bytes(), is_taken=_is_free
        ).files
    )


@pytest.mark.parametrize("host", HOSTS)
def test_host_gets_a_form_for_each_kind_with_unique_labels(host: Host) -> None:
    briefing = Briefing(title="Small", themes={})
    files = forms(host, briefing, PARTIES)
    ending = "md" if host == "gitlab" else "yml"
    names = [*(f"new-{kind}" for kind in (*kinds(), "statement")), "correction"]
    assert sorted(files) == sorted(f"{FORM_FOLDERS[host]}/{name}.{ending}" for name in names)
    for content in files.values():
        if host != "gitlab":
            form: dict[str, Any] = yaml.safe_load(content)
            assert {"name", "description", "labels", "body"} == form.keys()
            labels = [part["attributes"]["label"] for part in form["body"]]
            ids = [part["id"] for part in form["body"]]
            assert len(set(labels)) == len(labels)
            assert len(set(ids)) == len(ids)
            for part in form["body"]:
                options = part["attributes"].get("options", ["x"])
                assert options
                assert len(set(options)) == len(options)
                assert all(isinstance(option, str) for option in options)
                assert part["type"] in ("input", "textarea", "dropdown")


@pytest.mark.parametrize("kind", form_kinds())
def test_form_asks_for_every_required_simple_field(kind: str, tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, CLEAN)
    asked = {question.field: question for question in questions(kind, corpus.briefing, PARTIES)}
    from briefgen.editing.issue_forms import struct_of

    for field in reflect.fields(struct_of(kind)):
        inner = field.type.item if isinstance(field.type, reflect.ListType) else field.type
        if field.is_required and field.name != "id" and not isinstance(inner, reflect.StructType):
            assert asked[field.name].is_required, field.name
    assert "status" not in asked
    assert "reviewed" not in asked
    if kind != "statement":
        assert asked["themes"].options == ("territory: Territory",)


def test_command_writes_forms_and_check_finds_old_ones(clean: Path) -> None:
    first = run("briefgen", "forms", "--host", "github", cwd=clean)
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.splitlines()) == len(form_kinds()) + 1
    assert run("briefgen", "forms", "--check", cwd=clean).returncode == 0
    briefing = clean / "content/briefing.yaml"
    briefing.write_text(briefing.read_text() + "  rivers: Rivers\n")
    old = run("briefgen", "forms", "--check", cwd=clean)
    assert old.returncode == 1
    assert ".github/ISSUE_TEMPLATE/new-event.yml" in old.stdout


@pytest.mark.parametrize(
    ("address", "folder", "host"),
    [
        ("https://github.com/a/b", "", "github"),
        ("https://gitlab.example.org/a/b", "", "gitlab"),
        ("https://codeberg.org/a/b", "", "forgejo"),
        ("https://example.org/a/b", "", "github"),
        ("https://github.com/a/b", ".gitlab", "gitlab"),
    ],
)
def test_host_follows_files_and_address(address: str, folder: str, host: Host, tmp_path: Path) -> None:
    if folder:
        (tmp_path / folder).mkdir()
    assert host_of(address, tmp_path) == host


def test_event_form_becomes_a_draft_that_decodes(clean: Path) -> None:
    (clean / "event.json").write_text(_issue(EVENT_FORM, "brief:event", "approved"))
    found = run("briefgen", "from-issue", "event.json", cwd=clean)
    assert found.returncode == 0, found.stderr
    event, source = "2025-11-29-talks-second-round-of-2", "2025-11-29-the-gazette"
    assert found.stdout.splitlines() == [f"content/sources/{source}.yaml", f"content/events/{event}.yaml"]
    text = (clean / f"content/events/{event}.yaml").read_text()
    assert text.startswith("# From issue 12.\n")
    data = yaml.safe_load(text)
    assert data["title"] == 'Talks: second "round" # of 2'
    assert data["kind"] == "talks"
    assert data["participants"] == ["ministry"]
    assert data["summary"] == "Two sides met.\nThey agreed on nothing."
    assert (data["themes"], data["cite"], data["status"]) == (["territory"], ["wire", source], "draft")
    said = yaml.safe_load((clean / f"content/sources/{source}.yaml").read_text())
    assert (said["url"], said["publisher"], str(said["published"])) == (
        "https://news.example.org/a-b",
        "The Gazette",
        "2025-11-29",
    )
    assert run("briefgen", "check", cwd=clean).returncode == 0
    assert run("briefgen", "fmt", "--check", *found.stdout.split(), cwd=clean).returncode == 0


def test_second_brief_of_the_same_name_gets_another_id(clean: Path) -> None:
    (clean / "form.md").write_text(EVENT_FORM)
    for number in (1, 2):
        assert (
            run("briefgen", "from-issue", "form.md", "--kind", "event", "--number", str(number), cwd=clean).returncode
            == 0
        )
    names = sorted(file.name for file in (clean / "content/events").glob("2025-11-29*"))
    assert names == ["2025-11-29-talks-second-round-of-2-2.yaml", "2025-11-29-talks-second-round-of-2.yaml"]


def test_statement_is_added_to_its_event_with_all_else_unchanged(clean: Path) -> None:
    file = clean / "content/events/2025-11-20-draft.yaml"
    before = "# A comment.\n" + file.read_text()
    file.write_text(before)
    files = made(
        "statement",
        STATEMENT_FORM,
        linked(clean, {})[0],
        "content",
        number=None,
        read=lambda _path: before.encode(),
        is_taken=_is_free,
    ).files
    after = files["content/events/2025-11-20-draft.yaml"].decode()
    assert before.split("cite: [wire]\nreviewed")[0] == after[: len(before.split("cite: [wire]\nreviewed")[0])]
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    assert new["statements"][:-1] == old["statements"]
    assert {name: value for name, value in new.items() if name != "statements"} == {
        name: value for name, value in old.items() if name != "statements"
    }
    assert new["statements"][-1] == {
        "id": "ministry-we-will-not-sign",
        "speaker": "ministry",
        "quote": 'We will not sign: "never".',
        "cite": ["wire"],
    }


@pytest.mark.parametrize(
    ("text", "is_added"),
    [
        ("title: T\ndate: 2025-11-20\nsummary: S.\n", True),
        (
            "title: T\ndate: 2025-11-20\nsummary: S.\nstatements:\n- id: a\n  speaker: ministry\n  quote: |\n    Q.\n\ncite: [wire]\n",
            True,
        ),
        (
            "title: T\ndate: 2025-11-20\nsummary: S.\nstatements:\n    - id: a\n      speaker: ministry\n      quote: Q.",
            True,
        ),
        ("title: T\ndate: 2025-11-20\nsummary: S.\nstatements: [{id: a, speaker: ministry, quote: Q.}]\n", False),
        ("title: T\ndate: 2025-11-20\nsummary: [\n", False),
    ],
)
def test_statement_is_added_in_any_block_layout(text: str, is_added: bool, tmp_path: Path) -> None:
    corpus, _ = linked(tmp_path, CLEAN)

    def make() -> str:
        files = made(
            "statement", STATEMENT_FORM, corpus, "content", number=1, read=lambda _: text.encode(), is_taken=_is_free
        ).files
        return files["content/events/2025-11-20-draft.yaml"].decode()

    if not is_added:
        with pytest.raises(NoBrief, match="add the statement by hand"):
            make()
        return
    new = yaml.safe_load(make())["statements"]
    assert new[-1]["speaker"] == "ministry"
    assert len(new) == len(yaml.safe_load(text).get("statements", [])) + 1


@pytest.mark.parametrize("field", ["Title", "Summary", "Participants", "Sources", "Date", "Kind"])
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_answers_stay_data_in_a_draft(field: str, hostile: str, tmp_path: Path) -> None:
    parts = dict(part.partition("\n")[::2] for part in EVENT_FORM.removeprefix("### ").split("\n### "))
    text = "\n\n".join(
        f"### {name}\n\n{hostile if name == field else answer.strip()}" for name, answer in parts.items()
    )
    files = _made(tmp_path, "event", text)
    for path, content in files.items():
        assert path.startswith(("content/events/", "content/sources/"))
        assert ".." not in path
        assert path.isascii()
        data = yaml.safe_load(content)
        assert data["status"] == "draft"
        assert set(data) <= {
            "title",
            "date",
            "kind",
            "summary",
            "participants",
            "themes",
            "cite",
            "status",
            "url",
            "publisher",
            "published",
            "place",
        }
        assert not isinstance(data["title"], dict)
    found = checked(tmp_path, {path: content.decode() for path, content in files.items()})
    assert all(each.span.path in files for each in found.diagnostics)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no answers below the headings"),
        (b"Please add talks!", "has no answers below the headings"),
        (b"### Title\n\n_No response_\n", "has no answers below the headings"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"issue": 3}', "is not the event of an issue"),
        (b'{"zzz": {}}', "is not the event of an issue"),
        (b"{" * 100_000, "is not the event of an issue"),
        (b"### Title\n\n" + b"a" * 150_000, "characters, the limit is"),
        (b"a" * 1_000_001, "is larger than 1000000 bytes"),
    ],
)
def test_bad_files_are_refused_and_nothing_is_written(content: bytes, said: str, clean: Path) -> None:
    before = sorted(clean.rglob("*"))
    (clean / "issue").write_bytes(content)
    found = run("briefgen", "from-issue", "issue", "--kind", "event", cwd=clean)
    assert (found.returncode, found.stdout) == (2, "")
    assert said in found.stderr
    (clean / "issue").unlink()
    assert sorted(clean.rglob("*")) == before


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], "exactly one of the labels"),
        (["brief:event", "brief:source"], "exactly one of the labels"),
        (["brief:nonsense"], "exactly one of the labels"),
        (["correction"], "a correction has no brief of its own"),
    ],
)
def test_label_decides_the_kind(labels: list[str], said: str) -> None:
    with pytest.raises(NoBrief, match=said):
        kind_of_labels(labels)
    assert kind_of_labels(["approved", "brief:event"]) == "event"


def test_statement_of_an_unknown_event_is_refused(tmp_path: Path) -> None:
    text = STATEMENT_FORM.replace("2025-11-20-draft", "2025-01-01-nothing")
    with pytest.raises(NoBrief, match="there is no event `2025-01-01-nothing`"):
        _made(tmp_path, "statement", text)


def test_unanswered_required_question_leaves_a_placeholder(tmp_path: Path) -> None:
    files = _made(tmp_path, "event", "### Title\n\nTalks\n")
    (content,) = files.values()
    data = yaml.safe_load(content)
    assert (data["title"], data["date"], data["summary"]) == ("Talks", "TODO", "TODO")


def test_no_file_is_overwritten(clean: Path) -> None:
    write(clean, {"content/events/2025-11-29-talks-second-round-of-2.yaml": "not a brief"})
    (clean / "form.md").write_text(EVENT_FORM)
    found = run("briefgen", "from-issue", "form.md", "--kind", "event", cwd=clean)
    assert (clean / "content/events/2025-11-29-talks-second-round-of-2.yaml").read_text() == "not a brief"
    assert found.returncode == 0
    assert "2025-11-29-talks-second-round-of-2-2.yaml" in found.stdout
