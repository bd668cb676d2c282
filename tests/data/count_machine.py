"""A feed's connections, whose transactions interleave in any order, and readers that must know what is committed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import psycopg2
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from data.count_book import CountBook
from data.counts import fold_counts, read_changed_areas, read_news, read_picture
from data.overdue import mark_overdue
from data.revisions import Revision, parse_revision
from data.store import Store
from data.verification import repair, verify
from tests.data.recount import recount

PLACES = ("POINT(106.605 26.605)", "POINT(106.63 26.61)", "POINT(106.61 26.61)", "POINT(107 27)", None)
STATUSES = ("accepted", "dispatched", "suspended", "deferred", "closed", "rejected", "rework")
WRITERS = 3

# Any row that the connection sees and that no other open transaction has written: nobody waits for anybody.
PICK = """(
    SELECT id FROM {table}
    ORDER BY ((id - (SELECT min(id) FROM {table})) * 7919 + %(pick)s) %% 101, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)"""
PICK_ISSUE = PICK.format(table="issue")

POINT = "ST_GeomFromText(%(place)s, 4326)"

WRITES = {
    "insert": f"""
    INSERT INTO issue (source, source_reference, category, status, is_overdue, due_at, geom, area_id)
    SELECT 'feed', gen_random_uuid(), 'x', %(status)s, %(flag)s, %(due)s, {POINT}, %(area)s
    FROM generate_series(1, %(rows)s)
    """,
    "set status": f"UPDATE issue SET status = %(status)s WHERE id = {PICK_ISSUE}",
    "set deadline": f"UPDATE issue SET due_at = %(due)s WHERE id = {PICK_ISSUE}",
    "set overdue": f"UPDATE issue SET is_overdue = %(flag)s WHERE id = {PICK_ISSUE}",
    "move": f"UPDATE issue SET geom = {POINT}, area_id = %(area)s WHERE id = {PICK_ISSUE}",
    "set status of all": """
    UPDATE issue SET status = %(status)s, is_overdue = %(flag)s
    WHERE id IN (SELECT id FROM issue FOR UPDATE SKIP LOCKED)
    """,
    "delete": f"DELETE FROM issue WHERE id = {PICK_ISSUE}",
    "upsert": f"""
    INSERT INTO issue (source, source_reference, category, status, is_overdue, due_at, geom)
    SELECT 'feed', told.reference, 'y', %(status)s, %(flag)s, %(due)s, {POINT}
    FROM (SELECT source_reference FROM issue WHERE id = {PICK_ISSUE}
          UNION ALL
          SELECT gen_random_uuid()::text) AS told (reference)
    ON CONFLICT (source, source_reference) DO UPDATE
    SET (category, status, is_overdue, due_at, geom)
        = (excluded.category, excluded.status, excluded.is_overdue, excluded.due_at, excluded.geom)
    """,
    "merge": f"""
    MERGE INTO issue USING (SELECT {PICK_ISSUE} AS id UNION ALL SELECT NULL) AS told ON issue.id = told.id
    WHEN MATCHED AND %(flag)s THEN DELETE
    WHEN MATCHED THEN UPDATE SET status = %(status)s, due_at = %(due)s
    WHEN NOT MATCHED THEN
        INSERT (source, source_reference, category, geom) VALUES ('feed', gen_random_uuid(), 'z', {POINT})
    """,
    "all at once": f"""
    WITH closed AS (UPDATE issue SET status = 'closed' WHERE id = {PICK_ISSUE}),
        moved AS (UPDATE issue SET geom = {POINT} WHERE id IN (SELECT id FROM issue FOR UPDATE SKIP LOCKED)),
        added AS (INSERT INTO issue (source, source_reference, category) VALUES ('feed', gen_random_uuid(), 'w'))
    DELETE FROM issue WHERE id = {PICK_ISSUE}
    """,
} | {
    f"{name} {table}": query.format(table=table, pick=PICK.format(table=table))
    for table in ("party_member", "volunteer")
    for name, query in (
        ("add", "INSERT INTO {table} (area_id, source) SELECT %(area)s, 'feed' FROM generate_series(1, %(rows)s)"),
        ("move", "UPDATE {table} SET area_id = %(area)s WHERE id = {pick}"),
        ("remove", "DELETE FROM {table} WHERE id = {pick}"),
    )
}


STEPS = ("SAVEPOINT", "ROLLBACK TO", "RELEASE")
ACTIONS = (*WRITES, "copy", *STEPS)


@dataclass
class Writer:
    """One connection of the feed, its open savepoints counted."""

    connection: Any
    savepoints: int = 0

    def execute(self, query: str, values: dict[str, Any] | None = None) -> None:
        """Run a statement in the open transaction, or begin one."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, values)

    def copy(self, place: str | None, rows: int) -> None:
        """Add issues as COPY does."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT gen_random_uuid()::text FROM generate_series(1, %s)", [rows])
            point = f"SRID=4326;{place}" if place else r"\N"
            lines = [f"feed\t{reference}\tc\t{point}\n" for (reference,) in cursor.fetchall()]
            cursor.copy_expert(
                "COPY issue (source, source_reference, category, geom) FROM STDIN", StringIO("".join(lines))
            )

    def step(self, step: str) -> None:
        """A savepoint, within the last; or back to the last, or without it, where there is one."""
        if step == "SAVEPOINT" or self.savepoints:
            self.execute(f"{step} step")
            self.savepoints += {"SAVEPOINT": 1, "ROLLBACK TO": 0, "RELEASE": -1}[step]

    def end(self, commits: bool) -> None:
        """End the transaction."""
        self.connection.commit() if commits else self.connection.rollback()
        self.savepoints = 0


@dataclass
class Follower:
    """A reader that begins with a picture and follows the news: one hub."""

    store: Store
    book: CountBook = field(init=False)
    revision: Revision = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Look at everything."""
        picture = read_picture(self.store)
        self.book, self.revision = CountBook(picture), picture.revision

    def follow(self) -> None:
        """Take in what is new, or begin again where that cannot be told."""
        news = read_news(self.store, self.revision)
        if news is None:
            self.begin()
            return
        self.book.add(news.counts)
        self.revision = news.revision


