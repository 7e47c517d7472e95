"""An object store on loopback that speaks as much of S3 as checkpoints need."""

from tests.support.loopback import Answer, HttpServer, Request

HEADERS = {"ETag": '"e"', "Last-Modified": "Mon, 23 Nov 2026 12:00:00 GMT"}


class ObjectStore(HttpServer):
    """``objects`` by path; with ``refuses`` every object that comes is answered so."""

    def __init__(self) -> None:
        super().__init__()
        self.objects: dict[str, bytes] = {}
        self.refuses: int | None = None

    def respond(self, request: Request) -> Answer:
        if request.method == "GET":
            return Answer(self.objects[request.path], headers=HEADERS)
        if self.refuses:
            return Answer(status=self.refuses)
        if request.path in self.objects and request.headers.get("If-None-Match") == "*":
            return Answer(status=412)
        self.objects[request.path] = request.body
        return Answer(headers=HEADERS)
