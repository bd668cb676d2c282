"""Finds the PostgreSQL programs, with PostGIS, that the embedded store runs on."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.faults import StoreUnusable

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Installation:
    """One installed PostgreSQL: its major version, the folder of its programs and whether PostGIS stands beside it."""

    version: int
    programs: Path
    has_postgis: bool


def find_programs(made_by: int | None = None) -> Path:
    """Return the folder with `initdb`, `pg_ctl` and `postgres` of the newest PostgreSQL that has PostGIS.

    `made_by` is the major version that a cluster was made by: no other version can open it.
    Raises StoreUnusable, with the package to install, when there is none.
    """
    installed = sorted(map(_read_installation, _find_folders()), key=lambda found: found.version, reverse=True)
    if not installed:
        raise StoreUnusable(
            "PostgreSQL is not installed: install the packages postgresql and postgresql-postgis, or set DATABASE_URL."
        )
    fitting = [found for found in installed if made_by in (None, found.version)]
    if not fitting:
        raise StoreUnusable(
            f"The store was made by PostgreSQL {made_by}, and only version {installed[0].version} is installed: "
            f"install the package postgresql-{made_by}-postgis-3, or name another folder with GRIDBOARD_STORE."
        )
    return _choose_with_postgis(fitting)


def _choose_with_postgis(installed: list[Installation]) -> Path:
    """Return the programs of the first installation that has PostGIS, or raise StoreUnusable."""
    for found in installed:
        if found.has_postgis:
            return found.programs
    version = installed[0].version
    raise StoreUnusable(
        f"PostgreSQL {version} has no PostGIS: install the package postgresql-{version}-postgis-3, or set DATABASE_URL."
    )


def _find_folders() -> Iterator[Path]:
    """Yield the folders that hold a PostgreSQL server's programs: Debian's own, then the one on the PATH."""
    folders = [*DEBIAN_PROGRAMS.glob("*/bin")]
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return (folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_config").exists())


def _read_installation(programs: Path) -> Installation:
    """Ask `pg_config` for the major version and for the folder where extensions stand."""
    answer = subprocess.run(
        [programs / "pg_config", "--version", "--sharedir"], capture_output=True, text=True, check=True
    )
    version, shared = answer.stdout.splitlines()
    major = int("".join(re.findall(r"^\D*(\d+)", version)))
    return Installation(major, programs, Path(shared, "extension", "postgis.control").exists())
