"""A project as plain data, with the rules of docs/evidence.md in plain code.

Reads the YAML files itself and shares nothing with `briefgen.analysis`, so that tests can derive the summaries of a
site again. It trades speed for plainness.
"""

from __future__ import annotations

import datetime
import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]
STRENGTHS = ("strong", "reported", "weak")
PUBLIC = ("leaked", "published", "agreed", "signed", "in-force")


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
        """Return stance and strength of an actor's own position, without proposals."""
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

    def bases(self, cite: list[Any]) -> str:
        """Return the strength of what has no speaker: a version or an entry of a point."""
        return self.strength({"cite": cite})

    def plan(self, point: str) -> Data:
        return self.brief(self.brief(point)["plan"])

    def line(self, plan: Data) -> list[Data]:
        """Return the versions of the negotiated line."""
        return [version for version in plan.get("versions", []) if "branch_of" not in version]

    def entry_strength(self, version: Data, entry: Data) -> str:
        own = self.bases(entry.get("cite", []))
        is_public = version.get("status") in PUBLIC
        return min(own, self.bases(version.get("cite", [])), key=STRENGTHS.index) if is_public else own

    def status(self, point: str) -> tuple[str, str, str] | None:
        """Return the change that sets a point's status, its version and its strength."""
        entries = {entry["in"]: entry for entry in reversed(self.brief(point).get("versions", []))}
        for version in reversed(self.line(self.plan(point))):
            entry = entries.get(version["id"])
            if entry and entry["change"] not in ("not-reported", "reported-in-part"):
                return entry["change"], version["id"], self.entry_strength(version, entry)
        return None

    def proposal(self, actor: str, subject: str) -> tuple[Data, str] | None:
        """Return the newest proposal of an actor that has the subject, and its strength."""
        whole = self.brief(subject)
        entries = {entry["in"]: entry for entry in reversed(whole.get("versions", []))} if "plan" in whole else None
        found = None
        for version in self.line(self.plan(subject) if entries is not None else whole):
            authors = [self.now(author) for author in _several(version.get("proposed_by", []))]
            entry = {"change": "introduced"} if entries is None else entries.get(version["id"])
            if entry is None:
                continue
            arrives = entry["change"] in ("merged", "split") and "from" in entry and "into" not in entry
            if actor in authors and (arrives or entry["change"] in ("introduced", "unchanged", "amended")):
                found = version, self.bases(version.get("cite", []))
            elif entry["change"] == "dropped" and self.entry_strength(version, entry) == "strong":
                found = None
        return found

    def version_date(self, version: Data) -> str:
        return str(version.get("date") or self.brief(version.get("event", "")).get("date") or "../..")

    def voice(self, actor: str, subject: str) -> tuple[str, str] | None:
        """Return stance and strength of an actor's own position, proposals included."""
        proposed = self.proposal(actor, subject) if "#" not in subject else None
        if proposed is None:
            return self.cell(actor, subject)
        since = span(self.version_date(proposed[0]))[0]
        for _, said, date in self.statements:
            is_heard = "stance" in said and subject in self.about(said) and actor in self.holders(said, date)
            if is_heard and span(date)[1] >= since and self.strength(said) == "strong":
                return self.cell(actor, subject)
        return "proposes", proposed[1]

    def voices(self, party: str, subject: str) -> dict[str, tuple[str, str]]:
        """Return the voices of a column: its own, or those of its best supported members."""
        own = self.voice(party, subject)
        mine = {party: own} if own else {}
        if self.brief(party).get("kind") != "group":
            return mine
        members: dict[str, tuple[str, str]] = {}
        waiting = [party]
        for group in waiting:
            for each in self.brief(group).get("members", []):
                actor = self.now(each["actor"] if isinstance(each, dict) else each)
                voice = self.voice(actor, subject)
                if voice:
                    members.setdefault(actor, voice)
                elif self.brief(actor).get("kind") == "group" and actor not in waiting:
                    waiting.append(actor)
        ranks = [STRENGTHS.index(strength) for _, strength in members.values()]
        if own and all(STRENGTHS.index(own[1]) <= rank for rank in ranks):
            return mine
        return {actor: voice for actor, voice in members.items() if STRENGTHS.index(voice[1]) == min(ranks)}

    def agreement(self, parties: list[str], subject: str) -> str:
        """Return how far apart the well supported voices of different columns are."""
        counted: dict[str, tuple[str, str]] = {}
        for party in parties:
            for actor, (stance, strength) in self.voices(party, subject).items():
                is_elsewhere = actor != party and actor in parties
                if strength == "strong" and stance not in ("mixed", "unclear") and not is_elsewhere:
                    counted.setdefault(actor, (party, "accepts" if stance == "proposes" else stance))
        pairs = [
            {one[1], other[1]}
            for (actor, one), (another, other) in itertools.combinations(counted.items(), 2)
            if one[0] != other[0] and not self.is_organ(actor, another) and not self.is_organ(another, actor)
        ]
        if not pairs:
            return "too-few"
        if any("rejects" in pair and pair & {"accepts", "accepts-with-conditions"} for pair in pairs):
            return "opposed"
        if any(len(pair) == 2 for pair in pairs):
            return "differ"
        stances = set().union(*pairs)
        alike = {frozenset(["rejects"]): "all-against", frozenset(["open"]): "all-open"}
        if stances <= {"accepts", "accepts-with-conditions"}:
            return "all-for"
        return alike.get(frozenset(stances), "differ")

    def is_organ(self, actor: str, body: str) -> bool:
        """Return whether an actor ever counted for a body."""
        return body in self.bodies(actor, "../..") - {actor}

    def said(self, ref: str) -> tuple[Data, str]:
        return next((said, date) for found, said, date in self.statements if found == ref)

    def is_shift(self, actor: str, before: str, after: str) -> bool:
        """Return whether two statements by reference make a shift of an actor's position."""
        (first, said_on), (second, then) = self.said(before), self.said(after)
        are_strong = self.strength(first) == self.strength(second) == "strong"
        stances = {first["stance"], second["stance"]}
        if not are_strong or len(stances) != 2 or "unclear" in stances or not span(then)[0] > span(said_on)[1]:
            return False
        speakers = [set(said.get("speakers") or [said.get("speaker")]) for said in (first, second)]
        both_on_behalf = self.now(first.get("on_behalf_of", "")) == self.now(second.get("on_behalf_of", "")) == actor
        has_left = not any(actor in self.bodies(speaker, then) for speaker in speakers[0] if speaker)
        return bool(speakers[0] & speakers[1]) or both_on_behalf or has_left


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


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
