"""How far a hub has come, and what a screen missed that knows another revision."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread

from dashboard.recent_changes import RecentChanges
from data.counts import read_changed_areas
from data.faults import StoreAway, StoreBusy
from data.revisions import Revision, Snapshot, parse_revision
from data.store import Store

MOST_QUESTIONS = 2
REACH_SECONDS = 2.0


@dataclass(frozen=True)
class Gap:
    """What a screen missed: the changes since `told`, a revision that this hub had, and those in `areas` before it."""

    told: str
    areas: tuple[int | None, ...] = ()


class Progress:
    """The present revision, and the gaps from others to it. `hurry` brings the next revision at once."""

    def __init__(self, store: Store, hurry: Callable[[], None]) -> None:
        self.revision: Revision | None = None
        self.recent = RecentChanges()
        self._store = store
        self._hurry = hurry
        self._moved = asyncio.Event()
        self._questions: dict[Revision, asyncio.Task[Gap | None]] = {}
        self._turns = CapacityLimiter(MOST_QUESTIONS)

    def begin(self, revision: Revision) -> None:
        """Everything was read anew: nobody can continue from what was told before."""
        self.recent = RecentChanges()
        self.advance(revision, ())

    def advance(self, revision: Revision, areas: Iterable[int]) -> None:
        """These areas changed, and with that the revision is this one."""
        self.revision = revision
        self.recent.add(str(revision), areas)
        self._moved.set()

    async def find_gap(self, since: str | None) -> Gap | None:
        """What lies between a screen's revision and the present one; None when only a snapshot helps.

        The hub remembers what it told. About other revisions it asks the store, once for all screens with the same.
        """
        if since and self.recent.since(since) is not None:
            return Gap(since)
        revision = parse_revision(since)
        if revision is None:
            return None
        if revision not in self._questions:
            self._questions[revision] = asyncio.create_task(self._ask(revision))
        return await asyncio.shield(self._questions[revision])

    async def _ask(self, revision: Revision) -> Gap | None:
        told = str(self.revision)
        try:
            areas = await to_thread.run_sync(read_changed_areas, self._store, revision, limiter=self._turns)
        except (StoreAway, StoreBusy):
            return None
        finally:
            del self._questions[revision]
        if areas is None:
            return None
        await self.reach(revision.snapshot)
        return Gap(told, tuple(areas))

    async def reach(self, snapshot: Snapshot) -> bool:
        """Wait until this hub saw what another reader of the store did: a count must not go back to a former one.

        Whether it does; it is given two seconds.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(REACH_SECONDS):
                while self.revision is not None and not self.revision.snapshot.covers(snapshot):
                    self._moved.clear()
                    self._hurry()
                    await self._moved.wait()
        return self.revision is not None and self.revision.snapshot.covers(snapshot)
