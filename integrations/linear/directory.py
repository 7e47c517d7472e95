"""What the configured ids are in Linear: looked up at start, never guessed."""

from collections.abc import Mapping, Sequence
from typing import Any

from config.linear import STATUS_VARIABLES, LinearSettings
from domain.approvals.decisions import DecisionKind
from domain.errors import ConfigurationError, NotFoundError
from domain.linear.directory import Bot, Directory, Status, StatusKind
from integrations.linear.client import LinearClient

GROUP = "Request Status"
NAMES = {
    DecisionKind.APPROVED: "Approved",
    DecisionKind.DENIED: "Denied",
    DecisionKind.MORE_INFO: "More info",
}
"""Labels of the group, where no ids are configured."""
_SETUP = "`devtools linear setup` makes what is missing"


async def look_up(client: LinearClient, settings: LinearSettings) -> Directory:
    """Raises :class:`~domain.errors.ConfigurationError` for an id that Linear does not know, or that is no
    label of one group and no state of the hub's team; and what :meth:`LinearClient.ask` raises.
    """
    try:
        found = await client.ask("directory", hub=settings.hub)
    except NotFoundError as error:
        raise ConfigurationError(
            f"LINEAR_APPROVAL_HUB_ISSUE_ID: Linear has no issue {settings.hub}, or the token may not see it"
        ) from error
    hub = found["issue"]
    team = hub["team"]
    states = sorted(team["states"]["nodes"], key=lambda state: float(state["position"]))
    labels = await team_labels(client, team["id"])
    viewer = found["viewer"]
    return Directory(
        bot=Bot(id=viewer["id"], name=viewer["name"], is_person=not viewer["app"]),
        organization_id=found["organization"]["id"],
        hub_id=hub["id"],
        hub_identifier=hub["identifier"],
        team_id=team["id"],
        statuses=_by_id(settings, states, labels) if settings.statuses else _by_name(labels),
        done_state_id=_first(states, "completed"),
        cancelled_state_id=_first(states, "canceled"),
        open_state_id=_first(states, "unstarted") or _first(states, "backlog"),
    )


async def team_labels(client: LinearClient, team_id: str) -> list[Mapping[str, Any]]:
    """Labels that issues of the team may have: its own, and those of the whole organization."""
    return [
        node
        async for node in client.pages("labels", ["issueLabels"], filter={})
        if node["team"] is None or node["team"]["id"] == team_id
    ]


def _by_id(
    settings: LinearSettings, states: Sequence[Mapping[str, Any]], labels: Sequence[Mapping[str, Any]]
) -> tuple[Status, ...]:
    statuses = []
    for decision, status_id in settings.statuses.items():
        kind, found = _kind_of(status_id, states, labels)
        if found is None:
            raise ConfigurationError(
                f"{STATUS_VARIABLES[decision]}: the hub's team has no label or state {status_id}; {_SETUP}"
            )
        statuses.append(Status(decision=decision, id=status_id, kind=kind, name=found["name"]))
    groups = {_parent(label) for label in labels if label["id"] in settings.statuses.values()}
    if len(groups) > 1 or None in groups:
        raise ConfigurationError(
            f"the labels of LINEAR_REQUEST_STATUS_* must be of one label group; {_SETUP}"
        )
    if settings.status_group and groups and groups != {settings.status_group}:
        raise ConfigurationError(
            f"LINEAR_FIELD_REQUEST_STATUS_ID: the labels are not of the group {settings.status_group}"
        )
    return tuple(statuses)


def _by_name(labels: Sequence[Mapping[str, Any]]) -> tuple[Status, ...]:
    group = find_group(labels)
    if group is None:
        raise ConfigurationError(f"Linear has no label group {GROUP!r} for the hub's team; {_SETUP}")
    statuses = []
    for decision, name in NAMES.items():
        label = find_label(labels, group["id"], name)
        if label is None:
            raise ConfigurationError(f"the label group {GROUP!r} has no label {name!r}; {_SETUP}")
        statuses.append(Status(decision=decision, id=label["id"], kind=StatusKind.LABEL, name=name))
    return tuple(statuses)


def find_group(labels: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The team's own before the organization's."""
    found = [label for label in labels if label["isGroup"] and label["name"].casefold() == GROUP.casefold()]
    return min(found, key=lambda label: label["team"] is None, default=None)


def find_label(labels: Sequence[Mapping[str, Any]], group_id: str, name: str) -> Mapping[str, Any] | None:
    return next(
        (
            label
            for label in labels
            if _parent(label) == group_id and label["name"].casefold() == name.casefold()
        ),
        None,
    )


def _kind_of(
    status_id: str, states: Sequence[Mapping[str, Any]], labels: Sequence[Mapping[str, Any]]
) -> tuple[StatusKind, Mapping[str, Any] | None]:
    label = next((label for label in labels if label["id"] == status_id and not label["isGroup"]), None)
    if label is not None:
        return StatusKind.LABEL, label
    return StatusKind.STATE, next((state for state in states if state["id"] == status_id), None)


def _parent(label: Mapping[str, Any]) -> str | None:
    return label["parent"]["id"] if label["parent"] else None


def _first(states: Sequence[Mapping[str, Any]], kind: str) -> str | None:
    return next((state["id"] for state in states if state["type"] == kind), None)
