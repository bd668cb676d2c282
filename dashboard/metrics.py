"""What Prometheus reads of one app: the parts count for themselves, and are asked when it comes."""

import time
from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from dashboard.context import Context
from dashboard.feed_tally import FeedTally
from dashboard.hub import Hub
from dashboard.tally import LAG_EDGES
from dashboard.tile_cache import TileCache
from data.turns import Turns
from data.upkeep import Upkeep

LAG = (
    "From the writing of a change, by the database's clock, to its handing to the screens. "
    "A transaction that stays open after it wrote waits in here too."
)


def make_registry(context: Context) -> CollectorRegistry:
    """The metrics of this app, of its process and of Python's garbage collector."""
    registry = CollectorRegistry()
    registry.register(Parts(context))
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    return registry


class Parts(Collector):
    """The metrics of an app's parts."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def collect(self) -> Iterator[Metric]:
        """All of them, at this moment."""
        yield from describe_hub(self.context.hub)
        yield from describe_upkeep(self.context.upkeep)
        yield from describe_tiles(self.context.tiles)
        yield from describe_connections(self.context.store.turns)
        yield describe_feeds(self.context.feeds)


def describe_hub(hub: Hub) -> Iterator[Metric]:
    """Whether the store is followed, and what screens are told."""
    yield _gauge("hub_alive", "Whether the part that follows the counts is at work.", hub.is_alive)
    yield _gauge("store_here", "Whether the store answers it.", hub.is_here)
    yield _gauge("store_heard_ago_seconds", "How long ago the store last answered it.", time.monotonic() - hub.heard)
    yield _gauge("screens", "Screens connected to the live stream.", hub.screens)
    if hub.boards.seconds is not None:
        yield _gauge("board_seconds", "How long the last board of figures took to read.", hub.boards.seconds)
    yield _counter("screens_dropped", "Screens dropped because they lagged behind.", hub.tally.dropped)
    events = CounterMetricFamily("gridboard_events", "Events told to screens, one for each screen.", labels=["event"])
    for name, count in hub.tally.events.items():
        events.add_metric([name], count)
    yield events
    counts = accumulate(hub.tally.lags[edge] for edge in LAG_EDGES)
    buckets = [(floatToGoString(edge), count) for edge, count in zip(LAG_EDGES, counts, strict=True)]
    yield HistogramMetricFamily("gridboard_lag_seconds", LAG, buckets, hub.tally.lag_seconds)


def describe_upkeep(upkeep: Upkeep) -> Iterator[Metric]:
    """Deadlines, folding and verification; what was not done yet is left out."""
    yield _gauge("upkeep_alive", "Whether deadlines, folding and verification are at work.", upkeep.is_alive)
    if upkeep.marking.done is not None:
        ago = time.monotonic() - upkeep.marking.done
        yield _gauge("marked_ago_seconds", "How long ago issues past their deadline were last marked overdue.", ago)
    if folded := upkeep.folded:
        yield _gauge("folded_timestamp_seconds", "When the count changes were last folded.", folded.at.timestamp())
        yield _gauge("folding_seconds", "How long that took.", folded.seconds)
        yield _gauge("folded_counts", "How many counts it touched.", folded.touched)
        yield _gauge("forgotten_changes", "How many old changes it deleted.", folded.forgotten)
    if verified := upkeep.verified:
        yield _gauge("verified_timestamp_seconds", "When counts were last verified.", verified.at.timestamp())
        yield _gauge("verification_seconds", "How long that took.", verified.seconds)
        differences = GaugeMetricFamily("gridboard_differences", "What differed then, by kind.", labels=["kind"])
        for kind in ("counts", "misplaced", "mistimed"):
            differences.add_metric([kind], getattr(verified, kind))
        yield differences


def describe_tiles(tiles: TileCache) -> Iterator[Metric]:
    """What the cache of tiles holds, and how often that was enough."""
    yield _gauge("tiles", "Tiles in the cache.", len(tiles))
    yield _gauge("tiles_bytes", "Their size, gzipped.", tiles.bytes)
    yield _counter("tile_hits", "Tiles that were answered from the cache.", tiles.hits)
    yield _counter("tile_misses", "Tiles that the store was asked for.", tiles.misses)


def describe_connections(turns: Turns) -> Iterator[Metric]:
    """The connections that all requests share; hub and upkeep have their own."""
    yield _gauge("connections", "Connections to the database that requests may use at once.", turns.size)
    yield _gauge("connections_in_use", "Connections in use.", turns.taken)
    yield _gauge("connections_awaited", "Requests that wait for one.", turns.waiting)


def describe_feeds(tally: FeedTally) -> Metric:
    """What other programs posted."""
    meaning = "Messages of feeds by what became of them."
    messages = CounterMetricFamily("gridboard_feed_messages", meaning, labels=["source", "answer"])
    for labels, count in tally.answers.items():
        messages.add_metric(labels, count)
    return messages


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"gridboard_{name}", meaning, value)


def _counter(name: str, meaning: str, value: float) -> Metric:
    return CounterMetricFamily(f"gridboard_{name}", meaning, value)
