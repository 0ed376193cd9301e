"""Actor: a person, state, organisation, office, group or outlet."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import field

from briefgen.model.edtf import Edtf
from briefgen.model.kinds._base import ActorRef, Brief, Citations, Doc, Form, Language, Part, Text, Url, Values
from briefgen.text.messages import N_


class Alias(Part, frozen=True, kw_only=True):
    """Another spelling of the name, such as the one in the native script."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("Spelling of the name.", "Міністерство")]
    lang: Annotated[Language | None, Doc("Language code of the spelling, such as `uk`.", "uk")] = None
    script: Annotated[
        Annotated[str, Form("^[A-Z][a-z]{3}$", "a script code", "Cyrl")] | None,
        Doc("Script of the spelling (ISO 15924), such as `Cyrl`.", "Cyrl"),
    ] = None


class Role(Part, frozen=True, kw_only=True):
    """An office or function, with dates, so that pages show the role held at an event."""

    title: Annotated[Text, Doc("Name of the role.", "Foreign minister")]
    of: Annotated[ActorRef | None, Doc("State, organisation or group that the role belongs to.", "northland")] = None
    from_: Annotated[Edtf | None, Doc("Start date of the role.", "2024-03")] = field(default=None, name="from")
    to: Annotated[Edtf | None, Doc("End date of the role.", "2025-11-27")] = None
    cite: Annotated[Citations, Doc("Sources for the role.", ["wire-report"])] = ()


class Member(Part, frozen=True, kw_only=True):
    """A member of a group. What it says does not count for the group."""

    shorthand: ClassVar[str] = "actor"

    actor: Annotated[ActorRef, Doc("Actor that is a member.", "northland")]
    from_: Annotated[Edtf | None, Doc("Start date of the membership.", "2024-03")] = field(default=None, name="from")
    to: Annotated[Edtf | None, Doc("End date of the membership.", "2025-11-27")] = None
    cite: Annotated[Citations, Doc("Sources for the membership.", ["wire-report"])] = ()


class Identifiers(Part, frozen=True, kw_only=True):
    """The actor's entries in public registers."""

    wikidata: Annotated[
        Annotated[str, Form("^Q[1-9][0-9]*$", "a Wikidata id", "Q212")] | None,
        Doc("Id of the item in Wikidata.", "Q212"),
    ] = None
    viaf: Annotated[
        Annotated[str, Form("^[1-9][0-9]{1,21}$", "a VIAF number", "9894560")] | None,
        Doc("Number in the Virtual International Authority File.", "9894560"),
    ] = None
    isni: Annotated[
        Annotated[str, Form("^[0-9]{15}[0-9X]$", "an ISNI", "0000000121032683")] | None,
        Doc("International Standard Name Identifier, without spaces.", "0000000121032683"),
    ] = None
    iso3166: Annotated[
        Annotated[str, Form("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166 code", "UA")] | None,
        Doc("Code of a country, or of a subdivision of one.", "UA"),
    ] = None
    gnd: Annotated[
        Annotated[str, Form("^[0-9X-]{6,12}$", "a GND number", "118540238")] | None,
        Doc("Number in the German National Library's authority file.", "118540238"),
    ] = None
    orcid: Annotated[
        Annotated[str, Form("^([0-9]{4}-){3}[0-9]{3}[0-9X]$", "an ORCID", "0000-0002-1825-0097")] | None,
        Doc("Identifier of a researcher.", "0000-0002-1825-0097"),
    ] = None
    ror: Annotated[
        Annotated[str, Form("^0[a-z0-9]{6}[0-9]{2}$", "a ROR id", "04m01e293")] | None,
        Doc("Id in the Research Organization Registry.", "04m01e293"),
    ] = None
    lei: Annotated[
        Annotated[str, Form("^[A-Z0-9]{18}[0-9]{2}$", "an LEI", "5493001KJTIIGC8Y1R12")] | None,
        Doc("Legal Entity Identifier.", "5493001KJTIIGC8Y1R12"),
    ] = None


class Link(Part, frozen=True, kw_only=True):
    """A link to another website."""

    title: Annotated[Text, Doc("Text of the link.", "Official site")]
    url: Annotated[Url, Doc("Target of the link.", "https://example.org/")]


class Actor(Brief, frozen=True, kw_only=True):
    """A person, state, organisation, office, group or outlet in the briefing."""

    folder: ClassVar[str] = "actors"
    order: ClassVar[int] = 1
    plural: ClassVar[str] = N_("Who’s who")

    name: Annotated[Text, Doc("Name of the actor.", "Ministry of Foreign Affairs")]
    kind: Annotated[
        Literal["person", "state", "organisation", "office", "group", "outlet"] | None,
        Values(
            {
                "person": "A human being.",
                "state": "A country, recognised or not.",
                "organisation": "A body with members or staff: an alliance, a ministry, a company.",
                "office": "A post that makes statements independently of its holder: a press office, a spokesperson.",
                "group": "People or states that act together without an organisation: a delegation, a contact group.",
                "outlet": "A newspaper, agency, channel or site that publishes.",
            }
        ),
        Doc("Type of actor."),
    ] = None
    aliases: Annotated[
        tuple[Alias, ...],
        Doc("Other spellings that readers search for.", ["MFA", {"name": "МЗС", "lang": "uk", "script": "Cyrl"}]),
    ] = ()
    roles: Annotated[
        tuple[Role, ...],
        Doc("Offices and functions, with dates.", [{"title": "Minister", "of": "northland", "from": "2024-03"}]),
    ] = ()
    part_of: Annotated[
        tuple[ActorRef, ...],
        Doc("Bodies that it is an organ of, such as the state of a ministry; it speaks for them.", ["northland"]),
    ] = ()
    members: Annotated[
        tuple[Member, ...],
        Doc("Members of a group; none speaks for it alone.", ["northland", {"actor": "southland", "from": "2024-03"}]),
    ] = ()
    identifiers: Annotated[
        Identifiers | None, Doc("Entries in public registers.", {"wikidata": "Q212", "iso3166": "UA"})
    ] = None
    links: Annotated[
        tuple[Link, ...], Doc("Links to other websites.", [{"title": "Official site", "url": "https://example.org/"}])
    ] = ()
