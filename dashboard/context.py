"""What routes and pages work with, handed to them by the app."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from dashboard.feed_tally import FeedTally
from dashboard.hub import Hub
from dashboard.tile_cache import TileCache
from data.clock import Clock
from data.settings import Settings
from data.store import Store
from data.upkeep import Upkeep


@dataclass(frozen=True)
class Context:
    """The parts of one running app."""

    settings: Settings
    store: Store
    clock: Clock
    hub: Hub
    upkeep: Upkeep
    tiles: TileCache
    feeds: FeedTally


def make_context(settings: Settings, store: Store, clock: Clock) -> Context:
    """The parts of an app on an open store; nothing runs yet."""
    upkeep = Upkeep(store.url, clock, settings.verify_seconds)
    return Context(settings, store, clock, Hub(store, clock), upkeep, TileCache(store), FeedTally())


def present() -> Context:
    """The context of the page or callback that runs now."""
    return cast(Context, current_app.config["GRIDBOARD"])
