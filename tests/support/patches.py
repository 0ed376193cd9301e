"""Read small patches and reverse each one, even in code that moved or changed.

A patch is matched by its words, not by its line numbers. The hinted file is tried first, then its new path in git, then all
others.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

_COMMENTS = {".py": r"#[^\n]*", ".js": r"//[^\n]*|/\*[^\n]*\*/", ".css": r"/\*[^\n]*\*/"}
_HEADER = re.compile(r"== ([0-9a-f]{7,40}) (\S+)\Z")
_MIN_EXACT = 8
"""Minimum number of words of a patch; shorter ones could match anywhere."""
_MIN_LIKE = 0.7
"""Minimum share of a patch's words for an inexact match."""


class Patch(msgspec.Struct, frozen=True):
    """One change of a fix: the text before it, the text after it, and its file."""

    commit: str
    file: str
    what: str
    tests: tuple[str, ...]
    before: str
    after: str


class Placed(msgspec.Struct, frozen=True):
    """Where a patch matches today, and the text of that file without the fix."""

    file: str
    text: str
    likeness: float


class Unplaced(msgspec.Struct, frozen=True):
    """Why a patch matches no file today."""

    reason: str


def read(text: str) -> tuple[Patch, ...]:
    """Return the patches of a list; the top of `fixes.txt` describes the format."""
    found: list[Patch] = []
    for block in re.split(r"^(?=== )", text, flags=re.MULTILINE)[1:]:
        header, what, *lines = block.rstrip("\n").split("\n")
        match = _HEADER.match(header)
        if match is None:
            raise ValueError(f"expected `== COMMIT FILE`: {header}")
        tests = [line for line in lines if line.startswith("tests: ")]
        hunk = [line for line in lines if line[:1] in ("+", "-", " ")]
        if len(tests) + len(hunk) != len([line for line in lines if line]):
            raise ValueError(f"a line of {header} is neither `tests:` nor text that is kept, added or removed")
        before, after = ("".join(f"\n{line[1:]}" for line in hunk if line[0] in (" ", sign)) for sign in "-+")
        found.append(
            Patch(match[1], match[2], what, tuple(" ".join(tests).replace("tests: ", "").split()), before, after)
        )
    return tuple(found)


class _Token(msgspec.Struct, frozen=True):
    lead: str
    text: str


def reverse(patch: Patch, root: Path, moved: Iterable[str], files: Sequence[str]) -> Placed | Unplaced:
    """Return a file below ``root`` without the fix.

    ``moved`` lists the paths to which git says the hinted file was renamed.
    """
    likely = [path for path in dict.fromkeys((patch.file, *moved)) if (root / path).is_file()]
    alike = [path for path in files if Path(path).suffix == Path(patch.file).suffix and path not in likely]
    suffix = Path(patch.file).suffix
    before, after = _tokens(patch.before, suffix), _tokens(patch.after, suffix)
    texts = {path: _tokens((root / path).read_text("utf-8"), suffix) for path in (*likely, *alike)}
    changed = [code for code in _codes(after, before) if code[0] != "equal"]
    if not changed:
        return Unplaced("it changes no word")
    for first, last in _narrowed(len(after), changed[0][1], changed[-1][2]):
        found = {path: _exact(after[first:last], texts[path]) for path in texts}
        where = {path: places for path, places in found.items() if places}
        chosen = next((path for path in likely if path in where), None) or (
            next(iter(where)) if len(where) == 1 else None
        )
        if chosen and len(where[chosen]) == 1:
            at = where[chosen][0] - first
            window = range(max(at, 0), at + len(after))
            return _without(chosen, root, texts[chosen], window, after, before, 1.0)
    return _closest(root, texts, likely, after, before)


def _narrowed(length: int, first: int, last: int) -> Iterable[tuple[int, int]]:
    """Return the parts of the fixed text to search for: all of it, then with less context."""
    parts = [
        (0, length),
        (0, min(last + 4, length)),
        (max(first - 4, 0), length),
        (max(first - 4, 0), min(last + 4, length)),
    ]
    return (part for part in dict.fromkeys(parts) if part[1] - part[0] >= min(_MIN_EXACT, length))


def _tokens(text: str, suffix: str) -> list[_Token]:
    """Return the words of a text, without the space and full-line comments between them."""
    comment = _COMMENTS.get(suffix, r"(?!)")
    found = re.findall(rf"((?:\n[ \t]*(?:{comment})(?=\n)|\s)*)(\w+|[^\w\s])", text)
    return [_Token(lead, token) for lead, token in found]


def _codes(a: Sequence[_Token], b: Sequence[_Token]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, [t.text for t in a], [t.text for t in b], autojunk=False).get_opcodes()


def _exact(part: Sequence[_Token], whole: Sequence[_Token]) -> list[int]:
    """Return the positions of the words in a file, with any space between them."""
    words, all_words = [token.text for token in part], [token.text for token in whole]
    length = len(words)
    return [n for n, word in enumerate(all_words) if word == words[0] and all_words[n : n + length] == words]


