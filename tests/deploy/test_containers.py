"""The container files, checked as far as that goes without an engine: syntax, references, good practice."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment}
    return subprocess.run(
        [SCRIPTS / argv[0], *argv[1:]],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_compose_file_resolves() -> None:
    result = run("docker-compose", "config", POSTGRES_PASSWORD="for-the-test")

    assert result.returncode == 0, result.stderr
    services = yaml.safe_load(result.stdout)["services"]
    assert {"postgres", "temporal", "temporal-ui", "migrate", "api", "gateway", "worker"} <= services.keys()
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert published
    assert all(port["host_ip"] == "127.0.0.1" for port in published)


def test_without_a_password_compose_refuses() -> None:
    result = run("docker-compose", "--env-file", os.devnull, "config")

    assert result.returncode != 0
    assert "POSTGRES_PASSWORD" in result.stderr


def test_the_dockerfile_follows_good_practice() -> None:
    result = run("hadolint", "Dockerfile")

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "folder", ["activities", "api", "cli", "config", "domain", "integrations", "worker", "workflows"]
)
def test_the_image_gets_every_package(folder: str) -> None:
    assert f"COPY {folder} {folder}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
