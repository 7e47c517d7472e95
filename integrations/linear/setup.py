"""``devtools linear setup``: the label group that carries decisions, made where it is missing."""

from typing import NamedTuple

from config.linear import STATUS_VARIABLES, LinearSettings
from domain.errors import ConfigurationError, NotFoundError
from domain.linear.mirrors import stable_id
from integrations.linear.client import DuplicateError, LinearClient
from integrations.linear.directory import GROUP, NAMES, find_group, find_label, team_labels

COLOURS = {"Approved": "#4cb782", "Denied": "#eb5757", "More info": "#f2c94c"}
GROUP_COLOUR = "#5e6ad2"


class SetUp(NamedTuple):
    """``lines`` are for the environment; ``made`` names what was not there before."""

    lines: tuple[str, ...]
    made: tuple[str, ...]


async def set_up(client: LinearClient, settings: LinearSettings) -> SetUp:
    """Doing it twice makes nothing more. Raises what :meth:`LinearClient.ask` raises."""
    try:
        hub = (await client.ask("directory", hub=settings.hub))["issue"]
    except NotFoundError as error:
        raise ConfigurationError(
            f"LINEAR_APPROVAL_HUB_ISSUE_ID: Linear has no issue {settings.hub}, or the token may not see it"
        ) from error
    team_id = hub["team"]["id"]
    labels = await team_labels(client, team_id)
    made: list[str] = []
    group = find_group(labels)
    group_id = str(group["id"]) if group else stable_id("group", team_id)
    if group is None:
        await _create(client, made, id=group_id, name=GROUP, isGroup=True, teamId=team_id, color=GROUP_COLOUR)
    lines = [
        f"LINEAR_APPROVAL_HUB_ISSUE_ID={hub['identifier']}",
        f"LINEAR_FIELD_REQUEST_STATUS_ID={group_id}",
    ]
    for decision, name in NAMES.items():
        label = find_label(labels, group_id, name)
        label_id = str(label["id"]) if label else stable_id("label", team_id, name)
        if label is None:
            await _create(
                client, made, id=label_id, name=name, parentId=group_id, teamId=team_id, color=COLOURS[name]
            )
        lines.append(f"{STATUS_VARIABLES[decision]}={label_id}")
    return SetUp(tuple(lines), tuple(made))


async def _create(client: LinearClient, made: list[str], **label: object) -> None:
    try:
        await client.ask("label_create", input=label)
    except DuplicateError:
        return  # somebody else was quicker
    made.append(str(label["name"]))
