"""Where each field is shown on its page, and the text shown for its values.

Places are named as in `tests/support/articles.py`. Every field is listed here.

A new field fails `test_fields.py` until its place is added.
"""

from __future__ import annotations

from collections.abc import Mapping

Places = Mapping[str, tuple[str, ...]]


def _citation(field: str, place: str) -> dict[str, tuple[str, ...]]:
    """Return the places of a citation: its mark in the text, the rest in the list of sources."""
    return {
        f"{field}.source": (f"{place} > sup", "#sources > .bg-source"),
        f"{field}.locator": (f"{place} > sup", "#sources > ul > .bg-label"),
        f"{field}.quote": ("#sources > ul > q",),
        f"{field}.words": ("#sources > ul > .bg-label",),
        f"{field}.note": ("#sources > ul > li > own",),
        f"{field}.credibility": ("#sources > ul > li > .bg-label", "#sources > ul > li > .bg-grade"),
    }


def _figures(field: str, place: str) -> dict[str, tuple[str, ...]]:
    """Return the places of figures, which are items of a list."""
    return {f"{field}.{name}": (place,) for name in ("label", "value", "unit", "from", "to", "by")}


_ALL: Places = {
    "summary": (".bg-lead",),
    "body": ("#more",),
    "themes": ("Themes",),
    "related": ("#connections",),
    "reviewed.date": (".bg-foot",),
    "reviewed.brief": (".bg-foot",),
    "reviewed.named": (".bg-foot",),
    "formerly": (".bg-foot",),
    **_citation("cite", "Sources"),
}

_MEDIA: Places = {
    "media.file": (".bg-media",),
    "media.alt": (".bg-media",),
    "media.licence": (".bg-media > .bg-label",),
    "media.credit": (".bg-media > .bg-label",),
    "media.caption": (".bg-media > figcaption",),
    **_citation("media.cite", ".bg-media > figcaption"),
}

ELSEWHERE: Mapping[str, str] = {
    "status": "a draft has no page; test_draft_has_a_page_only_when_asked_for",
    "autolink": "it makes links of names in the body; test_autolink_makes_links_of_names_in_the_body",
}
"""Fields of every kind that add no text to the page, each with the reason and its test."""

