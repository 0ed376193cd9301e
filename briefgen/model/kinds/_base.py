"""Field types and common fields of all kinds of brief.

Types define the shape of a single field only. Rules in `check/rules/` check fields against other fields and briefs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from briefgen.model.edtf import Edtf
from briefgen.text.urls import ADDRESS

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_END = r"$(?!\n)"  # In Python, `$` alone also matches before a final line break.
ID_PATTERN = f"^{_ID}{_END}"
MAX_ID = 80
MAX_SUMMARY = 600


def Doc(text: str, *examples: Any) -> Meta:
    """Document a field, with example values.

    The field reference and the JSON Schemas show both.
    """
    return Meta(description=text, examples=list(examples) or None)


def Values(meanings: Mapping[str, str]) -> Meta:
    """Document the meaning of each allowed value, as ``extra["values"]``."""
    return Meta(extra={"values": dict(meanings)})


def Derived(reasons: Mapping[str, str]) -> Meta:
    """Document values that pages derive, each with what it follows from."""
    return Meta(extra={"derived": dict(reasons)})


UNORDERED = Meta(extra={"unordered": True})
"""Marks a list whose order has no meaning; `briefgen fmt` sorts it."""


def Form(pattern: str, name: str, such_as: str = "") -> Meta:
    """Require a pattern that matches the whole text.

    Messages use ``name``, such as "a colour", and ``such_as``, an example.
    """
    return Meta(pattern=pattern.removesuffix(_END).removesuffix("$") + _END, extra={"is": name, "such as": such_as})


PARTS = {
    "statement": "event-id#statement-id",
    "version": "plan-id@version-id",
    "part": "point-id#part-id",
    "document": "plan-id@version-id#document-id",
}
"""The parts of briefs that a reference can name, each with the form of the reference."""
_TAILS = {"statement": f"#{_ID}", "version": f"@{_ID}", "part": f"#{_ID}", "document": f"@{_ID}#{_ID}"}


def Ref(*kinds: str) -> Meta:
    """Mark a reference to a brief of one of these kinds, and require its pattern.

    Apart from kinds of briefs, the names of `PARTS` stand for references to parts of briefs.
    """
    tails = [_TAILS[kind] for kind in kinds if kind in _TAILS]
    is_whole = len(tails) < len(kinds)
    tail = f"({'|'.join(tails)}){'?' if is_whole else ''}" if len(tails) + is_whole > 1 else "".join(tails)
    return Meta(pattern=f"^{_ID}{tail}{_END}", extra={"ref": kinds})


def LooseRef(*kinds: str) -> Meta:
    """Mark text that is a reference if it is the id of a brief, and plain text if not."""
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
            "1": "Confirmed by other independent sources.",
            "2": "Probably true: not confirmed, but consistent with other evidence.",
            "3": "Possibly true: consistent with some of the other evidence.",
            "4": "Doubtful: not confirmed, and little other evidence supports it.",
            "5": "Improbable: other evidence contradicts it.",
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
    """A mapping inside a brief.

    The value of the field named by `shorthand` can replace the whole mapping. An empty `shorthand` allows none.
    At least one field of `one_of` is present. A struct that names some raises ValueError without one.
    """

    shorthand: ClassVar[str] = ""
    one_of: ClassVar[tuple[str, ...]] = ()


class Citation(Part, frozen=True, kw_only=True):
    """A reference to a source, and to the place in it."""

    shorthand: ClassVar[str] = "source"

    source: Annotated[SourceRef, Doc("Source that is cited.", "wire-report")]
    quote: Annotated[Text | None, Doc("Verbatim quotation from the source.", "The talks will go on.")] = None
    words: Annotated[
        Literal["true", "false"],
        Meta(extra={"boolean": True}),
        Values(
            {
                "true": "The words of the statement's quotation are claimed to stand in this source.",
                "false": "They are claimed of another source: the first, unless one says `true`.",
            }
        ),
        Doc("Whether this source has the words of the statement's `quote`. Default: the first source has them."),
    ] = "false"
    locator: Annotated[
        Text | None, Doc("Place in the source: `para. 4`, `sent. 7`, `p. 12`, `00:14:05`.", "para. 4")
    ] = None
    credibility: Annotated[
        Credibility | None, Doc("Admiralty grade of the information: 1 (confirmed) to 6 (cannot be judged).", 2)
    ] = None
    note: Annotated[Prose | None, Doc("Note for readers about this use of the source.", "A translation.")] = None

    @property
    def has_words(self) -> bool:
        """Return whether the words of a statement's quote are claimed of this source."""
        return self.words == "true"


