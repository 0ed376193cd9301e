"""What every kind of brief shares: the field types with their meanings, and the fields of the format's common table.

Shape only: what a field may hold. What it means beside other fields or other briefs is a rule's business.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from briefgen.edtf import Edtf

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_END = r"$(?!\n)"  # in Python a lone `$` also matches before a last line break
ID_PATTERN = f"^{_ID}{_END}"
MAX_ID = 80
MAX_SUMMARY = 600


def Doc(text: str) -> Meta:
    """Return a field's documentation, shown in the editors' reference and the JSON Schema."""
    return Meta(description=text)


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
Url = Annotated[
    str, Meta(max_length=2000), Form(r"^https?://[^\s\\<>\"'`{}|^]+$", "an address", "https://example.org/page")
]
Language = Annotated[str, Form("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "a language code", "uk")]
Credibility = Annotated[int, Meta(ge=1, le=6)]

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

    source: Annotated[SourceRef, Doc("The source's id.")]
    quote: Annotated[Text | None, Doc("The words in the source, verbatim.")] = None
    locator: Annotated[Text | None, Doc("Where in the source: `para. 4`, `sent. 7`, `p. 12`, `00:14:05`.")] = None
    credibility: Annotated[Credibility | None, Doc("1 (confirmed) to 6 (cannot be judged).")] = None
    note: Annotated[Prose | None, Doc("What a reader should know about this use of the source.")] = None


Citations = tuple[Citation, ...]


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
        Doc("The bottom line, first on the page, in lists, cards and search."),
    ]
    body: Annotated[Prose | None, Doc("The rest.")] = None
    themes: Annotated[tuple[Id, ...], Doc("Theme ids from `briefing.yaml`.")] = ()
    cite: Annotated[Citations, Doc("Sources for the brief as a whole.")] = ()
    related: Annotated[tuple[AnyRef, ...], Doc("Briefs that belong beside this one; shown on both.")] = ()
    status: Annotated[Literal["draft", "published"], Doc("A `draft` is checked, but not built unless asked for.")] = (
        "published"
    )
    reviewed: Annotated[Edtf | None, Doc("When an editor last went over it.")] = None
    formerly: Annotated[tuple[Id, ...], Doc("Earlier ids; their addresses lead here.")] = ()
    autolink: Annotated[
        Literal["true", "false"],
        Meta(extra={"boolean": True}),
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
