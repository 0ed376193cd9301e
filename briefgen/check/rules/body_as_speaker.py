"""A state or an organisation speaks through a text of its own or a named person.

A press report about a government's position is not the government's statement. It is `reported_by` the outlet or the
unnamed people behind it, `on_behalf_of` the government. A body may be the speaker where a cited source is its own
text. It may also be the speaker where the event brought a plan version that is `proposed_by` it. Its own text is a document or transcript, or the
body or one of its organs published it. A report that only relays such a text counts as well.

Bad:

    # content/actors/southland.yaml
    name: Southland
    kind: state
    summary: A state.
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, speaker: southland, paraphrase: It would not sign., cite: [wire]}

Good:

    # content/actors/southland.yaml
    name: Southland
    kind: state
    summary: A state.
    cite: [wire]
    # content/actors/gazette.yaml
    name: Gazette
    kind: outlet
    summary: A newspaper.
    cite: [wire]
    # content/events/2025-11-27-talks.yaml
    title: Talks
    date: 2025-11-27
    summary: Two sides met.
    cite: [wire]
    statements:
      - {id: one, reported_by: gazette, on_behalf_of: southland, paraphrase: It would not sign., cite: [wire]}
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.analysis.origins import origins_of
from briefgen.analysis.positions import belongs_to
from briefgen.check.rules._base import Finding
from briefgen.corpus.corpus import Corpus
from briefgen.diagnostics.types import At, Severity, UnplacedEdit, UnplacedFix
from briefgen.model.kinds.actor import Actor
from briefgen.model.kinds.event import Event, Statement
from briefgen.model.kinds.source import Source

CODE = "BG453"
SEVERITY = Severity.WARNING

_BODIES = ("state", "organisation", "office", "group")
_TEXTS = ("document", "transcript")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield statements of bodies that rest on reports of others alone."""
    for event in corpus.of(Event):
        for index, statement in enumerate(event.statements):
            for at, id in _speakers(index, statement):
                body = corpus.find(id, Actor)
                if body is None or body.kind not in _BODIES or _is_own(corpus, event, statement, body):
                    continue
                message = f"`{body.id}` is {_a(body.kind)}, and no text of its own is cited"
                help = (
                    f"write `reported_by:` with the outlet or the unnamed people and `on_behalf_of: {body.id}`, "
                    "name the person who spoke, or cite the official text"
                )
                yield Finding(event.id, at, message, help=help, fix=_fix(corpus, statement, at))


def _speakers(index: int, statement: Statement) -> Iterator[tuple[At, str]]:
    if statement.speaker:
        yield ("statements", index, "speaker"), statement.speaker
    for number, speaker in enumerate(statement.speakers):
        yield ("statements", index, "speakers", number), speaker


def _is_own(corpus: Corpus, event: Event, statement: Statement, body: Actor) -> bool:
    """Return whether a cited source is a text of the body, or the event brought one of its versions."""
    for citation in statement.cite:
        source = corpus.find(citation.source, Source)
        if source is None:
            continue
        origins = (corpus.find(id, Source) for id in origins_of(corpus, source.id))
        texts = [text for text in (source, *origins) if text]
        publishers = sorted({text.publisher for text in texts if text.publisher})
        if any(text.type in _TEXTS for text in texts):
            return True
        if any(body.id in belongs_to(corpus, id, event.date) for id in publishers):
            return True
    brought = (corpus.versions.get(corpus.current(ref)) for ref in event.introduces)
    return any(body.id in map(corpus.current, found[1].proposed_by) for found in brought if found)


def _fix(corpus: Corpus, statement: Statement, at: At) -> UnplacedFix | None:
    """Return the fix for a statement `on_behalf_of` an actor: unnamed people or an outlet reported it."""
    if statement.on_behalf_of is None or at[-1] != "speaker":
        return None
    source = corpus.find(statement.cite[0].source, Source)
    speaker = corpus.find(statement.speaker or "", Actor)
    is_group = speaker is not None and speaker.kind == "group"
    outlet = speaker if is_group else corpus.find(source.publisher or "", Actor) if source else None
    if outlet is None:
        return None
    edits = (UnplacedEdit(at, "reported_by", key=True), UnplacedEdit(at, outlet.id))
    return UnplacedFix(f"write `reported_by: {outlet.id}`", edits)


def _a(kind: str | None) -> str:
    return f"{'an' if kind and kind[0] in 'aeio' else 'a'} {kind}"