def _closest(
    root: Path, texts: dict[str, list[_Token]], likely: Sequence[str], after: Sequence[_Token], before: Sequence[_Token]
) -> Placed | Unplaced:
    """Reverse the fix at the position that has most of its words."""
    wanted = Counter(token.text for token in after)
    added = [
        n
        for code, first, last, _, _ in _codes(after, before)
        if code in ("delete", "replace")
        for n in range(first, last)
    ]
    best = (0.0, "", range(0))
    for path, tokens in texts.items():
        starts = [n for n, token in enumerate(tokens) if not n or "\n" in token.lead]
        length = len(after) + len(after) // 4
        scores = {n: (Counter(t.text for t in tokens[n : n + length]) & wanted).total() for n in starts}
        for start in sorted(starts, key=lambda n: -scores[n])[:3]:
            if scores[start] < _MIN_LIKE * len(after):
                break
            score, window = _likeness(tokens, range(start, min(start + length, len(tokens))), after, added)
            # of two equal positions, prefer the one in the hinted file
            best = max(best, (score + 0.02 * (path in likely), path, window), key=lambda each: each[0])
    score, path, window = best
    if score < _MIN_LIKE:
        return Unplaced(f"no place has {_MIN_LIKE:.0%} of its words")
    return _without(path, root, texts[path], window, after, before, min(score, 0.99))


def _likeness(
    tokens: Sequence[_Token], window: range, after: Sequence[_Token], added: Sequence[int]
) -> tuple[float, range]:
    """Return how much of the fix a window of a file has, and the window trimmed to it."""
    equal = [code for code in _codes(after, tokens[window.start : window.stop]) if code[0] == "equal"]
    if not equal:
        return 0.0, window
    kept = {n for _, first, last, _, _ in equal for n in range(first, last)}
    of_all, of_added = len(kept) / len(after), sum(n in kept for n in added) / len(added) if added else 1.0
    # words around the fix do not count
    start = window.start + max(equal[0][3] - equal[0][1], 0)
    stop = window.start + equal[-1][4] + len(after) - equal[-1][2]
    return min(of_all, of_added), range(start, min(stop, window.stop))


def _without(
    path: str,
    root: Path,
    tokens: Sequence[_Token],
    window: range,
    after: Sequence[_Token],
    before: Sequence[_Token],
    likeness: float,
) -> Placed | Unplaced:
    """Return the file with the fix reversed and the words around it unchanged."""
    present = tokens[window.start : window.stop]
    aligned = _codes(after, present)
    shift = _shift(after, present, aligned)
    result = [*tokens[: window.start], *present[: _at(0, aligned)]]
    for code, first, last, b_first, b_last in _codes(after, before):
        if code == "equal":
            for n in range(first, last):
                result += _kept(
                    after[n], before[b_first + n - first], present[_at(n, aligned) : _at(n + 1, aligned)], shift
                )
        else:
            result += [_Token(_indented(token.lead, shift), token.text) for token in before[b_first:b_last]]
    result += tokens[window.stop :]
    text = (root / path).read_text("utf-8")
    tail = text[len(text.rstrip()) :]
    made = "".join(token.lead + token.text for token in result) + tail
    if made == text:
        return Unplaced("its words are there, and taking them back changes nothing")
    if path.endswith(".py"):
        try:
            ast.parse(made)
        except SyntaxError as error:
            return Unplaced(f"{path} would be no Python without it: {error.msg}, line {error.lineno}")
    return Placed(path, made, likeness)


def _kept(after: _Token, before: _Token, present: Sequence[_Token], shift: int) -> list[_Token]:
    """Return words as they are today, with the space before them reversed if the fix changed it."""
    if not present or after.lead == before.lead:
        return list(present)
    return [_Token(_indented(before.lead, shift), present[0].text), *present[1:]]


def _at(n: int, aligned: Sequence[tuple[str, int, int, int, int]]) -> int:
    """Return the position among today's words that corresponds to the one before word ``n`` of the fix."""
    for code, first, last, b_first, b_last in aligned:
        if first <= n < last:
            return b_first + n - first if code == "equal" else min(b_first + n - first, b_last)
    return aligned[-1][4] if aligned else 0


def _shift(
    after: Sequence[_Token], present: Sequence[_Token], aligned: Sequence[tuple[str, int, int, int, int]]
) -> int:
    """Return by how many columns the code is indented more today than it was."""
    for code, first, last, b_first, _ in aligned:
        for n in range(first, last):
            here = present[b_first + n - first] if code == "equal" else None
            if here and "\n" in here.lead and "\n" in after[n].lead:
                return len(here.lead.rpartition("\n")[2]) - len(after[n].lead.rpartition("\n")[2])
    return 0


def _indented(lead: str, shift: int) -> str:
    if "\n" not in lead:
        return lead
    ends, _, indent = lead.rpartition("\n")
    return f"{ends}\n{' ' * max(len(indent) + shift, 0)}"
