"""Tools that change something are called with a worker's ticket for that very call, once."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.settings import Settings
from domain.errors import ToolError, ToolFault
from domain.risk.levels import RiskLevel
from domain.tools import ToolSpec
from integrations.gateway.toolbox import TICKET_HEADER, GatewayToolbox
from integrations.keys.tickets import TICKET_AUDIENCE, TicketSigner
from tests.api.gateway.conftest import CALLER
from tests.support.gateway import gateway

ARGUMENTS = {"line": "one"}
TOOL = "test.append_line"
Forge = Callable[[ToolSpec, TicketSigner], str]


def lines(settings: Settings) -> list[str]:
    path = settings.workspace / "lines.txt"
    return path.read_text(encoding="utf-8").split() if path.exists() else []


async def post(
    http: httpx.AsyncClient, ticket: str | None, *, tool: str = TOOL, arguments: Mapping[str, Any] = ARGUMENTS
) -> tuple[int, str]:
    headers = {} if ticket is None else {TICKET_HEADER: ticket}
    answer = await http.post(f"/tools/{tool}", json={"arguments": dict(arguments)}, headers=headers)
    return answer.status_code, str(answer.json().get("type", "")).rpartition(":")[2]


async def test_a_signed_call_is_made_once_and_a_replay_is_refused(
    http: httpx.AsyncClient, toolbox: GatewayToolbox, signer: TicketSigner, installation: Settings
) -> None:
    before = len(lines(installation))
    ticket = signer.ticket(await toolbox.spec(TOOL), ARGUMENTS, CALLER)
    assert await post(http, ticket) == (200, "")
    assert await post(http, ticket) == (409, "tool-replayed")
    assert len(lines(installation)) == before + 1


async def test_a_replay_is_refused_by_another_copy_of_the_gateway_too(
    toolbox: GatewayToolbox, http: httpx.AsyncClient, signer: TicketSigner, installation: Settings
) -> None:
    before = len(lines(installation))
    ticket = signer.ticket(await toolbox.spec(TOOL), ARGUMENTS, CALLER)
    assert await post(http, ticket) == (200, "")
    async with gateway(installation) as other, httpx.AsyncClient(base_url=other.url) as client:
        assert await post(client, ticket) == (409, "tool-replayed")
    assert len(lines(installation)) == before + 1


async def test_without_a_ticket_only_reading_tools_are_called(
    http: httpx.AsyncClient, installation: Settings
) -> None:
    before = len(lines(installation))
    assert await post(http, None) == (403, "tool-not-cleared")
    assert await post(http, None, tool="test.wipe", arguments={}) == (403, "tool-not-cleared")
    assert await post(http, None, tool="test.echo", arguments={"text": "hello"}) == (200, "")
    assert len(lines(installation)) == before


def _for_other_arguments(spec: ToolSpec, signer: TicketSigner) -> str:
    return signer.ticket(spec, {"line": "two"}, CALLER)


def _for_another_tool(spec: ToolSpec, signer: TicketSigner) -> str:
    return signer.ticket(spec.model_copy(update={"tool": "slow_append"}), ARGUMENTS, CALLER)


def _cleared_too_low(spec: ToolSpec, signer: TicketSigner) -> str:
    return signer.ticket(spec, ARGUMENTS, CALLER.model_copy(update={"level": RiskLevel.LOW}))


def _by_a_stranger(spec: ToolSpec, signer: TicketSigner) -> str:
    assert signer
    with tempfile.TemporaryDirectory() as folder:
        return TicketSigner(Path(folder)).ticket(spec, ARGUMENTS, CALLER)


def _claims(ticket: str) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(ticket, options={"verify_signature": False})
    return found


def _unsigned(spec: ToolSpec, signer: TicketSigner) -> str:
    genuine = signer.ticket(spec, ARGUMENTS, CALLER)
    kid = jwt.get_unverified_header(genuine)["kid"]
    return jwt.encode(_claims(genuine), "", algorithm="none", headers={"kid": kid})


def _under_a_known_name(spec: ToolSpec, signer: TicketSigner) -> str:
    genuine = signer.ticket(spec, ARGUMENTS, CALLER)
    kid = jwt.get_unverified_header(genuine)["kid"]
    key = Ed25519PrivateKey.generate()
    return jwt.encode(_claims(genuine), key, algorithm="EdDSA", headers={"kid": kid})


def _expired(spec: ToolSpec, signer: TicketSigner) -> str:
    claims = _claims(signer.ticket(spec, ARGUMENTS, CALLER))
    claims.pop("aud")
    return signer._sign(TICKET_AUDIENCE, datetime.now(tz=UTC) - timedelta(minutes=1), claims)


def _a_pass(spec: ToolSpec, signer: TicketSigner) -> str:
    assert spec
    return signer.worker_pass()


@pytest.mark.parametrize(
    "forge",
    [
        _for_other_arguments,
        _for_another_tool,
        _cleared_too_low,
        _by_a_stranger,
        _unsigned,
        _under_a_known_name,
        _expired,
        _a_pass,
        lambda *_: "nonsense",
        lambda *_: "a.b.c",
    ],
)
async def test_no_other_ticket_will_do(
    forge: Forge,
    http: httpx.AsyncClient,
    toolbox: GatewayToolbox,
    signer: TicketSigner,
    installation: Settings,
) -> None:
    before = len(lines(installation))
    assert await post(http, forge(await toolbox.spec(TOOL), signer)) == (403, "tool-not-cleared")
    assert len(lines(installation)) == before


async def test_a_ticket_for_a_tool_that_has_changed_since_is_refused(
    http: httpx.AsyncClient, toolbox: GatewayToolbox, signer: TicketSigner
) -> None:
    seen = (await toolbox.spec(TOOL)).model_copy(update={"description": "as it was"})
    assert await post(http, signer.ticket(seen, ARGUMENTS, CALLER)) == (409, "tool-changed")


@pytest.mark.parametrize("agent", ["documentation", "nobody"])
async def test_an_agent_calls_its_own_tools_only(toolbox: GatewayToolbox, agent: str) -> None:
    spec = await toolbox.spec("test.echo")
    with pytest.raises(ToolError, match="is not a tool of") as refused:
        await toolbox.call(spec, {"text": "x"}, caller=CALLER.model_copy(update={"agent": agent}))
    assert refused.value.fault is ToolFault.NOT_ALLOWED
    assert not refused.value.outcome_unknown


async def test_the_gateway_makes_and_needs_no_private_key(own_installation: Settings) -> None:
    async with gateway(own_installation):
        assert not own_installation.tool_keys_dir.exists()
