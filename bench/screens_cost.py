"""What many screens cost a server on which nothing changes, and how soon they are back when it was started again."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.audience import Audience
from bench.broadcasting import run_bare
from bench.feed import Feed
from bench.results import write_table
from bench.web import Web, run_web
from data.embedded import Cluster

IDLE_SECONDS = 30.0
PATIENCE_SECONDS = 60.0


def compare_idle(cluster: Cluster, size: int) -> str:
    """Memory and processor time of a server on which nothing changes."""
    sizes = (0, 1, size)
    with run_web(cluster.url("app")) as web:
        rows = [("the app", *_watch_idle(Audience(web.port), web.process.pid, screens)) for screens in sizes]
    with run_bare(b"") as (port, process):
        rows += [("bare", *_watch_idle(Audience(port, asks=False), process, screens)) for screens in sizes]
    about = (
        f"Nothing changes for {IDLE_SECONDS:.0f} s. The app asks its store, each second without a screen and every "
        "20 ms with any; every 10 s each screen hears a beat."
    )
    return f"{about}\n\n{write_table(('server', 'screens', 'memory', 'a screen', 'of one core'), rows)}"


def _watch_idle(audience: Audience, process: int, screens: int) -> Sequence[str]:
    before = read_memory(process)
    with closing(audience):
        audience.open(screens)
        audience.rest(3)
        began, used = time.monotonic(), read_processor_time(process)
        audience.rest(IDLE_SECONDS)
        share = (read_processor_time(process) - used) / (time.monotonic() - began)
        memory = read_memory(process)
    each = f"{(memory - before) / screens / 1000:.0f} kB" if screens > 1 else ""
    return f"{screens:,}", f"{memory / 1e6:.0f} MB", each, f"{100 * share:.1f} %"


def read_memory(process: int) -> int:
    """Bytes of memory that a process has."""
    pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    return int(pages) * 4096


def read_processor_time(process: int) -> float:
    """Seconds that a process worked, the kernel's work for it included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def measure_restarts(cluster: Cluster, size: int) -> str:
    """The server goes and is started again; an issue is committed while it is away."""
    with run_web(cluster.url("app")) as web, closing(Feed(cluster.url("feed"))) as feed:
        ways = {"killed (SIGKILL)": web.kill, "ended (SIGTERM)": web.end}
        rows = [(f"{size:,}", how, *_measure_restart(web, feed, size, go)) for how, go in ways.items()]
    about = (
        "Seconds since the server was told to go; it is started again as soon as it is gone, and an issue is committed "
        "before. A screen tries again after 0.5 to 3 s, as a page does, with its last revision, until its first event "
        "came; that has to be the `counts` of what it missed. Promised: all are back within 10 s."
    )
    heading = ("screens", "the server", "gone", "the first is back", "half are", "all are", "heard what they missed")
    return f"{about}\n\n{write_table(heading, rows)}"


def _measure_restart(web: Web, feed: Feed, size: int, go: Callable[[], None]) -> Iterator[str]:
    with closing(Audience(web.port)) as audience:
        audience.open(size)
        audience.rest(3)
        began = time.monotonic()
        go()
        gone = time.monotonic()
        feed.send()
        web.start()
        heard = audience.come_back(PATIENCE_SECONDS)
        told = sum(_names(words, feed.areas[-1]) for _, words in heard)
    for moment in (gone, heard[0][0], heard[size // 2][0], heard[-1][0]):
        yield f"{moment - began:.1f} s"
    yield f"{told:,}"


def _names(words: bytes, area: int) -> bool:
    """Whether these events begin, behind the build, with counts that hold this area."""
    _, found, counts = words.split(b"\n\n")[1].partition(b"event: counts\n")
    return bool(found) and str(area) in json.loads(counts.partition(b"\ndata: ")[2])["areas"]