SHOWN: Mapping[str, Places] = {
    "actor": {
        **_ALL,
        "name": ("h1",),
        "kind": (".bg-kicker",),
        "aliases.name": ("Also known as",),
        "aliases.lang": ("Also known as > .bg-label",),
        "aliases.script": ("Also known as > .bg-label",),
        "roles.title": ("Roles > li > own",),
        "roles.of": ("Roles > li",),
        "roles.from": ("Roles > .bg-card__meta",),
        "roles.to": ("Roles > .bg-card__meta",),
        **_citation("roles.cite", "Roles"),
        "part_of": ("Part of",),
        "members.actor": ("#group > li",),
        "members.from": ("#group > .bg-card__meta",),
        "members.to": ("#group > .bg-card__meta",),
        **_citation("members.cite", "#group"),
        **{
            f"identifiers.{name}": ("Identifiers",)
            for name in ("wikidata", "viaf", "isni", "iso3166", "gnd", "orcid", "ror", "lei")
        },
        "links.title": ("Links",),
        "links.url": ("Links",),
    },
    "dispute": {
        **_ALL,
        "title": ("h1",),
        "accounts.claim": ("#accounts > .bg-account__claim",),
        "accounts.held_by": ("#accounts > .bg-card__meta",),
        **_citation("accounts.cite", "#accounts > .bg-account"),
        "about": ("About",),
        "state": (".bg-kicker", "State > .bg-state > own"),
        "resolution": (".bg-note",),
    },
    "event": {
        **_ALL,
        "title": ("h1",),
        "date": ("When",),
        "kind": (".bg-kicker",),
        "state": ("State > .bg-state > own",),
        "place.name": ("Where > own",),
        "place.country": ("Where > .bg-label",),
        "place.lat": ("Where > .bg-label",),
        "place.lon": ("Where > .bg-label",),
        "participants.actor": ("Who",),
        "participants.as": ("Who > .bg-role",),
        "statements.id": ("#statements > .bg-statement", "#statements > .bg-anchor"),
        "part_of": ("Part of",),
        **_figures("figures", "Figures"),
        "statements.speaker": ("#statements > h3",),
        "statements.speakers": ("#statements > h3",),
        "statements.reported_by": ("#statements > .bg-statement__by",),
        "statements.condition": (".bg-statement__facts > Condition",),
        **_figures("statements.figures", ".bg-statement__facts"),
        "statements.on_behalf_of": ("#statements > .bg-statement__by",),
        "statements.date": ("#statements > .bg-statement__by",),
        "statements.about": ("#statements > About",),
        "statements.stance": ("#statements > .bg-statement__facts > .bg-stance",),
        "statements.paraphrase": ("#statements > .bg-statement",),
        "statements.quote": ("#statements > .bg-statement",),
        "statements.original.text": (".bg-statement__original > span > own",),
        "statements.original.lang": (".bg-statement__original > own",),
        **_citation("statements.cite", "#statements"),
        "statements.credibility": (
            ".bg-statement__evidence > li > .bg-label",
            ".bg-statement__evidence > li > .bg-grade",
        ),
        "statements.responds_to": ("#statements > Replies to",),
        "statements.disputes": (".bg-statement__facts > Disputes",),
        "statements.corroborates": (".bg-statement__facts > Confirms",),
        **_MEDIA,
        "follows": ("Preceded by",),
        "introduces": ("Produced",),
    },
    "plan": {
        **_ALL,
        "title": ("h1",),
        "proposers": ("Put forward by",),
        "parties": ("Parties",),
        "versions.id": ("#versions > li",),
        "versions.label": ("#versions > strong",),
        "versions.date": ("#versions > .bg-card__meta",),
        "versions.event": ("#versions > .bg-card__meta",),
        "versions.summary": ("#versions > div",),
        "versions.points": ("#versions > .bg-card__meta",),
        "versions.coverage": ("#versions > Coverage",),
        "versions.proposed_by": ("#versions > Proposed by",),
        "versions.branch_of": ("#versions > Counter-text to",),
        "versions.status": ("#versions > .bg-card__meta",),
        "versions.language": ("#versions > Language",),
        "versions.documents.id": ("#versions > ul > li",),
        "versions.documents.title": ("#versions > ul > strong",),
        "versions.documents.summary": ("#versions > ul > div",),
        **_citation("versions.documents.cite", "#versions > ul"),
        **_citation("versions.cite", "#versions"),
        "components.id": ("#components > li",),
        "components.title": ("#components > strong",),
        "components.summary": ("#components > div",),
        **_citation("components.cite", "#components"),
    },
    "point": {
        **_ALL,
        "title": ("h1",),
        "plan": (".bg-crumbs",),
        "number": (".bg-kicker",),
        "binds": ("Would bind",),
        "component": ("Component",),
        "versions.in": ("#versions > h3", ".bg-status-line"),
        "versions.number": ("#versions > .bg-card__meta",),
        "versions.change": ("#versions > .bg-card__meta > .bg-change", ".bg-status-line > .bg-status"),
        "versions.text": ("#versions",),
        "versions.wording": ("#versions > .bg-label",),
        "parts.id": ("#parts > h3", "#parts > section"),
        "parts.title": ("#parts > h3",),
        "parts.text": ("#parts > div",),
        "versions.original.text": ("#versions > .bg-statement__original > span > own",),
        "versions.original.lang": ("#versions > .bg-statement__original > own",),
        **_figures("versions.figures", "#versions > ul"),
        "versions.to": ("#versions > To",),
        "versions.into": ("#versions > Into",),
        "versions.from": ("#versions > From",),
        **_citation("versions.cite", "#versions"),
    },
    "source": {
        **_ALL,
        "title": ("h1",),
        "type": (".bg-kicker",),
        "publisher": ("Publisher",),
        "author": ("Author",),
        "url": ("Read it",),
        "archive_url": ("Read it",),
        "published": ("Published",),
        "accessed": ("Accessed",),
        "language": ("Language",),
        "reliability": ("Grade > own", "Grade > .bg-grade"),
        "reliability_note": ("Grade > own",),
        "relays": ("Republishes", "Goes back to"),
        "licence": ("Terms",),
        "document": ("Record",),
        **_MEDIA,
        "note": (".bg-note",),
    },
}

