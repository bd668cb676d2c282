"""Load the demo street into an empty store, or take it out again."""

import argparse
import sys

from data.clock import Clock
from data.demo.load import load_demo, remove_demo
from data.demo.street import SEED
from data.opening import open_store
from data.settings import Settings
from data.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--seed N` draws another street, `--remove` empties a store that holds the demo."""
    parser.add_argument("--seed", type=int, default=SEED, help="another number draws another street")
    parser.add_argument("--remove", action="store_true", help="delete the demo street and all its issues")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Raises `DemoStoreFault` when the store holds other data."""
    clock = Clock(settings.time_zone, settings.clock)
    with open_store(settings) as store:
        sentence = _remove(store) if arguments.remove else _load(store, clock, arguments.seed)
    sys.stdout.write(sentence + "\n")
    return 0


def _load(store: Store, clock: Clock, seed: int) -> str:
    is_new = load_demo(store, clock, seed, lambda step: sys.stdout.write(f"{step} …\n"))
    return "the demo street is loaded" if is_new else "the demo street is there already; nothing was done"


def _remove(store: Store) -> str:
    return "the demo street is removed" if remove_demo(store) else "the store holds no demo; nothing was done"
