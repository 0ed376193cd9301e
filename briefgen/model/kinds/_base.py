"""What every kind of brief shares: the field types with their meanings, and the fields of the format's common table.

Shape only: what a field may hold. What it means beside other fields or other briefs is a rule's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.text.urls import ADDRESS

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_END = r"$(?!\n)"  # in Python a lone `$` also matches before a last line break
ID_PATTERN = f"^{_ID}{_END}"
MAX_ID = 80
MAX_SUMMARY = 600


def Doc(text: str, *examples: Any) -> Meta:
    """Return a field's documentation and values it may hold, shown in the editors' reference and the JSON Schema."""
    return Meta(description=text, examples=list(examples) or None)


def Values(meanings: Mapping[str, str]) -> Meta:
    """Return what each of the few values means that a field may hold, as ``extra["values"]``."""
    return Meta(extra={"values": dict(meanings)})


UNORDERED = Meta(extra={"unordered": True})
"""The mark of a list whose order means nothing: `briefgen fmt` sorts it."""


def Form(pattern: str, name: str, such_as: str = "") -> Meta:
    """Return a pattern with the words that a message about it uses; it must fit the whole text."""
    return Meta(pattern=pattern.removesuffix("$") + _END, extra={"is": name, "such as": such_as})


def Ref(*kinds: str) -> Meta:
    """Return the mark of a reference to a brief of one of the kinds (``statement`` and ``version`` are parts of briefs)."""
    if kinds == ("statement",):
        pattern = f"^{_ID}#{_ID}{_END}"
    elif kinds == ("version",):
        pattern = f"^{_ID}@{_ID}{_END}"
    else:
        pattern = ID_PATTERN
    return Meta(pattern=pattern, extra={"ref": kinds})


def LooseRef(*kinds: str) -> Meta:
    """Return the mark of text that is a reference when it names a brief, and plain text otherwise."""
    return Meta(min_length=1, extra={"loose_ref": kinds})


Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=MAX_ID, extra={"is": "an id"})]
Text = Annotated[str, Meta(min_length=1)]
Prose = Annotated[str, Meta(min_length=1, extra={"prose": True})]
Url = Annotated[str, Meta(max_length=2000), Form(ADDRESS, "an address", "https://example.org/page")]
Language = Annotated[str, Form("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "a language code", "uk")]
Credibility = Annotated[
    int,
    Meta(ge=1, le=6),
    Values(
        {
            "1": "Confirmed by other, independent sources.",
            "2": "Probably true: not confirmed, but it fits what else is known.",
            "3": "Possibly true: it fits some of what else is known.",
            "4": "Doubtful: not confirmed, and little else speaks for it.",
            "5": "Improbable: what else is known speaks against it.",
            "6": "Cannot be judged.",
        }
    ),
]

ActorRef = Annotated[str, Ref("actor")]
EventRef = Annotated[str, Ref("event")]
PlanRef = Annotated[str, Ref("plan")]
PointRef = Annotated[str, Ref("point")]
SourceRef = Annotated[str, Ref("source")]
AnyRef = Annotated[str, Ref("actor", "event", "plan", "point", "source", "dispute")]
StatementRef = Annotated[str, Ref("statement")]
VersionRef = Annotated[str, Ref("version")]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A mapping inside a brief. With a `shorthand`, an editor may type that field's value alone instead of a mapping."""

    shorthand: ClassVar[str] = ""


class Citation(Part, frozen=True, kw_only=True):
    """Which source says so, and where in it."""

    shorthand: ClassVar[str] = "source"

    source: Annotated[SourceRef, Doc("The source's id.", "wire-report")]
    quote: Annotated[Text | None, Doc("The words in the source, verbatim.", "The talks will go on.")] = None
    locator: Annotated[
        Text | None, Doc("Where in the source: `para. 4`, `sent. 7`, `p. 12`, `00:14:05`.", "para. 4")
    ] = None
    credibility: Annotated[Credibility | None, Doc("1 (confirmed) to 6 (cannot be judged).", 2)] = None
    note: Annotated[Prose | None, Doc("What a reader should know about this use of the source.", "A translation.")] = (
        None
    )


Citations = tuple[Citation, ...]


class Review(Part, frozen=True, kw_only=True):
    """When an editor went over a brief, and the fingerprints of what it then said and rested on."""

    shorthand: ClassVar[str] = "date"

    date: Annotated[Edtf, Doc("The day.", "2025-11-28")]
    brief: Annotated[
        Annotated[str, Form("^[0-9a-f]{8}$", "a fingerprint", "3f9a1c2b")] | None,
        Doc("The fingerprint of the brief, by which the check sees that it changed afterwards.", "3f9a1c2b"),
    ] = None
    named: Annotated[
        Annotated[str, Form("^[0-9a-f]{6}( [0-9a-f]{6})*$", "a row of fingerprints", "77aa01 c2d3e4")] | None,
        Doc("The fingerprints of its sources and of what it speaks about, in a fixed order.", "77aa01 c2d3e4"),
    ] = None


class Brief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One YAML file's content, typed. The id is the file's name, never typed as a field."""

    folder: ClassVar[str] = ""
    """The folder under `content/`, and the first part of the page's address."""
    order: ClassVar[int] = 0
    """Where the kind stands in lists of kinds."""
    plural: ClassVar[str] = ""

    id: str
    summary: Annotated[
        str,
        Meta(min_length=1, max_length=MAX_SUMMARY, extra={"prose": True}),
        Doc(
            "The bottom line, first on the page, in lists, cards and search.",
            "Two sides met and agreed to meet again.",
        ),
    ]
    body: Annotated[
        Prose | None, Doc("The rest.", "The talks began at noon. See also [[plan]] [@wire-report, para. 4].")
    ] = None
    themes: Annotated[tuple[Id, ...], Doc("Theme ids from `briefing.yaml`.", ["security", "borders"])] = ()
    cite: Annotated[
        Citations,
        Doc("Sources for the brief as a whole.", ["wire-report", {"source": "transcript", "locator": "p. 12"}]),
    ] = ()
    related: Annotated[
        tuple[AnyRef, ...], UNORDERED, Doc("Briefs that belong beside this one; shown on both.", ["first-talks"])
    ] = ()
    status: Annotated[
        Literal["draft", "published"],
        Values(
            {
                "draft": "Checked, but not on the site unless drafts are asked for.",
                "published": "On the site; this counts where nothing is typed.",
            }
        ),
        Doc("A `draft` is checked, but not built unless asked for."),
    ] = "published"
    reviewed: Annotated[
        Review | None,
        Doc("When an editor last went over it; `briefgen review` writes it.", "2025-11-28"),
    ] = None
    formerly: Annotated[tuple[Id, ...], UNORDERED, Doc("Earlier ids; their addresses lead here.", ["old-id"])] = ()
    autolink: Annotated[
        Literal["true", "false"],
        Meta(extra={"boolean": True}),
        Values(
            {
                "true": "The first mention of each actor in the body becomes a link; this counts where nothing is typed.",
                "false": "Only what is typed as a link is one.",
            }
        ),
        Doc("`false` stops actors' names in the body from becoming links by themselves."),
    ] = "true"

    @property
    def label(self) -> str:
        """Return what the brief is called."""
        return str(getattr(self, "title", "") or getattr(self, "name", "") or self.id)

    @property
    def when(self) -> Edtf | None:
        """Return the date that the brief sorts by, or None for a kind without one."""
        return None


def kind_of(brief: Brief | type[Brief]) -> str:
    """Return the kind's name, such as ``event``."""
    struct = brief if isinstance(brief, type) else type(brief)
    return struct.__name__.lower()
