"""Actor: somebody who acts or speaks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Brief, Citations, Doc, Form, Language, Part, Text, Url, Values


class Alias(Part, frozen=True, kw_only=True):
    """Another spelling of the name, native script included."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("The spelling.", "Міністерство")]
    lang: Annotated[Language | None, Doc("Its language, such as `uk`.", "uk")] = None
    script: Annotated[
        Annotated[str, Form("^[A-Z][a-z]{3}$", "a script code", "Cyrl")] | None,
        Doc("Its script (ISO 15924), such as `Cyrl`.", "Cyrl"),
    ] = None


class Role(Part, frozen=True, kw_only=True):
    """An office or function, dated, so that a page can say who held what on the day of an event."""

    title: Annotated[Text, Doc("What the role is called.", "Foreign minister")]
    of: Annotated[ActorRef | None, Doc("The state, organisation or group it is a role of.", "northland")] = None
    from_: Annotated[Edtf | None, Doc("Since when.", "2024-03")] = field(default=None, name="from")
    to: Annotated[Edtf | None, Doc("Until when.", "2025-11-27")] = None
    cite: Annotated[Citations, Doc("Sources.", ["wire-report"])] = ()


class Identifiers(Part, frozen=True, kw_only=True):
    """The actor's entries in public registers."""

    wikidata: Annotated[
        Annotated[str, Form("^Q[1-9][0-9]*$", "a Wikidata id", "Q212")] | None, Doc("The item in Wikidata.", "Q212")
    ] = None
    viaf: Annotated[
        Annotated[str, Form("^[1-9][0-9]{1,21}$", "a VIAF number", "9894560")] | None,
        Doc("The number in the Virtual International Authority File.", "9894560"),
    ] = None
    isni: Annotated[
        Annotated[str, Form("^[0-9]{15}[0-9X]$", "an ISNI", "0000000121032683")] | None,
        Doc("The International Standard Name Identifier, without spaces.", "0000000121032683"),
    ] = None
    iso3166: Annotated[
        Annotated[str, Form("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166 code", "UA")] | None,
        Doc("The code of a country, or of a part of one.", "UA"),
    ] = None
    gnd: Annotated[
        Annotated[str, Form("^[0-9X-]{6,12}$", "a GND number", "118540238")] | None,
        Doc("The number in the German National Library's authority file.", "118540238"),
    ] = None
    orcid: Annotated[
        Annotated[str, Form("^([0-9]{4}-){3}[0-9]{3}[0-9X]$", "an ORCID", "0000-0002-1825-0097")] | None,
        Doc("The identifier of a researcher.", "0000-0002-1825-0097"),
    ] = None
    ror: Annotated[
        Annotated[str, Form("^0[a-z0-9]{6}[0-9]{2}$", "a ROR id", "04m01e293")] | None,
        Doc("The id in the Research Organization Registry.", "04m01e293"),
    ] = None
    lei: Annotated[
        Annotated[str, Form("^[A-Z0-9]{18}[0-9]{2}$", "an LEI", "5493001KJTIIGC8Y1R12")] | None,
        Doc("The Legal Entity Identifier.", "5493001KJTIIGC8Y1R12"),
    ] = None


class Link(Part, frozen=True, kw_only=True):
    """An address worth knowing, with what it is called."""

    title: Annotated[Text, Doc("What the link is called.", "Official site")]
    url: Annotated[Url, Doc("Where it leads.", "https://example.org/")]


class Actor(Brief, frozen=True, kw_only=True):
    """A person, state, organisation, office, group or outlet that acts or speaks in the story."""

    folder: ClassVar[str] = "actors"
    order: ClassVar[int] = 1
    plural: ClassVar[str] = "Who is who"

    name: Annotated[Text, Doc("What the actor is called.", "Ministry of Foreign Affairs")]
    kind: Annotated[
        Literal["person", "state", "organisation", "office", "group", "outlet"] | None,
        Values(
            {
                "person": "A human being.",
                "state": "A country, recognised or not.",
                "organisation": "A body with members or staff: an alliance, a ministry, a company.",
                "office": "A post that speaks whoever holds it: a press office, a spokesperson's desk.",
                "group": "People or states that act together without being a body: a delegation, a contact group.",
                "outlet": "A newspaper, agency, channel or site that publishes.",
            }
        ),
        Doc("What the actor is."),
    ] = None
    aliases: Annotated[
        tuple[Alias, ...],
        Doc("Every spelling that readers search for.", ["MFA", {"name": "МЗС", "lang": "uk", "script": "Cyrl"}]),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        Doc("Offices and functions, with their dates.", [{"title": "Minister", "of": "northland", "from": "2024-03"}]),
    ] = ()
    part_of: Annotated[tuple[ActorRef, ...], Doc("What it belongs to: a ministry to a state.", ["northland"])] = ()
    identifiers: Annotated[
        Identifiers | None, Doc("Entries in public registers.", {"wikidata": "Q212", "iso3166": "UA"})
    ] = None
    links: Annotated[
        tuple[Link, ...], Doc("Addresses worth knowing.", [{"title": "Official site", "url": "https://example.org/"}])
    ] = ()
