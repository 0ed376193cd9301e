"""Serves a folder with a report-only CSP, whose violations are executions."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import http.server
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_META = re.compile(rb'<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*>', re.IGNORECASE)


def policy(scripts: Iterable[str]) -> str:
    """Return a policy that allows only a page's own files and the given scripts."""
    hashes = sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts)
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'report-sample' {' '.join(hashes)}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'none'"
    )


class _Handler(http.server.SimpleHTTPRequestHandler):
    reported = ""
    is_sealed = False
    without: re.Pattern[str] | None = None

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        """Send a page with the report-only policy in place of its own, or the file.

        A sealed site keeps its own policy.
        """
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if self.without and self.without.search(self.path):
            self._send(b"", "text/css" if path.suffix == ".css" else "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            content = path.read_bytes()
            self._send(content if self.is_sealed else _META.sub(b"", content), "text/html; charset=utf-8")
        elif path.name == "robots.txt":
            self._send(b"", "text/plain")
        else:
            # the browser may have closed a page before its files are sent
            with contextlib.suppress(ConnectionError):
                super().do_GET()

    def _send(self, content: bytes, type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(content)))
        if type.startswith("text/html") and not self.is_sealed:
            self.send_header("Content-Security-Policy-Report-Only", self.reported)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Let the browser cache the theme's files, which every page requests."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@contextmanager
def served(folder: Path, scripts: Iterable[str], *, is_sealed: bool = False, without: str = "") -> Iterator[str]:
    """Serve a folder and yield its address; a sealed site keeps its own policy.

    The report-only policy allows the given scripts.
    """
    handler = type(
        "Handler",
        (_Handler,),
        {"reported": policy(scripts), "is_sealed": is_sealed, "without": re.compile(without) if without else None},
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
