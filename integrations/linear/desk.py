"""Linear as the product uses it; implements :class:`domain.linear.mirrors.LinearDesk`."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from config.linear import LinearSettings
from domain.approvals.decisions import DecisionKind
from domain.errors import InvalidInputError, NotFoundError
from domain.linear.directory import Directory, StatusKind
from domain.linear.issues import (
    Comment,
    IssueDraft,
    IssueLink,
    IssueRead,
    LinearActor,
    Reaction,
    StatusChange,
)
from integrations.linear.client import DuplicateError, LinearClient
from integrations.linear.directory import look_up

ACCOUNTS_KEPT = 1_000


class Desk:
    def __init__(self, client: LinearClient, settings: LinearSettings) -> None:
        self._client = client
        self._settings = settings
        self._directory: Directory | None = None
        self._looking_up = asyncio.Lock()
        self._accounts: dict[str, LinearActor] = {}

    @property
    def known_directory(self) -> Directory | None:
        """None while it has not been looked up."""
        return self._directory

    async def directory(self) -> Directory:
        if self._directory is None:
            async with self._looking_up:
                if self._directory is None:
                    self._directory = await look_up(self._client, self._settings)
        return self._directory

    async def open(self, draft: IssueDraft) -> IssueLink:
        directory = await self.directory()
        wanted = {
            "id": draft.id,
            "teamId": directory.team_id,
            "parentId": directory.hub_id,
            "title": draft.title,
            "description": draft.description,
            "priority": draft.priority,
        }
        if self._settings.template:
            wanted["templateId"] = self._settings.template
        try:
            found = (await self._client.ask("issue_create", input=wanted))["issueCreate"]["issue"]
        except DuplicateError:
            return await self._opened_before(draft.id, directory)
        return IssueLink.model_validate(found)

    async def _opened_before(self, issue_id: str, directory: Directory) -> IssueLink:
        """The issue of an attempt before; one that somebody else made under our id is not taken for it."""
        found = (await self._client.ask("issue_link", id=issue_id))["issue"]
        if found["trashed"] or found["archivedAt"]:
            raise NotFoundError(f"Linear: {found['identifier']} was deleted or archived")
        parent, creator = _id(found["parent"]), _id(found["creator"])
        if parent != directory.hub_id or creator not in (None, directory.bot.id):
            raise InvalidInputError(f"Linear: {found['identifier']} has the id of our issue, and is not ours")
        return IssueLink.model_validate(found)

    async def comment(self, issue_id: str, *, comment_id: str, body: str) -> None:
        wanted = {"id": comment_id, "issueId": issue_id, "body": body}
        try:
            await self._client.ask("comment_create", input=wanted)
        except DuplicateError as error:
            found = (await self._client.ask("comment", id=comment_id))["comment"]
            bot = (await self.directory()).bot.id
            if found["issueId"] != issue_id or _id(found["user"]) not in (None, bot):
                raise InvalidInputError("Linear: a comment has the id of ours, and is not ours") from error

    async def show_status(self, issue_id: str, decision: DecisionKind | None) -> None:
        directory = await self.directory()
        wanted = directory.status(decision) if decision else None
        has = set(await self._set_ids(issue_id))
        labels = {status.id for status in directory.statuses if status.kind is StatusKind.LABEL}
        change: dict[str, Any] = {}
        if remove := sorted(has & labels - ({wanted.id} if wanted else set())):
            change["removedLabelIds"] = remove
        states = {status.id for status in directory.statuses if status.kind is StatusKind.STATE}
        if wanted is not None and wanted.kind is StatusKind.LABEL and wanted.id not in has:
            change["addedLabelIds"] = [wanted.id]
        if wanted is not None and wanted.kind is StatusKind.STATE and wanted.id not in has:
            change["stateId"] = wanted.id
        elif (wanted is None or wanted.kind is StatusKind.LABEL) and has & states and directory.open_state_id:
            change["stateId"] = directory.open_state_id  # the state says what the request is not
        if change:
            await self._client.ask("issue_update", id=issue_id, input=change)

    async def close(self, issue_id: str, *, done: bool) -> None:
        directory = await self.directory()
        state_id = directory.done_state_id if done else directory.cancelled_state_id
        statuses = {status.id for status in directory.statuses if status.kind is StatusKind.STATE}
        has = set(await self._set_ids(issue_id))
        if state_id is None or state_id in has or has & statuses:
            return  # a state that carries the decision stays
        await self._client.ask("issue_update", id=issue_id, input={"stateId": state_id})

    async def read(self, issue_id: str) -> IssueRead:
        """In one request, unless more has happened to it than fits a page."""
        found = (await self._client.ask("issue", id=issue_id))["issue"]
        history = await self._all(found["history"], "history", issue_id)
        comments = await self._all(found["comments"], "comments", issue_id)
        return IssueRead(
            id=found["id"],
            identifier=found["identifier"],
            url=found["url"],
            title=found["title"],
            description=found["description"] or "",
            parent_id=_id(found["parent"]),
            gone=bool(found["trashed"] or found["archivedAt"]),
            set_ids=(*found["labelIds"], found["state"]["id"]),
            changes=tuple(map(_change, history)),
            comments=tuple(map(_comment, comments)),
        )

    async def parent_of(self, issue_id: str) -> str | None:
        try:
            found = (await self._client.ask("issue_status", id=issue_id))["issue"]
        except NotFoundError:
            return None
        return None if found["trashed"] or found["archivedAt"] else _id(found["parent"])

    async def _all(self, first: Mapping[str, Any], name: str, issue_id: str) -> list[Mapping[str, Any]]:
        nodes, page = list(first["nodes"]), first["pageInfo"]
        if page["hasNextPage"]:
            rest = self._client.pages(name, ["issue", name], after=page["endCursor"], id=issue_id)
            nodes += [node async for node in rest]
        return nodes

    async def changed_since(self, at: datetime) -> Sequence[str]:
        directory = await self.directory()
        wanted = {
            "parent": {"id": {"eq": directory.hub_id}},
            "updatedAt": {"gte": at.astimezone(UTC).isoformat()},
        }
        return [node["id"] async for node in self._client.pages("changed", ["issues"], filter=wanted)]

    async def account(self, user_id: str) -> LinearActor | None:
        if user_id not in self._accounts:
            try:
                found = (await self._client.ask("user", id=user_id))["user"]
            except NotFoundError:
                return None
            if len(self._accounts) >= ACCOUNTS_KEPT:
                self._accounts.clear()
            self._accounts[user_id] = _person(found)
        return self._accounts[user_id]

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _set_ids(self, issue_id: str) -> tuple[str, ...]:
        found = (await self._client.ask("issue_status", id=issue_id))["issue"]
        if found["trashed"] or found["archivedAt"]:
            raise NotFoundError(f"Linear: {found['identifier']} was deleted or archived")
        return (*found["labelIds"], found["state"]["id"])


def _change(node: Mapping[str, Any]) -> StatusChange:
    set_ids = [*(node["addedLabelIds"] or ()), *([node["toStateId"]] if node["toStateId"] else ())]
    return StatusChange(
        key=f"history/{node['id']}",
        at=max(_time(node["createdAt"]), _time(node["updatedAt"])),
        actor=_actor(node["actor"], node["botActor"]),
        set_ids=tuple(set_ids),
    )


def _comment(node: Mapping[str, Any]) -> Comment:
    return Comment(
        id=node["id"],
        at=max(_time(node["createdAt"]), _time(node["updatedAt"])),
        actor=_actor(node["user"], node["botActor"]),
        body=node["body"],
        edited=bool(node["editedAt"]),
        reactions=tuple(
            Reaction(
                id=each["id"],
                at=_time(each["createdAt"]),
                actor=_actor(each["user"], None),
                emoji=each["emoji"],
            )
            for each in node["reactions"]
        ),
    )


def _actor(user: Mapping[str, Any] | None, bot: Mapping[str, Any] | None) -> LinearActor | None:
    if user is None or bot is not None:
        return None
    return _person(user)


def _person(user: Mapping[str, Any]) -> LinearActor:
    return LinearActor(id=user["id"], email=user["email"], name=user["name"], is_person=not user["app"])


def _id(found: Mapping[str, Any] | None) -> str | None:
    return found["id"] if found else None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
