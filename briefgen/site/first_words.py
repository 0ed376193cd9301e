"""The first words of each statement, which are its heading and its name in links.

No two headings on a page are alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from briefgen.corpus.corpus import StatementAt
from briefgen.model.kinds.event import Statement

WORDS = 7
"""The number of words in a heading, unless another one begins with the same words."""
CHARACTERS = 60
"""The greatest length of a heading, unless two statements begin alike."""
_MARKED = re.compile(r"[\[\]*_`<>@\\^~|&#{}$\n]|https?:|www\.")


class Words(msgspec.Struct, frozen=True):
    """A text in two parts: the first words, and what follows them."""

    head: str
    rest: str
    is_quote: bool = False


class HeadedStatement(msgspec.Struct, frozen=True):
    """A statement with the first words that are its heading."""

    made: StatementAt
    words: Words
    paraphrase: str = ""
    """The paraphrase below a quotation, as Markdown; empty if it is in `words`."""
    number: int = 1
    """Which of the statements with these words it is, if others on the page have exactly the same."""


def headed(made: Sequence[StatementAt]) -> tuple[HeadedStatement, ...]:
    """Return statements with headings that differ; equal texts are numbered."""
    texts = [_text(one.statement) for one in made]
    limits = [WORDS] * len(made)
    cut = [_cut(*text, limit) for text, limit in zip(texts, limits, strict=True)]
    for _ in range(6):
        alike = _alike(cut)
        if not alike:
            break
        for index in alike:
            limits[index] += WORDS
            cut[index] = _cut(*texts[index], limits[index])
    seen: dict[str, int] = defaultdict(int)
    found = []
    for one, words, (_, is_quote) in zip(made, cut, texts, strict=True):
        seen[words.head] += 1
        below = one.statement.paraphrase if is_quote else None
        found.append(HeadedStatement(one, words, below or "", seen[words.head]))
    return tuple(found)


def _alike(cut: Iterable[Words]) -> list[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(cut):
        places[words.head].append(index)
    return [index for several in places.values() if len(several) > 1 for index in several]


def _text(statement: Statement) -> tuple[str, bool]:
    """Return the text that a statement begins with, and whether it is the quotation.

    A paraphrase that has the quotation in it, between quotation marks, is the whole sentence.
    """
    quote, paraphrase = statement.quote or "", statement.paraphrase or ""
    if not quote or (paraphrase and _is_within(quote, paraphrase)):
        return paraphrase, False
    return quote, True


def _is_within(quote: str, paraphrase: str) -> bool:
    place = paraphrase.find(quote)
    return place > 0 and paraphrase[place - 1] in "“„«\"'‘"


def _cut(text: str, is_quote: bool, most: int) -> Words:
    """Return a text in two parts; the first has at most `most` words, and ends where plain words follow."""
    text = " ".join(text.split()) if is_quote else text.strip()
    end = 0
    for count, word in enumerate(re.finditer(r"\S+", text), 1):
        is_too_long = word.end() > CHARACTERS * (most // WORDS) and count > 1
        if count > most or is_too_long or (not is_quote and _MARKED.search(text, end, word.end())):
            break
        if is_quote or word.end() == len(text) or _goes_on(text[word.end() :]):
            end = word.end()
    head = text[:end]
    if len(head) > 2 * CHARACTERS * (most // WORDS):
        head = _shortened(head, CHARACTERS * (most // WORDS))
    return Words(head, text[len(head) :], is_quote)


def _goes_on(rest: str) -> bool:
    """Return whether a text goes on with what Markdown cannot take for the start of a block."""
    return bool(re.match(r" (?:[^\W\d]|\[\[|\[@)", rest))


_CUT: Callable[[str], bool] = str.isalnum


def _shortened(word: str, most: int) -> str:
    """Return the start of a text without spaces, cut between two letters."""
    end = most
    while end < len(word) - 1 and not (_CUT(word[end - 1]) and _CUT(word[end])):
        end += 1
    return word[:end]
