"""Truth of summaries: positions on pages, derived again by other code.

This code reads the YAML files itself and shares nothing with `briefgen.analysis`. It knows the rules of
docs/evidence.md in their plainest form, without speed.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import config
from briefgen.build import build_project
from briefgen.corpus.cache import Cache
from tests.conftest import FULL, ROOT

Data = dict[str, Any]
_CELL = re.compile(r'<td data-cell="([a-z0-9-]+?)--([a-z0-9-]+)"[^>]*>(.*?)(?:<template|</td>)', re.DOTALL)
_VOICES = re.compile(r'data-voices="([^"]*)"')


class Project:
    """The published briefs of a project as plain data, with the rules of derivation."""

    def __init__(self, folder: Path) -> None:
        self.briefs: dict[str, tuple[str, Data]] = {}
        self.former: dict[str, str] = {}
        for path in sorted((folder / "content").rglob("*.y*ml")):
            data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # builds text only
            if path.stem != "briefing" and data.get("status") != "draft":
                self.briefs[path.stem] = (path.relative_to(folder).parts[1], data)
                self.former |= dict.fromkeys(data.get("formerly", []), path.stem)
        self.statements = [
            (f"{id}#{said['id']}", said, said.get("date", event["date"]))
            for id, (kind, event) in self.briefs.items()
            if kind == "events"
            for said in event.get("statements", [])
        ]

    def brief(self, id: str) -> Data:
        return self.briefs.get(self.former.get(id, id), ("", {}))[1]

    def now(self, id: str) -> str:
        return self.former.get(id, id)

    def origins(self, source: str) -> set[str]:
        """Return the sources at the end of the relays; sources in a circle count as one."""
        reached, waiting = set(), [self.now(source)]
        while waiting:
            id = waiting.pop()
            if id not in reached:
                reached.add(id)
                waiting += [self.now(r) for r in self.brief(id).get("relays", [])]
        return {id for id in reached if not self.brief(id).get("relays")} or {min(reached)}

    def strength(self, said: Data) -> str:
        cited = [c if isinstance(c, dict) else {"source": c} for c in said["cite"]]
        good = [c["source"] for c in cited if _credibility(c, said) <= 3 and self.grade(c["source"]) in "ABCD"]
        best = min((self.grade(source) for source in good), default="D")
        if best == "D":
            return "weak"
        if "reported_by" in said:
            return "reported"
        apart = any(not self.origins(a) & self.origins(b) for a in good for b in good)
        return "strong" if best in "AB" or apart else "reported"

    def grade(self, source: str) -> str:
        return str(self.brief(source).get("reliability", "F"))

    def bodies(self, actor: str, date: str) -> set[str]:
        found, waiting = set(), [self.now(actor)]
        while waiting:
            id = waiting.pop()
            if id in found:
                continue
            found.add(id)
            roles = [r for r in self.brief(id).get("roles", []) if r.get("of") and held(r, date)]
            above = [self.now(a) for a in (*(r["of"] for r in roles), *self.brief(id).get("part_of", []))]
            waiting += [a for a in above if self.brief(a).get("kind") != "group"]
        return found

    def holders(self, said: Data, date: str) -> set[str]:
        if "on_behalf_of" in said:
            return {self.now(said["on_behalf_of"])}
        speakers = said.get("speakers") or [said[key] for key in ("speaker",) if key in said]
        return {body for speaker in speakers for body in self.bodies(speaker, date)}

    def about(self, said: Data) -> set[str]:
        found = set()
        for target in said.get("about", []):
            whole, mark, part = re.fullmatch(r"([^#@]*)([#@]?)(.*)", target).groups()  # type: ignore[union-attr]
            found.add(self.now(whole) + (mark + part if mark == "#" else ""))
        return found

    def cell(self, actor: str, subject: str) -> tuple[str, str] | None:
        """Return the stance and strength of an actor's own position, without proposals."""
        heard = [
            (said["stance"], self.strength(said), *span(date))
            for _, said, date in self.statements
            if "stance" in said and subject in self.about(said) and actor in self.holders(said, date)
        ]
        for wanted in ("strong", "reported", "weak"):
            level = [one for one in heard if one[1] == wanted]
            level = [one for one in level if one[0] != "unclear"] or level
            newest = [one for one in level if not any(other[2] > one[3] for other in level)]
            if newest:
                stances = {one[0] for one in newest}
                return (stances.pop() if len(stances) == 1 else "mixed"), wanted
        return None


def _credibility(citation: Data, said: Data) -> int:
    return int(citation.get("credibility") or said.get("credibility") or 1)


def span(date: str) -> tuple[float, float]:
    """Return the first and last second that a date can mean."""
    start, mark, end = date.partition("/")
    first = bounds(start)[0] if start not in ("", "..") else float("-inf")
    return first, bounds(end if mark and end not in ("", "..") else start if start not in ("", "..") else end)[1]


@cache
def bounds(text: str) -> tuple[float, float]:
    text = text.rstrip("?~%")
    if "T" in text:
        when = datetime.datetime.fromisoformat(text)
        first = (when if when.tzinfo else when.replace(tzinfo=datetime.UTC)).timestamp()
        return first, first + (59 if text.count(":") - ("+" in text) == 1 else 0)
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    begin = datetime.datetime(year, month or 1, day or 1, tzinfo=datetime.UTC)
    days = 1 if day else 32 if month else 366
    after = begin + datetime.timedelta(days=days)
    after = after if day else after.replace(day=1) if month else datetime.datetime(year + 1, 1, 1, tzinfo=datetime.UTC)
    return begin.timestamp(), after.timestamp() - 1


def held(role: Data, date: str) -> bool:
    first, last = span(date)
    return ("from" not in role or span(role["from"])[0] <= last) and ("to" not in role or first <= span(role["to"])[1])


@pytest.mark.parametrize("folder", [ROOT, FULL], ids=["flagship", "full"])
def test_each_position_is_as_firm_as_its_statements(folder: Path) -> None:
    settings, before = config.read(folder)
    rendered = build_project(settings, Cache(), before=before).rendered
    assert rendered is not None
    project, seen = Project(folder), 0
    for page in (page for page in rendered.pages if page.uri.endswith("/positions/index.md")):
        for party, subject, content in _CELL.findall(page.markdown):
            voices = json.loads(_unescaped(_VOICES.search(content)))
            for actor, stance, strength, _ in voices:
                seen += 1
                if stance == "proposes":
                    assert project.cell(actor, subject) is None or strength == "strong", (party, subject)
                else:
                    assert project.cell(actor, subject) == (stance, strength), (party, subject, actor)
                drawn = re.search(r"bg-stance--[\w-]+( bg-basis--(weak|reported))?", content)
                assert drawn is not None
                assert (drawn[2] or "strong") == strength, (party, subject, actor)
            if not voices:
                assert project.cell(party, subject) is None, (party, subject)
    assert seen >= 3


def _unescaped(match: re.Match[str] | None) -> str:
    assert match is not None
    return match[1].replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&")
