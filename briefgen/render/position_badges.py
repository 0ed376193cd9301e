"""Badges of positions, agreement and statuses as HTML: a sign, a word and a basis.

No meaning depends on colour alone: the basis changes the border and the ground, and stands beside the date in words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from briefgen.analysis.agreement import Agreement
from briefgen.analysis.basis import Basis, strength
from briefgen.analysis.cell import Party
from briefgen.analysis.point_status import PointStatus
from briefgen.model import vocabulary
from briefgen.render import signs
from briefgen.text.messages import gettext


def stance(value: str, basis: Basis | None = None) -> Markup:
    """Return a stance as a badge: sign and word, drawn by its basis."""
    return signs.chip("stance", value, vocabulary.POSITIONS[value][1], basis)


def basis_word(basis: Basis) -> str:
    """Return what stands beside a stance that is not strong; empty for strong ones."""
    return "" if strength(basis) == "strong" else gettext(vocabulary.BASES[basis][0])


def basis(value: Basis) -> Markup:
    """Return a basis as a badge, for legends."""
    return Markup('<span class="bg-basis{}">{} {}</span>').format(
        signs.drawn(value), signs.legend_tile(value), gettext(vocabulary.BASES[value][0])
    )


def agreement(found: Agreement) -> Markup:
    """Return how far parties are apart as a badge, with what was counted."""
    sign, word, _ = vocabulary.AGREEMENT[found.level]
    return Markup(
        '<span class="bg-between bg-between--{}" data-level="{}"><span aria-hidden="true">{}</span> {}</span>{}'
    ).format(found.level, found.level, sign, gettext(word), counted(found))


def counted(found: Agreement) -> Markup:
    """Return how many positions were counted and how many were left out.

    It also says whether those left out would make the word less friendly.
    """
    parts = [gettext("%(count)s counted", count=found.counted)] if found.level != "too-few" else []
    parts += [gettext("%(count)s weaker", count=found.weaker)] if found.weaker else []
    parts += [gettext("weaker reports say otherwise")] if found.is_doubted else []
    return Markup(' <span class="bg-counted">{}</span>').format("; ".join(parts)) if parts else Markup("")


def level(value: str) -> Markup:
    """Return a level of agreement as a badge: sign and word."""
    sign, word, _ = vocabulary.AGREEMENT[value]
    return Markup('<span class="bg-between bg-between--{}"><span aria-hidden="true">{}</span> {}</span>').format(
        value, sign, gettext(word)
    )


def status(word: str, basis: Basis | None = None) -> Markup:
    """Return the status of a point as a badge: sign and word, drawn by its basis."""
    return signs.chip("status", word, vocabulary.STATUSES.get(word, vocabulary.NOT_IN_LINE)[1], basis)


def status_word(found: PointStatus | None) -> str:
    """Return the machine name of a status; `not-in-line` where there is none."""
    return found.word if found else "not-in-line"


def voices(position: Party) -> str:
    """Return the voices of a position for a script, as JSON.

    Each is the actor, its stance, the strength, and the stances of the weaker statements beside it.
    """
    rows = [
        [cell.actor, cell.stance, cell.strength, [said.stance for said in cell.beside if said.stance != "unclear"]]
        for cell in position.voices
    ]
    return compact(rows)


def compact(rows: Sequence[Any]) -> str:
    """Return a value as short JSON."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