Citations = tuple[Citation, ...]


class Review(Part, frozen=True, kw_only=True):
    """The last review of a brief, with fingerprints of the reviewed content."""

    shorthand: ClassVar[str] = "date"

    date: Annotated[Edtf, Doc("Date of the review.", "2025-11-28")]
    brief: Annotated[
        Annotated[str, Form("^[0-9a-f]{8}$", "a fingerprint", "3f9a1c2b")] | None,
        Doc("Fingerprint of the brief, used to detect later changes.", "3f9a1c2b"),
    ] = None
    named: Annotated[
        Annotated[str, Form("^[0-9a-f]{6}( [0-9a-f]{6})*$", "a row of fingerprints", "77aa01 c2d3e4")] | None,
        Doc("Fingerprints of its sources and of the briefs it is about, in a fixed order.", "77aa01 c2d3e4"),
    ] = None


class Brief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The content of one YAML file. The id is the file name without its suffix."""

    folder: ClassVar[str] = ""
    """The folder under `content/`, and the first part of the page's URL."""
    order: ClassVar[int] = 0
    """The position of the kind in lists of kinds."""
    plural: ClassVar[str] = ""

    id: str
    summary: Annotated[
        str,
        Meta(min_length=1, max_length=MAX_SUMMARY, extra={"prose": True}),
        Doc(
            "Key message, shown at the top of the page and in lists, cards and search results.",
            "Two sides met and agreed to meet again.",
        ),
    ]
    body: Annotated[
        Prose | None,
        Doc(
            "Full text, shown below the summary.", "The talks began at noon. See also [[plan]] [@wire-report, para. 4]."
        ),
    ] = None
    themes: Annotated[tuple[Id, ...], Doc("Ids of themes in `briefing.yaml`.", ["security", "borders"])] = ()
    cite: Annotated[
        Citations,
        Doc("Sources for the brief as a whole.", ["wire-report", {"source": "transcript", "locator": "p. 12"}]),
    ] = ()
    related: Annotated[
        tuple[AnyRef, ...], UNORDERED, Doc("Related briefs; the link is shown on both pages.", ["first-talks"])
    ] = ()
    status: Annotated[
        Literal["draft", "published"],
        Values(
            {
                "draft": "Checked, but not on the site, unless the build includes drafts.",
                "published": "On the site. This is the default.",
            }
        ),
        Doc("Whether the brief is on the site."),
    ] = "published"
    reviewed: Annotated[
        Review | None,
        Doc("Last review by an editor; `briefgen review` writes it.", "2025-11-28"),
    ] = None
    formerly: Annotated[
        tuple[Id, ...], UNORDERED, Doc("Earlier ids; their URLs redirect to this brief.", ["old-id"])
    ] = ()
    autolink: Annotated[
        Literal["true", "false"],
        Meta(extra={"boolean": True}),
        Values(
            {
                "true": "The first mention of each actor in the body becomes a link. This is the default.",
                "false": "The body has only the links that the editor typed.",
            }
        ),
        Doc("Whether names of actors in the body become links automatically."),
    ] = "true"

    @property
    def label(self) -> str:
        """Return the title or name of the brief, or its id where it has neither."""
        return str(getattr(self, "title", "") or getattr(self, "name", "") or self.id)

    @property
    def when(self) -> Edtf | None:
        """Return the date to sort by, or None where the brief has no date."""
        return None


def kind_of(brief: Brief | type[Brief]) -> str:
    """Return the name of a brief's kind, such as ``event``."""
    struct = brief if isinstance(brief, type) else type(brief)
    return struct.__name__.lower()
