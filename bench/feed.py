"""A feed that commits one issue after the other."""

import random
import time
from uuid import uuid4

import psycopg2

PLACES = """
SELECT ST_X(at), ST_Y(at) FROM area, ST_PointOnSurface(geom) AS at WHERE level = 'building' ORDER BY id
"""

ADD_ISSUE = """
INSERT INTO issue (source, source_reference, category, geom)
VALUES ('bench', %(reference)s, 'bench', ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326))
RETURNING id, area_id
"""


class Feed:
    """A connection of the feed's role. `waits`: seconds that its commits took, `areas`: where its issues lie."""

    def __init__(self, url: str) -> None:
        self.waits: list[float] = []
        self.areas: list[int] = []
        self._connection = psycopg2.connect(url)
        self._cursor = self._connection.cursor()
        self._cursor.execute(PLACES)
        self._places = self._cursor.fetchall()
        self._connection.commit()

    def send(self) -> tuple[float, bytes]:
        """Commit an issue in some building: when COMMIT had returned, and what only the event of this issue holds."""
        lon, lat = random.choice(self._places)
        self._cursor.execute(ADD_ISSUE, {"reference": uuid4().hex, "lon": lon, "lat": lat})
        issue, area = self._cursor.fetchone()
        sent = time.monotonic()
        self._connection.commit()
        returned = time.monotonic()
        self.waits.append(returned - sent)
        self.areas.append(area)
        return returned, b'event: issue\ndata: {"id":%d,' % issue

    def close(self) -> None:
        """Leave."""
        self._connection.close()
