"""Print the database's address for one of its roles."""

import argparse
import sys
from urllib.parse import urlsplit

from data.embedded import run_cluster
from data.faults import SettingFault
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--role feed|app|owner`."""
    parser.add_argument("--role", choices=("feed", "app", "owner"), default="feed")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """The address of the running embedded store, or that of `DATABASE_URL` with the role's name."""
    if settings.database_url is None:
        with run_cluster(settings.store, app=False) as cluster:
            sys.stdout.write(cluster.url(arguments.role) + "\n")
        return 0
    sys.stdout.write(_address(arguments.role, settings) + "\n")
    return 0


def _address(role: str, settings: Settings) -> str:
    if role == "app":
        return str(settings.database_url)
    if role == "owner":
        if settings.owner_url is None:
            raise SettingFault("GRIDBOARD_OWNER_URL is not set: only it knows the owner's address")
        return settings.owner_url
    parts = urlsplit(str(settings.database_url))
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"gridboard_feed@{place}").geturl()
