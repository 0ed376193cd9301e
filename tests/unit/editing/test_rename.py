"""Rename: changes an id everywhere and nothing else, even if interrupted."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.check.spans import place
from briefgen.corpus.cache import Cache
from briefgen.corpus.link import link
from briefgen.corpus.load import Loaded, load
from briefgen.editing.rename import Refusal, Renaming, carry_out, diff, plan
from tests.conftest import ROOT, run, write
from tests.support.small import PROJECT, project


def _load(folder: Path) -> Loaded:
    return load(folder, folder / "content", Cache())


def _rename(folder: Path, old: str, new: str) -> None:
    found = plan(_load(folder), folder, old, new)
    assert isinstance(found, Renaming), found
    carry_out(found, folder)


def _refusal(folder: Path, old: str, new: str) -> str:
    found = plan(_load(folder), folder, old, new)
    assert isinstance(found, Refusal), found
    return f"{found.message}; {found.help}"


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.yaml"))}


def _problems(folder: Path) -> list[str]:
    loaded = _load(folder)
    problems = [*loaded.problems, *(p for e in loaded.entries for p in e.problems), *link(loaded)[1]]
    return [f"{d.code} {d.message}" for d in place(problems, folder)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vladimir-putin", "president-of-russia"),
        ("liga-e3-text", "liga-counter-text"),
        ("point-21", "point-21-territory"),
        ("2025-11-27-bishkek-press-conference", "2025-11-27-bishkek"),
        ("us-28-point-plan", "us-plan"),
        ("dispute-g8", "g8-return"),
        ("ukraine", "ua"),
    ],
)
def test_rename_in_flagship_changes_ids_and_adds_one_line(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    before, problems = _files(tmp_path), _problems(tmp_path)
    _rename(tmp_path, old, new)
    after = _files(tmp_path)
    moved = {path: re.sub(rf"/{old}\.yaml$", f"/{new}.yaml", path) for path in before}
    assert sorted(moved.values()) == sorted(after)
    either = re.compile(rf"(?<![a-z0-9-])(?:{old}|{new})(?![a-z0-9-])".encode())
    for path, content in before.items():
        text = after[moved[path]]
        if moved[path] != path:
            assert text.count(b"formerly: [%s]\n" % old.encode()) == 1
            text = text.replace(b"formerly: [%s]\n" % old.encode(), b"", 1)
        # texts differ only in the id; where the old id remains, it is a word or part of an address
        assert either.sub(b"", content) == either.sub(b"", text), path
    assert _problems(tmp_path) == problems
    _rename(tmp_path, new, old)
    back = _files(tmp_path)
    own = next(path for path in before if path.endswith(f"/{old}.yaml"))
    assert back.pop(own) == before[own].rstrip(b"\n") + b"\nformerly: [%s]\n" % new.encode()
    assert back == {path: content for path, content in before.items() if path != own}


REFERENCES = {
    "content/events/2025-11-27-talks.yaml": """\
# ministry in a comment stays
title: Talks
date: 2025-11-27
summary: "The ministry [[ministry]] met [[ministry|the
  ministry's staff]], `[[ministry]]`."  # ministry
