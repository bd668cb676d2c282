"""Ten minutes of storm over two web processes on one store, and what the screens show afterwards.

Writers insert, close, reopen, suspend, move and delete at random, late and rolled back too. A web process is killed
hard every 30 seconds, the database twice; one screen is cut off for a minute; new boundaries are loaded. Nobody helps:
screens open their streams again as pages do, at the other web process in turn, and the embedded store starts its
database again. A pulse, one issue a second, tells how old the counts are that a screen calls live.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mesh import Mesh, lay_mesh
from bench.results import write_table
from bench.stores import run_fresh_cluster
from bench.storm_screens import OLD, StormScreen
from bench.storm_stage import (
    Crowd,
    Pulse,
    add_pulse_area,
    find_postmaster,
    kill_server,
    load_smaller_buildings,
    run_program,
)
from bench.web import Web
from dashboard.serving import prepare_process
from data.embedded import Cluster
from data.faults import StoreAway
from data.store import Store
from tests.cable import Cable
from tests.data.recount import recount

TITLE = "Storm"
SECONDS = 600
WEBS = 2
WRITERS = 4
SCREENS = 20
KILL_EVERY = 30.0
CUT_SECONDS = 60.0
LOOK_SECONDS = 0.25
CALM_SECONDS = 60.0
"""How long after the storm the screens may take to be right."""
OLDEST = OLD + 5
"""Seconds: no count that a screen calls live may be older."""
MESH = Mesh(4, 8, 16, 32)


@dataclass
class Storm:
    """What takes part, and what was seen."""

    cluster: Cluster
    owner: Store
    webs: list[Web]
    crowd: Crowd
    pulse: Pulse
    folder: Path
    seconds: float
    screens: list[StormScreen] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    aways: list[float] = field(default_factory=list)
    oldest: float = 0.0
    live: int = 0
    looks: int = 0


def measure(seconds: int = SECONDS) -> str:
    """The table of the report; takes some eleven minutes, or a minute more than so many seconds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        cluster = stack.enter_context(run_fresh_cluster(app=True))
        owner = stack.enter_context(closing(Store(cluster.url("owner"), size=2)))
        lay_mesh(owner, MESH)
        pulse = Pulse(owner, add_pulse_area(owner))
        webs = [Web(cluster.url("app"), folder / f"web{number}.log") for number in range(WEBS)]
        for web in webs:
            stack.callback(web.end)
            web.wait()
        crowd = Crowd(cluster.url("feed"), WRITERS)
        stack.callback(crowd.end)
        storm = Storm(cluster, owner, webs, crowd, pulse, folder, seconds)
        asyncio.run(rage(storm))
    return f"{__doc__}\n\n{write_table(('', 'seen'), list(storm.seen.items()))}"


async def rage(storm: Storm) -> None:
    """The storm, and the calm after it."""
    cable = Cable(list_ports(storm))
    ports = [cycle([await cable.lay()]), *(list_ports(storm, number) for number in range(1, SCREENS))]
    storm.screens = [StormScreen(each) for each in ports]
    followers = [asyncio.create_task(screen.follow()) for screen in storm.screens]
    followers += [asyncio.create_task(storm.pulse.beat()), asyncio.create_task(look(storm))]
    await asyncio.gather(
        kill_webs(storm),
        at(storm, 1 / 4, kill_database(storm)),
        at(storm, 1 / 3, cable.cut(min(CUT_SECONDS, storm.seconds / 5))),
        at(storm, 1 / 2, load_boundaries(storm)),
        at(storm, 4 / 5, kill_database(storm)),
    )
    storm.seen["transactions of the writers"] = f"{storm.crowd.end():,}"
    await calm(storm)
    for follower in followers:
        follower.cancel()


def list_ports(storm: Storm, first: int = 0) -> Iterator[int]:
    """The web processes' ports in turn, for good."""
    return cycle([storm.webs[(first + number) % WEBS].port for number in range(WEBS)])


# --- what happens --------------------------------------------------------------------------------------------------


async def at(storm: Storm, share: float, deed: Awaitable[None]) -> None:
    """Do something when that share of the storm is over."""
    await asyncio.sleep(share * storm.seconds)
    await deed


async def kill_webs(storm: Storm) -> None:
    """Kill the web processes in turn, to the end of the storm; each is started again after a second."""
    every = min(KILL_EVERY, storm.seconds / 6)
    kills = int(storm.seconds / every) - 1
    for web in islice(cycle(storm.webs), kills):
        await asyncio.sleep(every - 1)
        web.kill()
        await asyncio.sleep(1)
        web.start()
    await asyncio.sleep(every)
    storm.seen["web processes killed"] = str(kills)


async def kill_database(storm: Storm) -> None:
    """Kill the database's server, and wait until it is back."""
    kill_server(find_postmaster(storm.owner))
    killed, is_here = time.monotonic(), False
    while not is_here:
        await asyncio.sleep(0.1)
        with suppress(StoreAway):
            is_here = bool(await asyncio.to_thread(storm.owner.read, "SELECT"))
    storm.aways.append(time.monotonic() - killed)
    storm.seen["database killed, back after"] = ", ".join(f"{away:.1f} s" for away in storm.aways)


async def load_boundaries(storm: Storm) -> None:
    """Load new boundaries while everybody goes on; once more when the database was killed meanwhile."""
    file, codes = storm.folder / "buildings.geojson", list[int]()
    while codes[-1:] != [0]:
        codes.append(await load_smaller_buildings(storm.owner, storm.cluster.url("app"), file))
        storm.seen["new boundaries loaded, exit code"] = ", ".join(map(str, codes))


async def look(storm: Storm) -> None:
    """How old the counts are that screens call live, again and again."""
    while True:
        live = [storm.pulse.measure_age(screen) for screen in storm.screens if screen.claims_live]
        storm.oldest = max([storm.oldest, *live])
        storm.live += len(live)
        storm.looks += len(storm.screens)
        await asyncio.sleep(LOOK_SECONDS)


# --- what is seen --------------------------------------------------------------------------------------------------


async def calm(storm: Storm) -> None:
    """Wait until every screen shows what a recount of the tables gives, and note how it went."""
    began, right = time.monotonic(), 0
    while (right := await count_right(storm)) < SCREENS and time.monotonic() - began < CALM_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
    code = await run_program(["-m", "data", "verify"], storm.cluster.url("app"))
    storm.seen |= {
        "streams opened, snapshots heard": f"{sum(screen.openings for screen in storm.screens)}, "
        f"{sum(screen.snapshots for screen in storm.screens)}",
        "screens equal to a recount at every area": f"{right} of {SCREENS}, {time.monotonic() - began:.1f} s after",
        "exit code of `python -m data verify`": str(code),
        "screens called their counts live": f"{100 * storm.live / storm.looks:.1f} % of the time",
        "the oldest of those counts": f"{storm.oldest:.1f} s (at most {OLDEST:.0f} s)",
        "exceptions in the web processes' logs": str(sum(web.count_faults() for web in storm.webs)),
    }


async def count_right(storm: Storm) -> int:
    """How many screens show the present counts of all areas."""
    present = await asyncio.to_thread(recount, storm.owner)
    issues = {area: counts[:2] for area, counts in present.items() if any(counts[:2]) or isinstance(area, str)}
    return sum(screen.show() == issues for screen in storm.screens)


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
