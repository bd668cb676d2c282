"""What the storm rages over: writers, a pulse, the database's server, and boundaries to load."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.mesh import SOUTH, SPAN, WEST
from bench.storm_screens import StormScreen
from data.faults import StoreAway, StoreBusy
from data.store import Store
from tests.serving import ROOT


class Crowd:
    """Writers, each a process of its own, see bench/storm_writers.py."""

    def __init__(self, url: str, count: int) -> None:
        words = [sys.executable, "-m", "bench.storm_writers", url]
        self._writers = [
            subprocess.Popen([*words, str(seed)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
            for seed in range(count)
        ]

    def end(self) -> int:
        """End them; how many transactions they had committed or rolled back."""
        for writer in self._writers:
            writer.terminate()
        told = [writer.communicate(timeout=15)[0] for writer in self._writers]
        return sum(int(words or 0) for words in told)


ADD_PULSE_AREA = """
INSERT INTO area (level, parent_id, code, name, geom)
SELECT 'building', id, 'pulse', 'pulse',
    ST_Multi(ST_MakeEnvelope(%(east)s, %(south)s, %(east)s + 0.01, %(south)s + 0.01, 4326))
FROM area WHERE code = 'micro_grid:0:0'
RETURNING id
"""

ADD_PULSE = """
INSERT INTO issue (source, source_reference, category, area_id) VALUES ('pulse', %(number)s, 'pulse', %(area)s)
ON CONFLICT (source, source_reference) DO NOTHING
"""


@dataclass
class Pulse:
    """One issue a second in an area of its own: its count says how old a picture is."""

    store: Store
    area: int
    moments: list[float] = field(default_factory=list)
    """When each was committed for certain, by the monotonic clock."""

    async def beat(self) -> None:
        """Until cancelled; what may not have been committed is committed again, under its number."""
        while True:
            with suppress(StoreAway, StoreBusy):
                number = str(len(self.moments) + 1)
                await asyncio.to_thread(self.store.execute, ADD_PULSE, {"number": number, "area": self.area})
                self.moments.append(time.monotonic())
            await asyncio.sleep(1)

    def measure_age(self, screen: StormScreen) -> float:
        """Seconds since the first pulse that a screen does not show was committed; 0 when it shows all."""
        shown = screen.areas.get(self.area, [0])[0] or 0
        return time.monotonic() - self.moments[shown] if shown < len(self.moments) else 0.0


def add_pulse_area(owner: Store) -> int:
    """The area of the pulse, beside the ground that the writers write on; its id."""
    place = {"east": WEST + 2 * SPAN, "south": SOUTH}
    with owner.transaction() as transaction:
        return int(transaction.read_one(ADD_PULSE_AREA, place).id)


def find_postmaster(owner: Store) -> int:
    """The process id of the database's server."""
    folder = Path(owner.read_one("SHOW data_directory").data_directory)
    return int((folder / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def kill_server(pid: int) -> None:
    """End the database's server as a lost power supply would; its processes follow it by themselves."""
    os.kill(pid, signal.SIGKILL)


WRITE_SMALLER = """
SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(json_build_object(
    'type', 'Feature',
    'properties', json_build_object('code', a.code, 'name', a.name, 'parent', p.code),
    'geometry', ST_AsGeoJSON(ST_Expand(a.geom, -0.15 * (ST_XMax(a.geom) - ST_XMin(a.geom))))::json)))::text AS text
FROM area a JOIN area p ON p.id = a.parent_id
WHERE a.level = 'building' AND a.code <> 'pulse'
"""


async def load_smaller_buildings(owner: Store, url: str, file: Path) -> int:
    """Load all buildings with less ground, so that many issues fall to the level above; the loader's exit code."""
    file.write_text(owner.read_one(WRITE_SMALLER).text, encoding="utf-8")
    words = ["-m", "data", "load", "areas", str(file), "--level", "building"]
    fields = ["--code", "code", "--name", "name", "--parent", "parent"]
    return await run_program([*words, *fields], url)


async def run_program(words: Sequence[str], url: str) -> int:
    """Run Python on the store; its exit code."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stdout=asyncio.subprocess.DEVNULL
    )
    return await program.wait()
