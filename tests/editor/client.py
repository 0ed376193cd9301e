"""A headless editor: a Language Server Protocol client of yaml-language-server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

Message = dict[str, Any]


class Editor:
    """A language server with a project and its `.vscode/settings.json` open."""

    def __init__(self, command: list[str], project: Path) -> None:
        self._project = project
        self._count = 0
        self._found: dict[str, list[Message]] = {}
        self._open: set[str] = set()
        settings = json.loads((project / ".vscode/settings.json").read_text("utf-8"))
        # the tests make no requests to other hosts
        stores = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
        self._sections = {"yaml": {**stores, "schemas": settings["yaml.schemas"], "format": {}}}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=project
        )
        text = {"hover": {}, "completion": {"completionItem": {"documentationFormat": ["markdown"]}}}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": text}
        folders = [{"uri": project.as_uri(), "name": "project"}]
        self._ask("initialize", processId=None, rootUri=project.as_uri(), workspaceFolders=folders, capabilities=able)
        self._notify("initialized")
        while self._take().get("method") != "workspace/configuration":
            pass
        # its first diagnostics come after it has read the settings
        self.diagnostics("other.yaml", "a: 1\n")

    def open(self, path: str, text: str) -> str:
        """Open a file with this text, which need not exist on disk; return its URI.

        A path that is open already is opened in a separate folder. Answers about the old text then have another URI.
        """
        file = self._project / path
        if file.as_uri() in self._open:
            file = file.parent / str(len(self._open)) / file.name
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._open.add(file.as_uri())
        self._notify("textDocument/didOpen", textDocument=document)
        return file.as_uri()

    def diagnostics(self, path: str, text: str) -> list[Message]:
        """Open the file and return its diagnostics."""
        address = self.open(path, text)
        while address not in self._found:
            self._take()
        return self._found[address]

    def completions(self, path: str, text: str) -> dict[str, Message]:
        """Return the completions at the `|` in the text, by label."""
        found = self._at("completion", path, text)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: item for item in items}

    def hover(self, path: str, text: str) -> str:
        """Return the hover text at the `|` in the text."""
        found = self._at("hover", path, text)
        return str(found["contents"]["value"]) if found else ""

    def close(self) -> None:
        """Shut the server down."""
        self._ask("shutdown")
        self._notify("exit")
        self._process.communicate(timeout=30)

    def _at(self, request: str, path: str, text: str) -> Any:
        before, _, after = text.partition("|")
        address = self.open(path, before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self._ask(f"textDocument/{request}", textDocument={"uri": address}, position=position)

    def _ask(self, method: str, **params: Any) -> Any:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            answer = self._take()
            if answer.get("id") == self._count and "method" not in answer:
                assert "error" not in answer, answer
                return answer["result"]

    def _notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> Message:
        """Return the server's next message; answer its requests, keep its diagnostics."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: Message = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            is_about_settings = message["method"] == "workspace/configuration"
            wanted = message["params"]["items"] if is_about_settings else []
            result = [self._sections.get(item["section"], {}) for item in wanted] if is_about_settings else None
            self._send({"id": message["id"], "result": result})
        return message
