"""The store's command line: `python -m data COMMAND …`."""

import argparse
import os
import sys
from types import ModuleType

from data.commands import (
    backup,
    check,
    demo,
    feed_key,
    load,
    loads,
    migrate,
    prune,
    restore,
    set_preference,
    source,
    url,
    verify,
)
from data.faults import Fault
from data.settings import read_settings

COMMANDS: dict[str, ModuleType] = {
    "migrate": migrate,
    "demo": demo,
    "load": load,
    "loads": loads,
    "backup": backup,
    "restore": restore,
    "verify": verify,
    "check": check,
    "prune": prune,
    "set": set_preference,
    "source": source,
    "feed-key": feed_key,
    "url": url,
}


def main(words: list[str]) -> int:
    """Run one command; its exit code: 0 done, 2 nothing was done, 3 done in part, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m data", description="The store of Gridboard.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        command = commands.add_parser(name, help=(module.__doc__ or "").splitlines()[0], description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments, read_settings(os.environ)))
    except Fault as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("interrupted: the store is as it was before\n")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
