"""What people were told, as the API shows it; and test messages, which a worker sends."""

from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from config.settings import Settings
from integrations.postgres.pool import Pool
from tests.api.conftest import ADA
from tests.support.office import Office, hook_to, mail_to
from tests.support.smtp_server import SmtpServer


@pytest.fixture
def smtp() -> SmtpServer:
    return SmtpServer()


@pytest_asyncio.fixture
async def office(
    tmp_path: Path, settings: Settings, pool: Pool, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """A worker's view of the API's own configuration."""
    monkeypatch.setenv("HOOK_SECRET", "0123456789abcdef")
    office = Office(tmp_path / "worker", pool, {})
    office.config_dir = settings.config_dir
    office.configure({"mail": mail_to(smtp.port), "hook": hook_to("http://127.0.0.1:9/x")})
    return office


async def test_a_test_goes_to_the_caller_and_tells_what_came_of_it(
    http: httpx.AsyncClient, office: Office, smtp: SmtpServer
) -> None:
    asked = await http.post("/notifications/test", json={"channel": "mail"}, headers=ADA)
    assert asked.status_code == 202
    (waiting,) = asked.json()["notifications"]
    assert (waiting["recipient"], waiting["status"], waiting["kind"]) == (
        "ada@example.org",
        "waiting",
        "notification.test",
    )
    async with smtp.running():
        await office.tell(office.notifier())

    found = (await http.get(f"/notifications/{waiting['notification_id']}", headers=ADA)).json()
    assert (found["status"], found["attempts"], found["error"]) == ("sent", 1, None)
    (mail,) = smtp.mails
    assert mail.message["Subject"] == "[test] Dev-Tools can notify you by mail"


async def test_without_a_channel_every_one_is_tested(http: httpx.AsyncClient, office: Office) -> None:
    asked = (await http.post("/notifications/test", headers=ADA)).json()

    assert asked["channels"] == ["mail", "hook"] or asked["channels"] == ["hook", "mail"]
    assert {(item["channel"], item["recipient"]) for item in asked["notifications"]} == {
        ("mail", "ada@example.org"),
        ("hook", "webhook"),
    }


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"channel": "pigeon"}, "/channel"),
        ({"channel": "mail", "to": "eve@evil.example"}, "/to"),
        ({"channel": "mail", "to": "operator@local"}, "/to"),
        ({"chanel": "mail"}, "/chanel"),
    ],
)
async def test_a_test_goes_to_no_stranger(
    http: httpx.AsyncClient, office: Office, body: dict[str, str], pointer: str
) -> None:
    refused = await http.post("/notifications/test", json=body, headers=ADA)

    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:dev-tools:problem:invalid-input"
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert (await http.get("/notifications", headers=ADA)).json()["notifications"] == []


async def test_what_was_given_up_is_listed_counted_and_sent_again(
    http: httpx.AsyncClient, office: Office, smtp: SmtpServer
) -> None:
    smtp.refused = {"ada@example.org"}
    await office.open()
    request_id = await office.open()
    async with smtp.running():
        await office.tell(office.notifier())
        dead = (await http.get("/notifications?status=dead&limit=1", headers=ADA)).json()["notifications"]
        assert [(item["recipient"], item["request_id"], item["kind"]) for item in dead] == [
            ("ada@example.org", request_id, "approval.opened")
        ]
        assert 'devtools_notifications{status="dead"} 2.0' in (await http.get("/metrics")).text

        smtp.refused = set()
        again = await http.post(f"/notifications/{dead[0]['notification_id']}/retry", headers=ADA)
        assert again.json()["status"] == "waiting"
        await office.tell(office.notifier())

    assert len(smtp.to("ada@example.org")) == 1
    refused = await http.post(f"/notifications/{dead[0]['notification_id']}/retry", headers=ADA)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:dev-tools:problem:conflict")


async def test_a_broken_edit_shows_with_its_line_and_no_secret_ever_does(
    http: httpx.AsyncClient, settings: Settings, office: Office
) -> None:
    (settings.config_dir / "hitl/notifications.yaml").write_text("channels: 7\n", encoding="utf-8")

    listed = (await http.get("/notifications", headers=ADA)).json()
    assert "notifications.yaml:1: channels" in listed["faults"][0]
    assert "0123456789abcdef" not in str(listed)


async def test_strangers_and_unknown_ids_are_refused(http: httpx.AsyncClient) -> None:
    assert (await http.get("/notifications")).status_code == 401
    assert (await http.post("/notifications/test")).status_code == 401
    assert (await http.get("/notifications/none", headers=ADA)).status_code == 404
    assert (await http.post("/notifications/none/retry", headers=ADA)).status_code == 404
