"""A feed that writes what it wants, beside whatever a test looks at."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from random import Random
from threading import Event, Thread

import psycopg2

RACE = (
    "INSERT INTO issue (source, source_reference, category, due_at, area_id)"
    " VALUES ('race', gen_random_uuid(), 'x', now() + random() * interval '1 second', %(area)s)",
    "UPDATE issue SET status = 'closed' WHERE id IN (SELECT id FROM issue LIMIT 2 FOR UPDATE SKIP LOCKED)",
    "UPDATE issue SET area_id = %(area)s WHERE id IN (SELECT id FROM issue LIMIT 2 FOR UPDATE SKIP LOCKED)",
    "DELETE FROM issue WHERE id IN (SELECT id FROM issue OFFSET 20 LIMIT 1 FOR UPDATE SKIP LOCKED)",
    "INSERT INTO volunteer (area_id, source) VALUES (%(area)s, 'race')",
)


def write_until(url: str, areas: list[int], stop: Event, random: Random) -> None:
    """Transactions of a few statements, one in five rolled back."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        while not stop.is_set():
            for statement in random.choices(RACE, k=random.randint(1, 4)):
                cursor.execute(statement, {"area": random.choice(areas)})
            connection.commit() if random.random() < 0.8 else connection.rollback()


@contextmanager
def racing(url: str, areas: list[int]) -> Iterator[None]:
    """Four connections of a feed write as fast as they can."""
    stop = Event()
    writers = [Thread(target=write_until, args=(url, areas, stop, Random(seed))) for seed in range(4)]
    [writer.start() for writer in writers]
    try:
        yield
    finally:
        stop.set()
        [writer.join(30) for writer in writers]
