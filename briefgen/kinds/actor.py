"""Actor: somebody who acts or speaks."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import field

from briefgen.edtf import Edtf
from briefgen.kinds._base import ActorRef, Brief, Citations, Doc, Form, Language, Part, Text, Url


class Alias(Part, frozen=True, kw_only=True):
    """Another spelling of the name, native script included."""

    shorthand: ClassVar[str] = "name"

    name: Annotated[Text, Doc("The spelling.")]
    lang: Annotated[Language | None, Doc("Its language, such as `uk`.")] = None
    script: Annotated[
        Annotated[str, Form("^[A-Z][a-z]{3}$", "a script code", "Cyrl")] | None,
        Doc("Its script (ISO 15924), such as `Cyrl`."),
    ] = None


class Role(Part, frozen=True, kw_only=True):
    """An office or function, dated, so that a page can say who held what on the day of an event."""

    title: Annotated[Text, Doc("What the role is called.")]
    of: Annotated[ActorRef | None, Doc("The state, organisation or group it is a role of.")] = None
    from_: Annotated[Edtf | None, Doc("Since when.")] = field(default=None, name="from")
    to: Annotated[Edtf | None, Doc("Until when.")] = None
    cite: Annotated[Citations, Doc("Sources.")] = ()


class Identifiers(Part, frozen=True, kw_only=True):
    """The actor's entries in public registers."""

    wikidata: Annotated[str, Form("^Q[1-9][0-9]*$", "a Wikidata id", "Q212")] | None = None
    viaf: Annotated[str, Form("^[1-9][0-9]{1,21}$", "a VIAF number", "9894560")] | None = None
    isni: Annotated[str, Form("^[0-9]{15}[0-9X]$", "an ISNI", "0000000121032683")] | None = None
    iso3166: Annotated[str, Form("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166 code", "UA")] | None = None
    gnd: Annotated[str, Form("^[0-9X-]{6,12}$", "a GND number", "118540238")] | None = None
    orcid: Annotated[str, Form("^([0-9]{4}-){3}[0-9]{3}[0-9X]$", "an ORCID", "0000-0002-1825-0097")] | None = None
    ror: Annotated[str, Form("^0[a-z0-9]{6}[0-9]{2}$", "a ROR id", "04m01e293")] | None = None
    lei: Annotated[str, Form("^[A-Z0-9]{18}[0-9]{2}$", "an LEI", "5493001KJTIIGC8Y1R12")] | None = None


class Link(Part, frozen=True, kw_only=True):
    """An address worth knowing, with what it is called."""

    title: Annotated[Text, Doc("What the link is called.")]
    url: Annotated[Url, Doc("Where it leads.")]


class Actor(Brief, frozen=True, kw_only=True):
    """A person, state, organisation, office, group or outlet that acts or speaks in the story."""

    folder: ClassVar[str] = "actors"
    order: ClassVar[int] = 1
    plural: ClassVar[str] = "Who is who"

    name: Annotated[Text, Doc("What the actor is called.")]
    kind: Annotated[
        Literal["person", "state", "organisation", "office", "group", "outlet"] | None, Doc("What the actor is.")
    ] = None
    aliases: Annotated[tuple[Alias, ...], Doc("Every spelling that readers search for.")] = ()
    roles: Annotated[tuple[Role, ...], Doc("Offices and functions, with their dates.")] = ()
    part_of: Annotated[tuple[ActorRef, ...], Doc("What it belongs to: a ministry to a state.")] = ()
    identifiers: Annotated[Identifiers | None, Doc("Entries in public registers.")] = None
    links: Annotated[tuple[Link, ...], Doc("Addresses worth knowing.")] = ()
