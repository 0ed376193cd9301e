"""Kill builds at chosen moments: `python -m tests.support.killed SITE N…`.

It builds the project in this folder once for each N. A moment is a disk operation after a build began to write, including
the swap of the sites. The builds are forks of one process, and each is killed at its moment.

For each build, a line of JSON on standard output says how it ended and what is wrong with the site. With an N of 0 the build
is not killed: its line says how many moments there were and which was the swap.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config import load_config

from briefgen.safety.seal import verify
from tests.support.forks import compile_templates

_SWAP = "ctypes.dlopen"
_TOUCHING = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.chmod", _SWAP})  # fmt: skip


class _Watch:
    """Counts the moments of a build, and forks it at the first."""

    def __init__(self, site: str, moments: list[int]) -> None:
        self._site = site
        self._moments = moments
        self._chosen = -1
        self._count = 0
        self._swap = 0
        self._pipe = -1

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _TOUCHING:
            return
        if self._chosen < 0:
            if f".{Path(self._site).name}.briefgen-" in str(arguments[0]):
                self._divide()
            return
        self._count += 1
        if event == _SWAP:
            self._swap = self._count
        if self._count == self._chosen:
            os.kill(os.getpid(), signal.SIGKILL)

    def _divide(self) -> None:
        """Continue in one fork after the other; the parent process only watches them."""
        self._chosen = 0
        for moment in self._moments:
            ours, theirs = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(ours)
                self._chosen, self._count, self._pipe = moment, 0, theirs
                return
            os.close(theirs)
            with os.fdopen(ours) as pipe:
                said = pipe.read()
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            print(json.dumps(self._found(moment, ended, said)), flush=True)
        os._exit(0)

    def _found(self, moment: int, ended: int, said: str) -> dict[str, object]:
        site = Path(self._site)
        left = [item for item in site.resolve().parent.iterdir() if item.name.startswith(f".{site.name}.briefgen-")]
        for folder in left:
            shutil.rmtree(folder)
        page = (site / "actors/ministry/index.html").read_text("utf-8")
        return {"moment": moment, "ended": ended, "said": said, "left": len(left), "wrong": list(verify(site)), "page": page}  # fmt: skip

    def send(self) -> None:
        """Send the counts, in a build that was not killed."""
        os.write(self._pipe, f"{self._count} {self._swap}".encode())
        os._exit(0)


def main() -> None:
    """Build once for each moment on the command line."""
    site, *moments = sys.argv[1:]
    compile_templates()
    watch = _Watch(site, [int(moment) for moment in moments])
    sys.addaudithook(watch)
    config = load_config("mkdocs.yml", site_dir=site)
    config.plugins.on_startup(command="build", dirty=False)
    build.build(config)
    watch.send()


if __name__ == "__main__":
    main()
