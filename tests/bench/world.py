"""The actors, plans and dates of the synthetic corpus.

They exist before the first file is written, so that all briefs can refer to each other.
"""

from __future__ import annotations

import datetime
import itertools
import math
import random
import re
from typing import NamedTuple

from tests.bench import words

POINTS_OF_A_PLAN = 100
FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 3600
VERSIONS = ("draft", "counter-text", "revised", "final")


class Actor(NamedTuple):
    id: str
    name: str
    kind: str
    home: str
    """The state it belongs to; empty for a state."""


class Plan(NamedTuple):
    id: str
    title: str
    points: tuple[str, ...]
    versions: tuple[tuple[str, int], ...]
    """Each version with the index of the event that brought it."""


class Event(NamedTuple):
    id: str
    title: str
    kind: str
    day: datetime.date
    state: str
    speakers: tuple[Actor, ...]


class World(NamedTuple):
    rng: random.Random
    actors: tuple[Actor, ...]
    people: tuple[Actor, ...]
    states: tuple[Actor, ...]
    sources: tuple[str, ...]
    plans: tuple[Plan, ...]
    events: tuple[Event, ...]
    as_of: datetime.date

    def fill(self, template: str) -> str:
        """Return a sentence with names and subjects put in."""
        person, other = self.rng.sample(self.people, 2)
        text = template.format(
            person=person.name,
            other=other.name,
            state=self.rng.choice(self.states).name,
            place=self.rng.choice(words.PLACES)[0],
            subject=self.rng.choice(words.SUBJECTS),
        )
        return text[0].upper() + text[1:]

    def person(self) -> Actor:
        """Return an actor; the few leaders speak a quarter of the time."""
        leaders = self.people[:20]
        return self.rng.choice(leaders if self.rng.random() < 0.25 else self.people)


def make(rng: random.Random, count: int) -> World:
    """Return a world with this many events, actors and points."""
    people_and_bodies = max(6, count // 5)
    points = max(1, count // 10)
    events = max(1, count - people_and_bodies - points)
    states = tuple(
        Actor(name.lower(), name, "state", "")
        for name in words.STATES[: min(len(words.STATES), max(2, people_and_bodies // 6))]
    )
    bodies = tuple(_bodies(states, people_and_bodies // 5))
    people = tuple(_people(rng, states, people_and_bodies - len(states) - len(bodies)))
    sources = tuple(
        f"{_slug(words.OUTLETS[n % len(words.OUTLETS)])}-{n:04d}" for n in range(1, max(3, count // 20) + 1)
    )
    return World(
        rng=rng,
        actors=(*states, *bodies, *people),
        people=people,
        states=states,
        sources=sources,
        plans=tuple(_plans(points, events)),
        events=tuple(_events(rng, events, people, states)),
        as_of=_day(events * 99 // 100, events),
    )


def _bodies(states: tuple[Actor, ...], count: int) -> list[Actor]:
    found = []
    for n in range(count):
        home = states[n % len(states)]
        kind, number = words.BODIES[n // len(states) % len(words.BODIES)], n // len(states) // len(words.BODIES)
        name = f"{kind} of {home.name}" + (f", Department {number}" if number else "")
        found.append(Actor(_slug(name), name, "organisation", home.id))
    return found


def _people(rng: random.Random, states: tuple[Actor, ...], count: int) -> list[Actor]:
    names = [f"{first} {last}" for first, last in itertools.product(words.FIRST, words.LAST)]
    rng.shuffle(names)
    found = []
    for n in range(count):
        again = n // len(names)
        first, last = names[n % len(names)].split()
        name = f"{first} {chr(ord('A') + again - 1)}. {last}" if again else f"{first} {last}"
        found.append(Actor(_slug(name), name, "person", states[n % len(states)].id))
    return found


def _plans(points: int, events: int) -> list[Plan]:
    count = math.ceil(points / POINTS_OF_A_PLAN)
    steps = count * len(VERSIONS)
    return [
        Plan(
            id=f"plan-{n + 1}",
            title=f"Plan {n + 1} on {words.SUBJECTS[n % len(words.SUBJECTS)]}",
            points=tuple(
                f"plan-{n + 1}-point-{m}" for m in range(1, points * (n + 1) // count - points * n // count + 1)
            ),
            versions=tuple((id, events * (n * len(VERSIONS) + v) // steps) for v, id in enumerate(VERSIONS)),
        )
        for n in range(count)
    ]


def _day(index: int, events: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=index * DAYS // events)


def _events(rng: random.Random, count: int, people: tuple[Actor, ...], states: tuple[Actor, ...]) -> list[Event]:
    as_of = _day(count * 99 // 100, count)
    found = []
    for n in range(count):
        kind, title = rng.choice(words.EVENTS)
        day = _day(n, count)
        speakers = tuple(
            rng.choice(people[:20] if rng.random() < 0.25 else people) for _ in range(rng.choice((1, 1, 2, 2, 3)))
        )
        filled = title.format(
            person=speakers[0].name,
            other=rng.choice(people).name,
            state=rng.choice(states).name,
            place=rng.choice(words.PLACES)[0],
            subject=rng.choice(words.SUBJECTS),
        )
        state = "scheduled" if day > as_of else "reported" if rng.random() < 0.05 else "happened"
        found.append(Event(f"{day}-{kind}-{n + 1}", filled, kind, day, state, speakers))
    return found


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
