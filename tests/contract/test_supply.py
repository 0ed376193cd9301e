"""Dependency pins: complete, with hashes, and equal to what is installed."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LISTS = ("requirements.txt", "requirements-dev.txt")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _pins(name: str) -> list[tuple[Requirement, list[str]]]:
    """Return the requirements of a pinned list, each with its hashes."""
    text = re.sub(r"\\\n", " ", (ROOT / name).read_text("utf-8"))
    found = []
    for line in (line for line in text.splitlines() if line.strip() and not line.startswith("#")):
        requirement, *hashes = line.split("--hash=")
        found.append((Requirement(requirement.strip()), [hash.strip() for hash in hashes]))
    return found


def _asked(*groups: str) -> list[Requirement]:
    found = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    for group in groups:
        found += [Requirement(line) for line in PROJECT["dependency-groups"][group] if isinstance(line, str)]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    pins = _pins(name)
    assert pins
    for requirement, hashes in pins:
        assert re.fullmatch(r"==[0-9][^*,]*", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, f"{requirement} has no hash: `make lock`"
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", hash) for hash in hashes), requirement


@pytest.mark.parametrize(("name", "groups"), [(LISTS[0], ["build"]), (LISTS[1], ["build", "dev"])])
def test_every_requirement_is_pinned_within_its_range(name: str, groups: list[str]) -> None:
    pins = {canonicalize_name(requirement.name): requirement for requirement, _ in _pins(name)}
    for requirement in _asked(*groups):
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement} is not in {name}: `make lock`"
        (version,) = (specifier.version for specifier in pin.specifier)
        assert requirement.specifier.contains(version, prereleases=True), f"{pin} is not {requirement}: `make lock`"


def test_dev_requirements_include_build_requirements() -> None:
    of_build, of_tests = ({str(requirement): hashes for requirement, hashes in _pins(name)} for name in LISTS)
    assert of_build.items() <= of_tests.items()


def test_installed_packages_match_the_pins() -> None:
    for requirement, _ in _pins(LISTS[1]):
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(metadata.version(requirement.name), prereleases=True), requirement


def test_makefile_installs_only_with_hashes() -> None:
    lines = [
        line
        for line in (ROOT / "Makefile").read_text("utf-8").splitlines()
        if re.search(r"\binstall --|\binstall \$", line)
    ]
    by_hash = [line for line in lines if "--require-hashes" in line]
    offline = [line for line in lines if "--no-index" in line and "--no-build-isolation" in line]
    unchecked = [line for line in lines if ".unchecked" in line]
    of_npm = [line for line in lines if "npm install --package-lock-only" in line]
    assert sorted([*by_hash, *offline, *unchecked, *of_npm]) == sorted(lines)
    assert all("$(WHEELS)" in line for line in by_hash)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert makefile.index("WITHOUT CHECKING THEIR HASHES") < makefile.index(unchecked[-1])


@pytest.mark.parametrize("tests", ["browser", "browser/cms", "editor", "firefox", "workflows"])
def test_npm_packages_are_pinned_with_hashes(tests: str) -> None:
    folder = ROOT / "tests" / tests
    asked = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == asked
    assert {path.rpartition("node_modules/")[2] for path in packages} >= set(asked)
    for path, package in packages.items():
        assert package["integrity"].startswith("sha512-"), path
        assert "hasInstallScript" not in package, path
        assert "resolved" not in package, "the lock file must not name a registry"


@pytest.mark.parametrize(
    "name",
    [
        *LISTS,
        *(
            f"tests/{each}/package-lock.json"
            for each in ("browser", "browser/cms", "editor", "firefox", "workflows", "yamlsuite")
        ),
    ],
    ids=str,
)
def test_lock_files_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"--(?:extra-)?index-url|--find-links|\"resolved\"| @ ", text)
