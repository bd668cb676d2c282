"""A writer of the storm, plain SQL as the feed's role until SIGTERM: `python -m bench.storm_writers URL SEED`.

It says in the end how many transactions were committed. It commits late, rolls back, writes one issue or many.
"""

import random
import signal
import sys
import time
from contextlib import closing, suppress
from typing import Any

import psycopg2

from bench.mesh import SOUTH, SPAN, WEST

PAUSE_SECONDS = 0.1
LATE_SECONDS = 1.5
AWAY_SECONDS = 0.5

REPORT = """
INSERT INTO issue (source, source_reference, category, is_urgent, due_at, geom)
SELECT (ARRAY['hotline_12345', 'patrol', 'petition'])[1 + floor(random() * 3)::integer], gen_random_uuid()::text,
    'storm', random() < 0.1, CASE WHEN random() < 0.5 THEN now() + random() * interval '2 minutes' END,
    CASE WHEN random() < 0.9 THEN
        ST_Point(%(west)s + %(span)s * random() * 1.02, %(south)s + %(span)s * random(), 4326) END
FROM generate_series(1, %(number)s)
"""

SOME = """
WHERE id IN (SELECT id FROM issue
             WHERE source <> 'pulse' AND id >= (SELECT (%(luck)s * max(id))::bigint FROM issue)
             ORDER BY id LIMIT %(number)s FOR UPDATE)
"""

MOVE = """
UPDATE issue SET geom = ST_Point(%(west)s + %(span)s * random(), %(south)s + %(span)s * random(), 4326)
"""

CHANGES = (
    REPORT,
    REPORT,
    "UPDATE issue SET status = 'closed'" + SOME,
    "UPDATE issue SET status = 'rework'" + SOME,
    "UPDATE issue SET status = 'suspended'" + SOME,
    "UPDATE issue SET status = 'in_progress', due_at = now() + random() * interval '1 minute'" + SOME,
    "DELETE FROM issue" + SOME,
    MOVE + SOME,
)


def write(url: str, luck: random.Random, done: list[int]) -> None:
    """Write until the database goes away. Raises `psycopg2.Error` then, and when a deadlock ends a transaction."""
    with closing(psycopg2.connect(url, connect_timeout=5)) as connection, connection.cursor() as cursor:
        while True:
            cursor.execute(luck.choice(CHANGES), _draw(luck))
            time.sleep(LATE_SECONDS * luck.random() if luck.random() < 0.05 else 0)
            connection.rollback() if luck.random() < 0.05 else connection.commit()
            done[0] += 1
            time.sleep(2 * PAUSE_SECONDS * luck.random())


def _draw(luck: random.Random) -> dict[str, Any]:
    number = luck.randint(2, 30) if luck.random() < 0.1 else 1
    return {"luck": luck.random(), "number": number, "west": WEST, "south": SOUTH, "span": SPAN}


def main(url: str, seed: int) -> None:
    """Until SIGTERM or Ctrl-C; the database may come and go."""
    luck, done = random.Random(seed), [0]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        while True:
            with suppress(psycopg2.Error):
                write(url, luck, done)
            time.sleep(AWAY_SECONDS)
    finally:
        sys.stdout.write(f"{done[0]}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