def write_down(book: CountBook) -> dict[Any, list[int]]:
    """What a book says: counts by area's id, without zeros, with `"total"` and `"unlocated"`."""
    named = {area: list(counts) for area, counts in book.areas.items() if any(counts)}
    return named | {"total": list(book.total), "unlocated": list(book.unlocated)}


class Screen:
    """A screen that keeps its numbers while it is away, and returns with its revision to a hub."""

    def __init__(self, hub: Follower) -> None:
        self.hub = hub
        self.known = write_down(hub.book)
        self.revision = str(hub.revision)

    def come_back(self) -> None:
        """Take the present counts of the areas that changed, or all of them."""
        present = write_down(self.hub.book)
        revision = parse_revision(self.revision)
        areas = read_changed_areas(self.hub.store, revision) if revision else None
        changed = set().union(*map(self.hub.book.chain, areas or ()), {"total", "unlocated"})
        kept = {} if areas is None else {area: counts for area, counts in self.known.items() if area not in changed}
        told = present if areas is None else {area: present[area] for area in changed & present.keys()}
        self.known, self.revision = kept | told, str(self.hub.revision)


class CountMachine(RuleBasedStateMachine):
    """Whatever is written, whoever commits first: every reader's counts are those of the tables."""

    def __init__(self, store: Store, feed_url: str, areas: Sequence[int], now: datetime) -> None:
        super().__init__()
        self.store, self.areas, self.now = store, [*areas, None], now
        self.writers = [Writer(psycopg2.connect(feed_url)) for _ in range(WRITERS)]
        self.begin()
        self.hub, self.late = Follower(store), Follower(store)
        self.screen = Screen(self.hub)

    def begin(self) -> None:
        """Right counts, also after a run that failed, and some rows to be changed."""
        repair(self.store, self.now)
        values = {"status": "accepted", "due": -2, "place": PLACES[0], "area": 3, "rows": 3, "flag": False}
        for name in ("insert", "add party_member", "add volunteer"):
            self.run(self.writers[0], name, values)
        self.writers[0].end(commits=True)

    def run(self, writer: Writer, name: str, values: dict[str, Any]) -> None:
        """One of `ACTIONS`; `due` counts hours from now, `area` the areas."""
        due = None if values["due"] is None else self.now + timedelta(hours=values["due"])
        if name in STEPS:
            writer.step(name)
        elif name == "copy":
            writer.copy(values["place"], values["rows"])
        else:
            writer.execute(WRITES[name], values | {"due": due, "area": self.areas[values["area"]]})

    choose_writer = st.integers(0, WRITERS - 1)
    choose_values = st.fixed_dictionaries(
        {
            "status": st.sampled_from(STATUSES),
            "due": st.sampled_from((None, -2, 2, 30)),
            "place": st.sampled_from(PLACES),
            "area": st.integers(0, 6),
            "rows": st.sampled_from((1, 2, 40)),
            "pick": st.integers(0, 100),
            "flag": st.booleans(),
        }
    )

    @rule(
        writer=choose_writer,
        actions=st.lists(st.tuples(st.sampled_from(ACTIONS), choose_values), min_size=1, max_size=6),
        commits=st.sampled_from((None, None, True, False)),
    )
    def write(self, writer: int, actions: list[tuple[str, dict[str, Any]]], commits: bool | None) -> None:
        for name, values in actions:
            self.run(self.writers[writer], name, values)
        if commits is not None:
            self.end(writer, commits)

    @rule(writer=choose_writer, commits=st.sampled_from((True, True, False)))
    def end(self, writer: int, commits: bool) -> None:
        self.writers[writer].end(commits)
        self.check_readers()

    @rule(hours=st.sampled_from((0, 1, 10)))
    def pass_time(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        mark_overdue(self.store, self.now)
        self.check_readers()

    @rule(forgets=st.booleans())
    def fold(self, forgets: bool) -> None:
        fold_counts(self.store, timedelta(days=0 if forgets else 400))
        self.check_readers()

    @rule(reader=st.sampled_from(("a new one", "one that is behind", "a screen that returns")))
    def read(self, reader: str) -> None:
        if reader == "a screen that returns":
            self.hub.follow()
            self.screen.come_back()
            assert self.screen.known == recount(self.store)
            return
        self.late = Follower(self.store) if reader == "a new one" else self.late
        self.late.follow()
        assert write_down(self.late.book) == recount(self.store)

    def check_readers(self) -> None:
        """The reader that follows everything, and one that comes now."""
        self.hub.follow()
        tables = recount(self.store)
        assert write_down(self.hub.book) == tables
        assert write_down(CountBook(read_picture(self.store))) == tables

    def teardown(self) -> None:
        """End what is open, look once more, and leave no row to the next run."""
        try:
            self.check_all()
        finally:
            for writer in self.writers:
                writer.connection.close()
            self.store.execute("DELETE FROM issue; DELETE FROM party_member; DELETE FROM volunteer")

    def check_all(self) -> None:
        """End what is open; then every reader and the app's own verification."""
        for number in range(WRITERS):
            self.end(number, commits=number != 1)
        self.pass_time(0)
        self.read("one that is behind")
        self.read("a screen that returns")
        assert verify(self.store, self.now).is_right
