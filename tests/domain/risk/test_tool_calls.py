"""A call is as risky as its tool may be, and more where its arguments would do more."""

from typing import Any

import pytest

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import ProjectContext
from domain.risk.levels import RiskLevel
from domain.risk.tool_calls import READ_LIMIT, rate_call, read_call
from domain.tools import ToolSpec

POLICY = load_risk_policy(CONFIG_DIR)
LOW, MEDIUM, HIGH, CRITICAL = RiskLevel

ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: admins\n"
POD = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: {}\n"
FIREWALL = 'resource "digitalocean_firewall" "web" {\n  name = "web"\n}\n'


def _level(spec: ToolSpec, arguments: dict[str, Any], environment: str | None = None) -> RiskLevel:
    return rate_call(spec, arguments, ProjectContext(environment=environment), POLICY)


def _reads(tool: str) -> ToolSpec:
    return ToolSpec(server="s", tool=tool, read_only=True, level=LOW)


def _changes(tool: str, level: RiskLevel = LOW) -> ToolSpec:
    return ToolSpec(server="s", tool=tool, level=level)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("read_text_file", {"path": "migrations/delete_prod.sql"}),
        ("read_text_file", {"path": ".env.template"}),
        ("read_text_file", {"path": ".github/workflows/deploy.yml"}),
        ("list_directory", {"path": "config/hitl"}),
        ("read_text_file", {"path": "src/secrets/manager.py"}),
        ("query", {"sql": "SELECT settings.key, t.env FROM settings"}),
        ("search_text", {"text": "drop table"}),
        ("search_text", {"text": ".env", "pattern": "*.key"}),
        ("find_files", {"pattern": ".env.{template,example}"}),
        ("find_files", {"pattern": "/etc/*.pem", "path": "."}),
        ("search_text", {"text": "DROP TABLE users;", "path": "."}),
        ("search_code", {"query": "kubectl delete ns payments"}),
        ("query", {"sql": "SELECT * FROM users WHERE name = 'drop'"}),
        ("query", {"query": "*"}),
        ("query", {"query": ""}),
        ("git_log", {"max_count": 5, "revision": "production"}),
        ("git_diff", {"target": "main", "flags": ["--stat", None, 3]}),
        ("get_logs", {"environment": "production", "service": "auth"}),
        ("run", {"command": "kubectl get pods -n prod"}),
    ],
)
@pytest.mark.parametrize("environment", [None, "production"])
def test_reading_stays_low(tool: str, arguments: dict[str, Any], environment: str | None) -> None:
    assert _level(_reads(tool), arguments, environment) is LOW


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("query", {"sql": "DROP TABLE users"}, CRITICAL),
        ("read_query", {"query": "WITH x AS (DELETE FROM orders RETURNING *) SELECT 1"}, CRITICAL),
        ("query", {"sql": "SELECT 1; DELETE FROM customers"}, CRITICAL),
        ("diagnose", {"command": "cat deploy/server.key"}, CRITICAL),
        ("diagnose", {"command": "kubectl delete ns payments"}, HIGH),
        ("query", {"sql": "x" * (READ_LIMIT + 1)}, HIGH),
        ("read_file", {"path": ".env"}, CRITICAL),
        ("read_file", {"path": "a/../.\u200bENV"}, CRITICAL),
        ("read_file", {"uri": "file:///home/ada/.ssh/id_rsa"}, CRITICAL),
    ],
)
def test_a_claim_to_read_only_is_not_taken_on_trust(
    tool: str, arguments: dict[str, Any], expected: RiskLevel
) -> None:
    assert _level(_reads(tool), arguments) is expected


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        # statements and command lines, wherever they stand
        ("execute", {"sql": "DELETE FROM users WHERE true"}, CRITICAL),
        ("execute", {"statements": ["SELECT 1", "TRUNCATE orders"]}, CRITICAL),
        ("batch", {"steps": [{"with": {"sql": "DROP TABLE customers"}}]}, CRITICAL),
        ("shell", {"command": "ls && terraform destroy -auto-approve"}, HIGH),
        ("shell", {"command": "pytest\nkubectl delete ns payments -n prod"}, CRITICAL),
        ("shell", {"command": "kubectl", "args": ["delete", "ns", "payments"]}, HIGH),
        ("shell", {"command": ["terraform", "destroy"]}, HIGH),
        ("shell", {"script": 'bash -c "kubectl delete pod web -n prod"'}, CRITICAL),
        ("shell", {"cmd": "echo PASSWORD=x > .env"}, CRITICAL),
        ("shell", {"cmd": "cat .env"}, CRITICAL),
        ("shell", {"cmd": "cp hook .git/hooks/pre-commit"}, HIGH),
        ("shell", {"cmd": "x" * (READ_LIMIT + 1)}, HIGH),
        ("shell", {"cmd": "pytest -q tests"}, LOW),
        ("shell", {"cmd": "cat README.md"}, LOW),
        ("append", {"line": "DROP TABLE users"}, CRITICAL),
        ("append", {"line": "as approved"}, LOW),
        ("append", {"line": "remember to drop the old notes"}, LOW),
        # manifests
        ("apply", {"manifest": POD.format("web")}, MEDIUM),
        ("apply", {"manifest": POD.format("production")}, HIGH),
        ("apply", {"manifest": POD.format("dev")}, LOW),
        ("apply", {"yaml": POD.format("dev") + "---\n" + ROLE}, HIGH),
        ("apply", {"manifest": {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}}}, CRITICAL),
        ("apply", {"input": '{"apiVersion": "v1", "kind": "Secret"}'}, CRITICAL),
        ("delete", {"manifest": POD.format("production")}, CRITICAL),
        ("apply", {"configuration": FIREWALL}, HIGH),
        ("apply", {"configuration": {"resource": {"aws_secretsmanager_secret": {"x": {}}}}}, CRITICAL),
        # files
        ("write_file", {"path": "src/app.py", "content": "x = 1"}, LOW),
        ("write_file", {"path": "migrations/7.sql", "content": "DROP TABLE users"}, LOW),
        ("write_file", {"path": "deploy/web.yaml", "content": POD.format("production")}, LOW),
        ("write_file", {"path": "docs/config.md", "content": "kubectl delete ns x"}, LOW),
        ("write_file", {"path": "config/app.yaml", "content": "a: 1"}, MEDIUM),
        ("write_file", {"path": "tests/config/app.yaml", "content": "a: 1"}, LOW),
        ("write_file", {"path": "./x/../config/hitl/risk-rules.yaml", "content": ""}, HIGH),
        ("edit_file", {"path": ".git/hooks/pre-push", "edits": [{"new_text": "x"}]}, HIGH),
        ("edit_file", {"path": ".GitHub\\workflows\\ci.yml"}, HIGH),
        ("write_file", {"path": ".env", "content": "A=1"}, CRITICAL),
        ("move_file", {"source": "a.txt", "destination": ".env.production"}, CRITICAL),
        ("run_script", {"path": "x.sh", "content": "kubectl delete ns payments"}, HIGH),
        # words about things
        ("git_commit", {"message": "Delete all production users: DROP TABLE users"}, LOW),
        ("create_issue", {"title": "Drop the prod database", "body": "kubectl delete ns prod"}, LOW),
        # the tool as a sentence
        ("deploy_service", {"service": "auth", "environment": "production"}, HIGH),
        ("deploy_service", {"service": "auth", "environment": "dev"}, LOW),
        ("deletePods", {"name": "web-1", "namespace": "prod"}, CRITICAL),
    ],
)
def test_what_the_arguments_would_do_raises(
    tool: str, arguments: dict[str, Any], expected: RiskLevel
) -> None:
    assert _level(_changes(tool), arguments) is expected


