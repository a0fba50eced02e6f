"""The systemd units, the image and the compose file use names that exist, and are sandboxed."""

import configparser
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from tests.conventions.project import DOCS, ROOT
from tests.conventions.test_settings import variables_read

DEPLOY = DOCS / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = [name for name, service in COMPOSE["services"].items() if "build" in service]
# Read by Django, by gunicorn, by Python.
READ_ELSEWHERE = {
    "DJANGO_SETTINGS_MODULE",
    "WEB_CONCURRENCY",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "PATH",
}
SHUT_IN = {
    "NoNewPrivileges": "true",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "PrivateTmp": "true",
    "PrivateDevices": "true",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "true",
    "User": "pas-a-pas",
}


class Unit(configparser.ConfigParser):
    """A systemd unit: names are case-sensitive and may be repeated."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None)
        self.optionxform = str  # type: ignore[assignment]  # As configparser's documentation does.
        self.read_string(path.read_text(encoding="utf-8"))


def names_in_units() -> set[str]:
    lines = [line for unit in SERVICES for line in unit.read_text(encoding="utf-8").splitlines()]
    said = " ".join(line.removeprefix("Environment=") for line in lines if line.startswith("Environment="))
    return set(re.findall(r"(\w+)=", said))


def names_in_image() -> set[str]:
    said = re.findall(r"^(?:ENV|RUN DJANGO).*?[^\\]$", DOCKERFILE, flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"\b([A-Z][A-Z_]+)=", " ".join(said)))


def names_in_settings_file() -> set[str]:
    text = (DEPLOY / "pas-a-pas.env").read_text(encoding="utf-8")
    return set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", text, flags=re.MULTILINE))


def names_in_compose() -> set[str]:
    return {name for service in OURS for name in COMPOSE["services"][service]["environment"]}


@pytest.mark.parametrize("names", [names_in_units, names_in_image, names_in_settings_file, names_in_compose])
def test_the_settings_it_names_are_read(names: Any) -> None:
    assert names(), "It names no setting at all."
    assert names() <= variables_read() | READ_ELSEWHERE


def test_the_settings_that_must_be_chosen_stand_in_the_file_to_fill_in() -> None:
    assert {
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "BEHIND_PROXY",
        "BACKUP_DIR",
    } <= names_in_settings_file()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_is_shut_in(path: Path) -> None:
    service = Unit(path)["Service"]
    assert {name: service.get(name) for name in SHUT_IN} == SHUT_IN
    writes = {place.removeprefix("-") for place in service["ReadWritePaths"].split()}
    assert writes <= {"/var/lib/pas-a-pas", "/var/backups/pas-a-pas"}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_has_its_parts(path: Path) -> None:
    kind = "Timer" if path.suffix == ".timer" else "Service"
    assert Unit(path)["Unit"]["Description"]
    assert kind in Unit(path)
    assert path.suffix == ".service" or path.with_suffix(".service") in UNITS


def test_the_commands_that_run_exist() -> None:
    said = [*(unit.read_text(encoding="utf-8") for unit in UNITS), DOCKERFILE, str(COMPOSE)]
    commands = {
        name for text in said for name in re.findall(r"manage\.py',? '?([a-z_]+)|manage\.py ([a-z_]+)", text)
    }
    assert {one or other for one, other in commands} == {"migrate", "tick", "collectstatic"}
    assert {one or other for one, other in commands} <= set(get_commands())


def test_the_regular_tasks_run_every_five_minutes() -> None:
    assert Unit(DEPLOY / "systemd" / "pas-a-pas-tick.timer")["Timer"]["OnUnitInactiveSec"] == "5min"
    assert "sleep 300" in COMPOSE["services"]["tick"]["command"][-1]


def test_the_image_is_never_root_and_asks_after_its_health() -> None:
    last = DOCKERFILE.split("FROM ")[-1]
    assert re.search(r"^USER \d+:\d+$", last, flags=re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*CMD \[.*\n.*/sante/", last, flags=re.MULTILINE)


def test_the_image_is_built_by_the_tools_of_the_makefile_from_what_is_locked() -> None:
    [version] = re.findall(
        r"^UV_VERSION := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert f"uv=={version}" in DOCKERFILE
    assert "uv sync --frozen --no-default-groups" in DOCKERFILE
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(re.findall(r"--extra (\w+)", DOCKERFILE)) <= set(project["optional-dependencies"])


def test_what_the_image_copies_is_let_through_and_exists() -> None:
    copied = set(re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE))
    names = {name for line in copied for name in line.split()}
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert names == set(re.findall(r"^!(.+)$", ignore, flags=re.MULTILINE))
    assert all((ROOT / name).exists() for name in names)


@pytest.mark.parametrize("service", OURS)
def test_a_service_of_compose_is_shut_in(service: str) -> None:
    said = COMPOSE["services"][service]
    assert said["read_only"] is True
    assert said["cap_drop"] == ["ALL"]
    assert said["security_opt"] == ["no-new-privileges:true"]


def test_only_the_front_of_compose_is_reached_from_outside() -> None:
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["front"]


def test_compose_names_the_version_of_what_it_fetches() -> None:
    fetched = {service["image"] for service in COMPOSE["services"].values() if "build" not in service}
    assert fetched
    assert {image for image in fetched if not re.search(r":\d", image)} == set()


def test_compose_waits_for_the_tables() -> None:
    for name in ("web", "tick"):
        assert (
            COMPOSE["services"][name]["depends_on"]["migrate"]["condition"]
            == "service_completed_successfully"
        )


def test_the_front_of_compose_hides_originals_and_tells_who_asks() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "path /media/*\n\t\tnot path /media/images/*" in caddy
    assert "respond @private 404" in caddy
    # Caddy drops the visitor's own X-Forwarded-… headers unless it is configured to trust or change them.
    assert "trusted_proxies" not in caddy
    assert "header_up" not in caddy


def test_the_front_of_compose_has_the_copy_for_when_the_site_is_down() -> None:
    folder = COMPOSE["services"]["tick"]["environment"]["COPY_DIR"]
    volume = f"copy:{Path(folder).parent}"
    assert volume in COMPOSE["services"]["tick"]["volumes"]
    assert f"{volume}:ro" in COMPOSE["services"]["front"]["volumes"]
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert f"root * {folder}\n" in caddy
    assert "header X-Offline copy " in caddy, "Else browsers drop the guides they keep."


def test_what_is_installed_is_compiled() -> None:
    """A service may not write beside the code: without bytecode, each start compiles two thousand modules."""
    specs = [getattr(module, "__spec__", None) for module in sys.modules.values()]
    compiled = [
        Path(spec.cached) for spec in specs if spec and spec.cached and "site-packages" in spec.cached
    ]
    assert len(compiled) > 1_000
    assert [path for path in compiled if not path.exists()] == []


def test_what_the_image_installs_is_compiled() -> None:
    assert re.search(r"^RUN .*uv sync .*--compile-bytecode", DOCKERFILE, flags=re.MULTILINE)
