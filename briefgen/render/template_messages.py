"""Functions that translate the messages of templates, for Jinja2's `i18n`.

Guarantee: a message and its values are escaped, so neither a catalogue nor a brief can add markup to a page
(`tests/unit/render/test_template_messages.py`). Values that are markup already, such as links, stay markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from briefgen.text import messages
from briefgen.text.lines import in_one_line


def gettext(message: str, /, **values: object) -> Markup:
    """Return a message's translation with its values as HTML."""
    return _filled(messages.raw(message), values) if values else _fixed(messages.language(), *_key(message))


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    """Return the same for a message with a context."""
    if values:
        return _filled(messages.raw(messages.NP_(context, message)), values)
    return _fixed(messages.language(), context, message)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return the translation for a number as HTML, with the number in it."""
    return _filled(messages.raw_plural("", singular, plural, number), _counted(number, values))


def npgettext(context: str, singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return the same for a message with a context."""
    return _filled(messages.raw_plural(context, singular, plural, number), _counted(number, values))


FUNCTIONS: Mapping[str, Callable[..., Markup]] = {
    # the extension's own `_` looks `gettext` up in each call, which takes a twentieth of the time of a page
    "_": gettext,
    "gettext": gettext,
    "pgettext": pgettext,
    "ngettext": ngettext,
    "npgettext": npgettext,
}
"""The functions under the names that the extension calls."""


def _key(message: str) -> tuple[str, str]:
    """Return the context and the English text of a message."""
    return (message.context, message.id) if isinstance(message, messages.Message) else ("", message)


@lru_cache(maxsize=4096)
def _fixed(language: str, context: str, message: str) -> Markup:
    """Return a message without values. The language is the current one, and part of the key."""
    del language
    return _filled(messages.raw(messages.NP_(context, message)), {})


def _counted(number: int, values: Mapping[str, object]) -> dict[str, object]:
    shown = messages.decimal(number)
    # the extension repeats the number under the name that the template gives it
    return {"count": shown, **{name: shown if value is number else value for name, value in values.items()}}


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    # a blank line in a value would end the HTML block around it
    plain = {name: _shown(value) for name, value in values.items()}
    return escape(message) % plain


def _shown(value: object) -> object:
    if type(value) is messages.Message:
        return messages.gettext(value)
    return in_one_line(value) if type(value) is str else value