BRIEFING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "title": (("index.md", "h1"), ("events/zz-event-0/index.md", ".bg-crumbs")),
    "description": (("index.md", "#cite"),),
    "headline": (("index.md", ".bg-lead"),),
    "language": (("index.md", "#cite"),),
    "as_of": (("index.md", ".bg-kicker"),),
    "parties": (("points/zz-point-0/index.md", "#positions"),),
    "highlights.events": (("index.md", "#key-events"),),
    "highlights.disputes": (("index.md", "#contested"),),
    "highlights.actors": (("index.md", "#who"),),
    "highlights.points": (("index.md", ".bg-standings"),),
    "themes.*": (("themes/index.md", ".bg-card__title"),),
    "themes.title": (("themes/index.md", ".bg-card__title"),),
    "themes.description": (("themes/index.md", ".bg-card__text"),),
    "themes.colour": (("themes/index.md", ".bg-dot"),),
    "editors": (("index.md", "#cite"),),
    "licence": (("index.md", "#cite"), ("how-to-read/index.md", "#licences")),
    "repository": (("index.md", "#cite"), ("events/zz-event-0/index.md", ".bg-foot")),
    "review_after": (("index.md", "#cite"),),
    "terms.term": (("glossary/index.md", "dt"),),
    "terms.meaning": (("glossary/index.md", "dd"),),
    "terms.also": (("glossary/index.md", "dd"),),
    "loaded_words.*": (("how-to-read/index.md", "#voice > dt"),),
    "loaded_words": (("how-to-read/index.md", "#voice > dd"),),
}
"""Where the pages of the whole site show the fields of `briefing.yaml`."""

ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "actor.aliases.lang": ("Also known as", "‹lang={}"),
    "actor.aliases.script": ("Also known as", "-{}›"),
    "event.statements.original.lang": (".bg-statement__original", "‹lang={}›"),
    "point.versions.original.lang": (".bg-statement__original", "‹lang={}›"),
    "event.statements.stance": (".bg-statement__facts", "‹bg-stance--{}›"),
    "event.state": ("State", "‹bg-state--{}›"),
    "dispute.state": ("State", "‹bg-state--{}›"),
    "point.versions.change": ("#versions", "‹bg-change--{}›"),
    "source.reliability": ("Grade", "‹bg-grade--{}›"),
    "source.url": ("Read it", "‹href={}›"),
}
"""Attributes that fields set: language, colour class or link target."""

_STANCES = {
    stance: f"‹href=#bg-sign-{stance}› {stance.replace('-', ' ')}"
    for stance in ("accepts-with-conditions", "accepts", "open", "rejects", "unclear")
}
_CREDIBILITY = {
    "1": "confirmed",
    "2": "probably said or happened",
    "3": "possibly said or happened",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    # `false` is the default and gets no label
    "words": {"true": "source of the quoted words", "false": ""},
    # `happened` is the default and gets no label
    "event.state": {"happened": "", "reported": "reported, not confirmed"},
    "event.statements.stance": _STANCES,
    "point.versions.wording": {"paraphrase": "", "verbatim": "The document’s own wording"},
    "plan.versions.coverage": {"full": "every point", "partial": "only the points with an entry"},
    "plan.versions.status": {
        "presented": "presented, not public",
        "reported": "reported, text not known",
    },
    "point.versions.change": {
        "moved": "‹href=#bg-sign-moved› moved elsewhere",
        "reported-in-part": "‹href=#bg-sign-reported-in-part› reported in part",
        "introduced": "‹href=#bg-sign-introduced› introduced",
        "unchanged": "‹href=#bg-sign-unchanged› unchanged",
        "amended": "‹href=#bg-sign-amended› amended",
        "dropped": "‹href=#bg-sign-dropped› dropped",
        "deferred": "‹href=#bg-sign-deferred› deferred",
        "merged": "‹href=#bg-sign-merged› merged",
        "split": "‹href=#bg-sign-split› split",
        "not-reported": "‹href=#bg-sign-not-reported› not reported",
    },
    "point.versions.change at .bg-status-line > .bg-status": {
        "moved": "‹href=#bg-sign-moved› moved",
        "introduced": "‹href=#bg-sign-in-the-draft› in the draft",
        "unchanged": "‹href=#bg-sign-kept› kept",
        "amended": "‹href=#bg-sign-revised› revised",
        "dropped": "‹href=#bg-sign-reported-dropped› reported dropped",
        "deferred": "‹href=#bg-sign-left-open› left open",
        "merged": "‹href=#bg-sign-merged› merged",
        "split": "‹href=#bg-sign-split› split",
        # a status is the last report with a wording, so these two have none
        "not-reported": "",
        "reported-in-part": "",
    },
    "source.reliability": {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    },
    "credibility": _CREDIBILITY,
}
"""The text shown for a value, if it is not the value with spaces for hyphens.

An empty text means that the value is not shown."""


WITHOUT_STATUS = frozenset({"not-reported", "reported-in-part"})
"""The changes of an entry that set no status, so that a point with only these shows none."""


def words_of(kind: str, path: str, value: str, place: str = "") -> str:
    """Return the text that a page shows for a value of a field.

    Some places have words of their own, such as a point's status.
    """
    last = path.rpartition(".")[2]
    known = WORDS.get(f"{kind}.{path} at {place}") or WORDS.get(f"{kind}.{path}", WORDS.get(last, {}))
    return known.get(value, value.replace("-", " "))
