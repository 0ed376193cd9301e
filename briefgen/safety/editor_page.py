"""The page of the form editor, its policy, and the files that it needs.

The page is not sealed like the others: its policy allows three scripts by hash, styles in elements, and the API of the
repository's host. The scripts and the font of others are not part of briefgen. Each is known by its digest.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from errno import EEXIST
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import msgspec

FOLDER = "admin"
"""The folder of the editor, in the project and in the site."""
PAGE = f"{FOLDER}/index.html"
_OWN = ("editor.js", "editor.css")
_SCRIPTS = ("js-yaml.js", "editor.js", "sveltia-cms.js")
_ORIGIN = re.compile(r"connect-src 'self' blob: data: (https://[a-z0-9.-]+(?::[0-9]+)?);")


class Package(msgspec.Struct, frozen=True):
    """An npm package: a file that the editor needs, its digest, and the licence."""

    name: str
    version: str
    source: str
    file: str
    digest: str
    licence: str


PACKAGES = (
    Package(
        "@sveltia/cms",
        "0.221.1",
        "dist/sveltia-cms.js",
        "sveltia-cms.js",
        "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a",
        "LICENSE.txt",
    ),
    Package(
        "js-yaml",
        "5.5.0",
        "dist/browser/js-yaml.umd.min.js",
        "js-yaml.js",
        "02970a652376ad653ff069c606ee7440b0514f52ed94a98426cb52426c8e5a02",
        "LICENSE",
    ),
    Package(
        "@fontsource-variable/material-symbols-outlined",
        "5.3.8",
        "files/material-symbols-outlined-latin-wght-normal.woff2",
        "material-symbols.woff2",
        "783fb9fa37c74da6da69f9c38354bbfa3aa7552b14369f8cc967cde0862298f8",
        "LICENSE",
    ),
)
INSTALL = "npm install --no-save --ignore-scripts " + " ".join(f"{each.name}@{each.version}" for each in PACKAGES)
"""The command that installs the packages into `node_modules/`."""
FILES = frozenset(
    ("index.html", "config.json", "shapes.json", "licences.txt", *_OWN, *(package.file for package in PACKAGES))
)
"""The names of all files of the editor."""


def vendored(packages: Path) -> dict[str, bytes]:
    """Return the files of other projects from `node_modules`, with their licences.

    Raises ValueError for a file that is not of the pinned version, and OSError for one that cannot be read.
    """
    found, licences = {}, []
    for package in PACKAGES:
        folder = packages / package.name
        content = (folder / package.source).read_bytes()
        if sha256(content).hexdigest() != package.digest:
            raise ValueError(f"`{folder / package.source}` is not that of {package.name} {package.version}")
        found[package.file] = content
        licences.append(
            f"{package.name} {package.version}\n\n{(folder / package.licence).read_text('utf-8').strip()}\n"
        )
    found["licences.txt"] = f"\n{'=' * 100}\n\n".join(licences).encode()
    return found


def own_files(origin: str) -> dict[str, bytes]:
    """Return briefgen's own files: the page for an API's origin, script and style."""
    own = {name: _own(name) for name in _OWN}
    return {"index.html": page(origin).encode(), **own}


def page(origin: str) -> str:
    """Return the page, whose policy allows requests to the API at ``origin`` only."""
    digests = {package.file: bytes.fromhex(package.digest) for package in PACKAGES}
    digests["editor.js"] = sha256(_own("editor.js")).digest()
    hashes = {name: f"sha256-{b64encode(digests[name]).decode()}" for name in _SCRIPTS}
    text = _own("page.html").decode().replace("{policy}", policy(origin, tuple(hashes.values())))
    for name, hash in hashes.items():
        text = text.replace(f"{{{name}}}", hash)
    return text


def policy(origin: str, scripts: tuple[str, ...]) -> str:
    """Return the page's policy; ``scripts`` are hashes of its scripts."""
    rules = (
        "default-src 'none'",
        "script-src " + " ".join(f"'{hash}'" for hash in scripts),
        # The CMS puts its styles into the page.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src blob:",
        "font-src 'self'",
        f"connect-src 'self' blob: data: {origin}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def is_ours(site: Path) -> bool:
    """Return whether a folder has the editor exactly as briefgen writes it.

    The scripts of others have to be the pinned ones. The page's API has to be that of its configuration.
    """
    folder = site / FOLDER
    try:
        text = (folder / "index.html").read_text("utf-8")
        found = _ORIGIN.search(text)
        config = json.loads((folder / "config.json").read_bytes())
        root = str(config["backend"].get("api_root", "https://api.github.com/"))
        if found is None or not f"{root}/".startswith(f"{found[1]}/"):
            return False
        wanted = {name: sha256(content).hexdigest() for name, content in own_files(found[1]).items()}
        wanted |= {package.file: package.digest for package in PACKAGES}
        return all(sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in wanted.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def add_to(site: Path, project: Path) -> None:
    """Copy the editor of a project, if it has one, into a built, unsealed site.

    Raises FileExistsError if a page of the site is at the same address.
    """
    source, target = project / FOLDER, site / FOLDER
    if not (source / "editor.js").is_file():
        return
    if target.exists():
        raise FileExistsError(EEXIST, f"`{FOLDER}/` of the project and a page have the same address", str(target))
    target.mkdir()
    for name in sorted(FILES):
        file = source / name
        if file.is_file() and not file.is_symlink():
            (target / name).write_bytes(file.read_bytes())


def _own(name: str) -> bytes:
    return files("briefgen.safety").joinpath("editor", name).read_bytes()
