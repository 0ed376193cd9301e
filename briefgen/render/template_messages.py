"""Functions that translate the messages of templates, for Jinja2's `i18n`.

Guarantee: a message and its values are escaped, so neither a catalogue nor a brief can add markup to a page
(`tests/unit/render/test_template_messages.py`). Values that are markup already, such as links, stay markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from briefgen.text import messages
from briefgen.text.lines import in_one_line


def gettext(message: str, /, **values: object) -> Markup:
    """Return a message's translation with its values as HTML."""
    return _filled(messages.raw(message), values)


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    """Return the same for a message with a context."""
    return _filled(messages.raw(messages.NP_(context, message)), values)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return the translation for a number as HTML, with the number in it."""
    return _filled(messages.raw_plural("", singular, plural, number), _counted(number, values))


def npgettext(context: str, singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return the same for a message with a context."""
    return _filled(messages.raw_plural(context, singular, plural, number), _counted(number, values))


FUNCTIONS: Mapping[str, Callable[..., Markup]] = {
    "gettext": gettext,
    "pgettext": pgettext,
    "ngettext": ngettext,
    "npgettext": npgettext,
}
"""The functions under the names that the extension calls."""


def _counted(number: int, values: Mapping[str, object]) -> dict[str, object]:
    shown = messages.decimal(number)
    # the extension repeats the number under the name that the template gives it
    return {"count": shown, **{name: shown if value is number else value for name, value in values.items()}}


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    # a blank line in a value would end the HTML block around it
    plain = {name: in_one_line(value) if type(value) is str else value for name, value in values.items()}
    return escape(message) % plain
