"""A loopback stand-in that is shaped like services behind MCP servers: GitLab, Grafana, Jira."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWERS: dict[str, Any] = {
    "/api/v4/projects/7": {
        "id": "7",
        "name": "shop",
        "path_with_namespace": "acme/shop",
        "description": "Sells things.",
        "web_url": "http://gitlab.example.org/acme/shop",
        "default_branch": "main",
    },
    "/api/datasources": [
        {"id": 1, "uid": "prom", "name": "Prometheus", "type": "prometheus", "isDefault": True}
    ],
    "/rest/api/2/issue/OPS-1": {
        "id": "1",
        "key": "OPS-1",
        "fields": {
            "summary": "Queue is stuck",
            "description": "Since noon.",
            "status": {"name": "Open"},
            "issuetype": {"name": "Bug"},
        },
    },
}


class _Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append(path)
        found = path in ANSWERS
        body = json.dumps(ANSWERS[path] if found else {"message": "not found"}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *args: object) -> None:
        """Silent."""


@contextmanager
def service_apis() -> Iterator[tuple[str, list[str]]]:
    """The base URL of them all, and the paths that were asked for."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
