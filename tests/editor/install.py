"""Install yaml-language-server for the editor tests, and as root Debian's Node.

With CI=true a missing server is an error, so that CI never skips the editor tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.support.npm import install, is_installed

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/editor"
SERVER = FOLDER / "node_modules/yaml-language-server/bin/yaml-language-server"


def find() -> list[str] | None:
    """Return the command that starts the server, or None."""
    node = shutil.which("node")
    return [node, str(SERVER), "--stdio"] if node and SERVER.is_file() and is_installed(PACKAGES, FOLDER) else None


def main() -> int:
    """Install the server beside the project's other caches."""
    if find() or (install(PACKAGES, FOLDER, "yaml-language-server") and find()):
        return 0
    print("the editor tests need yaml-language-server: install Node and npm, then run this again", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
