"""Pages that are hard for Python-Markdown, and the CPU time of parsing them.

`tests/property/test_page_law.py` runs this module as a child process: `python -m tests.support.hard_pages full`.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator

import markdown

from briefgen.files.limits import LIMITS
from briefgen.safety import page_cost
from tests.support.hard_texts import UNITS

PLAIN = ("attr_list", "tables", "fenced_code", "footnotes", "admonition", "def_list", "md_in_html", "toc", "abbr")
MATERIAL = (
    *(name for name in PLAIN if name != "fenced_code"),
    *(f"pymdownx.{name}" for name in ("details", "superfences", "highlight", "inlinehilite", "tasklist", "keys", "mark")),
    *(f"pymdownx.{name}" for name in ("caret", "tilde", "smartsymbols", "betterem", "magiclink", "tabbed", "critic")),
)  # fmt: skip
"""The extensions that Material's documentation proposes."""
MOST_CPU = 1.0
_FLOOR = 0.2
_MOST_GROWTH = 2.5

Page = Callable[[int], str]


def _repeated(unit: str) -> Page:
    return lambda size: unit * (size // len(unit))


def _root(number: float) -> int:
    return int(number**0.5)


PAGES: dict[str, Page] = {
    unit: _repeated(unit)
    for unit in (
        *UNITS,
        *("![", "*_", "**", "<a href=", "[a]: b\n", "[^1]: x\n\n", "a\n\n", "a\n", "# a\n\n", "|a", "- a\n", "1. a\n", "    a\n"),
        *("!!! note\n", "!!! note\n    ", "??? note\n    ", "``` \n", "{: #a}", "a\n: b\n\n", "<div>\n", "<div markdown>\n", "<b>"),
        *("*[a]: b\n", "&amp;", "http://a.b ", "a@b.c ", "++a+", "==a", "a^", "a~", "a`", "a*", "<?", "<![CDATA[", "*a* ", "`a` "),
        *("[a][b] ", "![a](b) ", "[x](y) ", "<a>b</a> ", "- [ ] a\n", '=== "a"\n\n    a\n\n', "[a](<", "[a]( ", "[TOC]\n\n", "a  \n"),
        *("[`]`", "x\n- [\n", '<a b=x" c=">', "<p>a</p>\n\n", "word and ", "*a **b ~~c ^^d ", "\\*", "{++", "[" * 500 + "\n\n"),
    )
}  # fmt: skip
PAGES |= {
    "deep list": lambda size: "".join(" " * (4 * n) + "- a\n" for n in range(_root(size / 2))),
    "deep quotations": lambda size: "".join(">" * n + " a\n\n" for n in range(_root(2 * size))),
    "one deep quotation": lambda size: ">" * size + " a",
    "deep admonitions": lambda size: "".join(" " * (4 * n) + "!!! note\n\n" for n in range(_root(size / 2))),
    "a long table": lambda size: "|a|b|c|d|\n|-|-|-|-|\n" + "|1|2|3|4|\n" * (size // 10),
    "a wide table": lambda size: f"{'|a' * (size // 6)}|\n{'|-' * (size // 6)}|\n{'|1' * (size // 6)}|\n",
    "a table of links": lambda size: "|a|b|\n|-|-|\n" + "|[a](b)|*c*|\n" * (size // 13),
    "footnotes": lambda size: "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(size // 20)),
    "link definitions": lambda size: "".join(f"[a{n}]: b\n" for n in range(size // 18)) + "".join(f"[a{n}]\n" for n in range(size // 18)),
    "abbreviations": lambda size: "".join(f"*[a{n}]: b\n\n" for n in range(size // 20)) + "".join(f"a{n} " for n in range(size // 20)),
    "emphases in each other": lambda size: "*a " * (size // 6) + "b* " * (size // 6),
    "brackets in each other": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "links in each other": lambda size: "[" * (size // 6) + "](a)" * (size // 6),
    "elements in each other": lambda size: '<div markdown="1">\n' * (size // 26) + "</div>\n" * (size // 26),
    "handlers": lambda size: "".join(f"<i onclick=q{n}z>a</i>\n" for n in range(size // 25)),
    "a code block": lambda size: "```python\n" + "a = b + c[1]\n" * (size // 13) + "```\n",
}  # fmt: skip


def is_accepted(text: str) -> bool:
    """Return whether a page is within all limits."""
    is_small = len(text.encode()) <= LIMITS.docs_page_bytes
    return is_small and not list(page_cost.findings("docs/a.md", text, LIMITS))


def largest(page: Page) -> int:
    """Return about the largest size at which a page is accepted."""
    least, most = 1, LIMITS.docs_page_bytes
    if is_accepted(page(most)):
        return most
    while most - least > max(20, least // 50):
        middle = (least + most) // 2
        least, most = (middle, most) if is_accepted(page(middle)) else (least, middle)
    return least


def cpu(text: str, extensions: tuple[str, ...]) -> float:
    """Return the CPU seconds of turning a page into safe HTML."""
    options = {"briefgen.safe_html": {"report": lambda _losses: None}}
    parser = markdown.Markdown(extensions=[*extensions, "briefgen.safe_html"], extension_configs=options)
    gc.collect()
    start = time.process_time()
    parser.convert(text)
    return time.process_time() - start


def judged(page: Page, extensions: tuple[str, ...]) -> Iterator[object]:
    """Yield the largest accepted size, its CPU seconds, and what is wrong with them."""
    size = largest(page)
    seconds = cpu(page(size), extensions)
    wrong = ""
    if seconds > MOST_CPU:
        seconds = min(seconds, cpu(page(size), extensions), cpu(page(size), extensions))
        wrong = f"{seconds:.2f} CPU seconds" if seconds > MOST_CPU else ""
    if seconds > _FLOOR:
        half = min(cpu(page(size // 2), extensions) for _ in range(2))
        if seconds > _MOST_GROWTH * half:
            # other programs disturb a measurement; they only add to it
            seconds = min(seconds, *(cpu(page(size), extensions) for _ in range(3)))
            half = min(half, *(cpu(page(size // 2), extensions) for _ in range(2)))
            wrong += f" {seconds / half:.1f} times the work at twice the size" if seconds > _MOST_GROWTH * half else ""
    yield from (size, round(seconds, 2), wrong.strip())


def main() -> None:
    """Print one line of JSON for each page and set of extensions.

    The first argument is the number of pages to judge.
    """
    for name, page in list(PAGES.items())[: int(sys.argv[1])]:
        for extensions in (PLAIN, MATERIAL):
            print(json.dumps([name, len(extensions), *judged(page, extensions)]), flush=True)


if __name__ == "__main__":
    main()
