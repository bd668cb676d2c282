"""What the store knew at a moment can be read back, as long as it is kept."""

from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import psycopg2
import pytest

from data.counts import counts_at, fold_counts
from data.faults import Forgotten
from data.verification import verify
from tests.factories import add_issue, add_tree

EAST = (106.63, 26.61)

WRITES = (
    "INSERT INTO issue (source, source_reference, category, area_id) VALUES ('feed', gen_random_uuid(), 'x', %(area)s)",
    "INSERT INTO volunteer (area_id, source) SELECT %(area)s, 'feed' FROM generate_series(1, 3)",
    "UPDATE issue SET area_id = %(area)s WHERE id IN (SELECT id FROM issue LIMIT 1 FOR UPDATE SKIP LOCKED)",
    "UPDATE issue SET status = 'closed' WHERE id IN (SELECT id FROM issue LIMIT 1 FOR UPDATE SKIP LOCKED)",
    "DELETE FROM volunteer WHERE id IN (SELECT id FROM volunteer LIMIT 1 FOR UPDATE SKIP LOCKED)",
    "SAVEPOINT step; INSERT INTO party_member (area_id, source) VALUES (%(area)s, 'feed'); ROLLBACK TO step",
)

COUNT = """
SELECT area_id, measure, count(*) FROM counted GROUP BY area_id, measure
"""


@dataclass
class Writer:
    """One connection; `kept` holds the numbers of its transactions that were committed."""

    connection: psycopg2.extensions.connection
    number: int = 0
    kept: set[int] = field(default_factory=set)

    def read(self, query):
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def count(self):
        return Counter({(area, measure): count for area, measure, count in self.read(COUNT)})

    def take_step(self, random, areas):
        ends = random.random() < 0.3
        if ends:
            self.end(random.random() < 0.7)
        with self.connection.cursor() as cursor:
            cursor.execute(random.choice(WRITES), {"area": random.choice(areas)})

    def end(self, commits):
        self.connection.commit() if commits else self.connection.rollback()
        self.kept |= {self.number} if commits else set()
        self.number += 1


@dataclass
class Note:
    """A moment, the counts that were committed then, and what each open transaction had added to them."""

    moment: datetime
    committed: Counter
    pending: list[tuple[Writer, int, Counter]]

    def tell(self):
        """The counts with what was written by then and committed in the end."""
        counts = Counter(self.committed)
        for writer, number, added in self.pending:
            counts.update(added if number in writer.kept else {})
        return {place: count for place, count in counts.items() if count}


def write_down(writers, reader):
    committed = reader.count()
    pending = [(writer, writer.number, subtract(writer.count(), committed)) for writer in writers]
    return Note(reader.read("SELECT clock_timestamp()")[0][0], committed, pending)


def subtract(counts, others):
    difference = Counter(counts)
    difference.subtract(others)
    return difference


def write_history(store, areas, steps, held):
    """Three connections write in turns; a note after each step. Some open transactions see what others committed."""
    random = Random(7)
    *writers, reader = [Writer(held.enter_context(closing(psycopg2.connect(store.url)))) for _ in range(4)]
    reader.connection.autocommit = True
    notes = []
    for _ in range(steps):
        random.choice(writers).take_step(random, areas)
        notes.append(write_down(writers, reader))
    [writer.end(commits=True) for writer in writers]
    return notes


def read_back(store, moment):
    return {(area, measure): count for area, measure, count in counts_at(store, moment)}


def test_a_hundred_moments_of_interleaved_writing_are_read_back(store):
    areas = [*add_tree(store).values(), None]
    with ExitStack() as held:
        notes = write_history(store, areas, 100, held)
    fold_counts(store, timedelta(days=400))
    assert [read_back(store, note.moment) for note in notes] == [note.tell() for note in notes]
    assert len({str(note.tell()) for note in notes}) > 30


def test_a_change_that_commits_late_is_told_since_it_was_written(store, feed_url):
    tree = add_tree(store)
    with closing(psycopg2.connect(feed_url)) as late, late.cursor() as cursor:
        cursor.execute("INSERT INTO volunteer (area_id, source) VALUES (%s, 'feed')", [tree["east"]])
        moment = store.read_one("SELECT clock_timestamp() AS at").at
        before = counts_at(store, moment)
        late.commit()
    assert (before, counts_at(store, moment)) == ([], [(tree["east"], "volunteers", 1)])


def test_a_forgotten_moment_is_not_told_wrongly(store):
    add_tree(store)
    moment = store.read_one("SELECT clock_timestamp() AS at").at
    add_issue(store, EAST)
    fold_counts(store, timedelta())
    with pytest.raises(Forgotten, match="retention_days"):
        counts_at(store, moment)
    assert [count for _, _, count in counts_at(store, store.read_one("SELECT clock_timestamp() AS at").at)] == [1]


def test_the_log_keeps_what_is_above_the_horizon_however_old(store, feed_url, now):
    tree = add_tree(store)
    with closing(psycopg2.connect(feed_url)) as late, late.cursor() as cursor:
        cursor.execute("INSERT INTO volunteer (area_id, source) VALUES (%s, 'feed')", [tree["east"]])
        add_issue(store, EAST)
        assert fold_counts(store, timedelta()) == (0, 0)
        late.commit()
    assert fold_counts(store, timedelta()) == (2, 2)
    assert verify(store, now).is_right
