"""The catalogue of typed changes.

It has the name, the label and the reason of each field.

Each field of each kind has a row; `tests/unit/changes/test_catalogue.py` walks the types and fails without one. The
reason decides the class: it is editorial for the reasons in `EDITORIAL`, and substantive for all others.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefgen.changes.types import Reason
from briefgen.corpus.records import RecordMeta
from briefgen.model.briefing import Briefing, Theme
from briefgen.model.kinds._all import kinds
from briefgen.model.kinds._base import Brief, Citation, kind_of
from briefgen.model.kinds._parts import Original
from briefgen.model.kinds.actor import Alias, Role
from briefgen.model.kinds.dispute import Account
from briefgen.model.kinds.event import Participant, Place, Statement
from briefgen.model.kinds.plan import Component, PlanVersion
from briefgen.model.kinds.point import PointVersion

EDITORIAL: frozenset[Reason] = frozenset(
    ("typography", "search-only", "filing", "presentation", "house-keeping", "no-news", "declared")
)
"""The reasons that make a change editorial. Of `derived` changes, the types decide."""


class CatalogueRow(msgspec.Struct, frozen=True):
    """What a typed change is called, and which line of the rule applies to it."""

    reason: Reason
    label: str


_EVERY_KIND: Mapping[str, tuple[Reason, str]] = {
    "title": ("our-words", "title"),
    "summary": ("our-words", "summary"),
    "body": ("our-words", "background"),
    "themes": ("filing", "filed under"),
    "cite": ("evidence", "sources"),
    "related": ("filing", "see also"),
    "status": ("visibility", "status"),
    "reviewed": ("house-keeping", "reviewed"),
    "formerly": ("address", "old address kept"),
    "autolink": ("presentation", "names link by themselves"),
}

_ROWS: Mapping[str, tuple[Reason, str]] = {
    "brief.added": ("fact", "new page"),
    "brief.removed": ("fact", "page gone"),
    "brief.renamed": ("address", "address"),
    "brief.kind": ("fact", "kind of page"),
    "citation.source": ("evidence", "source"),
    "citation.quote": ("words-of-others", "words in the source"),
    "citation.words": ("words-of-others", "words stand in"),
    "citation.locator": ("house-keeping", "place in the source"),
    "citation.credibility": ("evidence", "credibility"),
    "citation.note": ("our-words", "note"),
    "event.date": ("fact", "date"),
    "event.kind": ("fact", "kind"),
    "event.state": ("fact", "state"),
    "event.place": ("fact", "place"),
    "event.place.country": ("fact", "country"),
    "event.place.lat": ("presentation", "latitude"),
    "event.place.lon": ("presentation", "longitude"),
    "event.participants": ("fact", "took part"),
    "event.participants.as": ("fact", "took part as"),
    "event.part_of": ("fact", "part of"),
    "event.figures": ("fact", "figures"),
    "event.statements": ("presentation", "order of the statements"),
    "event.follows": ("fact", "preceded by"),
    "event.media": ("evidence", "images and files"),
    "event.introduces": ("fact", "brought"),
    "statement.added": ("words-of-others", "new statement"),
    "statement.removed": ("words-of-others", "statement gone"),
    "statement.moved": ("fact", "statement moved"),
    "statement.id": ("address", "link"),
    "statement.speaker": ("who-said", "said by"),
    "statement.speakers": ("who-said", "said jointly by"),
    "statement.reported_by": ("who-said", "reported by"),
    "statement.on_behalf_of": ("who-said", "said for"),
    "statement.date": ("fact", "said on"),
    "statement.about": ("fact", "about"),
    "statement.stance": ("fact", "stance"),
    "statement.condition": ("fact", "condition"),
    "statement.paraphrase": ("our-words", "in our words"),
    "statement.quote": ("words-of-others", "quotation"),
    "statement.original": ("words-of-others", "original wording"),
    "statement.original.lang": ("words-of-others", "original language"),
    "statement.figures": ("fact", "figures"),
    "statement.cite": ("evidence", "sources"),
    "statement.credibility": ("evidence", "credibility"),
    "statement.responds_to": ("fact", "replies to"),
    "statement.disputes": ("fact", "contradicts"),
    "statement.corroborates": ("evidence", "confirms"),
    "actor.name": ("names", "name"),
    "actor.kind": ("fact", "kind"),
    "actor.aliases": ("search-only", "other spellings"),
    "actor.alias.lang": ("search-only", "language of a spelling"),
    "actor.alias.script": ("search-only", "script of a spelling"),
    "actor.roles": ("fact", "role"),
    "actor.role.title": ("fact", "title of the role"),
    "actor.role.of": ("fact", "role of"),
    "actor.role.from": ("fact", "role since"),
    "actor.role.to": ("fact", "role until"),
    "actor.role.cite": ("evidence", "sources for the role"),
    "actor.part_of": ("fact", "belongs to"),
    "actor.members": ("fact", "members"),
    "actor.identifiers": ("fact", "entry in a register"),
    "actor.links": ("fact", "links"),
    "plan.proposers": ("fact", "put forward by"),
    "plan.parties": ("fact", "parties"),
    "plan.version": ("fact", "versions"),
    "plan.version.id": ("address", "link of the version"),
    "plan.version.label": ("names", "name of the version"),
    "plan.version.date": ("fact", "came out"),
    "plan.version.event": ("fact", "came out at"),
    "plan.version.summary": ("our-words", "summary of the version"),
    "plan.version.points": ("fact", "number of points"),
    "plan.version.coverage": ("fact", "coverage"),
    "plan.version.proposed_by": ("who-said", "proposed by"),
    "plan.version.branch_of": ("fact", "counter-text to"),
    "plan.version.status": ("fact", "status of the version"),
    "plan.version.language": ("fact", "language of the version"),
    "plan.version.documents": ("fact", "documents"),
    "plan.version.cite": ("evidence", "sources of the version"),
    "plan.components": ("fact", "parts of the plan"),
    "plan.component.id": ("address", "link of the part"),
    "plan.component.title": ("our-words", "title of the part"),
    "plan.component.summary": ("our-words", "summary of the part"),
    "plan.component.cite": ("evidence", "sources of the part"),
    "point.plan": ("fact", "belongs to"),
    "point.number": ("fact", "number"),
    "point.binds": ("fact", "would bind"),
    "point.component": ("fact", "part of the plan"),
    "point.parts": ("words-of-others", "parts"),
    "point.version": ("words-of-others", "entries for versions"),
    "point.version.in": ("fact", "version of the entry"),
    "point.version.number": ("fact", "number in the version"),
    "point.version.change": ("fact", "change in the version"),
    "point.version.text": ("words-of-others", "text in the version"),
    "point.version.wording": ("words-of-others", "whose words"),
    "point.version.original": ("words-of-others", "original wording"),
    "point.version.original.lang": ("words-of-others", "original language"),
    "point.version.figures": ("fact", "figures"),
    "point.version.into": ("fact", "merged or split into"),
    "point.version.from": ("fact", "made from"),
    "point.version.to": ("fact", "moved to"),
    "point.version.cite": ("evidence", "sources for the version"),
    "source.type": ("evidence", "type"),
    "source.publisher": ("evidence", "publisher"),
    "source.author": ("evidence", "author"),
    "source.url": ("evidence", "address"),
    "source.archive_url": ("evidence", "archived copy"),
    "source.published": ("evidence", "published"),
    "source.accessed": ("house-keeping", "accessed"),
    "source.language": ("evidence", "language"),
    "source.reliability": ("evidence", "grade"),
    "source.reliability_note": ("evidence", "reason for the grade"),
    "source.relays": ("evidence", "republishes"),
    "source.licence": ("fact", "licence"),
    "source.media": ("evidence", "images and files"),
    "source.document": ("evidence", "text on record"),
    "source.note": ("our-words", "note"),
    "dispute.accounts": ("fact", "accounts"),
    "dispute.account.claim": ("words-of-others", "account"),
    "dispute.account.held_by": ("who-said", "account of"),
    "dispute.account.cite": ("evidence", "sources of the account"),
    "dispute.about": ("fact", "about"),
    "dispute.state": ("fact", "state"),
    "dispute.resolution": ("fact", "resolved"),
    "briefing.title": ("names", "called"),
    "briefing.description": ("our-words", "description"),
    "briefing.headline": ("our-words", "headline"),
    "briefing.language": ("scope", "language"),
    "briefing.as_of": ("scope", "the day it describes"),
    "briefing.parties": ("scope", "parties"),
    "briefing.themes": ("filing", "themes"),
    "briefing.theme.id": ("address", "address of a theme"),
    "briefing.theme.title": ("filing", "theme"),
    "briefing.theme.description": ("filing", "text of a theme"),
    "briefing.theme.colour": ("presentation", "colour of a theme"),
    "briefing.highlights": ("scope", "first on the home page"),
    "briefing.editors": ("fact", "editors"),
    "briefing.licence": ("fact", "licence"),
    "briefing.repository": ("address", "repository"),
    "briefing.review_after": ("house-keeping", "days until the next review"),
    "briefing.terms": ("our-words", "explained words"),
    "briefing.loaded_words": ("house-keeping", "loaded words"),
    "record.added": ("evidence", "text on record"),
    "record.removed": ("evidence", "text on record"),
    "record.text": ("evidence", "text on record"),
    "record.received": ("house-keeping", "text received"),
    "record.language": ("evidence", "language of the text on record"),
    "record.licence": ("fact", "licence of the text on record"),
    "record.access": ("house-keeping", "text may be seen by"),
    "record.extent": ("evidence", "on record"),
    "record.measure": ("house-keeping", "measure of the text on record"),
    "suppression": ("visibility", "finding accepted"),
    "comment": ("house-keeping", "comments in the file"),
    "media": ("evidence", "image or file replaced"),
    "page": ("our-words", "page written in Markdown"),
    "template": ("trusted-code", "templates"),
    "configuration": ("trusted-code", "configuration"),
    "unreadable": ("visibility", "could not be read"),
}


def _rows() -> dict[str, CatalogueRow]:
    rows = {name: CatalogueRow(*row) for name, row in _ROWS.items()}
    for kind in kinds():
        for name, row in _EVERY_KIND.items():
            rows.setdefault(f"{kind}.{name}", CatalogueRow(*row))
    del rows["actor.title"]
    return rows


ROWS: Mapping[str, CatalogueRow] = _rows()
"""The rows of all typed changes by type."""

_PREFIXES: Mapping[type[msgspec.Struct], str] = {
    Briefing: "briefing",
    Theme: "briefing.theme",
    Citation: "citation",
    Statement: "statement",
    Place: "event.place",
    Participant: "event.participants",
    Alias: "actor.alias",
    Role: "actor.role",
    PlanVersion: "plan.version",
    Component: "plan.component",
    PointVersion: "point.version",
    Account: "dispute.account",
    RecordMeta: "record",
}
"""The parts of briefs whose fields have rows of their own. The fields of other parts share the row of their list."""

_OTHER_NAMES: Mapping[str, str] = {
    "plan.versions": "plan.version",
    "point.versions": "point.version",
    "event.place.name": "event.place",
    "event.participants.actor": "event.participants",
    "actor.alias.name": "actor.aliases",
    "record.sha256": "record.text",
    **dict.fromkeys(
        (f"record.{name}" for name in ("encoding", "paragraphs", "sentences", "words", "fingerprint", "checked")),
        "record.measure",
    ),
}


def type_of_field(struct: type[msgspec.Struct], name: str, owner: str) -> str:
    """Return the type of a change of a field, by its name in the file.

    ``owner`` is the type of the list or field that contains the struct; parts without rows of their own share it.
    """
    if struct is Original:
        return owner if name == "text" else f"{owner}.{name}"
    prefix = kind_of(struct) if issubclass(struct, Brief) else _PREFIXES.get(struct)
    if prefix is None:
        return owner
    return _OTHER_NAMES.get(f"{prefix}.{name}", f"{prefix}.{name}")


def has_own_rows(struct: type[msgspec.Struct]) -> bool:
    """Return whether the fields of a part have rows of their own."""
    return struct is Original or struct in _PREFIXES
