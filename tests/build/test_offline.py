"""Builds and commands make no network requests, and `serve` binds to localhost."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "briefgen"
CLIENTS = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket", "socketserver",
    "ssl", "telnetlib", "urllib.error", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
# `email.utils`, used for package metadata, imports `socket` but opens none
LOADED_BY_OTHERS = {"socket"}


def _offline(project: Path, *words: str) -> tuple[int, dict[str, list[Any]], str]:
    """Run a Python module offline; return its exit code, its notes by topic, and its output."""
    notes = project.parent / "notes"
    notes.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "tests/support/offline"),
        "BRIEFGEN_TEST_NOTES": str(notes),
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found: dict[str, list[Any]] = {}
    for line in notes.read_text("utf-8").splitlines():
        for what, value in json.loads(line).items():
            found.setdefault(what, []).append(value)
    return done.returncode, found, done.stdout + done.stderr


def test_no_briefgen_module_imports_a_network_client() -> None:
    # `briefgen links` requests addresses, and nothing of a build or a check imports its modules
    client = PACKAGE / "files/fetch.py"
    importing = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"(?:files\.fetch|corpus\.check_links|corpus import check_links)\b", file.read_text("utf-8"))
    }
    assert importing == {"cli/links.py", "corpus/check_links.py"}
    wrong = []
    for file in sorted(set(PACKAGE.rglob("*.py")) - {client}):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module), *(f"{node.module}.{name}" for name in names)]
            parts = {".".join(name.split(".")[:n]) for name in names for n in (1, 2)}
            wrong += [f"{file.relative_to(ROOT)}:{node.lineno}: {name}" for name in parts & CLIENTS]  # type: ignore[attr-defined]  # imports have lines
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
        "import urllib.request as r\ntry: r.urlopen('http://127.0.0.1:9')\nexcept BaseException: pass",
    ],
)
def test_first_network_call_ends_the_process(tmp_path: Path, code: str) -> None:
    # proves that the other tests can fail
    (tmp_path / "talks.py").write_text(code)
    returncode, notes, _ = _offline(tmp_path, "talks")
    assert returncode == 97
    assert notes["network"]


@pytest.mark.parametrize(
    "words",
    [
        ("check",), ("check", "--no-cache", "--format", "sarif"), ("render", "--output", "../rendered"), ("stats",), ("schema",),
        ("fmt", "--check"), ("explain", "BG301"), ("refs", "wire-relay"), ("show", "mara-vell"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_use_no_network_and_load_no_client(full: Path, words: tuple[str, ...]) -> None:
    returncode, notes, said = _offline(full, "briefgen", *words)
    assert returncode in (0, 1), said
    assert "network" not in notes
    assert set(notes["modules"][0]) & CLIENTS <= LOADED_BY_OTHERS
    assert {Path(program).stem for program in notes.get("program", [])} <= {"graphviz-pure"}


@pytest.mark.full
def test_build_uses_no_network_and_starts_two_programs(full: Path) -> None:
    # MkDocs and its theme import network clients; this test shows that they do not use them
    returncode, notes, said = _offline(full, "mkdocs", "build", "--strict")
    assert returncode == 0, said
    assert "network" not in notes
    assert {Path(program).stem for program in notes["program"]} == {"graphviz-pure", "pagefind"}
    assert (full / "site/pagefind/pagefind-entry.json").is_file()


@pytest.mark.full
@pytest.mark.skipif(
    shutil.which("strace") is None or subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode != 0,
    reason="needs strace and the permission to trace",
)
def test_no_program_of_a_build_opens_a_connection(full: Path) -> None:
    calls = full.parent / "calls"
    words = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,bind",
        "-o",
        str(calls),
        sys.executable,
        "-m",
        "mkdocs",
        "build",
    ]
    done = subprocess.run(words, cwd=full, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in calls.read_text("utf-8").splitlines() if "AF_INET" in line] == []


@pytest.mark.serial
def test_serve_listens_on_localhost_only(full: Path) -> None:
    returncode, notes, said = _offline(full, "briefgen", "serve")
    assert returncode == 97, said
    ((event, (host, _port)),) = notes["network"]
    assert event == "socket.bind"
    assert host == "127.0.0.1"
