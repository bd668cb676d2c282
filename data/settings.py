"""What the environment says, read once at start."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.faults import SettingFault


@dataclass(frozen=True)
class Settings:
    """Everything that the environment decides; `DESCRIPTIONS` says what each is for."""

    database_url: str | None
    owner_url: str | None
    host: str
    port: int
    store: Path
    demo: bool
    time_zone: ZoneInfo
    access_key: str | None
    admin_key: str | None
    tls_cert: Path | None
    tls_key: Path | None
    allowed_hosts: tuple[str, ...]
    verify_seconds: int
    clock: str | None

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the app."""
        return is_loopback(self.host)


@dataclass(frozen=True)
class Variable:
    """One environment variable: the field it fills, its default as text, how it is read, what it is for."""

    name: str
    field: str
    default: str | None
    parse: Callable[[str], Any]
    meaning: str


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's loopback."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _parse_port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise ValueError("a port lies between 1 and 65535")
    return port


def _parse_seconds(text: str) -> int:
    seconds = int(text)
    if seconds < 10:
        raise ValueError("it is 10 or more")
    return seconds


def _parse_switch(text: str) -> bool:
    return {"0": False, "1": True}[text]


def _parse_names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _parse_file(text: str) -> Path:
    path = Path(text).expanduser().resolve()
    if not path.is_file():
        raise ValueError("there is no such file")
    return path


def _parse_folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _parse_key(text: str) -> str:
    if len(text) < 12:
        raise ValueError("a key has at least 12 characters")
    return text


VARIABLES = (
    Variable(
        "DATABASE_URL", "database_url", None, str, "The PostGIS database, as the app's role; unset: the embedded store."
    ),
    Variable(
        "GRIDBOARD_OWNER_URL",
        "owner_url",
        None,
        str,
        "The same database as its owner; only `python -m data migrate` uses it.",
    ),
    Variable(
        "GRIDBOARD_HOST",
        "host",
        "127.0.0.1",
        str,
        "The address to listen on; another than loopback needs an access key.",
    ),
    Variable("GRIDBOARD_PORT", "port", "8050", _parse_port, "The port to listen on."),
    Variable("GRIDBOARD_STORE", "store", ".store", _parse_folder, "The folder of the embedded store."),
    Variable(
        "GRIDBOARD_DEMO",
        "demo",
        None,
        _parse_switch,
        "1: load the demo street into an empty store and play it. Default: 1, with `DATABASE_URL` 0.",
    ),
    Variable(
        "GRIDBOARD_TIME_ZONE",
        "time_zone",
        "Asia/Shanghai",
        ZoneInfo,
        "The street's zone: days begin and deadlines are read in it.",
    ),
    Variable(
        "GRIDBOARD_ACCESS_KEY",
        "access_key",
        None,
        _parse_key,
        "Screens open `/?key=…` once; without it nobody gets in.",
    ),
    Variable(
        "GRIDBOARD_ADMIN_KEY",
        "admin_key",
        None,
        _parse_key,
        "Opens what changes or inspects the store; unset: those answer on loopback only.",
    ),
    Variable(
        "GRIDBOARD_TLS_CERT", "tls_cert", None, _parse_file, "The certificate chain (PEM), together with its key."
    ),
    Variable("GRIDBOARD_TLS_KEY", "tls_key", None, _parse_file, "The private key (PEM) of the certificate."),
    Variable(
        "GRIDBOARD_ALLOWED_HOSTS",
        "allowed_hosts",
        "",
        _parse_names,
        "Further host names, with commas, under which screens may ask for the app.",
    ),
    Variable(
        "GRIDBOARD_VERIFY_SECONDS",
        "verify_seconds",
        "600",
        _parse_seconds,
        "How often the app compares its counts with a recount of the tables.",
    ),
    Variable(
        "GRIDBOARD_CLOCK",
        "clock",
        None,
        str,
        "Tests only: `2026-11-22T16:42:00+08:00*60` starts the clock there, 60 times as fast.",
    ),
)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of a process. Raises `SettingFault` with the variable's name and what is wrong with it."""
    values = {variable.field: _read_variable(variable, environment) for variable in VARIABLES}
    if values["demo"] is None:
        values["demo"] = values["database_url"] is None
    settings = Settings(**values)
    _refuse_contradictions(settings)
    return settings


def _read_variable(variable: Variable, environment: Mapping[str, str]) -> Any:
    text = environment.get(variable.name) or variable.default
    if text is None:
        return None
    try:
        return variable.parse(text)
    except (ValueError, KeyError, ZoneInfoNotFoundError) as fault:
        raise SettingFault(f"{variable.name} is not usable: {_explain(fault)}") from fault


def _explain(fault: Exception) -> str:
    return "it is 0 or 1" if type(fault) is KeyError else str(fault).strip("'\"")


def _refuse_contradictions(settings: Settings) -> None:
    if not settings.is_loopback and settings.access_key is None:
        raise SettingFault(f"GRIDBOARD_HOST={settings.host} is reachable from outside: set GRIDBOARD_ACCESS_KEY")
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise SettingFault("GRIDBOARD_TLS_CERT and GRIDBOARD_TLS_KEY go together")


def write_table() -> str:
    """The table of settings in Markdown, as it stands in the documentation."""
    rows = [f"| `{v.name}` | {v.default or '–'} | {v.meaning} |" for v in VARIABLES]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows, ""])


assert {variable.field for variable in VARIABLES} == {field.name for field in fields(Settings)}