participants: [ministry, {actor: 'ministry', as: ministry}]
statements:
  - id: ministry
    speaker: "ministry"
    on_behalf_of: >-
      ministry
    about: [ministry]
    paraphrase: >-
      It said so. See [[
      ministry ]] and [[2025-11-27-talks#ministry]].
    responds_to: [2025-11-27-talks#ministry]
    cite:
      - source: wire
cite: [wire]
""",
    "content/sources/wire.yaml": "title: ministry\npublisher: ministry\nnote: ministry\n",
    "content/sources/ministry-wire.yaml": "title: A\npublisher: ministry-wire\n",
    "content/briefing.yaml": "title: B\nheadline: Of [[ministry]].\nparties: [ministry]\nthemes: {ministry: ministry}\n",
}


def test_every_reference_to_an_actor_is_rewritten(tmp_path: Path) -> None:
    project(tmp_path, REFERENCES)
    _rename(tmp_path, "ministry", "office")
    assert (
        (tmp_path / "content/events/2025-11-27-talks.yaml").read_text("utf-8")
        == """\
# ministry in a comment stays
title: Talks
date: 2025-11-27
summary: "The ministry [[office]] met [[office|the
  ministry's staff]], `[[ministry]]`."  # ministry
participants: [office, {actor: 'office', as: ministry}]
statements:
  - id: ministry
    speaker: "office"
    on_behalf_of: >-
      office
    about: [office]
    paraphrase: >-
      It said so. See [[
      office ]] and [[2025-11-27-talks#ministry]].
    responds_to: [2025-11-27-talks#ministry]
    cite:
      - source: wire
cite: [wire]
"""
    )
    files = _files(tmp_path)
    assert files["content/sources/wire.yaml"] == b"title: ministry\npublisher: office\nnote: ministry\n"
    assert files["content/sources/ministry-wire.yaml"] == b"title: A\npublisher: ministry-wire\n"
    assert files["content/briefing.yaml"] == (
        b"title: B\nheadline: Of [[office]].\nparties: [office]\nthemes: {ministry: ministry}\n"
    )


def test_references_to_statements_and_versions_are_rewritten(tmp_path: Path) -> None:
    event = (
        "title: E\ndate: 2025-11-28\nsummary: See [[2025-11-27-talks#one]].\nintroduces: [plan@first-draft]\n"
        "statements: [{id: two, speaker: ministry, cite: [wire], disputes: ['2025-11-27-talks#one']}]\ncite: [wire]\n"
    )
    talks = (
        PROJECT["content/events/2025-11-27-talks.yaml"] + "statements: [{id: one, speaker: ministry, cite: [wire]}]\n"
    )
    project(tmp_path, {"content/events/e.yaml": event, "content/events/2025-11-27-talks.yaml": talks})
    assert _problems(tmp_path) == []
    _rename(tmp_path, "2025-11-27-talks", "talks")
    _rename(tmp_path, "plan", "draft")
    _rename(tmp_path, "wire", "report")
    text = (tmp_path / "content/events/e.yaml").read_text("utf-8")
    assert text == event.replace("2025-11-27-talks", "talks").replace("plan@", "draft@").replace("[wire]", "[report]")
    assert _problems(tmp_path) == []


def test_publisher_equal_to_id_of_other_kind_is_not_rewritten(tmp_path: Path) -> None:
    project(tmp_path, {"content/sources/relay.yaml": "title: R\npublisher: wire\nrelays: [wire]\n"})
    _rename(tmp_path, "wire", "report")
    assert (tmp_path / "content/sources/relay.yaml").read_text(
        "utf-8"
    ) == "title: R\npublisher: wire\nrelays: [report]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: M\nsummary: S\n", "name: M\nsummary: S\nformerly: [ministry]\n"),
        ("name: M\nsummary: S", "name: M\nsummary: S\nformerly: [ministry]"),
        ("name: M\r\nsummary: S\r\n", "name: M\r\nsummary: S\r\nformerly: [ministry]\r\n"),
        ("\ufeffname: M\nsummary: S\n", "\ufeffname: M\nsummary: S\nformerly: [ministry]\n"),
        ("name: M\nsummary: |\n  S\n\n# end\n", "name: M\nsummary: |\n  S\nformerly: [ministry]\n\n# end\n"),
        ("name: M\nsummary: |+\n  S\n\n\n", "name: M\nsummary: |+\n  S\n\n\nformerly: [ministry]\n"),
        ("name: M\nsummary: |\n  S", "formerly: [ministry]\nname: M\nsummary: |\n  S"),
        ("---\nname: M\nsummary: S # s\n...\n", "---\nname: M\nsummary: S # s\nformerly: [ministry]\n...\n"),
        ("  name: M\n  summary: S\n", "  name: M\n  summary: S\n  formerly: [ministry]\n"),
        (
            "name: M\nsummary: S\naliases:\n  - A # a\n  # b\n# c\nautolink: false\n",
            "name: M\nsummary: S\naliases:\n  - A # a\nformerly: [ministry]\n  # b\n# c\nautolink: false\n",
        ),
        ("{name: M, summary: S,}\n", "{name: M, summary: S, formerly: [ministry],}\n"),
        ("name: M\nsummary: S\nformerly:\nreviewed:\n", "name: M\nsummary: S\nformerly: [ministry]\nreviewed:\n"),
        ("name: M\nformerly: []\nsummary: S\n", "name: M\nformerly: [ministry]\nsummary: S\n"),
        ("name: M\nformerly: [a, b] # c\nsummary: S\n", "name: M\nformerly: [a, b, ministry] # c\nsummary: S\n"),
        (
            "name: M\nformerly: [\n  a, # c\n  ]\nsummary: S\n",
            "name: M\nformerly: [\n  a, ministry, # c\n  ]\nsummary: S\n",
        ),
        (
            "name: M\nformerly:\n  - a # c\n\nsummary: S\n",
            "name: M\nformerly:\n  - a # c\n  - ministry\n\nsummary: S\n",
        ),
        ("name: M\nsummary: S\nformerly:\n- a\n- b", "name: M\nsummary: S\nformerly:\n- a\n- b\n- ministry"),
        ("name: M\nformerly: [office, a]\nsummary: S\n", "name: M\nformerly: [ministry, a]\nsummary: S\n"),
        ("name: M\nformerly:\n  - 'office'\nsummary: S\n", "name: M\nformerly:\n  - 'ministry'\nsummary: S\n"),
    ],
)
def test_old_id_is_added_to_formerly_and_other_bytes_stay(before: str, after: str, tmp_path: Path) -> None:
    files = {path: None for path in PROJECT if "events" in path or "points" in path or "plans" in path}
    project(tmp_path, {**files, "content/briefing.yaml": "title: B\n"})
    (tmp_path / "content/actors/more").mkdir()
    (tmp_path / "content/actors/ministry.yaml").unlink()
    (tmp_path / "content/actors/more/ministry.yml").write_bytes(before.encode())
    _rename(tmp_path, "ministry", "office")
    assert (tmp_path / "content/actors/more/office.yml").read_bytes().decode() == after
    assert not (tmp_path / "content/actors/more/ministry.yml").exists()
    assert _problems(tmp_path) == []


def test_references_by_former_id_get_the_new_id(tmp_path: Path) -> None:
    project(
        tmp_path,
        {
            "content/actors/ministry.yaml": "name: M\nsummary: S.\nformerly: [bureau]\ncite: [wire]\n",
            "content/actors/a.yaml": "name: A\nsummary: S of [[bureau]].\npart_of: [bureau]\nrelated: [ministry]\ncite: [wire]\n",
        },
    )
    _rename(tmp_path, "ministry", "office")
    text = (tmp_path / "content/actors/a.yaml").read_text("utf-8")
    assert text == "name: A\nsummary: S of [[office]].\npart_of: [office]\nrelated: [office]\ncite: [wire]\n"
    assert _problems(tmp_path) == []


def test_impossible_rename_writes_nothing(tmp_path: Path) -> None:
    project(
        tmp_path,
        {
            "content/actors/other.yaml": "name: O\nsummary: S.\nformerly: [once]\ncite: [wire]\n",
            "content/actors/broken.yaml": "name: [\n",
        },
    )
    before = _files(tmp_path)
    for old, new, said in (
        ("ministri", "x", "unknown id `ministri`; did you mean `ministry`?"),
        ("once", "x", "unknown id `once`; its id is `other` now"),
        ("ministry", "ministry", "is already its id"),
        ("ministry", "The Office", "cannot be an id; did you mean `the-office`?"),
        ("ministry", "***", "use lower-case letters"),
        ("ministry", "index", "`index` is a reserved name"),
        ("ministry", "wire", "`wire` is taken: content/sources/wire.yaml"),
        ("ministry", "broken", "`broken` is taken: content/actors/broken.yaml"),
        ("ministry", "once", "`once` is taken: a former id of content/actors/other.yaml"),
        ("broken", "x", "cannot be read: content/actors/broken.yaml; run `briefgen check`"),
    ):
        assert said in _refusal(tmp_path, old, new)
    assert _files(tmp_path) == before


def test_unreadable_file_with_the_id_stops_the_rename(tmp_path: Path) -> None:
    project(
        tmp_path,
        {"content/events/bad.yaml": "title: [\n# ministry\n", "content/events/off.yaml": "title: [ministry-x\n"},
    )
    assert "cannot be read: content/events/bad.yaml" in _refusal(tmp_path, "ministry", "office")
    (tmp_path / "content/events/bad.yaml").unlink()
    _rename(tmp_path, "ministry", "office")
    write(tmp_path, {"content/briefing.yaml": "titel: B\nparties: [office]\n"})
    assert "cannot be read: content/briefing.yaml" in _refusal(tmp_path, "office", "ministry")


def test_escaped_id_stops_the_rename_and_is_located(tmp_path: Path) -> None:
    project(tmp_path, {"content/actors/a.yaml": 'name: A\nsummary: S.\npart_of: ["minist\\u0072y"]\ncite: [wire]\n'})
    before = _files(tmp_path)
    assert "content/actors/a.yaml:3:11" in _refusal(tmp_path, "ministry", "office")
    assert _files(tmp_path) == before


def test_interrupted_rename_is_finished_by_same_command(tmp_path: Path) -> None:
    project(tmp_path, REFERENCES)
    found = plan(_load(tmp_path), tmp_path, "ministry", "office")
    assert isinstance(found, Renaming)
    carry_out(found, tmp_path)
    wanted = _files(tmp_path)
    for done in range(len(found.files) + 1):
        shutil.rmtree(tmp_path / "content")
        project(tmp_path, REFERENCES)
        for file in found.files[:done]:
            (tmp_path / file.new_path).write_bytes(file.after)
        _rename(tmp_path, "ministry", "office")
        assert _files(tmp_path) == wanted
    again = plan(_load(tmp_path), tmp_path, "ministry", "office")
    assert again == Renaming((), 0)


def test_finished_rename_updates_remaining_references(tmp_path: Path) -> None:
    project(tmp_path, {})
    _rename(tmp_path, "ministry", "office")
    write(tmp_path, {"content/actors/a.yaml": "name: A\nsummary: S.\npart_of: [ministry]\ncite: [wire]\n"})
    _rename(tmp_path, "ministry", "office")
    assert "part_of: [office]" in (tmp_path / "content/actors/a.yaml").read_text("utf-8")


def test_changed_file_under_new_name_is_not_overwritten(tmp_path: Path) -> None:
    project(tmp_path, {"content/actors/office.yaml": "name: Mine\nsummary: S.\nformerly: [ministry]\n"})
    assert "`office` is taken" in _refusal(tmp_path, "ministry", "office")


def test_diff_applies_with_git(tmp_path: Path) -> None:
    project(tmp_path, REFERENCES)
    found = plan(_load(tmp_path), tmp_path, "ministry", "office")
    assert isinstance(found, Renaming)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True, input=diff(found).encode())
    applied = _files(tmp_path)
    shutil.rmtree(tmp_path / "content")
    project(tmp_path, REFERENCES)
    carry_out(found, tmp_path)
    assert _files(tmp_path) == applied


def test_rename_command_writes_files_unless_diff_is_given(full: Path) -> None:
    before = _files(full)
    dry = run("briefgen", "rename", "northland", "north", "--diff", cwd=full / "content")
    assert dry.returncode == 0
    assert "rename to content/actors/north.yaml" in dry.stdout
    assert _files(full) == before
    done = run("briefgen", "rename", "northland", "north", cwd=full)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("content/actors/north.yaml\n")
    assert "northland" not in run("briefgen", "check", cwd=full).stdout
    refused = run("briefgen", "rename", "ministri", "x", cwd=full)
    assert refused.returncode == 2
    assert "unknown id `ministri`" in refused.stderr


def test_killed_rename_leaves_whole_files_and_can_be_finished(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "one/content")
    write(tmp_path / "one", {"mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})
    old = _files(tmp_path / "one")
    _rename(tmp_path / "one", "ukraine", "ua")
    new = _files(tmp_path / "one")
    shutil.copytree(ROOT / "content", tmp_path / "two/content")
    write(tmp_path / "two", {"mkdocs.yml": "site_name: S\nplugins: [briefgen]\n"})
    words = [sys.executable, "-m", "briefgen", "rename", "ukraine", "ua", "--project", str(tmp_path / "two")]
    target = tmp_path / "two/content/actors/ua.yaml"
    moments = random.Random(3)
    for _ in range(12):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # writing starts with the new file, so the process is killed at times around that
        while process.poll() is None and not target.exists():
            time.sleep(0.0005)
        time.sleep(moments.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = _files(tmp_path / "two")
        assert set(found) <= set(old) | set(new)
        for path, content in found.items():
            assert content in (old.get(path), new.get(path)), path
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    assert _files(tmp_path / "two") == new
    leftovers = [p for p in (tmp_path / "two/content").rglob("*") if p.is_file() and p.suffix != ".yaml"]
    assert all(os.path.basename(p).startswith(".") for p in leftovers)
