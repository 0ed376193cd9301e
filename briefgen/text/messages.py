"""Translate the words that readers see, with gettext catalogues.

A message is its English text. `gettext` and its siblings look it up in the catalogue of the language that `in_language` set.
Without a translation, they return the English text. Tables of words mark their messages with `N_` or `NP_`, and stay English: the
code that shows a word translates it. Messages for editors (diagnostics, commands, the manual) are always English, because no
command calls `in_language`.

A message can have values: `gettext("by %(name)s", name=name)`. So a percent sign is always written twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "briefgen"
ENGLISH = "en"
PSEUDO = "en-x-pseudo"
"""A language for tests: each message stands in the brackets `⟦` and `⟧`."""

# a context variable, because the words are chosen far below the code that knows the language
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)

_Value = TypeVar("_Value")
_NO_VALUES: Mapping[str, object] = {}


class Message(str):
    """A message as English text, with what its translation needs.

    That is its context, because the same English word can mean two things, and its values. A list of messages has `parts`.
    """

    __slots__ = ("context", "id", "parts", "values")
    context: str
    id: str
    values: Mapping[str, object]
    parts: tuple[str, ...]


def N_(message: str) -> str:
    """Mark a message for the catalogues, without translating it."""
    return NP_("", message)


def NP_(context: str, message: str) -> str:
    """Mark a message that has a context, without translating it."""
    return _marked(message, context, message)


def lazy(message: str, /, **values: object) -> str:
    """Return a message with its values, to be translated where it is shown."""
    return _marked(message % values, "", message, values)


def listed(messages: Iterable[str], separator: str) -> str:
    """Return marked messages as one text, to be translated where it is shown."""
    parts = tuple(messages)
    return _marked(separator.join(parts), "", separator, parts=parts) if parts else ""


def _marked(
    text: str, context: str, id: str, values: Mapping[str, object] = _NO_VALUES, parts: tuple[str, ...] = ()
) -> str:
    marked = Message(text)
    marked.context, marked.id, marked.values, marked.parts = context, id, values, parts
    return marked


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Translate to a language inside the `with` block.

    `code` is a BCP 47 tag, such as `uk`."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> str:
    """Return the language that `in_language` set; English by default."""
    return _language.get()


def gettext(message: str, /, **values: object) -> str:
    """Return the translation of a message, with its values.

    A marked message keeps its context and its own values.
    """
    if isinstance(message, Message):
        if message.parts:
            return message.id.join(map(gettext, message.parts))
        values = {**message.values, **values}
    shown = {name: gettext(value) if isinstance(value, Message) else value for name, value in values.items()}
    return raw(message) % shown


def gettext_in(code: str, message: str) -> str:
    """Return the translation of a message to a language. `code` is a BCP 47 tag."""
    with in_language(code):
        return gettext(message)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return the translation of a message in its context, with its values."""
    return raw(NP_(context, message)) % values


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Return the translation for a number.

    `%(count)s` in it is the number in the language's form."""
    return raw_plural("", singular, plural, number) % {"count": decimal(number), **values}


def npgettext(context: str, singular: str, plural: str, number: int, /, **values: object) -> str:
    """Return the same for a message with a context."""
    return raw_plural(context, singular, plural, number) % {"count": decimal(number), **values}


def raw(message: str) -> str:
    """Return the translation of a message without its values: with `%(name)s` in it."""
    if not message:
        # a catalogue holds its own header under the empty message
        return ""
    found = _catalogue(language())
    context, message = (message.context, message.id) if isinstance(message, Message) else ("", message)
    return found.pgettext(context, message) if context else found.gettext(message)


def raw_plural(context: str, singular: str, plural: str, number: int) -> str:
    """Return the translation for a number without its values. `context` can be empty."""
    found = _catalogue(language())
    return found.npgettext(context, singular, plural, number) if context else found.ngettext(singular, plural, number)


def decimal(number: int) -> str:
    """Return a whole number as the language writes it, such as `1,400` in English."""
    return _decimal(language(), number)


@lru_cache(maxsize=4096)
def _decimal(code: str, number: int) -> str:
    locale = locale_of(code)
    # Arabic and Persian also write these digits, and all drawings and addresses have them
    return format_decimal(number, locale=locale, numbering_system="latn")


def translated(value: _Value) -> _Value:
    """Return a table or a tuple of words with its marked messages translated."""
    if isinstance(value, Message):
        return gettext(value)  # type: ignore[return-value]  # a message is a str
    if isinstance(value, tuple):
        return tuple(map(translated, value))  # type: ignore[return-value]  # a tuple stays one
    if isinstance(value, Mapping):
        return {key: translated(one) for key, one in value.items()}  # type: ignore[return-value]  # a mapping stays one
    return value


def plain(value: object) -> str:
    """Return the translation of a marked message.

    It is for the `enc_hook` of msgspec, which encodes exact strings only. Raises NotImplementedError for a value of another type.
    """
    if isinstance(value, Message):
        return gettext(value)
    raise NotImplementedError(type(value).__name__)


@cache
def locale_of(code: str) -> Locale:
    """Return what Unicode CLDR knows of a language; English where it is unknown."""
    for tag in _fallbacks(code):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


@cache
def is_right_to_left(code: str) -> bool:
    """Return whether a language is written from right to left."""
    script = next((part.title() for part in code.split("-")[1:] if len(part) == 4), "")
    if not script:
        likely = get_global("likely_subtags").get(code.split("-")[0].lower(), "")
        script = next(iter(likely.split("_")[1:]), "")
    return script in _RIGHT_TO_LEFT


_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts that Unicode writes from right to left and that living languages use."""


def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English included."""
    found = (file.parents[1].name.replace("_", "-") for file in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return tuple(sorted({ENGLISH, *found}))


def catalogue_of(code: str) -> Path | None:
    """Return the catalogue file of a language, or None if its messages stay English."""
    files = (FOLDER / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po" for tag in _fallbacks(code))
    return next((file for file in files if file.is_file()), None)


def _fallbacks(code: str) -> Iterator[str]:
    """Yield a language tag and its shorter forms: `uk-Cyrl-UA`, `uk-Cyrl`, `uk`."""
    parts = code.split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


@cache
def _catalogue(code: str) -> NullTranslations:
    """Return the translations of a language, compiled in memory and kept.

    Entries that are marked as fuzzy are left out.
    """
    if code == PSEUDO:
        return _Pseudo()
    file = catalogue_of(code)
    if file is None:
        return _English()
    # a check and an English build need neither
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=file.parents[1].name)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


class _English(NullTranslations):
    """The messages themselves."""


class _Pseudo(NullTranslations):
    """Each message in brackets, with its values where they were."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        del context
        return f"⟦{message}⟧"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        del context
        return self.ngettext(msgid1, msgid2, n)
