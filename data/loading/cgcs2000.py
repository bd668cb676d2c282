"""CGCS2000 in Gauss-Krüger zones, told apart by the easting.

EPSG register: 4491–4501 and 4513–4533 are 6-degree zones 13–23 and 3-degree zones 25–45 with the zone's number before
the easting (39,448,689 m); 4502–4512 and 4534–4554 the same zones without it (448,689 m).
"""

from dataclasses import dataclass

from pyproj import CRS, Transformer

LON_LAT = 4490
WEB_MERCATOR = 3857
ZONE = 1_000_000  # metres that a zone's number counts
WIDTH = 3  # degrees from one central meridian to the next, which is all that sets the zones apart
SOUTHEST, NORTHEST = 300_000, 6_200_000  # the northings of 3° N and 56° N


@dataclass(frozen=True)
class Zones:
    """`first` EPSG code of a row of zones, the number of the first zone, and their count."""

    first: int
    first_zone: int
    count: int

    def find_code(self, zone: int) -> int | None:
        """The EPSG code of a zone, None when the row has no such zone."""
        place = zone - self.first_zone
        return self.first + place if 0 <= place < self.count else None

    def find_zone(self, code: int) -> int | None:
        """The zone of an EPSG code, None when the code stands outside the row."""
        place = code - self.first
        return self.first_zone + place if 0 <= place < self.count else None


NUMBERED = (Zones(4513, 25, 21), Zones(4491, 13, 11))  # 3-degree, 6-degree
PLAIN = (Zones(4534, 25, 21), Zones(4502, 13, 11))


def list_candidates(x: float, y: float) -> list[int]:
    """EPSG codes in which coordinates of this size could be; none when nothing usual is of this size."""
    if abs(x) <= 180 and abs(y) <= 90:
        return [LON_LAT]
    zone = int(x // ZONE)
    is_north = SOUTHEST < y < NORTHEST
    numbered = [code for zones in NUMBERED if is_north and (code := zones.find_code(zone)) is not None]
    plain = range(PLAIN[0].first, PLAIN[0].first + PLAIN[0].count) if is_north and zone == 0 else ()
    mercator = [WEB_MERCATOR] if 8_100_000 < x < 15_100_000 and 400_000 < y < 7_200_000 else []
    return [*numbered, *plain, *mercator]


def contradicts(crs: CRS, x: float, y: float) -> bool:
    """Whether `crs` is a zone of CGCS2000 and these coordinates are not of its size."""
    found = _find_zone(crs)
    if found is None:
        return False
    zone, is_numbered = found
    return int(x // ZONE) != (zone if is_numbered else 0) or not SOUTHEST < y < NORTHEST


def find_right_code(crs: CRS, x: float) -> int | None:
    """The zone of CGCS2000, 3-degree or 6-degree as `crs` is, that the easting names; None when it names none."""
    for numbered, plain in zip(NUMBERED, PLAIN, strict=True):
        found = _find_zone(crs, (numbered, plain))
        if found is not None:
            in_easting = int(x // ZONE)
            return numbered.find_code(in_easting) if in_easting else plain.find_code(found[0])
    return None


def _find_zone(crs: CRS, rows: tuple[Zones, ...] = (*NUMBERED, *PLAIN)) -> tuple[int, bool] | None:
    """The zone's number, and whether it stands before the easting."""
    code = crs.to_epsg(min_confidence=25)
    for zones in rows:
        zone = None if code is None else zones.find_zone(code)
        if zone is not None:
            return zone, zones in NUMBERED
    return None


def describe_places(codes: list[int], x: float, y: float) -> str:
    """Each code, what it means, and where it would put this point. Zones without number are listed together."""
    plain = [code for code in codes if PLAIN[0].find_zone(code) is not None]
    places = [_describe_place(code, x, y) for code in codes if code not in plain]
    return "; ".join([*places, *_describe_plain(plain, x, y)])


def _describe_place(code: int, x: float, y: float) -> str:
    lon, lat = find_place(code, x, y)
    return f"EPSG:{code} ({CRS.from_epsg(code).name}) puts it at {lon:.4f}, {lat:.4f}"


def _describe_plain(codes: list[int], x: float, y: float) -> list[str]:
    if not codes:
        return []
    lon, lat = find_place(codes[0], x, y)
    lons = ", ".join(f"{lon + WIDTH * number:.2f} by {code}" for number, code in enumerate(codes))
    return [f"a zone of CGCS2000 without number puts it at latitude {lat:.4f} and at longitude {lons}"]


def find_place(code: int, x: float, y: float) -> tuple[float, float]:
    lon, lat = Transformer.from_crs(code, 4326, always_xy=True).transform(x, y)
    return float(lon), float(lat)
