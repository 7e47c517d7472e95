"""The loopback Linear's page: who it is for can act as any of the people, so it answers this machine only.

Every request's Host must be this machine's, and every post's Origin the page's own: a page of another site
can then neither read it nor act through it.
"""

import urllib.parse
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from tests.support.linear.entities import Comment, Issue, User
from tests.support.linear.errors import LinearError
from tests.support.linear.issues import NewIssue
from tests.support.linear.page import views
from tests.support.linear.page.markdown import ticked
from tests.support.linear.world import World

Handler = Callable[[Request], Awaitable[Response]]
Act = Callable[[Issue, Mapping[str, str], User], object]
COOKIE = "acting_as"
LONGEST_BODY = 100_000
_FOLDER = Path(__file__).parent
_HOSTS = frozenset({"127.0.0.1", "localhost"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Site:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        acts: Mapping[str, Act] = {
            "label": lambda issue, form, by: self._label(issue, form["label"], by),
            "comments": lambda issue, form, by: self._world.comment(issue, form["body"], by=by),
            "state": lambda issue, form, by: self._world.set_state(issue, form["state"], by=by),
            "delegate": lambda issue, form, by: self._world.delegate(issue, form["to"] or None, by=by),
            "boxes": lambda issue, form, by: self._tick(issue, int(form["line"]), by),
            "archive": lambda issue, _, by: self._world.archive(issue, by=by),
            "trash": lambda issue, _, by: self._world.trash(issue, by=by),
        }
        return [
            Route("/", self._get(self._home)),
            Route("/{workspace}/issue/{which}", self._get(self._issue)),
            Route("/version", self._get(self._version)),
            Route("/style.css", self._get(_asset("style.css", "text/css"))),
            Route("/refresh.js", self._get(_asset("refresh.js", "text/javascript"))),
            Route("/act-as", self._post(self._act_as), methods=["POST"]),
            Route("/labels", self._post(self._labels), methods=["POST"]),
            Route("/issues", self._post(self._create), methods=["POST"]),
            Route("/comments/{which}/reactions", self._post(self._react), methods=["POST"]),
            *(
                Route(f"/issues/{{which}}/{name}", self._post(self._acting(act)), methods=["POST"])
                for name, act in acts.items()
            ),
        ]

    def _get(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if request.url.hostname not in _HOSTS:
                return PlainTextResponse("this page is for this machine only", 403)
            try:
                response = await handler(request)
            except LinearError as error:
                response = PlainTextResponse(error.extensions["userPresentableMessage"], 404)
            response.headers.update(_HEADERS)
            return response

        return answer

    def _post(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            own = f"{request.url.scheme}://{request.url.netloc}"
            if request.headers.get("origin") != own:
                return PlainTextResponse("posted from another site", 403)
            if int(request.headers.get("content-length", 0)) > LONGEST_BODY:
                return PlainTextResponse("that is too long", 413)
            try:
                return await handler(request)
            except (KeyError, ValueError):
                return PlainTextResponse("the form lacks something", 400)

        return self._get(answer)

    def _viewer(self, request: Request) -> User:
        chosen = request.cookies.get(COOKIE)
        people = self._world.people
        return next((user for user in people if user.id == chosen), people[0])

    async def _home(self, request: Request) -> Response:
        return HTMLResponse(views.home(self._world, self._viewer(request)))

    async def _issue(self, request: Request) -> Response:
        issue = self._world.issue(request.path_params["which"])
        return HTMLResponse(views.issue_page(self._world, self._viewer(request), issue))

    async def _version(self, _: Request) -> Response:
        return PlainTextResponse(str(len(self._world.events)))

    async def _act_as(self, request: Request) -> Response:
        person = self._world.user((await _form(request))["person"])
        response = _back(request)
        response.set_cookie(COOKIE, person.id, httponly=True, samesite="strict")
        return response

    async def _labels(self, request: Request) -> Response:
        self._world.seed_labels()
        return _back(request)

    async def _create(self, request: Request) -> Response:
        form, by = await _form(request), self._viewer(request)
        new = NewIssue(title=form["title"], description=form.get("description"))
        issue = self._world.create_issue(new, by=by)
        if form.get("delegate"):
            self._world.delegate(issue, self._world.app_user, by=by)
        return RedirectResponse(issue.url.removeprefix(self._world.base_url), 303)

    async def _react(self, request: Request) -> Response:
        emoji, by = (await _form(request))["emoji"], self._viewer(request)
        comment = self._world.find(Comment, request.path_params["which"])
        mine = [x for x in self._world.reactions(comment) if (x.emoji, x.user_id) == (emoji, by.id)]
        if mine:
            self._world.unreact(mine[0], by=by)
        else:
            self._world.react(comment, emoji, by=by)
        return _back(request)

    def _acting(self, act: Act) -> Handler:
        async def answer(request: Request) -> Response:
            issue = self._world.issue(request.path_params["which"])
            act(issue, await _form(request), self._viewer(request))
            return _back(request)

        return answer

    def _label(self, issue: Issue, label: str, by: User) -> None:
        change = self._world.remove_label if label in issue.label_ids else self._world.set_label
        change(issue, label, by=by)

    def _tick(self, issue: Issue, line: int, by: User) -> None:
        self._world.change(issue, {"description": ticked(issue.description or "", line)}, by=by)


async def _form(request: Request) -> dict[str, str]:
    text = (await request.body()).decode()
    return dict(urllib.parse.parse_qsl(text, keep_blank_values=True))


def _back(request: Request) -> Response:
    """To the page that posted."""
    referred = urllib.parse.urlsplit(request.headers.get("referer", "/"))
    return RedirectResponse(referred.path or "/", 303)


def _asset(name: str, kind: str) -> Handler:
    async def answer(_: Request) -> Response:
        return Response((_FOLDER / name).read_text(encoding="utf-8"), media_type=kind)

    return answer
