"""Keep a setting in the store: street_title, mode, people_min_level, …"""

import argparse
import sys

from data.opening import open_store
from data.preferences import write_preference
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A name and its value."""
    parser.add_argument("name")
    parser.add_argument("value")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Raises `SettingFault` for an unknown name or a value that does not fit."""
    with open_store(settings) as store:
        write_preference(store, arguments.name, arguments.value)
    sys.stdout.write(f"{arguments.name} = {arguments.value}\n")
    return 0
