"""Mutations of a file: functions from a text and a random generator to bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Mutation = Callable[[str, random.Random], bytes]

_TOKENS = (
    *(
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!include x",
        "<<: *a",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\t",
        ": ",
        " #",
    ),
    *(
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        ">-",
        "- ",
        "? ",
        "@",
        "`",
        "%",
        ",",
        "\\",
        "\0",
        "\x07",
        "\x85",
        "\u2028",
    ),
    *(
        "\ufeff",
        "\u202e",
        "\u200b",
        "null",
        "~",
        "no",
        "1e999",
        "-0",
        "0x10",
        ".nan",
        "2025-02-30",
        "[[",
        "]]",
        "[@",
        "[[",
    ),
    *("# briefgen: ignore[BG412]", "\U0001f600", "é\u0301", "\r", "\r\n", "\n", " ", "  "),
)
_VALUES = (
    *(
        "",
        "~",
        "''",
        "[]",
        "{}",
        "[a, [b, {c: d}]]",
        "{a: {b: c}}",
        "3",
        "-1",
        "1.5",
        "true",
        "no",
        '"',
        "|\n",
        "2025-13-45",
    ),
    *(
        "a-b-c",
        "Ministry Of Truth",
        "ministry#x",
        "plan@y",
        "../../etc/passwd",
        "https://",
        "\n  - a\n  - b",
        "x: y: z",
    ),
)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) or [""]


def delete_line(text: str, chance: random.Random) -> bytes:
    lines = _lines(text)
    del lines[chance.randrange(len(lines))]
    return "".join(lines).encode()


def delete_key(text: str, chance: random.Random) -> bytes:
    keys = list(re.finditer(r"^[ -]*[A-Za-z_]+:", text, re.MULTILINE))
    if not keys:
        return b""
    key = chance.choice(keys)
    return (text[: key.start()] + text[key.end() :]).encode()


def duplicate_line(text: str, chance: random.Random) -> bytes:
    lines = _lines(text)
    at = chance.randrange(len(lines))
    return "".join([*lines[: at + 1], *lines[at:]]).encode()


def swap_lines(text: str, chance: random.Random) -> bytes:
    lines = _lines(text)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines).encode()


def indent_line(text: str, chance: random.Random) -> bytes:
    lines = _lines(text)
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(["  ", " ", "\t", ""]) + lines[at].lstrip()
    return "".join(lines).encode()


def wrong_type(text: str, chance: random.Random) -> bytes:
    values = list(re.finditer(r"(?<=: )[^\n]+|(?<=- )[^\n]+", text))
    if not values:
        return text.encode()
    value = chance.choice(values)
    return (text[: value.start()] + chance.choice(_VALUES) + text[value.end() :]).encode()


def cut(text: str, chance: random.Random) -> bytes:
    content = text.encode()
    return content[: chance.randrange(len(content) + 1)]


def flip_bytes(text: str, chance: random.Random) -> bytes:
    content = bytearray(text.encode())
    for _ in range(chance.choice([1, 1, 1, 2, 5, 50])):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def insert_token(text: str, chance: random.Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(_TOKENS) + text[at:]).encode()


def nest(text: str, chance: random.Random) -> bytes:
    depth = chance.choice([31, 32, 33, 1000, 50_000])
    opening, closing = chance.choice([("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
    at = chance.choice([0, len(text)])
    deep = f"\nbody: {opening * depth}x{closing * depth * chance.choice([0, 1])}\n"
    return (text[:at] + deep + text[at:]).encode()


def swell(text: str, chance: random.Random) -> bytes:
    size = chance.choice([700, 10_000, 1_000_000, 1_100_000])
    what = chance.choice(["a", "a ", "[[a]] ", "[[", "*", "`", "#", "\n\n", "é", "[a](b) ", "<b>", "'", "_a_"])
    field = chance.choice(["summary", "body", "title", "name", "date", "cite", "formerly", "x" * 5000])
    return (text + f"\n{field}: " + what * (size // len(what)) + "\n").encode()


MUTATIONS: tuple[Mutation, ...] = (
    *(delete_line, delete_key, duplicate_line, swap_lines, indent_line, wrong_type, cut, flip_bytes, insert_token),
    *(nest, swell),
)
# the long ones cost a thousand times as much as the others
_WEIGHTS = (8, 12, 12, 6, 8, 16, 10, 12, 14, 1, 1)


def mutated(text: str, seed: int) -> tuple[str, bytes]:
    """Return a mutation's name and its result; the same seed gives the same result."""
    chance = random.Random(seed)
    mutation = chance.choices(MUTATIONS, _WEIGHTS)[0]
    content = mutation(text, chance)
    if chance.random() < 0.2 and mutation not in (nest, swell):
        second = chance.choices(MUTATIONS[:-2], _WEIGHTS[:-2])[0]
        content = second(content.decode("utf-8", "replace"), chance)
    return mutation.__name__, content