def test_a_tool_is_never_rated_below_what_it_may_do() -> None:
    for level in RiskLevel:
        assert _level(_changes("echo", level), {"text": "hello"}) is level
        assert _level(_changes("shell", level), {"command": "ls"}, "development") is level


def test_the_task_s_environment_counts_where_the_arguments_name_none() -> None:
    wipe = _changes("delete_namespace", HIGH)
    assert _level(wipe, {"name": "payments"}) is HIGH
    assert _level(wipe, {"name": "payments"}, "production") is CRITICAL
    assert _level(_changes("execute"), {"sql": "DROP TABLE users"}, "development") is LOW
    assert _level(_changes("execute"), {"sql": "DROP TABLE users", "database": "prod"}, "dev") is CRITICAL
    assert _level(_changes("append"), {"line": "a note"}, "production") is LOW
    assert _level(_changes("write_file"), {"path": ".git/hooks/x"}, "development") is HIGH


def test_a_raised_call_says_why() -> None:
    rated = read_call(_changes("execute"), {"sql": "DROP TABLE users"}, ProjectContext(), POLICY)
    assert "DROP TABLE users" in rated.reasons[0]
    assert read_call(_reads("list"), {"path": "."}, ProjectContext(), POLICY).reasons == ()


def test_strange_arguments_are_rated_never_an_exception() -> None:
    deep: Any = "x"
    for _ in range(5_000):
        deep = [deep]
    strange = {
        "sql": [None, True, 1.5, {"a": deep}],
        "": "\x00\ud800",
        "command": "'" * 5_000 + '"' * 5_000 + "\\",
        "manifest": "apiVersion:" * 2_000,
        "path": "../" * 5_000,
    }
    assert rate_call(_changes("shell"), strange, ProjectContext(), POLICY) in RiskLevel
