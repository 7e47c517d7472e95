"""A loopback stand-in that is shaped like services behind MCP servers: GitLab, Grafana, Jira."""

from typing import Any

from tests.support.loopback import Answer, HttpServer, Request, as_json

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


class ServiceApis(HttpServer):
    def respond(self, request: Request) -> Answer:
        found = ANSWERS.get(request.path.partition("?")[0])
        return as_json({"message": "not found"}, 404) if found is None else as_json(found)
