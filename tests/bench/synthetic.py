"""Generate a project of any size: `python -m tests.bench.synthetic DIR COUNT`.

The same count and seed give the same bytes. The briefs are valid and look like an editor's: folded text, links,
citations, names that autolink. Of COUNT briefs 70 % are events, 20 % actors and 10 % points; plans, sources and a few
disputes come on top.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import textwrap
from itertools import zip_longest
from pathlib import Path

from tests.bench import words
from tests.bench.world import Actor, Event, Plan, World, make

WIDTH = 100
PARTIES = 4
COMPONENTS = ("security", "economy", "people")


def generate(target: Path, count: int, seed: int = 1) -> None:
    """Write a project with this many events, actors and points."""
    world = make(random.Random(seed), count)
    files = {
        "mkdocs.yml": "site_name: Synthetic\nsite_url: https://synthetic.example.org/\ntheme:\n  name: material\n"
        "  font: false\nplugins:\n  - search\n  - briefgen\nextra:\n  generator: false\n",
        "docs/.gitkeep": "",
        "content/briefing.yaml": _briefing(world),
    }
    files |= {f"content/actors/{actor.id}.yaml": _actor(world, actor) for actor in world.actors}
    files |= {f"content/sources/{id}.yaml": _source(world, id) for id in world.sources}
    files |= {f"content/plans/{plan.id}.yaml": _plan(world, plan) for plan in world.plans}
    for plan in world.plans:
        files |= {f"content/points/{id}.yaml": _point(world, plan, n) for n, id in enumerate(plan.points, 1)}
    files |= {f"content/events/{e.day.year}/{e.id}.yaml": _event(world, i) for i, e in enumerate(world.events)}
    files |= {f"content/disputes/dispute-{n}.yaml": _dispute(world, n) for n in range(1, max(1, count // 500) + 1)}
    for path, text in files.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def _briefing(world: World) -> str:
    themes = [f"  {id}: {id.capitalize()}" for id in words.THEMES[:-1]]
    last = words.THEMES[-1]
    return _lines(
        "title: A synthetic briefing",
        "description: A generated corpus for counts and benchmarks.",
        *_text("headline", f"{_sentences(world, 3)} [[{world.events[-1].id}|The newest event]] is still ahead."),
        "language: en",
        f"as_of: {world.as_of}",
        _list("parties", [state.id for state in world.states[:PARTIES]]),
        "themes:",
        *themes,
        f"  {last}:",
        f"    title: {last.capitalize()}",
        "    description: Schools, courts and signs.",
        "    colour: '#a64cb4'",
        "editors: [the generator]",
        "repository: https://git.example.org/synthetic/briefing",
        "review_after: 90",
    )


def _actor(world: World, actor: Actor) -> str:
    rng = world.rng
    lines = [f"name: {actor.name}", *_text("summary", _sentences(world, rng.choice((1, 2))))]
    lines.append(f"kind: {actor.kind}")
    if actor.kind == "person":
        *given, last = actor.name.split()
        lines += [
            "aliases:",
            f"  - {{name: {_cyrillic(actor.name)}, lang: uk, script: Cyrl}}",
            f"  - {last}, {' '.join(given)}",
        ]
        start = rng.randint(2005, 2015)
        office = rng.choice(words.OFFICES)
        lines += ["roles:", f"  - title: {office}", f"    of: {actor.home}", f"    from: {start}-0{rng.randint(1, 9)}"]
        has_left = rng.random() < 0.5
        if has_left:
            lines.append(f"    to: {start + rng.randint(2, 8)}")
        lines.append(f"    cite: [{rng.choice(world.sources)}]")
        if has_left:
            lines.append(f"part_of: [{actor.home}]")
    elif actor.home:
        lines.append(f"part_of: [{actor.home}]")
    if rng.random() < 0.3:
        lines += ["identifiers:", f"  wikidata: Q{rng.randint(1000, 9_999_999)}"]
    if rng.random() < 0.1:
        lines.append(f"formerly: [{actor.id}-former]")
    return _lines(*lines, *_tail(world, rng.randint(60, 110)))


def _source(world: World, id: str) -> str:
    rng = world.rng
    outlet = words.OUTLETS[(int(id[-4:])) % len(words.OUTLETS)]
    # all events cite the same sources, which must be published after all of them
    published = world.as_of
    relays = [other for other in rng.sample(world.sources, 2) if other < id] if rng.random() < 0.2 else []
    return _lines(
        f"title: {world.fill('{person} on {subject}')}",
        f"type: {rng.choice(('article', 'transcript', 'document', 'interview'))}",
        f"publisher: {outlet}",
        f"url: https://news.example.org/{published.year}/{id}.html",
        f"published: {published}",
        f"language: {rng.choice(('en', 'uk', 'ru', 'de'))}",
        f"reliability: {rng.choice('ABBCCDD')}",
        "reliability_note: Named reporters; corrections are marked.",
        *([_list("relays", relays)] if relays else []),
    )


def _plan(world: World, plan: Plan) -> str:
    parties = [state.id for state in world.states[:PARTIES]]
    lines = [f"title: {plan.title}", *_text("summary", _sentences(world, 2))]
    lines += [_list("proposers", parties[:1]), _list("parties", parties), "versions:"]
    changes = list(zip_longest(*(_course(plan, n) for n in range(1, len(plan.points) + 1)), fillvalue="dropped"))
    for version, (id, index) in enumerate(plan.versions):
        event = world.events[index]
        there = sum(change != "dropped" for change in changes[version]) if version < len(changes) else 0
        # in a small corpus, several versions come out at one event, one after the other
        hour = f"T{8 + version:02}:00" if sum(other == index for _, other in plan.versions) > 1 else ""
        lines += [f"  - id: {id}", f"    label: The {id.replace('-', ' ')}", f"    date: {event.day}{hour}"]
        lines += [
            f"    event: {event.id}",
            f"    points: {there}",
            f"    cite: [{world.rng.choice(world.sources)}]",
        ]
    lines.append("components:")
    for component in COMPONENTS:
        lines += [f"  - id: {component}", f"    title: {component.capitalize()}"]
    return _lines(*lines, *_tail(world, 120))


def _point(world: World, plan: Plan, number: int) -> str:
    rng = world.rng
    lines = [
        f"title: {world.fill('{subject}')}, article {number}",
        *_text("summary", _sentences(world, rng.choice((1, 2)))),
    ]
    lines += [f"plan: {plan.id}", f"number: {number}", f"component: {rng.choice(COMPONENTS)}"]
    lines += [_list("binds", [state.id for state in rng.sample(world.states, 2)]), "versions:"]
    texts = rng.sample(words.SENTENCES, len(plan.versions))
    for (id, _), change, text in zip(plan.versions, _course(plan, number), texts, strict=False):
        lines += [f"  - in: {id}", f"    change: {change}"]
        if change not in ("unchanged", "not-reported", "dropped"):
            lines += _text("text", world.fill(text), indent=4)
            lines.append(f"    cite: [{', '.join(rng.sample(world.sources, 2))}]")
    return _lines(*lines, *_tail(world, rng.randint(60, 120)))


def _course(plan: Plan, number: int) -> list[str]:
    """Return the change of each version to a point, up to the one that dropped it; deterministic."""
    rng = random.Random(f"{plan.id}/{number}")
    course = ["introduced"]
    while len(course) < len(plan.versions) and course[-1] != "dropped":
        course.append(rng.choice(("unchanged", "unchanged", "amended", "amended", "not-reported", "dropped")))
    return course


def _event(world: World, index: int) -> str:
    rng = world.rng
    event = world.events[index]
    lines = [f"title: {event.title}", *_text("summary", _sentences(world, rng.choice((1, 2))))]
    lines += [f"date: {_date(rng, event)}", f"kind: {event.kind}"]
    if event.state != "happened":
        lines.append(f"state: {event.state}")
    name, country, lat, lon = rng.choice(words.PLACES)
    lines.append(f"place: {{name: {name}, country: {country}, lat: {lat}, lon: {lon}}}")
    others = [world.person().id for _ in range(rng.randint(1, 4))]
    lines.append(_list("participants", list(dict.fromkeys([*(s.id for s in event.speakers), *others]))))
    lines.append("statements:")
    for number, speaker in enumerate(event.speakers, 1):
        lines += _statement(world, index, number, speaker)
    # an event mostly follows recent ones, so that chains go back to the first day
    before = range(max(0, index - 30), index)
    if before and rng.random() < 0.7:
        chosen = rng.sample(before, min(len(before), rng.choice((1, 1, 2))))
        lines.append(_list("follows", [world.events[i].id for i in sorted(chosen)]))
    brought = [f"{plan.id}@{id}" for plan in world.plans for id, i in plan.versions if i == index]
    if brought:
        lines.append(_list("introduces", brought))
    if rng.random() < 0.02:
        lines.append(f"formerly: [{event.id}-former]")
    return _lines(*lines, *_tail(world, rng.randint(60, 150), index))


def _date(rng: random.Random, event: Event) -> str:
    chance = rng.random()
    if event.state == "scheduled" or chance > 0.1:
        return f"{event.day}"
    if chance > 0.06:
        return f"{event.day}/{event.day + datetime.timedelta(days=2)}"
    return f"{event.day:%Y-%m}" if chance > 0.03 else f"{event.day}~"


def _statement(world: World, index: int, number: int, speaker: Actor) -> list[str]:
    rng = world.rng
    plan = rng.choice(world.plans)
    about = [plan.id] if rng.random() < 0.1 else rng.sample(plan.points, min(len(plan.points), rng.choice((1, 1, 2))))
    lines = [f"  - id: statement-{number}", f"    speaker: {speaker.id}"]
    if rng.random() < 0.1:
        lines.append(f"    on_behalf_of: {speaker.home}")
    lines.append(f"    about: [{', '.join(about)}]")
    if rng.random() < 0.7:
        # no party accepts and rejects the same point on one day
        leaning = (
            ("rejects",) if world.events[index].day.toordinal() % 3 == 0 else ("accepts", "accepts-with-conditions")
        )
        stance = rng.choice((*leaning, "open", "unclear"))
        lines.append(f"    stance: {stance}")
        if stance == "accepts-with-conditions":
            lines.append("    condition: If the other side accepts it as well.")
    has_quote = rng.random() < 0.5
    if not has_quote or rng.random() < 0.4:
        claim = rng.choice(words.CLAIMS).replace("{person}", speaker.name)
        lines += _text("paraphrase", world.fill(claim), indent=4)
    if has_quote:
        lines += _text("quote", rng.choice(words.QUOTES), indent=4)
        if rng.random() < 0.3:
            lines += ["    original:", f"      text: {rng.choice(words.ORIGINALS)}", "      lang: uk"]
    first, second = rng.sample(world.sources, 2)
    lines += ["    cite:", f"      - {{source: {first}, locator: para. {rng.randint(1, 30)}}}"]
    if rng.random() < 0.4:
        lines.append(f"      - {second}")
    lines.append(f"    credibility: {rng.choice((2, 2, 2, 3, 3, 4))}")
    if index and rng.random() < 0.15:
        earlier = world.events[rng.randrange(max(0, index - 50), index)]
        lines.append(f"    responds_to: [{earlier.id}#statement-1]")
    return lines


def _dispute(world: World, number: int) -> str:
    rng = world.rng
    lines = [f"title: What was agreed in round {number}?", *_text("summary", _sentences(world, 1)), "accounts:"]
    for actor, source in zip(rng.sample(world.people, 2), rng.sample(world.sources, 2), strict=True):
        lines += [f"  - claim: {world.fill('It was {subject}')}", f"    held_by: [{actor.id}]", f"    cite: [{source}]"]
    return _lines(*lines, f"about: [{rng.choice(world.plans).id}]", *_tail(world, 60))


def _tail(world: World, length: int, index: int | None = None) -> list[str]:
    """Return the fields that most briefs end with: body, themes, sources."""
    rng = world.rng
    cited = rng.sample(world.sources, rng.choice((1, 2, 3)))
    lines = ["body: |-", *_body(world, length, index, cited)]
    lines.append(_list("themes", sorted(rng.sample(words.THEMES, rng.choice((1, 1, 2, 3))))))
    lines.append(_list("cite", cited))
    if rng.random() < 0.2:
        lines.append(_list("related", [rng.choice(world.events).id]))
    # the briefing asks for reviews
    return [*lines, f"reviewed: {world.as_of}"]


def _body(world: World, length: int, index: int | None, cited: list[str]) -> list[str]:
    rng = world.rng
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < length:
        sentence = world.fill(rng.choice(words.SENTENCES)).removesuffix(".")
        if rng.random() < 0.25:
            sentence += f"; see {_link(world, index)}"
        if rng.random() < 0.3:
            locator = f", para. {rng.randint(1, 40)}" if rng.random() < 0.7 else ""
            sentence += f" [@{rng.choice(cited)}{locator}]"
        if rng.random() < 0.02:
            first, _, rest = sentence.partition(" ")
            sentence = f"*{first}* {rest}"
        sentences.append(f"{sentence}.")
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    wrapped = [line for paragraph in paragraphs for line in (*_wrap(paragraph, 2), "")]
    return wrapped[:-1]


def _link(world: World, index: int | None) -> str:
    rng = world.rng
    near = rng.randrange(max(0, index - 100), index + 1) if index is not None else rng.randrange(len(world.events))
    event = world.events[near]
    return rng.choice(
        (
            f"[[{event.id}]]",
            f"[[{event.id}|the earlier meeting]]",
            f"[[{event.id}#statement-1|what was said there]]",
            f"[[{rng.choice(rng.choice(world.plans).points)}]]",
        )
    )


def _sentences(world: World, count: int) -> str:
    return " ".join(world.fill(s) for s in world.rng.sample(words.SENTENCES, count))


def _cyrillic(name: str) -> str:
    pattern = re.compile("|".join(sorted(words.CYRILLIC, key=len, reverse=True)))
    return pattern.sub(lambda m: words.CYRILLIC[m[0]], name.lower()).title()


# YAML as an editor writes it: one line if it fits, otherwise a folded block


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _text(field: str, text: str, indent: int = 0) -> list[str]:
    space = " " * indent
    line = f"{space}{field}: {text}"
    is_plain = ": " not in text and " #" not in text and text[0].isalpha()
    return [line] if is_plain and len(line) <= WIDTH else [f"{space}{field}: >-", *_wrap(text, indent + 2)]


def _list(field: str, items: list[str]) -> str:
    line = f"{field}: [{', '.join(items)}]"
    return line if len(line) <= WIDTH else "\n".join([f"{field}:", *(f"  - {item}" for item in items)])


def _wrap(text: str, indent: int) -> list[str]:
    # links and citations stay on one line
    whole = re.sub(r"\[[^\]]*\]", lambda m: m[0].replace(" ", "\0"), text)
    found = textwrap.wrap(whole, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [" " * indent + line.replace("\0", " ") for line in found]


def main() -> None:
    """Write a project into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.target, options.count, options.seed)


if __name__ == "__main__":
    main()
