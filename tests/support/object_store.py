"""An object store on loopback that speaks as much of S3 as checkpoints need."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ObjectStore:
    """``objects`` by path; with ``refuses`` every request is answered so."""

    url: str
    objects: dict[str, bytes] = field(default_factory=dict)
    refuses: int | None = None


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    store = ObjectStore(url=f"http://127.0.0.1:{server.server_port}")

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if store.refuses:
                self._answer(store.refuses)
            elif self.path in store.objects and self.headers.get("If-None-Match") == "*":
                self._answer(412)
            else:
                store.objects[self.path] = body
                self._answer(200)

        def do_GET(self) -> None:
            self._answer(200, store.objects[self.path])

        def _answer(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("ETag", '"e"')
            self.send_header("Last-Modified", "Mon, 23 Nov 2026 12:00:00 GMT")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Silent."""

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
